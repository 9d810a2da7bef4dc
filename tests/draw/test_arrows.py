"""Arrows, whole and dashed, and the turn from one to another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib.draw import LIGHT, dashed_arrow, panels, turning
from jaclib.draw.arrows import rays


@pytest.fixture
def ax():
    return panels(("Arrows",))[1][0]


angles = st.floats(-3.1, 3.1)


def test_a_dashed_arrow_ends_at_its_tip_and_is_gone_where_it_has_no_length(ax):
    move = dashed_arrow(ax, LIGHT.linear)
    (shaft,), (head,) = ax.lines, ax.patches
    move((0.1, 0.2), (0.5, 0.25))
    np.testing.assert_allclose(head.get_xy()[0], [0.6, 0.45])
    for vector in ((0, 0), (np.nan, 1)):
        move((0.1, 0.2), vector)
        assert not shaft.get_visible()
        assert not head.get_visible()


@given(angles, angles.filter(lambda turn: 0.01 < abs(turn) < 3.1), st.floats(0.1, 5), st.floats(0.1, 5))
def test_the_arc_begins_at_the_first_vector_and_ends_at_the_second_the_short_way_round(start, turn, long, short):
    _, (ax,) = panels(("An arc",))
    first, second = (r * np.array([np.cos(t), np.sin(t)]) for r, t in ((long, start), (short, start + turn)))
    centre = np.array([2.0, -1.0])
    turning(ax, LIGHT.ink)(centre, first, second)
    arc = np.transpose(ax.lines[0].get_data()) - centre
    radius = np.hypot(*arc.T)
    assert radius == pytest.approx(0.45 * min(long, short))
    np.testing.assert_allclose(arc[[0, -1]] / radius[0], [first / long, second / short], atol=1e-9)
    way = np.unwrap(np.arctan2(arc[:, 1], arc[:, 0]))
    assert way[-1] - way[0] == pytest.approx(turn)


def test_there_is_no_arc_between_arrows_on_one_line(ax):
    for second in ([2.0, 0.0], [-1.0, 0.0], [0.0, 0.0], [np.nan, 1.0]):
        turning(ax, LIGHT.ink)(np.zeros(2), np.array([1.0, 0.0]), np.array(second))
        assert np.isnan(ax.lines[-1].get_xdata()).all()


def test_the_line_of_each_arrow_starts_at_its_own_tail():
    tails, vectors = np.array([[0, 1], [2, 3], [4, 5]]), np.array([[1, 0], [0, 1], [1, 1]])
    np.testing.assert_array_equal(rays(tails, vectors), np.stack([tails, tails + vectors], axis=1))
    np.testing.assert_array_equal(rays(tails[0], vectors), np.stack([[[0, 1]] * 3, tails[0] + vectors], axis=1))
