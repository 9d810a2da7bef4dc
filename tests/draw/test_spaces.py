"""The line, the plane and space on a panel, and a product of matrices below it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib.draw import LIGHT, frame, panels
from jaclib.draw.spaces import CORNERS, above, dashed_arrow, flatten, panel_box, roman, surroundings
from jaclib.stage import product, readout

number = st.floats(-10, 10)
views = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(st.lists(st.tuples(number, st.floats(0.1, 10)), min_size=3, max_size=3), views)
def test_a_box_of_space_is_in_view_whichever_way_it_is_turned(sides, view):
    box = np.array([(low, low + length) for low, length in sides])
    low, high = box.T
    (x0, x1), (y0, y1) = panel_box(box)
    x, y = flatten(low + CORNERS * (high - low), box, view).T
    assert (x0 - 1e-9 <= x).all() and (x <= x1 + 1e-9).all()
    assert (y0 - 1e-9 <= y).all() and (y <= y1 + 1e-9).all()


@given(st.lists(number, min_size=3, max_size=3), st.lists(number, min_size=3, max_size=3), views)
def test_arrows_in_space_are_laid_onto_the_page_by_a_linear_map(p, q, view):
    box = [(0.0, 1.0)] * 3
    middle = flatten(np.full(3, 0.5), box, view)
    np.testing.assert_allclose(middle, 0, atol=1e-12)
    together = flatten(np.add(p, q), box, view) + flatten(np.zeros(3), box, view)
    apart = flatten(np.array(p), box, view) + flatten(np.array(q), box, view)
    np.testing.assert_allclose(together, apart, atol=1e-9)


def test_the_line_lies_level_and_the_plane_is_left_as_it_is():
    assert flatten(np.array([[1.0], [2.0]]), [(0, 4)], (0, 0)).tolist() == [[1, 0], [2, 0]]
    assert flatten(np.array([[1.0, 3.0]]), [(0, 4)] * 2, (0, 0)).tolist() == [[1, 3]]
    assert panel_box([(0, 4), (1, 2)]) == ((0, 4), (1, 2))


@pytest.fixture
def ax():
    _, (ax,) = panels(("one",))
    frame(ax, ((0, 1), (0, 1)))
    return ax


def test_names_of_axes_are_set_once_and_in_space_they_stand_outside_of_the_box(ax):
    move = surroundings(ax, 2, LIGHT.faint, LIGHT.quiet)
    move(("r", "θ"), None, None)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("r", "θ")
    _, (space,) = panels(("one",))
    frame(space, ((-1, 1), (-1, 1)))
    move = surroundings(space, 3, LIGHT.faint, LIGHT.quiet)
    move(("x", "y", "z"), np.array([(0.0, 1.0)] * 3), (-60, 25))
    places = {text.get_text(): text.get_position() for text in space.texts if text.get_visible()}
    middle = space.bbox.x0 + space.bbox.width / 2, space.bbox.y0 + space.bbox.height / 2
    assert set(places) == {"x", "y", "z"}
    assert places["x"][1] < middle[1] > places["y"][1]
    assert places["z"][0] < middle[0]


def test_a_dashed_arrow_ends_at_its_tip_and_is_gone_where_it_has_no_length(ax):
    move = dashed_arrow(ax, LIGHT.linear)
    (shaft,), (head,) = ax.lines, ax.patches
    move((0.1, 0.2), (0.5, 0.25))
    np.testing.assert_allclose(head.get_xy()[0], [0.6, 0.45])
    for vector in ((0, 0), (np.nan, 1)):
        move((0.1, 0.2), vector)
        assert not shaft.get_visible()
        assert not head.get_visible()


def test_the_name_of_a_level_arrow_stands_above_its_middle_inside_of_the_panel(ax):
    move = above(ax, "J h", LIGHT.linear)
    (name,) = ax.texts
    move((0.2, 0.5), (0.4, 0))
    np.testing.assert_allclose(name.xy, [0.4, 0.5])
    move((0.9, 0.5), (5.0, 0))
    assert name.xy[0] < ax.get_xlim()[1]
    move((0.2, 0.5), (0, 0))
    assert not name.get_visible()


def test_words_in_a_legend_keep_their_subscripts():
    assert roman("J_g h") == r"$\mathdefault{J_g\,h}$"


def test_entries_that_are_not_known_are_blank():
    half = readout("J", [[1.0, 2.0], [3.0, 4.0]], known=[[True, False], [False, True]])
    assert [[bool(text) for text in row] for row in half["rows"]] == [[True, False], [False, True]]
    assert readout("v", [1.0, 2.0])["rows"] == [["\N{FIGURE SPACE}1.000"], ["\N{FIGURE SPACE}2.000"]]


def test_a_product_has_its_factors_and_its_result_in_a_row_with_the_entries_at_work():
    A, B, C = readout("A", [[1.0, 2.0]]), readout("B", [[3.0], [4.0]]), readout("A B", [[11.0]])
    row = product([A, B], C, met=[[(0, 0), (0, 1)], [(0, 0), (1, 0)], [(0, 0)]])["product"]
    assert [each["label"] for each in row] == ["A", "B", "A B"]
    assert [each["met"] for each in row] == [[[0, 0], [0, 1]], [[0, 0], [1, 0]], [[0, 0]]]
    assert "met" not in A  # what was given is left as it is
    assert len(product([B, B], note="no product")["product"]) == 2
