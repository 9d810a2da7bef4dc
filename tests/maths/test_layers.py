"""How many layers of a sheet lie over a place: as many as triangles hold it, and as equations have solutions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from jaclib.image.layers import borders, counts

LATTICE = np.linspace(-0.97, 1.02, 41)  # off what a symmetric sheet has its edges on


def net(*sides, cells=96):
    return np.stack(np.meshgrid(*[np.linspace(*side, cells + 1) for side in sides], indexing="ij"), axis=-1)


def triangles(nodes):
    p, q, r, s = nodes[:-1, :-1], nodes[1:, :-1], nodes[1:, 1:], nodes[:-1, 1:]
    return np.concatenate([np.stack(each, axis=2).reshape(-1, 3, 2) for each in ((p, q, r), (p, r, s))])


def holds(corners, place):
    """Whether each triangle has the place on the same side of all of its edges."""
    edges, way = np.roll(corners, -1, axis=1) - corners, place - corners
    side = edges[..., 0] * way[..., 1] - edges[..., 1] * way[..., 0]
    return (side > 0).all(axis=1) | (side < 0).all(axis=1)


@given(arrays(float, (5, 4, 2), elements=st.floats(-2, 2, width=32)), arrays(bool, (4, 3)))
def test_over_a_place_lie_as_many_layers_as_there_are_triangles_that_hold_it(nodes, there):
    nodes = nodes + np.random.default_rng(0).uniform(-0.1, 0.1, nodes.shape)  # none of them flat
    x, y = np.linspace(-1.9, 1.9, 9) + np.pi / 100, np.linspace(-1.9, 1.9, 8) + np.e / 100
    kept = triangles(nodes)[np.tile(there.ravel(), 2)]
    expected = [[holds(kept, (u, v)).sum() for u in x] for v in y]
    np.testing.assert_array_equal(counts(*borders(nodes, there), x, y), expected)


def over(image, solutions, near):
    """Where the number of layers of the image is another than that of the solutions, away from what is near an edge."""
    u, v = np.meshgrid(LATTICE * 3, LATTICE * 2)
    counted = counts(*borders(image), u[0], v[:, 0])
    assert len(np.unique(counted)) > 1
    clear = ~np.vectorize(near)(u, v)
    assert clear.mean() > 0.8
    return (counted != np.vectorize(solutions)(u, v))[clear]


def test_squaring_covers_each_point_but_0_twice():
    x, y = np.moveaxis(net((-1, 1), (-1, 1)), -1, 0)

    def farther(u, v):
        root = np.sqrt(complex(u, v))
        return max(abs(root.real), abs(root.imag))

    image = np.stack([x**2 - y**2, 2 * x * y], axis=-1)
    assert not over(image, lambda u, v: 2 * (farther(u, v) <= 1), lambda u, v: abs(farther(u, v) - 1) < 0.03).any()


def test_a_fold_covers_one_side_twice_and_the_other_not_at_all():
    x, y = np.moveaxis(net((-1, 1), (-1, 1)), -1, 0)

    def near(u, v):
        return min(abs(u), abs(u - 1), abs(abs(v) - 1)) < 0.02

    assert not over(np.stack([x**2, y], axis=-1), lambda u, v: 2 * (0 <= u <= 1 and abs(v) <= 1), near).any()


def test_a_cusp_covers_as_often_as_its_cubic_has_roots_in_the_sheet():
    x, y = np.moveaxis(net((-2, 2), (-1.5, 1.5)), -1, 0)

    def roots(u, v):
        found = np.roots([1, 0, u, -v])
        return int((abs(found.real[abs(found.imag) < 1e-9]) <= 1.5).sum()) if abs(u) <= 2 else 0

    def near(u, v):
        edge = min(abs(abs(v) - abs(1.5**3 + 1.5 * u)), 3 * abs(abs(u) - 2))
        return edge < 0.1 or abs(4 * u**3 + 27 * v**2) < 0.4

    image = np.stack([x, y**3 + x * y], axis=-1)
    assert not over(image, roots, near).any()
    assert set(np.unique(counts(*borders(image), LATTICE, LATTICE))) >= {1, 3}


def test_three_half_turns_of_polar_coordinates_cover_one_half_of_the_disc_twice():
    r, theta = np.moveaxis(net((0, 1), (0, 3 * np.pi), cells=192), -1, 0)

    def times(u, v):
        return (np.hypot(u, v) <= 1) * (2 if v > 0 else 1)

    def near(u, v):
        return abs(np.hypot(u, v) - 1) < 0.02 or abs(v) < 0.02

    assert not over(np.stack([r * np.cos(theta), r * np.sin(theta)], axis=-1), times, near).any()


@pytest.mark.parametrize("far", [1e30, 1e300, np.inf])
def test_what_runs_far_away_or_has_no_place_is_no_layer_where_one_looks(far):
    nodes = net((0, 1), (0, 1), cells=4)
    nodes[3:, :, 0] = far
    there = np.ones((4, 4), dtype=bool)
    there[2:] = False
    x = np.linspace(0.01, 0.93, 12)
    np.testing.assert_array_equal(counts(*borders(nodes, there), x, x), np.broadcast_to(1 * (x < 0.5), (12, 12)))
