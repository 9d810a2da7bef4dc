"""Points, counts and rough numbers, as a sentence writes them, and as they stand below the picture."""

import numpy as np

from jaclib.stage import readout
from jaclib.stage.readouts import number

ROUGH = 2  # figures that are known of an integral where what is under it jumps


def pair(point) -> str:
    """A point: its coordinates with three figures; 0 has no sign, and only 0 is written as 0.

    >>> pair((-0.0, 1e-9)), pair((1.23456, -2.0))
    ('(0, 1e-09)', '(1.23, -2)')
    """
    return f"({', '.join(f'{float(x) + 0.0:.3g}' for x in point)})"


def vector(x) -> str:
    """A point or a vector; on the line it is a number, without brackets.

    >>> vector(np.array([1.0, 0.25])), vector(np.array([5.2]))
    ('(1, 0.25)', '5.2')
    """
    return pair(x)[1:-1] if len(x) == 1 else pair(x)


def counted(count, word: str) -> str:
    """A count with its noun, which takes a plural s.

    >>> counted(1, "root"), counted(0, "root"), counted(3, "step")
    ('1 root', 'no root', '3 steps')
    """
    return f"{int(count) or 'no'} {word}{'' if count in (0, 1) else 's'}"


def sub(number: int) -> str:
    """A figure as a subscript."""
    return "₀₁₂₃₄₅₆₇₈₉"[number]


def estimate(x, rough: bool, figures: int) -> str:
    """A number with so many figures, or with those that are known where it is rough, and called so.

    >>> estimate(0.84375, False, 4), estimate(0.84375, True, 4)
    ('0.8438', 'about 0.84')
    """
    return f"about {x:.{ROUGH}g}" if rough else f"{x:.{figures}g}"


def about(name: str, value, figures: int | None) -> dict:
    r"""The read-out of a number that is known to so few figures, or to all of them where there is no such limit.

    >>> about("area", 0.84375, 2)["rows"], about("area", 2.0, None)["rows"], about("area", np.nan, 2)["rows"]
    ([['≈ 0.84']], [['\u20072.000']], [[' undefined']])
    >>> about("integral", 4.4705e-18, 2)["rows"]
    [['≈ 4.5·10⁻¹⁸']]
    """
    shown = readout(name, value)
    if figures is None or not np.isfinite(value):
        return shown
    plain = value == 0 or 0.01 <= abs(value) < 1e4
    return shown | {"rows": [[f"≈ {value:.{figures}g}" if plain else f"≈ {number(value, figures).strip()}"]]}
