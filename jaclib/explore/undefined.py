"""What every explorer says of a point at which a map, or its derivative, is undefined: that, and nothing else."""

import numpy as np

NOT_FINITE = "{f} has no derivative at {a}: not all of its partial derivatives are finite there."


def no_value(value, a: str, f: str = "f") -> str | None:
    """The sentence for a point, `a` as it is to be said, at which f has no value; None where it has one.

    >>> no_value(np.array([np.nan, 1.0]), "a = (0, 1)")
    'f is undefined at a = (0, 1): it has no value there, and so no derivative.'
    """
    if np.isfinite(value).all():
        return None
    return f"{f} is undefined at {a}: it has no value there, and so no derivative."


def no_derivative(value, J, a: str, f: str = "f") -> str | None:
    """The same where f has no value, or its Jacobian J there isn't finite.

    >>> no_derivative(np.ones(2), np.array([[np.inf, 0.0], [0.0, 1.0]]), "a", "g")
    'g has no derivative at a: not all of its partial derivatives are finite there.'
    """
    return no_value(value, a, f) or (None if np.isfinite(J).all() else NOT_FINITE.format(f=f, a=a))
