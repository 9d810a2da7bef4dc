"""How many points go to a given point, and which: against closed forms."""

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jaclib import maps, parse_map
from jaclib import preimages as preimages_module
from jaclib.preimages import distinct, fibre, net, preimages, reach
from jaclib.programs.field import field
from jaclib.roots import narrowing, ways

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


def straight(first, slope, second=lambda y: y, rise=np.ones_like):
    """(first(x), second(y)) at points and its Jacobians there, from formulas: nothing is compiled."""

    def known(points):
        x, y = np.moveaxis(points, -1, 0)
        J = np.zeros((*x.shape, 2, 2))
        J[..., 0, 0], J[..., 1, 1] = slope(x), rise(y)
        return np.stack([first(x), second(y)], axis=-1), J

    return known


@pytest.fixture
def uncompiled(monkeypatch):
    for module in (preimages_module, narrowing, ways):
        monkeypatch.setattr(module, "field", lambda f, points, t=1.0: f(points))


def waves(points):
    x, y = np.moveaxis(points, -1, 0)
    J = np.stack([np.stack([np.cos(x + 2 * y), 2 * np.cos(x + 2 * y)], -1), np.stack([y**2, 2 * x * y], -1)], -2)
    return np.stack([np.sin(x + 2 * y), x * y**2], axis=-1), J


def test_the_image_of_a_cell_lies_in_the_box_told_by_its_corners_and_slopes():
    corners = net(BOX, 24)
    step = corners[1, 1] - corners[0, 0]
    low, high, _ = narrowing.spans(*waves(corners), step)
    i, j, *inside = np.random.default_rng(0).uniform(0, 1, (4, 20_000)) * [[24], [24], [1], [1]]
    cell = i.astype(int), j.astype(int)
    image = waves(corners[cell] + step * np.stack(inside, axis=1))[0]
    assert (low[cell] <= image).all()
    assert (image <= high[cell]).all()


def test_a_component_that_goes_up_and_down_within_a_cell_turns_and_no_other():
    corners = net(BOX, 24)
    values, J = straight(lambda x: np.sin(40 * x), lambda x: 40 * np.cos(40 * x))(corners)
    turns = narrowing.spans(values, J, corners[1, 1] - corners[0, 0])[2]
    assert turns[..., 0].any()
    assert not turns[..., 1].any()


def test_beside_a_cell_in_which_f_turns_a_box_holds_what_its_neighbours_hold():
    corners = net(BOX, 24)
    values, J = straight(lambda x: np.tanh(40 * (x - 0.05)), lambda x: 40 / np.cosh(40 * (x - 0.05)) ** 2)(corners)
    low, high, near = reach(corners, values, J)
    columns = np.flatnonzero(near[:, 0, 0])
    assert 0 < len(columns) < 8
    for i in columns:
        seen = values[max(i - 1, 0) : i + 3, 0, 0]
        assert (low[i, :, 0] <= seen.min()).all()
        assert (high[i, :, 0] >= seen.max()).all()


@pytest.mark.parametrize("y", [(0.3, 0.8), (0.8, 0.3), (0.1, 0.2)])
def test_of_a_cell_that_is_cut_the_quarter_is_kept_that_holds_the_point(y, uncompiled):
    one = straight(lambda x: x, np.ones_like)
    _, low, size, turns, _ = narrowing.cut(one, np.array(y), np.zeros((1, 2)), np.ones((1, 2)))
    np.testing.assert_array_equal(low, [np.floor(2 * np.array(y)) / 2])
    np.testing.assert_array_equal(size, [[0.5, 0.5]])
    assert not turns.any()


UNIT_CELL = np.array([[-0.4, -0.3]]), np.ones((1, 2))


def test_where_f_jumps_over_a_point_nothing_goes_there(uncompiled):
    step = straight(lambda x: np.sign(x - 0.1234567), np.zeros_like)
    points, all_there_are = narrowing.narrowed(step, np.array([0, 0.25]), *UNIT_CELL)
    assert len(points) == 0
    assert all_there_are


def test_to_a_pole_nothing_goes_however_many_cells_lie_on_it(uncompiled):
    """(1/x, 1/x + y), at the points beside x = 0.1234567: (0, 0) is reached nowhere."""

    def pole(points):
        x, y = np.moveaxis(points, -1, 0)
        x, one = x - 0.1234567, np.ones_like(y)
        J = np.stack([np.stack([-1 / x**2, 0 * one], -1), np.stack([-1 / x**2, one], -1)], -2)
        return np.stack([1 / x, 1 / x + y], -1), J

    points, all_there_are = narrowing.narrowed(pole, np.zeros(2), *UNIT_CELL)
    assert len(points) == 0
    assert all_there_are


def test_a_root_with_a_vertical_tangent_is_found_and_a_curve_is_told_from_points(uncompiled):
    root = straight(lambda x: np.cbrt(x - 0.1), lambda x: 1 / (3 * np.cbrt(x - 0.1) ** 2))
    points, all_there_are = narrowing.narrowed(root, np.array([0, 0.25]), *UNIT_CELL)
    np.testing.assert_allclose(points[:, :2], [[0.1, 0.25]], atol=1e-9)
    assert all_there_are
    assert not narrowing.narrowed(CREASED, np.array([0, 0.25]), *UNIT_CELL)[1]


relu, step = lambda x: np.maximum(x, 0), lambda x: (x > 0).astype(float)
CREASED = straight(relu, step)


@pytest.mark.parametrize(
    ("f", "y", "dimension"),
    [
        (CREASED, (0, 0.25), 1),
        (straight(relu, step, relu, step), (0, 0), 2),
        (straight(lambda x: x**3, lambda x: 3 * x**2), (0, 0.25), 0),
    ],
)
def test_what_goes_to_a_point_may_be_a_region_a_curve_or_points(f, y, dimension, uncompiled):
    cells = np.array([[-0.4, -0.3], [-0.9, -0.9]]), np.full((2, 2), 0.8)
    assert narrowing.dimension(f, np.array(y), *cells) == dimension


@pytest.mark.parametrize("side", [1e-2, 1e-4, 1e-5])
def test_a_double_root_is_a_point_however_small_the_cell(side, uncompiled):
    """Beside it x² + 1 is 1 but for rounding."""
    fold, cell = straight(lambda x: x**2 + 1, lambda x: 2 * x), side * np.array([[-0.4, -0.3]]) + [0, 0.25]
    assert narrowing.dimension(fold, np.array([1, 0.25]), cell, np.full((1, 2), side)) == 0


def touching(points):
    """(y, y + x²): the level lines of both components touch on the line x = 0."""
    x, y = np.moveaxis(points, -1, 0)
    zero, one = np.zeros_like(x), np.ones_like(x)
    return np.stack([y, y + x**2], -1), np.stack([np.stack([zero, one], -1), np.stack([2 * x, one], -1)], -2)


@pytest.mark.parametrize("side", [1e-2, 1e-4, 1e-5])
def test_where_two_level_lines_touch_they_meet_in_a_point_however_small_the_cell(side, uncompiled):
    """At it the gradients agree, but for rounding, as on a curve: yet all that is found is the one point."""
    cell = side * np.array([[-0.4, -0.3]]) + [0, 1]
    assert narrowing.dimension(touching, np.ones(2), cell, np.full((1, 2), side)) == 0


def test_a_matrix_that_is_not_finite_is_not_singular():
    J = np.array([[[1, 2], [2, 4]], [[1, 2], [3, 4]], [[np.inf, 0], [0, 1]], [[np.nan, 0], [0, 0]], [[0, 0], [0, 0]]])
    assert narrowing.is_singular(J).tolist() == [True, False, False, False, True]


@pytest.mark.parametrize(
    ("first", "slope", "dimension", "sure"),
    [
        (lambda x: x**3 - x, lambda x: 3 * x**2 - 1, 0, True),
        (lambda x: np.sin(1e4 * x), lambda x: 1e4 * np.cos(1e4 * x), 0, False),
        (relu, step, 1, False),
    ],
)
def test_it_is_known_whether_all_that_goes_to_a_point_was_found_and_whether_it_is_a_curve(
    first, slope, dimension, sure, uncompiled
):
    f, corners = straight(first, slope), net(BOX, 64)
    found = fibre(f, np.array([0, 0.25]), corners, reach(corners, *f(corners)), BOX)
    assert (found.dimension, found.sure) == (dimension, sure)


def test_what_goes_to_the_origin_in_polar_coordinates_is_a_curve(uncompiled):
    def polar(points):
        r, theta = np.moveaxis(points, -1, 0)
        c, s = np.cos(theta), np.sin(theta)
        return np.stack([r * c, r * s], -1), np.stack([np.stack([c, -r * s], -1), np.stack([s, r * c], -1)], -2)

    corners = net(box := ((0.0, 3.0), (-3.0, 3.0)), 64)
    assert fibre(polar, np.zeros(2), corners, reach(corners, *polar(corners)), box).dimension == 1


def test_points_on_a_line_upwards_come_from_below_also_where_rounding_moves_them_aside():
    points = np.array([[0.5 + 1e-13, -1, 0], [0.5, 1, 0], [-1, 1.5, 0]])
    np.testing.assert_allclose(distinct(points, BOX), [[-1, 1.5], [0.5, -1], [0.5, 1]], atol=1e-12)
