"""How many points go to a given point, and which: against closed forms."""

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jaclib import maps, parse_map
from jaclib.field import field
from jaclib.preimages import distinct, net, preimages, reach

BOX = ((-2.0, 2.0), (-2.0, 2.0))
coordinate = st.floats(-1.9, 1.9)


def by_roots(found, expected):
    """The same points, in whatever order."""
    assert len(found) == len(expected)
    if len(expected):
        gaps = np.abs(found[:, None] - np.array(expected)).max(axis=-1)
        assert gaps.min(axis=0).max() < 2e-6
        assert gaps.min(axis=1).max() < 2e-6


@pytest.mark.slow
def test_they_come_from_left_to_right_and_upwards_where_one_stands_above_the_other():
    found = preimages(maps.complex_exponential, [1.0, 1.0], ((-2, 2), (-10, 10)))
    assert (np.diff(found[:, 1]) > 6).all()
    assert (np.diff(preimages(maps.complex_square, [3.0, 4.0], ((-3, 3), (-3, 3)))[:, 0]) > 0).all()


@given(coordinate, coordinate)
def test_the_complex_square_has_the_two_roots_of_z_squared(u, v):
    root = np.sqrt(complex(u, v))
    assume(abs(root) > 0.01)
    by_roots(preimages(maps.complex_square, [u, v], BOX), [(w.real, w.imag) for w in (root, -root)])


@given(coordinate, coordinate)
def test_the_cusp_has_the_real_roots_of_its_cubic_three_inside_and_one_outside(u, v):
    discriminant = -(4 * u**3 + 27 * v**2)
    assume(abs(discriminant) > 1e-3)
    roots = np.roots([1, 0, u, -v])
    real = [y.real for y in roots if abs(y.imag) < 1e-9]
    assert len(real) == (3 if discriminant > 0 else 1)
    by_roots(preimages(maps.cusp, [u, v], BOX), [(u, y) for y in real if abs(y) <= 2])


@given(coordinate, st.floats(-3, 3.9))
def test_the_fold_has_two_above_the_line_and_none_below(u, v):
    assume(abs(v) > 1e-6)
    expected = [(u, y) for y in (-np.sqrt(v), np.sqrt(v))] if v > 0 else []
    by_roots(preimages(maps.fold, [u, v], BOX), expected)


def test_on_the_fold_line_the_two_have_become_one():
    by_roots(preimages(maps.fold, [0.5, 0.0], BOX), [(0.5, 0.0)])


@pytest.mark.parametrize("below", [1e-3, 1e-5, 1e-8])
def test_just_below_the_fold_line_where_newtons_method_only_comes_near_there_is_none(below):
    assert len(preimages(maps.fold, [0.5, -below], BOX)) == 0


def test_the_complex_exponential_repeats_itself_every_2_pi():
    box = ((-2.0, 1.5), (-10.0, 10.0))
    found = preimages(maps.complex_exponential, [0.5, 0.5], box)
    angles = np.pi / 4 + 2 * np.pi * np.arange(-1, 2)
    by_roots(found, [(np.log(np.sqrt(0.5)), angle) for angle in angles])


@given(st.lists(st.floats(-2, 2), min_size=2, max_size=2))
def test_whatever_is_found_goes_there_for_maps_without_closed_forms(b):
    f = parse_map("sin(2x) + y, cos(3y) - x y")
    for x in preimages(f, b, BOX):
        np.testing.assert_allclose(f(x), b, atol=1e-9)


@pytest.mark.few
@pytest.mark.parametrize("name", maps.CATALOGUE)
def test_a_point_is_found_among_the_preimages_of_its_image(name):
    f = maps.CATALOGUE[name]
    low, high = np.array(f.domain).T
    for x in np.random.default_rng(4).uniform(low, high, (15, 2)):
        found = preimages(f, np.asarray(f(x)), f.domain)
        assert np.abs(found - x).max(axis=1).min() < 1e-6


def test_where_a_whole_curve_goes_to_the_point_there_are_many_and_each_is_one_of_them():
    found = preimages(maps.polar, [0.0, 0.0], ((0.0, 3.0), (-3.0, 3.0)))
    assert len(found) > 24
    np.testing.assert_allclose(found[:, 0], 0, atol=1e-9)


@pytest.mark.slow
def test_where_the_map_is_undefined_nothing_is_found_and_nothing_warns():
    f = parse_map("sqrt(x), 1/y")
    by_roots(preimages(f, [1.0, 2.0], BOX), [(1.0, 0.5)])
    assert preimages(f, [-1.0, 2.0], BOX).shape == (0, 2)


@pytest.mark.slow
@pytest.mark.parametrize("f", [maps.cusp, maps.swirl, maps.complex_exponential], ids=str)
def test_each_cells_image_is_within_its_reach(f):
    corners = net(f.domain, 24)
    low, high, turns = reach(corners, *field(f, corners))
    assert not turns.any()
    step = corners[1, 1] - corners[0, 0]
    for i, j, p, q in np.random.default_rng(0).uniform(0, 1, (300, 4)) * [24, 24, 1, 1]:
        cell = int(i), int(j)
        image = np.asarray(f(corners[cell] + step * [p, q]))
        assert (low[cell] <= image).all()
        assert (image <= high[cell]).all()


def test_points_that_agree_count_once_and_those_outside_not_at_all():
    points = np.array([[1.0, 1.0, 1e-6], [1.0 + 1e-7, 1.0, 1e-8], [3.0, 0.0, 0], [-1.0, 0.5, 0], [np.nan] * 3])
    assert distinct(points, BOX).tolist() == [[-1.0, 0.5], [1.0 + 1e-7, 1.0]]
    assert len(distinct(points * [1, 1, 0.01], BOX)) == 3


@pytest.mark.parametrize("box", [BOX, ((-0.02, 0.03), (-1.0, 1.0)), ((-50.0, 60.0), (-30.0, 30.0))])
@pytest.mark.parametrize(
    ("f", "roots"),
    [
        (lambda x: x**3, [0]),
        (lambda x: x**5, [0]),
        (lambda x: x**2 * (x - 0.01), [0, 0.01]),
        (lambda x: (x - 1e-3) * (x + 1e-3), [-1e-3, 1e-3]),
        (lambda x: (x - 1e-5) * (x + 1e-5), [-1e-5, 1e-5]),
        (lambda x: 1e-3 * (x - 1e-3) * (x + 1e-3), [-1e-3, 1e-3]),
    ],
)
def test_roots_that_differ_by_less_than_their_own_errors_are_one_and_no_others(f, roots, box):
    found = preimages(lambda x: jnp.stack([f(x[0]), x[1]]), [0.0, 0.25], box)
    assert len(found) == len(roots)
    np.testing.assert_allclose(found[:, 0], roots, atol=5e-3 if len(roots) == 1 else 2e-6)


@pytest.mark.parametrize("box", [((0, 0), (0, 1)), ((1, 0), (0, 1)), (0, 1), ((0, np.inf), (0, 1))])
def test_a_box_that_is_none_is_refused_in_plain_words(box):
    with pytest.raises(ValueError, match="x0 < x1"):
        preimages(maps.fold, [0.0, 1.0], box)


def test_a_point_of_the_wrong_shape_is_refused():
    with pytest.raises(ValueError, match="a point of the plane"):
        preimages(maps.fold, [0.0, 1.0, 2.0], BOX)
    with pytest.raises(TypeError, match="function"):
        preimages(3, jnp.zeros(2), BOX)
