"""A sheet's layers shine through, in colours by value; tiles in shades."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from jaclib.draw import DARK, LIGHT, frame, panels, sheet, style, tiles
from jaclib.draw.colour_bar import table
from jaclib.stage import Picture

PLAIN = np.zeros((2, 1, 4))
NO_LINES = np.full((1, 2), np.nan)
FLAT = np.stack(np.meshgrid([0.0, 0.5, 1.0], [0.0, 1.0], indexing="ij"), axis=-1)
FOLDED = np.stack([np.abs(FLAT[..., 0] - 0.5) * 2, FLAT[..., 1]], axis=-1)  # its two cells lie on one another
SQUARE = np.array([[0, 0], [1, 0], [1, 1], [0, 1]])


def drawn(corners, values, *, palette=LIGHT, printed=PLAIN, folds=True):
    """The colour in the middle of a panel that shows just the sheet."""
    figure, (ax,) = panels(("",), width=400, palette=palette)
    frame(ax, ((0, 1), (0, 1)))
    with style(palette):
        move = sheet(ax, palette, folds=folds)
    arrays = corners, np.array(values, dtype=float).reshape(2, 1), printed, NO_LINES, NO_LINES, NO_LINES
    pixels = Picture(figure, lambda now: move(*now["sheet"])).draw({"sheet": arrays})
    x, y = ax.transAxes.transform((0.3, 0.5))
    return pixels[int(pixels.shape[0] - y), int(x), :3] / 255


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("value", [-1, -0.5, 0, 0.5, 1, 7])
def test_a_cell_has_the_colour_that_the_scale_gives_its_value(palette, value):
    expected = table(palette, "signed")[int(127.5 * min(value, 1) + 127.5), :3]
    assert drawn(FLAT, [value, value], palette=palette) == pytest.approx(np.array(expected), abs=0.012)


def test_where_there_is_no_value_there_is_paper():
    assert drawn(FLAT, [np.nan, np.nan]) == pytest.approx(np.array(to_rgb(LIGHT.paper)))


def test_of_two_layers_the_one_turned_over_shines_through_by_a_quarter_and_both_are_shaded():
    one, other = drawn(FLAT, [-1, -1]), drawn(FLAT, [1, 1])
    ink = 0.2 * np.array(to_rgb(LIGHT.ink))
    assert drawn(FOLDED, [-1, 1]) == pytest.approx(0.8 * (0.25 * one + 0.75 * other) + ink, abs=0.015)
    assert drawn(FOLDED, [1, 1]) == pytest.approx(0.8 * other + ink, abs=0.015)
    assert drawn(FOLDED, [1, 1], folds=False) == pytest.approx(other, abs=0.012)


def test_ink_is_laid_over_the_colour_and_so_are_other_colours():
    stencil, green = (np.tile(color, (2, 1, 1)) for color in ([np.nan, np.nan, np.nan, 1.0], [0.0, 1.0, 0.0, 1.0]))
    bare = drawn(FLAT, [0.5, 0.5])
    for printed, color in ((stencil, to_rgb(LIGHT.ink)), (green, (0, 1, 0))):
        seen = drawn(FLAT, [0.5, 0.5], printed=printed)
        assert np.abs(seen - color).sum() < np.abs(bare - color).sum() / 2


def test_a_tile_goes_from_the_dull_colour_to_the_bright_one_and_is_left_out_where_it_is_undefined():
    _, (ax,) = panels(("Tiles",))
    move = tiles(ax, "#000000", "#ffffff")
    broken = SQUARE.astype(float)
    broken[2] = np.nan
    move(np.stack([SQUARE, broken, SQUARE + 1, SQUARE + 2]), [0, 0.5, 0.25, 7])
    (drawn,) = ax.collections
    assert len(drawn.get_paths()) == 3
    np.testing.assert_allclose(drawn.get_facecolor()[:, 0], [0, 0.25, 1])
    move(np.full((2, 4, 2), np.nan), [1, 1])
    assert len(drawn.get_paths()) == 0
