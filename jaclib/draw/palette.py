"""The colours of the course: one meaning each, the same in every picture, in a light and a dark version.

The strong colours are Okabe and Ito's, which stay apart for every kind of colour vision; the dark version
takes the lighter ones of the same family. No picture relies on colour alone: the linear image is also dashed,
and every strong mark carries a label.
"""

from typing import NamedTuple

import numpy as np
from matplotlib.colors import to_hex, to_rgb


class Palette(NamedTuple):
    """Colours by what they mean, as hexadecimal strings."""

    paper: str  # behind everything
    ink: str  # text, the point a, the true image
    quiet: str  # ticks, axis labels, second thoughts
    faint: str  # grids
    fill: str  # inside of the true image
    columns: tuple[str, str]  # column 1 of J and the image of e₁; column 2 of J and the image of e₂
    third: str  # column 3 of J and the image of e₃, in space; in the plane a guess, dotted
    rows: tuple[str, str]  # row 1 of J, the gradient of f₁, and its level line; row 2 and what belongs to f₂
    linear: str  # all that the Jacobian predicts; dashed
    accent: str  # the present place on a scale
    wrong: str  # on the page, an error and what doesn't fit
    signed: tuple[str, ...]  # from the most negative determinant over zero to the most positive one
    density: tuple[str, ...]  # from nothing to the highest density


def blended(color: str, over: str, share: float) -> str:
    """A colour of which only a share lies over another one.

    >>> blended("#ff0000", "#ffffff", 0.5)
    '#ff8080'
    """
    red, green, blue = (share * np.array(to_rgb(color)) + (1 - share) * np.array(to_rgb(over))).tolist()
    return to_hex((red, green, blue))


LIGHT = Palette(
    paper="#ffffff",
    ink="#1b2230",
    quiet="#565c6b",
    faint="#d3d7de",
    fill="#eeeff2",
    columns=("#0072B2", "#C24E00"),
    third="#B3388C",
    rows=("#8A4B7D", "#6E6200"),
    linear="#00805C",
    accent="#8A4B7D",
    wrong="#A01C1C",
    signed=("#7460B0", "#B9AEDB", "#F6F5F3", "#F4B673", "#D9751A"),
    density=("#ffffff", "#DCEBEE", "#A5CBD3", "#5F9FAD", "#2C7183"),
)

DARK = Palette(
    paper="#111111",
    ink="#f0f1f4",
    quiet="#b4b9c4",
    faint="#363b45",
    fill="#23262d",
    columns=("#56B4E9", "#FF9540"),
    third="#F08FCB",
    rows=("#E0A3D2", "#E3D36A"),
    linear="#2ECC9B",
    accent="#E0A3D2",
    wrong="#FF9C9C",
    signed=("#8271D0", "#4F4388", "#1D1D21", "#7A4710", "#BF6A14"),
    density=("#111111", "#16272C", "#1C444D", "#256572", "#36899A"),
)
