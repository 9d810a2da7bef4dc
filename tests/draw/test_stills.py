"""Figures that hold still: each matrix to scale and in its place, each entry of a tape with what comes to it."""

from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.patches import FancyArrowPatch

from jaclib import draw

A, B = np.array([[1.0, -2.0, 0.5]]), np.array([[1.0, 0.0], [-1.0, 2.0], [0.0, -0.5]])


def words(figure):
    return [each.get_text() for each in figure.axes[0].texts]


def test_the_matrices_of_a_product_stand_side_by_side_to_scale_with_their_names_and_shapes():
    figure = draw.product_to_scale([A, B], A @ B, ["$A$", "$B$", "= product"])
    sides = [each.get_extent() for each in figure.axes[0].images]
    assert [(right - left, top - bottom) for left, right, bottom, top in sides] == [(3, 1), (2, 3), (2, 1)]
    assert all(before[1] < after[0] for before, after in pairwise(sides))
    assert {"$A$", "1 × 3", "$B$", "3 × 2", "= product", "1 × 2"} < set(words(figure))
    assert words(figure).count("−") == sum((each < 0).sum() for each in (A, B, A @ B))


def test_a_name_too_few_is_not_passed_over():
    with pytest.raises(ValueError, match="shorter"):
        draw.product_to_scale([A, B], A @ B, ["$A$", "$B$"])


def entry(name, value, inputs=(), pull=lambda row: (), row=0.0):
    return SimpleNamespace(name=name, value=value, inputs=inputs, pull=pull, row=row)


def test_a_tape_shows_values_rows_and_a_part_for_each_input_even_if_that_is_used_twice():
    w = entry("w", 3.0, row=6.0)
    square = entry("·", 9.0, (w, w), lambda row: (3 * row, 3 * row), row=1.0)
    figure = draw.tape([w, square])
    assert words(figure).count("3.00") == 3  # the value of w, and both parts
    assert {"w", "·", "9.00", "6.00", "1.00"} < set(words(figure))
    assert sum(isinstance(each, FancyArrowPatch) for each in figure.axes[0].patches) == 4


def test_of_an_array_on_a_tape_the_shape_is_written():
    assert "2 × 3" in words(draw.tape([entry("W", np.ones((2, 3)))]))
