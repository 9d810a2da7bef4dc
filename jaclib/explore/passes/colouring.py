"""A Jacobian by passes: which seeds there are to be sent through, what comes back, and how J is read off it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

MOST_PASSES = 64  # inputs, and outputs
HIDDEN = 512  # neurons in each of the two layers between
MAP_KINDS = "dense", "banded"
WAYS = "forward", "reverse", "coloured"


class Layer(NamedTuple):
    """x ↦ tanh(W x + b), or W x + b, at one point: the weights, and the slopes of its outputs there."""

    W: np.ndarray
    b: np.ndarray
    slopes: np.ndarray
    bent: bool


@lru_cache(maxsize=256)
def layers(kind: str, m: int, n: int) -> tuple[Layer, ...]:
    """The map from n to m numbers, as layers at a point; larger shapes go on with the same numbers."""
    rng = np.random.default_rng(6)
    a = 0.5 * rng.standard_normal(MOST_PASSES)[:n]
    if kind == "banded":
        W = band(m, n) * np.where(np.abs(distance(m, n)) < 0.5, 1.0, -0.5)
        return _at(a, [(W, 0.5 * rng.standard_normal(MOST_PASSES)[:m], True)])
    shapes = (HIDDEN, MOST_PASSES), (HIDDEN, HIDDEN), (MOST_PASSES, HIDDEN)
    first, middle, last = (rng.standard_normal(shape) for shape in shapes)
    weights = first[:, :n] / np.sqrt(MOST_PASSES), middle / np.sqrt(HIDDEN), last[:m] / np.sqrt(HIDDEN)
    return _at(a, [(W, np.zeros(len(W)), W is not weights[-1]) for W in weights])


def _at(x, parts) -> tuple[Layer, ...]:
    made = []
    for W, b, bent in parts:
        z = W @ x + b
        x = np.tanh(z) if bent else z
        made.append(Layer(W, b, 1 - x**2 if bent else np.ones(len(z)), bent))
    return tuple(made)


def distance(m: int, n: int) -> np.ndarray:
    """How far input j is from the one that lies at the place of output i, `(m, n)`."""
    return np.arange(n) - np.round(np.linspace(0, n - 1, m))[:, None]


def band(m: int, n: int) -> np.ndarray:
    """Which inputs each output depends on, `(m, n)`: a band three wide, or two at the ends."""
    return np.abs(distance(m, n)) <= 1


def pattern(kind: str, m: int, n: int) -> np.ndarray:
    """Where J may have an entry that is not 0."""
    return band(m, n) if kind == "banded" else np.ones((m, n), dtype=bool)


def colours(pattern) -> np.ndarray:
    """A colour for each column, counted from 0; columns with an entry in the same row never have the same.

    Each column in turn takes the first colour that is free.
    Source: Curtis, Powell & Reid, On the estimation of sparse Jacobian matrices, J. Inst. Maths Applics 13 (1974).

    >>> colours(np.abs(np.subtract.outer(range(6), range(6))) <= 1)
    array([0, 1, 2, 0, 1, 2])
    """
    meet = pattern.T.astype(int) @ pattern > 0
    found = np.zeros(len(meet), dtype=int)
    for j in range(len(meet)):
        taken = set(found[:j][meet[j, :j]])
        found[j] = next(colour for colour in range(j + 1) if colour not in taken)
    return found


def seeds(way: str, kind: str, m: int, n: int) -> np.ndarray:
    """What is sent through, a row a pass: a tangent `(n,)` each, or in reverse a cotangent `(m,)`."""
    if way == "coloured":
        colour = colours(pattern(kind, m, n))
        return (colour == np.arange(colour.max() + 1)[:, None]).astype(float)
    return np.eye(m if way == "reverse" else n)


def push(layers: Sequence[Layer], tangents) -> np.ndarray:
    """J v for each of the tangents `(k, n)`, from layer to layer: `(k, m)`."""
    for layer in layers:
        tangents = (tangents @ layer.W.T) * layer.slopes
    return tangents


def pull(layers: Sequence[Layer], cotangents) -> np.ndarray:
    """wᵀ J for each of the cotangents `(k, m)`, from the last layer to the first: `(k, n)`."""
    for layer in reversed(layers):
        cotangents = (cotangents * layer.slopes) @ layer.W
    return cotangents


@lru_cache(maxsize=256)
def returned(way: str, kind: str, m: int, n: int) -> np.ndarray:
    """What comes back of all passes, a row each."""
    return (pull if way == "reverse" else push)(layers(kind, m, n), seeds(way, kind, m, n))


def read_off(way: str, kind: str, m: int, n: int, done: int) -> np.ndarray:
    """J `(m, n)` as far as it is known after so many passes, and NaN elsewhere."""
    J, back = np.full((m, n), np.nan), returned(way, kind, m, n)[:done]
    if way == "reverse":
        J[: len(back)] = back
    elif way == "forward":
        J[:, : len(back)] = back.T
    else:
        there, colour = pattern(kind, m, n), colours(pattern(kind, m, n))
        J[~there] = 0  # that much is known before
        known = there & (colour < len(back))
        J[known] = back.T[:, np.minimum(colour, len(back) - 1)][known] if len(back) else 0
    return J


def multiplications(kind: str, m: int, n: int) -> int:
    """By weights, in one pass; f itself takes as many."""
    return sum(int(np.count_nonzero(layer.W)) for layer in layers(kind, m, n))
