"""What every explorer says of a point at which a map, or its derivative, is undefined: that, and nothing else."""

import numpy as np

NOT_FINITE = "{f} has no derivative at {a}: not all of its partial derivatives are finite there."
NONE = "{f} has no derivative at {a}: not all of its partial derivatives exist there."
NOT_ALL_WAYS = "{f} has no derivative at {a}, though all of its partial derivatives exist there."
INFINITE = "{f} has no finite value at {a}: it is undefined there, or too large for a number of double precision."
TOO_LARGE = "{f} is too large at {a} for a number of double precision: nothing can be said of its derivative there."


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
