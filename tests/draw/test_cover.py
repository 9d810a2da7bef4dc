"""A covered panel shows its axes and what is drawn before looking; a guess is one dotted line with its name."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from jaclib.draw import DARK, LIGHT, colour_bar, cover, curve, frame, guess, key, panels
from jaclib.draw.marks import Cached

TRIANGLE = np.array([(0, 0), (1, 0), (0, 1), (0, 0.0)])


def pixels(palette, *, covered, marks=True, words="first yours"):
    """Of a panel with everything that a panel may have, or with a guess alone."""
    figure, (ax,) = panels(("A triangle",), palette=palette)
    hide = cover(ax, palette, words) if covered else lambda: None
    yours = guess(ax, palette)
    if marks:
        kept = Cached(ax)
        drawn = [curve(ax, palette.ink, fill=palette.fill), curve(ax, palette.accent, still=True)]
        drawn.append(curve(ax, palette.linear, cached=kept))
        colour_bar(ax, palette, "signed", "det J")(1)
        key(ax, [("true", palette.ink, False)])
    frame(ax, ((-2, 2), (-2, 2)))
    for move in [*drawn] if marks else []:
        move(TRIANGLE + 0.3)
    yours(TRIANGLE)
    hide()
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    for artist in sorted(figure.findobj(lambda each: each.get_animated()), key=lambda each: each.zorder):
        figure.draw_artist(artist)
    return np.asarray(canvas.buffer_rgba()).copy()


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_a_covered_panel_looks_as_if_nothing_but_the_guess_were_drawn(palette):
    hidden = pixels(palette, covered=True)
    assert (hidden == pixels(palette, covered=True, marks=False)).all()
    assert (hidden != pixels(palette, covered=False)).any()
    assert (hidden != pixels(palette, covered=True, words="")).any()


def test_the_name_of_a_guess_stays_inside_of_the_panel_wherever_its_top_is():
    figure, (ax,) = panels(("A guess",))
    frame(ax, ((-2, 2), (-2, 2)))
    move = guess(ax, LIGHT)
    (name,) = [text for text in ax.texts if text.get_text() == "your guess"]
    for top in [(2, 2), (-2, 2), (2, -2), (0, 0), (40, 40)]:
        move([(0, -2), (1, -2), top])
        FigureCanvasAgg(figure).draw()
        box, inside = name.get_window_extent(), ax.get_window_extent()
        assert inside.x0 <= box.x0 and box.x1 <= inside.x1 and inside.y0 <= box.y0 and box.y1 <= inside.y1
    move(np.empty((0, 2)))
    assert not name.get_visible()
