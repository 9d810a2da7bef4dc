"""Networks as neurons and weights, pixel by pixel."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from jaclib.draw import LIGHT, network, radius, seats, shades
from tests.looks import on_a_panel


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
    _, at = on_a_panel(lambda ax, palette: _as_one(network(ax, palette)))
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
    _, at = on_a_panel(lambda ax, palette: _as_one(network(ax, palette)))
    places = seats((2, 1), (60, 60, 200, 200))
    held = np.array([True, False, False])
    color = at((places, [np.zeros((1, 2))], [np.array([1.0, 0.5]), np.array([np.nan])], held, 10.0))
    for (x, y), share in zip(np.concatenate(places), (1.0, 0.5, 0.0), strict=True):
        np.testing.assert_allclose(color(x + 2, y - 2), shades(LIGHT, share)[:3], atol=0.03)
    rim = [np.abs(color(x + 9.4, y) - to_rgb(LIGHT.ink)).max() for x, y in np.concatenate(places)]
    assert rim[0] < 0.2 < min(rim[1:])
