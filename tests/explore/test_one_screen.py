"""Each explorer on one screen: nothing of a picture is cut off, and its words don't lie on one another."""

import pytest
from matplotlib.text import Text

from jaclib import explore
from jaclib.explore import SCENES
from tests.explore.elsewhere import first, put

# Of a notebook's output in JupyterLab at 1366×768 without and with the file browser, on a tablet and on a phone.
LAPTOP, HELD = (1180, 920), (580, 320)
WIDTHS = *LAPTOP, *HELD


@pytest.mark.few
@pytest.mark.parametrize("widths", [LAPTOP, pytest.param(HELD, marks=pytest.mark.nightly)], ids=["laptop", "held"])
@pytest.mark.parametrize("name", SCENES)
def test_all_words_are_inside_of_the_figure_and_none_hides_half_of_another(name, widths):
    live = first(name)
    for share in (None, 0.2, 0.8):
        if share is not None:
            put(live, share)
        for width in widths:
            words, inside = words_at(live, width)
            assert [text for text, box in words.items() if not all(map(inside.contains, *box.get_points().T))] == []
            assert [pair for pair in pairs(words) if shared(*pair) > 0.5] == []
    live.close()


SMALL = {
    "finite_differences": lambda: explore.finite_differences("1e-9*x, y"),
    "hessian": lambda: explore.hessian("1e-9*x^2"),
    "mean_value": lambda: explore.mean_value("1e9 + 1e-6*x, 1e-9*y"),
}


@pytest.mark.parametrize("name", SMALL)
def test_the_factor_of_small_numbers_lies_on_no_other_words_and_not_in_the_row_of_keys(name):
    live = SMALL[name]()
    for width in WIDTHS:
        words, inside = words_at(live, width)
        figure = figure_at(live, width)
        factors = [(ax, axis.get_offset_text()) for ax in figure.axes for axis in (ax.xaxis, ax.yaxis)]
        there = [(ax, factor) for ax, factor in factors if factor.get_text()]
        assert there
        for ax, factor in there:
            box = words[factor]
            assert box.y1 < ax.bbox.y0 and all(map(inside.contains, *box.get_points().T))
            assert [text for text, other in words.items() if text is not factor and box.overlaps(other)] == []
    live.close()


def words_at(live, width):
    """The words of the figure in its state, with their boxes, and what they must be inside of."""
    figure = figure_at(live, width)
    return dict(seen(figure)), figure.bbox.padded(1)


def figure_at(live, width):
    look = {"width": width, "ratio": 1, "dark": False, "covered": False}
    live.stage.draw(live.state, **look)
    return live.stage.pictures[tuple(look.values())][0].figure


def seen(figure):
    """The words of the figure but for the numbers at its axes, and their boxes."""
    keys = [key for key in (ax.get_legend() for ax in figure.axes) if key]
    hidden = {text for key in keys if not key.get_visible() for text in key.get_texts()}
    ticks = {tick for ax in figure.axes for axis in (ax.xaxis, ax.yaxis) for tick in axis.get_ticklabels(which="both")}
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text().strip() and text not in hidden | ticks:
            yield text, text.get_window_extent()


def pairs(words):
    boxes = list(words.items())
    return [((one, a), (other, b)) for i, (one, a) in enumerate(boxes) for other, b in boxes[:i]]


def shared(one, other) -> float:
    """What two boxes have in common, as a share of the smaller one; a letter doesn't fill the height of its line."""
    (_, a), (_, b) = one, other
    width, height = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / max(min(a.width * a.height, b.width * b.height), 1)
