"""Matrices as shaded squares: what of them is where, pixel by pixel."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from jaclib.draw import DARK, LIGHT, blocks, shades
from tests.looks import on_a_panel


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("ratio", [1, 2])
def test_each_entry_is_a_square_in_its_place_shaded_by_its_share_of_the_largest(palette, ratio):
    M = np.array([[1.0, -2.0, 0.5], [4.0, 0.0, -4.0]])
    _, at = on_a_panel(blocks, palette, ratio)
    color = at([(M, (40, 60), 20)])
    for i in range(2):
        for j in range(3):
            inside = color(40 + 20 * j + 4, 60 + 20 * (1 - i) + 15)  # off the diagonal that strikes a negative one
            np.testing.assert_allclose(inside, shades(palette, M[i, j] / 4)[:3], atol=0.02)
    np.testing.assert_allclose(color(30, 70), to_rgb(palette.paper), atol=1e-6)


def test_only_what_is_negative_is_struck_through_and_what_is_not_known_is_blank():
    _, at = on_a_panel(blocks)
    color = at([(np.array([[1.0, -1.0, np.nan]]), (40, 60), 20)])
    middles = [color(40 + 20 * j + 10, 70) for j in range(3)]
    np.testing.assert_allclose(middles[0], shades(LIGHT, 1.0)[:3], atol=0.02)
    assert np.abs(middles[1] - shades(LIGHT, -1.0)[:3]).max() > 0.1
    np.testing.assert_allclose(middles[2], to_rgb(LIGHT.paper), atol=1e-6)


def test_zero_and_nothing_at_all_are_drawn_without_a_warning():
    _, at = on_a_panel(blocks)
    at([(np.zeros((2, 2)), (0, 0), 10), (np.full((2, 2), np.nan), (50, 50), 10)])
    at([])
