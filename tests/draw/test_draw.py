"""What the pictures are made of: panels, colours and marks."""

import itertools

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb

from jaclib.draw import DARK, LIGHT, frame, grid, hint, key, label, note_at, panels, point
from jaclib.draw.labels import covers
from jaclib.draw.marks import pixels_per_unit

WIDTHS = [340, 360, 480, 560, 700, 900, 960, 1280]
TITLES = "A small circle around a …", "… lands on nearly this ellipse", "How fast the error falls"
ends = st.tuples(st.floats(-50, 50), st.floats(0.01, 100)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@pytest.mark.slow
@given(ends, ends, st.sampled_from(WIDTHS))
def test_a_framed_box_is_seen_whole_with_units_equally_long_both_ways(x, y, width):
    _, (ax, *_) = panels(TITLES, width=width)
    frame(ax, (x, y))
    across, up = pixels_per_unit(ax)
    assert across == pytest.approx(up)
    slack = 1e-9 * (1 + abs(np.array([x, y])).max())
    assert ax.get_xlim()[0] <= x[0] + slack
    assert ax.get_xlim()[1] >= x[1] - slack
    assert ax.get_ylim()[0] <= y[0] + slack
    assert ax.get_ylim()[1] >= y[1] - slack


def test_framing_the_same_box_again_leaves_the_background_as_it_is():
    figure, (ax, *_) = panels(TITLES)
    frame(ax, ((0, 3), (-1, 2)))
    FigureCanvasAgg(figure).draw()
    frame(ax, ((0, 3), (-1, 2)))
    assert not figure.stale
    frame(ax, ((0, 3), (-1, 2.5)))
    assert figure.stale


@pytest.mark.parametrize("width", WIDTHS)
def test_two_panels_one_below_the_other_are_as_wide_as_the_page_lets_them_and_together_no_higher_than_four(width):
    figure, (upper, lower) = panels(TITLES[:2], width=width, across=1)
    first, second = upper.get_window_extent(), lower.get_window_extent()
    assert first.width == second.width == pytest.approx(width - 80)
    assert second.y1 < first.y0
    assert figure.bbox.height <= 744


@pytest.mark.few
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_no_text_is_cut_off_and_no_panel_reaches_into_another(width, count):
    figure, axes = panels(TITLES[:count], width=width)
    for ax in axes:
        frame(ax, ((-20, -10), (0.001, 0.002)))
        ax.set(xlabel="x", ylabel="(y − f₂(a)) / ε")
    hint(axes[0], "drag a, or use the arrow keys", LIGHT.quiet)
    key(axes[-1], [("true f(a + h)", LIGHT.ink, False), ("linear f(a) + J h", LIGHT.linear, True)])
    FigureCanvasAgg(figure).draw()
    boxes = [ax.get_tightbbox() for ax in axes]
    for box in boxes:
        assert box.x0 >= 0
        assert box.y0 >= 0
        assert box.x1 <= figure.bbox.width + 0.5
        assert box.y1 <= figure.bbox.height
    for i, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[i + 1 :])


def luminance(color) -> float:
    """Relative luminance by the WCAG's formula."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return float(np.dot([0.2126, 0.7152, 0.0722], linear))


def contrast(one, other) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_marks_have_the_contrast_that_the_wcag_asks_of_text(palette):
    for color in (palette.ink, palette.quiet, palette.linear, palette.accent, *palette.columns):
        assert contrast(color, palette.paper) >= 4.5
        assert contrast(color, palette.fill) >= 4


# Viénot, Brettel & Mollon (1999): what a dichromat sees, as a map of linear RGB
SEEN_WITHOUT = {
    "red": np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]]),
    "green": np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]]),
}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("cones", SEEN_WITHOUT)
def test_the_two_columns_of_a_matrix_stay_apart_without_red_or_green_cones(palette, cones):
    first, second = (SEEN_WITHOUT[cones] @ np.array(to_rgb(color)) ** 2.2 for color in palette.columns)
    seen = np.abs(first.clip(0) ** (1 / 2.2) - second.clip(0) ** (1 / 2.2))
    assert seen.max() > 0.4


def test_a_label_is_inside_its_panel_and_hidden_where_its_vector_is_too_short_or_its_tip_not_in_view():
    _, (ax, *_) = panels(TITLES)
    frame(ax, ((0, 1), (0, 1)))
    move = label(ax, "long", LIGHT.ink)
    (mark,) = (text for text in ax.texts if text.get_text() == "long")
    move((0.5, 0.5), (0.3, 0))
    assert mark.get_visible()
    for tip in ((0.3, 0), (0.499, 0), (-0.499, 0), (0, 0.499), (0.499, -0.499)):
        move((0.5, 0.5), tip)
        box = mark.get_window_extent(FigureCanvasAgg(ax.figure).get_renderer())
        assert ax.bbox.x0 <= box.x0
        assert box.x1 <= ax.bbox.x1
        assert ax.bbox.y0 <= box.y0
        assert box.y1 <= ax.bbox.y1
    for vector in ((0.001, 0), (0.6, 0), (np.nan, 0)):
        move((0.5, 0.5), vector)
        assert not mark.get_visible()


places = st.tuples(st.floats(0.1, 0.9), st.floats(0.1, 0.9)).map(np.array)


def surely_covers(box, outline) -> bool:
    """Whether a point of the outline lies in the box: a thousand points on each of its sides are looked at."""
    along = np.linspace(0, 1, 1000)[:, None]
    points = np.concatenate([p + along * (q - p) for p, q in itertools.pairwise(outline)])
    low, high = np.reshape(box.extents, (2, 2))
    return bool(((points > low) & (points < high)).all(axis=1).any())


@pytest.mark.slow
@given(places, places, st.lists(places, min_size=2, max_size=6).map(np.array), st.booleans())
def test_a_label_covers_an_outline_only_where_each_of_its_places_does(tail, tip, outline, at_a_point):
    _, (ax, *_) = panels(TITLES)
    frame(ax, ((0, 1), (0, 1)))
    move = note_at(ax, "f(a)", LIGHT.ink) if at_a_point else label(ax, "Je", LIGHT.ink)
    (mark,) = ax.texts
    where = (tail,) if at_a_point else (tail, tip - tail)
    move(*where, clear_of=[outline])
    assume(mark.get_visible())
    in_pixels = ax.transData.transform(outline)
    if surely_covers(mark.get_window_extent(), in_pixels):
        chosen = mark.get_position()
        move(*where)  # nothing to keep clear of: the label is at its own place
        assert chosen == mark.get_position()


def test_the_second_label_keeps_clear_of_the_first():
    _, (ax, *_) = panels(TITLES)
    frame(ax, ((0, 1), (0, 1)))
    moves, outlines = [label(ax, words, LIGHT.ink) for words in ("first", "second")], []
    for move in moves:
        move((0.3, 0.5), (0.3, 0), clear_of=outlines)
    first, second = (mark.get_window_extent() for mark in ax.texts)
    assert not first.overlaps(second)


def test_a_box_covers_a_line_that_crosses_it_with_both_ends_outside():
    across = np.array([[-9.0, 0.5], [9.0, 0.6]])
    passing = np.array([[-9.0, 2.0], [2.0, 9.0]])
    centres, half = np.array([[0.0, 0.0], [20.0, 0.0]]), np.array([1.0, 1.0])
    assert covers(centres, half, [across]).tolist() == [True, False]
    assert covers(centres, half, [passing, np.full((3, 2), np.nan)]).tolist() == [False, False]
    assert covers(centres, half, [np.stack([passing, across])]).tolist() == [True, False]


def test_a_mark_that_moves_leaves_the_background_and_a_grid_that_changes_does_not():
    figure, (ax, *_) = panels(TITLES)
    dot, lines = point(ax, LIGHT.ink), grid(ax, LIGHT.faint)
    lines(np.zeros((2, 3, 2)))
    FigureCanvasAgg(figure).draw()
    dot((0.2, 0.3))
    lines(np.zeros((2, 3, 2)))
    assert not figure.stale
    lines(np.ones((2, 3, 2)))
    assert figure.stale
