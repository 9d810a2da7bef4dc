"""The line, the plane and space on a panel: a view is a rotation followed by forgetting the line of sight."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib.draw import LIGHT, depth, flatten, frame, panel_box, panels, project, surroundings
from jaclib.draw.space import CORNERS

angles = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
points = st.tuples(*[st.floats(-10, 10)] * 3).map(np.array)


@given(points, angles)
def test_page_and_depth_together_keep_every_length(x, view):
    seen = [*project(x, *view), depth(x, *view)]
    assert np.linalg.norm(seen) == pytest.approx(np.linalg.norm(x), abs=1e-9)


@given(points, points, angles)
def test_a_view_is_linear_so_parallels_stay_parallel(x, y, view):
    np.testing.assert_allclose(project(x + 2 * y, *view), project(x, *view) + 2 * project(y, *view), atol=1e-9)


@given(angles)
def test_the_third_axis_is_never_seen_leaning(view):
    assert project(np.array([0.0, 0, 1]), *view)[0] == pytest.approx(0, abs=1e-12)


def test_from_above_one_sees_the_plane_turned_by_a_quarter():
    # from azimuth −90° and straight above: the first axis to the right, the second upwards, as on paper
    np.testing.assert_allclose(project(np.eye(3), -90, 90), [[1, 0], [0, 1], [0, 0]], atol=1e-12)


def test_right_handed_axes_look_right_handed():
    right, up = project(np.eye(3), 30, 20).T
    towards = depth(np.eye(3), 30, 20)
    assert np.linalg.det([right, up, towards]) == pytest.approx(1)


def test_many_points_at_once():
    assert project(np.ones((4, 5, 3)), 30, 20).shape == (4, 5, 2)
    assert depth(np.ones((4, 5, 3)), 30, 20).shape == (4, 5)


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
