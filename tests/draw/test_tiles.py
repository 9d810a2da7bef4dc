"""Marks of notebook 05: many lines, many tiles, the turn between two arrows, a block in space, and the third colour."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib.draw import DARK, LIGHT, panels
from jaclib.draw.tiles import tiles, turning, wires

from .test_draw import contrast

SQUARE = np.array([[0, 0], [1, 0], [1, 1], [0, 1]])


@pytest.fixture
def ax():
    return panels(("Tiles",))[1][0]


def test_lines_have_gaps_where_they_are_not_finite(ax):
    path = np.array([[0, 0], [np.nan, np.nan], [1, 1]])
    wires(ax, LIGHT.ink, dashed=True)(np.stack([path, path + 1]))
    (lines,) = ax.collections
    assert lines.get_animated()
    assert [np.isnan(path.vertices).any() for path in lines.get_paths()] == [True, True]


def test_a_tile_goes_from_the_dull_colour_to_the_bright_one_and_is_left_out_where_it_is_undefined(ax):
    move = tiles(ax, "#000000", "#ffffff")
    broken = SQUARE.astype(float)
    broken[2] = np.nan
    move(np.stack([SQUARE, broken, SQUARE + 1, SQUARE + 2]), [0, 0.5, 0.25, 7])
    (drawn,) = ax.collections
    assert len(drawn.get_paths()) == 3
    np.testing.assert_allclose(drawn.get_facecolor()[:, 0], [0, 0.25, 1])
    move(np.full((2, 4, 2), np.nan), [1, 1])
    assert len(drawn.get_paths()) == 0


angles = st.floats(-3.1, 3.1)


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


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_third_columns_colour_has_the_contrast_that_the_wcag_asks_of_text(palette):
    assert contrast(palette.third, palette.paper) >= 4.5
    assert len({palette.third, *palette.columns, palette.linear}) == 4
