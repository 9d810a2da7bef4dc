"""What two regions have in common, beside what they cover together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib.image.overlap import in_common

SQUARE = np.array([(0.0, 0), (1, 0), (1, 1), (0, 1)])
TURN = np.linspace(0, 2 * np.pi, 400)[:-1]
ROUND = np.stack([np.cos(TURN), np.sin(TURN)], axis=1)
sides = st.floats(0.2, 5)
shifts = st.floats(-3, 3)
box = lambda x, y, wide, high: SQUARE * [wide, high] + [x, y]  # noqa: E731


@given(shifts, shifts, sides, sides, shifts, shifts, sides, sides)
def test_of_two_rectangles_it_is_the_area_of_both_beside_that_of_either(x, y, wide, high, x1, y1, wide1, high1):
    across = max(0, min(x + wide, x1 + wide1) - max(x, x1))
    both = across * max(0, min(y + high, y1 + high1) - max(y, y1))
    expected = both / (wide * high + wide1 * high1 - both)
    one, other = box(x, y, wide, high), box(x1, y1, wide1, high1)
    assert in_common(one, other[None]) == pytest.approx(expected, abs=0.02)
    assert in_common(one[::-1], other[None]) == pytest.approx(in_common(one, other[None, ::-1]), abs=1e-9)


@given(sides, sides)
def test_of_two_ellipses_one_in_the_other_it_is_the_quotient_of_their_areas(a, b):
    found = in_common(ROUND * [a, b], 2 * ROUND[None] * [a, b])
    assert found == pytest.approx(0.25, abs=0.01)
    assert in_common(ROUND * [a, b], ROUND[None] * [a, b]) == pytest.approx(1, abs=1e-9)


def test_pieces_that_tile_a_region_are_that_region_also_turned_over_and_one_upon_the_other():
    tiles = np.stack([SQUARE / 2 + corner for corner in SQUARE / 2])
    turned = np.concatenate([tiles[:2], tiles[2:, ::-1]])
    for pieces in (tiles, turned, np.concatenate([tiles, turned])):
        assert in_common(SQUARE, pieces) == pytest.approx(1, abs=1e-6)


def test_where_there_is_no_area_there_is_no_share():
    line = np.array([(0.0, 0), (1, 1), (2, 2)])
    assert np.isnan(in_common(line, line[None]))
