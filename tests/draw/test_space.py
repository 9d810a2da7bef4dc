"""Pictures of space: the view is a rotation followed by forgetting the line of sight."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib.draw import depth, project

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
