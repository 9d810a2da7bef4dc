"""The sheet that a Gaussian lies on, in numbers: where the layers of a flow carry it, and the mass upon it."""

from functools import lru_cache, partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import maps
from jaclib.explore.learn.flows import carried, gaussian, made_of, repeated, switched_on
from jaclib.explore.plane.lines import CIRCLE, grid_lines, joined
from jaclib.explore.plane.sheet import shown
from jaclib.programs.field import det, field

REACH = 4.2  # of the sheet, to each side: but for 5·10⁻⁵ all of the Gaussian lies on it
MASS_CELLS = 96  # along each side, for the total mass; every second node is drawn
COARSE = 0.03  # so far apart may the masses by small and by large cells be: what is made of both is good to 10⁻³
SAMPLES = 300
ROUNDING = 1e-12  # of the terms of a determinant
LOOKED_AT = 256  # places, at most, where det J changes sign
HALVINGS = 40
ASIDE = np.array([0.7e-3, -1.1e-3])  # of the nodes, on whose lines a pole may hide, as that of y/x where y = 0
CLOSE = 1e-6  # of the value, at most, f differs by on both sides of a place where it doesn't jump

SHARE = np.linspace(-1, 1, MASS_CELLS + 1)
AXIS = REACH * (0.4 * SHARE + 0.6 * SHARE**3)  # small cells where the density is high
NODES = np.stack(np.meshgrid(AXIS, AXIS, indexing="ij"), axis=-1)
START = np.asarray(gaussian(NODES))  # their log-density
BASE, FLAT = NODES[::2, ::2], START[1::2, 1::2]  # the cells that are drawn
RULED = grid_lines(((-4, 4), (-4, 4)), 9, 81)
PLAIN = joined(RULED)
MOST = 2 * CIRCLE  # goes round 86% of the Gaussian


@lru_cache(maxsize=16)
def drawn_from_gaussian(seed: int):
    """Samples of the standard Gaussian, `(300, 2)`."""
    return np.random.default_rng(seed).normal(size=(SAMPLES, 2))


@partial(jax.jit, static_argnames="pair")  # compiled once a kind of layers, never while dragging
def all_carried(pair, weights, on, points):
    """For many points: where they are after 0, 1, … layers, and the log |det J| gathered by then."""
    places, logabsdets = jax.vmap(lambda x: carried(pair, weights, on, x), out_axes=1)(points)
    return places, jnp.cumsum(logabsdets, axis=0)


class Landscape(NamedTuple):
    """What flows carry along, after 0, 1, … layers: nodes and their log-densities, grid lines, samples."""

    nodes: np.ndarray
    logs: np.ndarray
    lines: np.ndarray
    dots: np.ndarray
    most: np.ndarray
    signs: np.ndarray | None  # of det J of the next layer at the nodes, where that isn't known from how it is made


@lru_cache(maxsize=8)  # of flows, while the point and the number of layers passed move
@np.errstate(all="ignore")  # where a map is undefined there are gaps
def landscape(f: maps.Map, seed: int, count: int, t: float):
    """Where nodes and samples are after 0, 1, … `count` layers, and the log-density that they bring along."""
    parts = NODES.reshape(-1, 2), RULED.reshape(-1, 2), drawn_from_gaussian(seed), MOST
    points = np.concatenate(parts)
    if made := made_of(f, seed):
        places, gathered = jax.device_get(all_carried(*made, switched_on(count, t), points))
        signs = None
    else:
        places, J = repeated(f, count, t, points)
        gathered = np.cumsum(np.log(np.abs(det(J))), axis=0)
        signs = signs_of(J[:, : START.size]).reshape(-1, *START.shape)
    nodes, lines, dots, most = np.split(places[: count + 1], np.cumsum([*map(len, parts)])[:-1], axis=1)
    logs = START - gathered[:count, : START.size].reshape(-1, *START.shape)
    nodes, lines = nodes.reshape(-1, *NODES.shape), lines.reshape(-1, *RULED.shape)
    return Landscape(nodes, np.concatenate([START[None], logs]), lines, dots, most, signs)


def signs_of(J):
    """The signs of det J, 0 where it is only rounding beside its terms."""
    (p, q), (r, s) = np.moveaxis(J, (-2, -1), (0, 1))
    there = np.abs(det(J)) > ROUNDING * (np.abs(p * s) + np.abs(q * r))
    return np.where(there, np.sign(det(J)), 0).astype(np.int8)


@lru_cache(maxsize=128)
@np.errstate(all="ignore")
def stretched(f: maps.Map, seed: int, count: int, t: float, passed: int, determinants: bool) -> dict:
    """The sheet after some of the layers as it is drawn, and the mass on it with the determinants and without."""
    now = landscape(f, seed, count, t)
    sheet = jax.device_get(pictured(now.nodes[passed], now.logs[passed], determinants))
    sheet |= dict(lines=joined(now.lines[passed]), dots=now.dots[passed], most=now.most[passed])
    return sheet | dict(no_way_back=no_way_back(f, seed, count, t))


@jax.jit  # compiled once for all flows
def pictured(nodes, logs, determinants) -> dict:
    """The cells that are drawn, with their log-density or that without determinants, and the mass on all by both."""
    there = jnp.isfinite(nodes[::2, ::2]).all(axis=-1)
    whole = there[1:, 1:] & there[:-1, 1:] & there[1:, :-1] & there[:-1, :-1]
    in_colour = jnp.where(determinants, logs, START)[1::2, 1::2]
    sheet = dict(corners=shown(nodes[::2, ::2]), logs=jnp.where(whole, in_colour, jnp.nan))
    sheet |= dict(mass=total_mass(nodes, logs), bare_mass=total_mass(nodes, START))
    return sheet | dict(whole=jnp.isfinite(nodes).all())


@lru_cache(maxsize=64)
@np.errstate(all="ignore")
def no_way_back(f: maps.Map, seed: int, count: int, t: float) -> str:
    """Why the layers can't be undone on the square: they "flatten", "fold" or "cover" the plane twice; "" if they can.

    A layer folds it where its determinant changes sign, unless it does so across a pole or another gap, which may
    "tear" it only. Where it doesn't, a point of the image is covered as often as the image of the square's border
    winds around it.
    """
    now = landscape(f, seed, count, t)
    if now.signs is None:
        return ""  # that is how the layers are made
    for before, after, signs in zip(now.nodes[:-1], now.nodes[1:], now.signs, strict=True):
        there = np.isfinite(before).all(axis=-1) & np.isfinite(after).all(axis=-1)
        if not there.any():
            break
        sign = signs[there]
        if not sign.any():
            return "flatten"
        if (sign > 0).any() and (sign < 0).any():
            return "fold" if folds(f, t, before, signs) else "tear"
        if there.all() and (np.abs(windings(after)) > 1).sum() > 1:
            return "cover"
    return ""


def folds(f: maps.Map, t: float, nodes, signs) -> bool:
    """Whether f goes on without a jump somewhere between two places with det J of different signs: by halvings."""
    pairs = []
    for apart in (1, 2):  # a node between them may lie on the fold itself
        for along, sign in ((nodes, signs), (nodes.swapaxes(0, 1), signs.T)):
            turns = sign[:-apart] * sign[apart:] < 0
            pairs.append(np.stack([along[:-apart][turns], along[apart:][turns]]))
    low, high = np.concatenate(pairs, axis=1)
    some = np.unique(np.linspace(0, len(low) - 1, LOOKED_AT if len(low) else 0).astype(int))
    low, high = low[some] + ASIDE, high[some] + ASIDE
    first, last = (signs_of(field(f, ends, t)[1]) for ends in (low, high))
    low, high, first = (each[first * last < 0] for each in (low, high, first))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        same = (signs_of(field(f, middle, t)[1]) == first)[:, None]
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    (value, _), (other, _) = field(f, low, t), field(f, high, t)
    return bool((np.abs(value - other) <= CLOSE * (1 + np.abs(value))).all(axis=1).any())


def windings(nodes):
    """How often the border of a sheet winds around places inside of it, every eighth node each way."""
    border = np.concatenate([nodes[:-1, 0], nodes[-1, :-1], nodes[:0:-1, -1], nodes[0, ::-1]])
    away = (border - nodes[4::8, 4::8].reshape(-1, 1, 2)) @ [1, 1j]
    return np.rint(np.angle(away[:, 1:] / away[:, :-1]).sum(axis=1) / (2 * np.pi))


def areas(nodes):
    """Of the cells' images, as quadrilaterals, with their signs."""
    (p, q), (r, s) = (nodes[1:, 1:] - nodes[:-1, :-1]).T, (nodes[:-1, 1:] - nodes[1:, :-1]).T
    return (p * s - q * r).T / 2


def total_mass(nodes, logs):
    """∫ p over the plane: the area of each cell, measured where it has come to, times the density in its middle.

    No determinant is used for the areas. From cells of two sizes, by Richardson; NaN where even the small ones are too
    large for what the map does to them. Traces.
    """

    def added(step):  # a cell is made of four quadrilaterals
        patches = abs(areas(nodes[::step, ::step])).reshape(MASS_CELLS // 2 // step, 2, -1, 2)
        return jnp.sum(jnp.exp(logs[step :: 2 * step, step :: 2 * step]) * patches.sum(axis=(1, 3)))

    small, large = added(1), added(2)
    return jnp.where(abs(large - small) < COARSE * small, (4 * small - large) / 3, jnp.nan)


@lru_cache(maxsize=64)
@np.errstate(all="ignore")
def view(f: maps.Map, seed: int, count: int):
    """A square that holds most samples wherever they are on their way: it holds still while they move."""
    dots = landscape(f, seed, count, 1.0).dots.reshape(-1, 2)
    dots = np.abs(dots[np.isfinite(dots).all(axis=1)])
    half = np.clip(np.ceil(1.1 * np.percentile(dots, 99)), 4, 1e6)
    return ((-half, half), (-half, half))
