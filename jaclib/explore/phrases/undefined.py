"""What every explorer says of a point at which a map, or its derivative, is undefined: that, and nothing else."""

import numpy as np

from jaclib.evidence.judge import apart
from jaclib.explore.phrases.numbers import vector

NOT_FINITE = "{f} has no derivative at {a}: not all of its partial derivatives are finite there."
NONE = "{f} has no derivative at {a}: not all of its partial derivatives exist there."
NOT_ALL_WAYS = "{f} has no derivative at {a}, though all of its partial derivatives exist there."
INFINITE = "{f} has no finite value at {a}: it is undefined there, or too large for double precision."
TOO_LARGE = "{f} is too large at {a} for double precision: nothing can be said of its derivative there."


def overflows(value, around) -> bool:
    """Whether a value is too large for a number: it is infinite, as beside a pole, and so are those all around.

    >>> overflows([np.inf, 1.0], [[np.inf, 1.0], [np.inf, 1.0]]), overflows([np.inf], [[1e9], [-1e9]])
    (True, False)
    """
    return bool((np.isinf(value) & np.isinf(around).all(axis=0)).any())


def no_value(value, a: str, f: str = "f", too_large: bool | None = None) -> str | None:
    """The sentence for a point, `a` as it is to be said, at which f has no value; None where it has one.

    It may be known whether an infinite value is `too_large`, or belongs to a pole.

    >>> no_value(np.array([np.nan, 1.0]), "a = (0, 1)")
    'f is undefined at a = (0, 1): it has no value there, and so no derivative.'
    """
    if np.isfinite(value).all():
        return None
    if too_large or (too_large is None and not np.isnan(value).any()):
        return (TOO_LARGE if too_large else INFINITE).format(f=f, a=a)
    return f"{f} is undefined at {a}: it has no value there, and so no derivative."


def no_derivative(value, J, a: str, f: str = "f", fits: bool = True, too_large=None) -> str | None:
    """The same where f has no value, or no derivative, and why: by J, where NaN stands for a missing partial.

    It isn't `fits` where all of them exist, and yet J doesn't tell where f goes.

    >>> no_derivative(np.ones(2), np.array([[np.inf, 0.0], [0.0, 1.0]]), "a", "g")
    'g has no derivative at a: not all of its partial derivatives are finite there.'
    >>> no_derivative(np.ones(2), np.eye(2), "a", fits=False)
    'f has no derivative at a, though all of its partial derivatives exist there.'
    """
    if sentence := no_value(value, a, f, too_large):
        return sentence
    if np.isfinite(J).all():
        return None if fits else NOT_ALL_WAYS.format(f=f, a=a)
    return (NONE if np.isnan(J).any() else NOT_FINITE).format(f=f, a=a)


def absent(derivative, variable, outputs, left, right, jumps) -> str:
    """Say that there is no such derivative, and why, from the slopes of the outputs on both sides."""
    whys = []
    for name, before, behind, jump in zip(outputs, left, right, jumps, strict=True):
        if jump:
            whys.append(f"{name} jumps")
        elif abs(before - behind) > 1e-6 * max(abs(before), abs(behind)):
            one, other = apart(before, behind)
            whys.append(f"the slope of {name} is {one} for smaller {variable} and {other} for larger")
    return f"{derivative} does not exist" + (f", since {' and '.join(whys)}" if whys else "")


def missing(slopes, outputs, derivative: str, variables=("x", "y")) -> str:
    """Say which of the derivatives by the variables is missing, and why. `slopes` are Partials, or an array of them."""
    J, *sides = slopes
    gone = [j for j in range(2) if not np.isfinite(J[:, j]).all()]
    of = [(variables[j], [each[:, j] for each in sides]) for j in gone]
    words = [absent(f"{derivative}{name}", name, outputs, *slopes) for name, slopes in of]
    return ", and ".join(words)


def lacking(links) -> str:
    """Say which of the maps that follow each other has no value or no derivative on the way from a, and where.

    A link is a map's `name`, where it is taken, `at`, and its `jacobian` and its `value` there.
    """
    at = "a"
    for link in links:
        where = f"{at} = {vector(link['at'])}"
        if np.isnan(link["value"]).any():
            return f"{link['name']} is undefined at {where}: there is no derivative"
        if np.isinf(link["value"]).any():
            return INFINITE.format(f=link["name"], a=where).rstrip(".")
        if not np.isfinite(link["jacobian"]).all():
            return f"{link['name']} has no Jacobian at {where}, and the chain rule says nothing"
        at = f"{link['name']}({at})"
    return ""


def left_behind(start: str, defined: str, steps) -> str:
    """Say that a step leads to where there is no value, or one that is too large; `steps` are the images'."""
    if any(np.isnan(each).any() for each in steps):
        return f"{start} leaves the place where {defined} defined."
    return f"{start} leads to where {defined} undefined, or too large for double precision."
