"""Points drawn on a picture, as the kernel knows them; tests/lab/test_pen.py draws them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib.stage import control, drawn
from jaclib.stage.pen import written


def shown(points=None, **more):
    return control("points", drawn("points", **more), points)


NUMBERS = st.floats(-1e3, 1e3).map(lambda x: float(f"{x:.6g}") + 0.0)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=20))
def test_what_is_written_is_read_back_as_it_was(points):
    drawing = shown(points)
    assert drawing.first == written("points", points)
    assert drawing.start == tuple(points)


@pytest.mark.parametrize("text", ["1", "1, 2, 3", "one, two", "1, 2; 3", "1, nan", "1, inf"])
def test_what_is_no_pair_of_numbers_is_told(text):
    with pytest.raises(ValueError, match=r'`points` must be pairs of numbers, as in "0.5, 1; -0.2, 0.3"; got '):
        shown().take(text)


def test_as_many_points_as_are_taken_are_taken_and_more_are_told():
    assert len(shown(most=3).read("0, 0; 1, 1; 2, 2")) == 3
    with pytest.raises(ValueError, match="`points` must have at most 3 points; got 4"):
        shown(most=3).take("0, 0; 1, 1; 2, 2; 3, 3")


@pytest.mark.parametrize("points", [[1, 2], [(1, 2, 3)], np.zeros((2, 3))])
def test_what_is_given_must_be_pairs(points):
    with pytest.raises(ValueError, match="`points` must be pairs of numbers"):
        shown(points)
