"""Contrast, for every kind of colour vision, in both versions."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from jaclib.draw import DARK, LIGHT
from tests.looks import contrast


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_marks_have_the_contrast_that_the_wcag_asks_of_text(palette):
    for color in (palette.ink, palette.quiet, palette.linear, palette.accent, palette.wrong, *palette.columns):
        assert contrast(color, palette.paper) >= 4.5
        assert contrast(color, palette.fill) >= 4


# Viénot, Brettel & Mollon (1999): what a dichromat sees, as a map of linear RGB
SEEN_WITHOUT = {
    "red": np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]]),
    "green": np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]]),
}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("cones", SEEN_WITHOUT)
def test_the_two_columns_of_a_matrix_stay_apart_without_red_or_green_cones(palette, cones):
    first, second = (SEEN_WITHOUT[cones] @ np.array(to_rgb(color)) ** 2.2 for color in palette.columns)
    seen = np.abs(first.clip(0) ** (1 / 2.2) - second.clip(0) ** (1 / 2.2))
    assert seen.max() > 0.4


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_third_columns_colour_has_the_contrast_that_the_wcag_asks_of_text(palette):
    assert contrast(palette.third, palette.paper) >= 4.5
    assert len({palette.third, *palette.columns, palette.linear}) == 4


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_ink_is_seen_on_every_colour_of_the_scale(palette):
    assert min(contrast(palette.ink, color) for color in palette.signed) >= 3


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_scale_is_even_on_both_sides_of_zero_and_zero_is_the_papers_own(palette):
    middle = palette.signed[len(palette.signed) // 2]
    assert contrast(middle, palette.paper) < 1.2
    for less, more in zip(palette.signed[:2], palette.signed[:2:-1], strict=True):
        assert contrast(less, more) < 1.8
        assert np.abs(np.subtract(to_rgb(less), to_rgb(more))).max() > 0.2
