"""The sheet as it is drawn: layers that shine through, colours by value, and nothing drawn twice."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from jaclib.draw import DARK, LIGHT, frame, panels, scale, sheet, style
from jaclib.draw.sheet import _colormap, mixed
from jaclib.stage import Picture
from tests.draw.test_draw import contrast

PLAIN = np.zeros((2, 1, 4))
NO_LINES = np.full((1, 2), np.nan)
FLAT = np.stack(np.meshgrid([0.0, 0.5, 1.0], [0.0, 1.0], indexing="ij"), axis=-1)
FOLDED = np.stack([np.abs(FLAT[..., 0] - 0.5) * 2, FLAT[..., 1]], axis=-1)  # its two cells lie on one another


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
    expected = _colormap(palette)((min(value, 1) + 1) / 2)[:3]
    assert drawn(FLAT, [value, value], palette=palette) == pytest.approx(np.array(expected), abs=0.012)


def test_where_there_is_no_value_there_is_paper():
    assert drawn(FLAT, [np.nan, np.nan]) == pytest.approx(np.array(to_rgb(LIGHT.paper)))


def test_two_layers_of_either_orientation_shine_through_in_equal_parts():
    one, other = drawn(FLAT, [-1, -1]), drawn(FLAT, [1, 1])
    assert drawn(FOLDED, [-1, 1]) == pytest.approx((one + other) / 2, abs=0.012)
    assert drawn(FOLDED, [1, 1]) == pytest.approx(other, abs=0.012)


def test_ink_is_laid_over_the_colour_and_so_are_other_colours():
    stencil, green = (np.tile(color, (2, 1, 1)) for color in ([np.nan, np.nan, np.nan, 1.0], [0.0, 1.0, 0.0, 1.0]))
    bare = drawn(FLAT, [0.5, 0.5])
    for printed, color in ((stencil, to_rgb(LIGHT.ink)), (green, (0, 1, 0))):
        seen = drawn(FLAT, [0.5, 0.5], printed=printed)
        assert np.abs(seen - color).sum() < np.abs(bare - color).sum() / 2


def test_what_did_not_change_is_put_back_as_it_was_and_what_did_is_drawn():
    figure, (ax,) = panels(("",), width=400)
    frame(ax, ((0, 1), (0, 1)))
    move = sheet(ax, LIGHT)
    picture = Picture(figure, lambda now: move(*now["sheet"]))
    values = np.array([[0.5], [-0.5]])
    still = {"sheet": (FLAT, values, PLAIN, NO_LINES, NO_LINES, NO_LINES)}
    first = picture.draw(still).copy()
    (mesh,) = (artist for artist in ax.get_children() if type(artist).__name__ == "Sheet")
    kept = mesh.drawn
    assert (picture.draw(still) == first).all()
    assert mesh.drawn is kept
    changed = picture.draw({"sheet": (FLAT, -values, *still["sheet"][2:])}).copy()
    assert (changed != first).any()
    frame(ax, ((0, 2), (0, 2)))
    assert (picture.draw({"sheet": (FLAT, -values, *still["sheet"][2:])}) != changed).any()


def test_a_pixel_of_one_layer_is_taken_as_it_is():
    below, above = np.zeros((1, 3, 4), dtype=np.uint8), np.zeros((1, 3, 4), dtype=np.uint8)
    below[0, :2] = 100, 100, 100, 255
    above[0, 1:] = 200, 50, 0, 255
    assert mixed(below, above)[0, ::2].tolist() == [[100, 100, 100, 255], [200, 50, 0, 255]]
    assert mixed(below, above)[0, 1].astype(int) == pytest.approx(np.array([150, 75, 50, 255]), abs=2)


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


def test_the_scale_tells_its_ends_and_changes_the_background_only_where_they_change():
    figure, (ax,) = panels(("",), width=400)
    move = scale(ax, LIGHT, "det J")
    move(20.0)
    texts = [text.get_text() for text in ax.child_axes[0].texts]
    assert texts == ["det J", "≤ −20", "≥ 20"]
    figure.canvas.draw()
    figure.stale = False
    move(20.0)
    assert not figure.stale
    move(5.0)
    assert figure.stale
