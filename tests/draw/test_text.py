"""Labels keep clear of each other and of outlines; names of arrows; words in a legend."""

import itertools

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from jaclib.draw import LIGHT, above, arrows, curve, frame, label, labels, note, note_at, panels, roman
from jaclib.draw.text import covers


@pytest.fixture
def ax():
    _, (ax,) = panels(("one",))
    frame(ax, ((0, 1), (0, 1)))
    return ax


places = st.tuples(st.floats(0.1, 0.9), st.floats(0.1, 0.9)).map(np.array)


def test_a_label_is_inside_its_panel_and_hidden_where_its_vector_is_too_short_or_its_tip_not_in_view():
    _, (ax, *_) = panels(("", "", ""))
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


def surely_covers(box, outline) -> bool:
    """Whether a point of the outline lies in the box: a thousand points on each of its sides are looked at."""
    along = np.linspace(0, 1, 1000)[:, None]
    points = np.concatenate([p + along * (q - p) for p, q in itertools.pairwise(outline)])
    low, high = np.reshape(box.extents, (2, 2))
    return bool(((points > low) & (points < high)).all(axis=1).any())


@pytest.mark.slow
@given(places, places, st.lists(places, min_size=2, max_size=6).map(np.array), st.booleans())
def test_a_label_covers_an_outline_only_where_each_of_its_places_does(tail, tip, outline, at_a_point):
    _, (ax, *_) = panels(("", "", ""))
    frame(ax, ((0, 1), (0, 1)))
    put_up = note_at if at_a_point else label
    free, image = put_up(ax, "f(a)", LIGHT.ink), curve(ax, LIGHT.ink, clear=True)
    move = put_up(ax, "f(a)", LIGHT.ink)
    at_its_place, mark = ax.texts
    where = (tail,) if at_a_point else (tail, tip - tail)
    image(outline), free(*where), move(*where)
    assume(mark.get_visible())
    in_pixels = ax.transData.transform(outline)
    if surely_covers(mark.get_window_extent(), in_pixels):
        assert mark.get_position() == at_its_place.get_position()


def test_the_second_label_keeps_clear_of_the_first():
    _, (ax, *_) = panels(("", "", ""))
    frame(ax, ((0, 1), (0, 1)))
    arrow = arrows(ax, (LIGHT.ink,), clear=True)
    moves = [label(ax, words, LIGHT.ink) for words in ("first", "second")]
    arrow((0.3, 0.5), [(0.3, 0)])
    for move in moves:
        move((0.3, 0.5), (0.3, 0))
    first, second = (mark.get_window_extent() for mark in ax.texts)
    assert not first.overlaps(second)
    place = ax.texts[1].get_position()
    moves[0]((0.3, 0.5), (0, 0)), moves[1]((0.3, 0.5), (0.3, 0))
    assert ax.texts[1].get_position() != place  # the first is hidden, and in nobody's way


def test_a_box_covers_a_line_that_crosses_it_with_both_ends_outside():
    across = np.array([[-9.0, 0.5], [9.0, 0.6]])
    passing = np.array([[-9.0, 2.0], [2.0, 9.0]])
    centres, half = np.array([[0.0, 0.0], [20.0, 0.0]]), np.array([1.0, 1.0])
    assert covers(centres, half, [across]).tolist() == [True, False]
    assert covers(centres, half, [passing, np.full((3, 2), np.nan)]).tolist() == [False, False]
    assert covers(centres, half, [np.stack([passing, across])]).tolist() == [True, False]


def test_the_name_of_a_level_arrow_stands_above_its_middle_inside_of_the_panel(ax):
    move = above(ax, "J h", LIGHT.linear)
    (name,) = ax.texts
    move((0.2, 0.5), (0.4, 0))
    x, y = ax.transData.transform((0.4, 0.5))
    np.testing.assert_allclose(name.get_position(), (x, y + 10 * 96 / 72))
    move((0.9, 0.5), (5.0, 0))
    assert name.get_position()[0] < ax.bbox.x1
    move((0.2, 0.5), (0, 0))
    assert not name.get_visible()


def test_a_note_takes_numbers_in_the_places_of_its_text_and_is_blank_where_one_is_not_finite(ax):
    move, said = note(ax, LIGHT.ink, (0, 0), "{:.1%} of {}"), note(ax, LIGHT.ink, (0, 1))
    mark, plain = ax.texts
    move(0.5, np.array(3))
    assert mark.get_text() == "50.0% of 3"
    move(np.nan, 3), said(np.array("words"))
    assert (mark.get_text(), plain.get_text()) == ("", "words")


def test_a_label_takes_values_in_the_places_of_its_text_and_keeps_its_text_where_there_are_none(ax):
    move = label(ax, "$Δ{}$", LIGHT.ink), label(ax, "$J_{f}$", LIGHT.ink)
    move[0]((0, 0), (0.5, 0.5), "x"), move[1]((0, 0), (0.5, 0.5))
    assert [mark.get_text() for mark in ax.texts] == ["$Δx$", "$J_{f}$"]


def test_of_several_vectors_each_tip_has_its_label(ax):
    labels(ax, ["one", "two"], [LIGHT.ink, LIGHT.quiet])((0.5, 0.5), [(0.2, 0), (0, -0.3)])
    for mark, tip in zip(ax.texts, [(0.7, 0.5), (0.5, 0.2)], strict=True):
        assert np.hypot(*(mark.get_position() - ax.transData.transform(tip))) == pytest.approx(12 * ax.figure.dpi / 72)
    assert [mark.get_text() for mark in ax.texts] == ["one", "two"]


def test_words_in_a_legend_keep_their_subscripts():
    assert roman("J_g h") == r"$\mathdefault{J_g\,h}$"
