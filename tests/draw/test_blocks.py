"""Matrices as shaded squares, and networks as neurons and weights: what of them is where, pixel by pixel."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from jaclib.draw import DARK, LIGHT, panels
from jaclib.draw.blocks import Kept, blocks, in_pixels, shades, words
from jaclib.draw.network import network, radius, seats
from jaclib.stage import Picture

WIDTH = 360


def drawn(put_up, palette=LIGHT, ratio=1):
    """The pixels of a panel on which something is put up, as `at(x, y)` in CSS pixels of the panel."""
    figure, (ax,) = panels(("",), width=WIDTH, ratio=ratio, palette=palette)
    in_pixels(ax)
    move = put_up(ax, palette)
    box = ax.get_window_extent()

    def at(arrays):
        pixels = np.array(picture.draw(arrays))[::-1, :, :3] / 255
        return lambda x, y: pixels[int(box.y0 + y * ratio), int(box.x0 + x * ratio)]

    picture = Picture(figure, move)
    return picture, at


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("ratio", [1, 2])
def test_each_entry_is_a_square_in_its_place_shaded_by_its_share_of_the_largest(palette, ratio):
    M = np.array([[1.0, -2.0, 0.5], [4.0, 0.0, -4.0]])
    _, at = drawn(blocks, palette, ratio)
    color = at([(M, (40, 60), 20)])
    for i in range(2):
        for j in range(3):
            inside = color(40 + 20 * j + 4, 60 + 20 * (1 - i) + 15)  # off the diagonal that strikes a negative one
            np.testing.assert_allclose(inside, shades(palette, M[i, j] / 4)[:3], atol=0.02)
    np.testing.assert_allclose(color(30, 70), to_rgb(palette.paper), atol=1e-6)


def test_only_what_is_negative_is_struck_through_and_what_is_not_known_is_blank():
    _, at = drawn(blocks)
    color = at([(np.array([[1.0, -1.0, np.nan]]), (40, 60), 20)])
    middles = [color(40 + 20 * j + 10, 70) for j in range(3)]
    np.testing.assert_allclose(middles[0], shades(LIGHT, 1.0)[:3], atol=0.02)
    assert np.abs(middles[1] - shades(LIGHT, -1.0)[:3]).max() > 0.1
    np.testing.assert_allclose(middles[2], to_rgb(LIGHT.paper), atol=1e-6)


def test_zero_and_nothing_at_all_are_drawn_without_a_warning():
    _, at = drawn(blocks)
    at([(np.zeros((2, 2)), (0, 0), 10), (np.full((2, 2), np.nan), (50, 50), 10)])
    at([])


def test_what_is_kept_is_drawn_once_until_it_changes_and_never_makes_the_background_stale():
    calls = []

    def put_up(ax, palette):
        kept = Kept(ax)
        name = words(ax, palette.ink, 1, kept=kept)
        (text,) = kept.parts
        draw = text.draw
        text.draw = lambda renderer: (calls.append(1), draw(renderer))
        return name

    picture, at = drawn(put_up)
    first = at([((100, 100), "one")])
    background = picture.background
    at([((100, 100), "one")])
    assert len(calls) == 1
    again = at([((100, 100), "other words")])
    assert len(calls) == 2 and picture.background is background
    places = [(x, 100) for x in range(60, 140)]
    assert any(np.abs(first(*place) - again(*place)).max() > 0.3 for place in places)


@pytest.mark.parametrize("sizes", [(1, 1), (2, 4, 3, 1), (8,) * 7, (16, 16)])
def test_neurons_of_a_layer_do_not_touch_and_stay_in_their_box(sizes):
    box = (20, 40, 260, 240)
    places, r = seats(sizes, box), radius(sizes, box)
    for layer, n in zip(places, sizes, strict=True):
        assert layer.shape == (n, 2)
        assert (np.diff(-layer[:, 1]) > 2 * r).all()
        assert box[1] <= layer[:, 1].min() and layer[:, 1].max() <= box[3]
    assert [layer[0, 0] for layer in places] == np.linspace(box[0], box[2], len(sizes)).tolist()


def test_weights_lead_from_the_neuron_of_their_column_to_that_of_their_row():
    """Of W = [[w, 0], [0, 0]] with a strong w only the wire between the two first neurons is strong."""
    _, at = drawn(lambda ax, palette: _as_one(network(ax, palette)))
    places = seats((2, 2), (40, 40, 240, 240))
    values = [np.array([1.0, -1.0]), np.array([np.nan, 0.5])]
    for i in range(2):
        for j in range(2):
            W = np.full((2, 2), 1e-9)
            W[i, j] = -3.0 if i == j else 3.0
            color = at((places, [W], values, np.zeros(4, dtype=bool), 8.0))
            start, end = places[0][j], places[1][i]
            strong = LIGHT.signed[0] if i == j else LIGHT.signed[-1]
            on_it = [color(*(start + t * (end - start))) for t in np.linspace(0.2, 0.8, 61)]
            assert sum(np.abs(each - to_rgb(strong)).max() < 0.25 for each in on_it) > 20


def _as_one(move):
    return lambda given: move(*given)


def test_a_neuron_is_shaded_by_its_value_and_has_a_thick_rim_where_it_is_held():
    _, at = drawn(lambda ax, palette: _as_one(network(ax, palette)))
    places = seats((2, 1), (60, 60, 200, 200))
    held = np.array([True, False, False])
    color = at((places, [np.zeros((1, 2))], [np.array([1.0, 0.5]), np.array([np.nan])], held, 10.0))
    for (x, y), share in zip(np.concatenate(places), (1.0, 0.5, 0.0), strict=True):
        np.testing.assert_allclose(color(x + 2, y - 2), shades(LIGHT, share)[:3], atol=0.03)
    rim = [np.abs(color(x + 9.4, y) - to_rgb(LIGHT.ink)).max() for x, y in np.concatenate(places)]
    assert rim[0] < 0.2 < min(rim[1:])
