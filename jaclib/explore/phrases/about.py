"""A number that is known only roughly, below the picture: with as many figures as the sentence has, and called so."""

import numpy as np

from jaclib.stage import readout
from jaclib.stage.show import number


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
