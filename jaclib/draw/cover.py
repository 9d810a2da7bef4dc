"""A panel that is covered until a prediction is made: its axes are seen, and what is drawn on it before looking."""

from collections.abc import Callable

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.spines import Spine

from jaclib.draw.marks import UNCOVERED, Style
from jaclib.draw.palette import Palette
from jaclib.draw.text import hint


def cover(ax: Axes, palette: Palette, words: str, *, above: bool = False) -> Callable[[], None]:
    """Cover the panel each time that the result is called, after its marks have moved, with words in its middle.

    Its axes, its title and a guess stay in sight. With the words `above` it there is room to draw.
    """
    if above:
        hint(ax, words, palette.quiet).set_gid(UNCOVERED)
    else:
        place: Style = {"transform": ax.transAxes, "ha": "center", "va": "center"}
        ax.text(0.5, 0.5, words, color=palette.quiet, fontsize=11, style="italic", gid=UNCOVERED, **place)

    def hide() -> None:
        for part in ax.get_children():
            if not isinstance(part, Axis | Spine) and part.get_gid() != UNCOVERED:
                part.set_visible(False)

    return hide
