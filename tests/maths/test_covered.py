"""The area of an image as a set, where layers that lie on one another count once: against closed forms."""

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jaclib import coordinates, maps, parse_map
from jaclib.image.covered import covered
from jaclib.image.covered_in_space import covered_in_space
from jaclib.image.enclosed import Enclosed, held
from jaclib.image.overlap import share, triangles
from jaclib.programs.field import compiled

PI = np.pi
coordinate = st.floats(-1.5, 1.5)
sides = st.floats(0.3, 2)


@given(st.floats(0, 2), st.floats(-3, 3), st.floats(0.3, 2), st.floats(1.01, 3))
def test_of_polar_coordinates_over_more_than_a_turn_one_ring_is_seen(r, theta, dr, rounds):
    found = covered(maps.polar, np.array([r, theta]), np.array([dr, 2 * PI * rounds]))
    assert found.share == pytest.approx(1 / rounds, rel=1e-3)
    assert found.layered
    assert not found.folded


@given(st.floats(0, 2), st.floats(-3, 3), st.floats(0.3, 2), st.floats(0.1, 1))
def test_of_polar_coordinates_up_to_a_whole_turn_there_is_one_layer(r, theta, dr, rounds):
    found = covered(maps.polar, np.array([r, theta]), np.array([dr, 2 * PI * rounds]))
    assert found.share == 1
    assert not found.layered


@given(st.floats(0, 2), st.floats(-3, 3), st.floats(0.3, 2), st.floats(0.1, 1.5))
def test_the_boundary_of_a_polar_box_encloses_the_mean_of_r_and_in_space_that_of_r_squared_sin_phi(r, theta, dr, turn):
    found = covered(maps.polar, np.array([r, theta]), np.array([dr, turn])).enclosed
    assert found.size == pytest.approx(r + dr / 2, rel=1e-9)
    assert found.off <= 1e-7
    found = covered_in_space(coordinates.spherical, (r, 0.4, theta), (dr, turn, turn)).enclosed
    shell = ((r + dr) ** 3 - r**3) / 3 * (np.cos(0.4) - np.cos(0.4 + turn)) / turn / dr
    assert found.size == pytest.approx(shell, rel=1e-4)


@given(coordinate, coordinate, sides)
def test_what_the_boundary_of_the_fold_encloses_cancels_where_the_layers_face_opposite_ways(x, y, side):
    found = covered(maps.fold, np.array([x, y]), side)
    assert found.enclosed.size == pytest.approx(2 * y + side, abs=1e-9)  # the mean of 2y
    if min(abs(y), abs(y + side)) > 0.01:
        assert found.one_sign == (not y < 0 < y + side)


@given(coordinate, coordinate, sides)
def test_of_the_fold_the_longer_flap_is_seen(x, y, side):
    below, above = y**2 * (y < 0), (y + side) ** 2 * (y + side > 0)  # what lies on either side of the line y = 0
    closed = max(below, above) / (below + above) if y < 0 < y + side else 1
    assert covered(maps.fold, np.array([x, y]), side).share == pytest.approx(closed, rel=1e-3)


def spread(x0, x1, y0, y1):
    """∫ 4 (x² + y²) over a rectangle; 0 where it is none."""
    if x1 <= x0 or y1 <= y0:
        return 0.0
    return 4 / 3 * ((x1**3 - x0**3) * (y1 - y0) + (x1 - x0) * (y1**3 - y0**3))


@given(coordinate, coordinate, sides)
def test_of_z_squared_twice_is_covered_what_the_box_has_in_common_with_its_negative(x, y, side):
    low, high = np.array([x, y]), np.array([x, y]) + side
    (u0, v0), (u1, v1) = np.maximum(low, -high), np.minimum(high, -low)
    all_of_it = spread(x, x + side, y, y + side)
    closed = 1 - spread(u0, u1, v0, v1) / 2 / all_of_it
    assert covered(maps.complex_square, low, side).share == pytest.approx(closed, rel=1e-3)


@given(coordinate, coordinate, sides)
def test_of_the_cusp_each_line_is_covered_from_the_least_to_the_largest_value_by_sampling(x, y, side):
    """(x, y³ + x y) keeps x; on each line the image is an interval, and the layers are as long as its way there."""
    y_along, x_across = y + side * np.linspace(0, 1, 2001), x + side * (np.arange(400) + 0.5) / 400
    values = y_along**3 + x_across[:, None] * y_along
    seen, layers = np.ptp(values, axis=1).mean(), np.abs(np.diff(values, axis=1)).sum(axis=1).mean()
    assert covered(maps.cusp, np.array([x, y]), side).share == pytest.approx(seen / layers, rel=1e-3)


SHARES = {1: ["x³, y", "tanh(1000 x), y", "cbrt x, y", "x, y + sin(9x)", "exp x cos y, exp x sin y"], 0.5: ["|x|, y"]}
SHARES |= {0.25: ["x², y²"], 0: ["x + y, 2x + 2y", "x² + y², 1"]}


@pytest.mark.slow
@pytest.mark.parametrize(("f", "whole"), [(f, whole) for whole, maps in SHARES.items() for f in maps])
def test_a_singular_point_is_no_layer_and_a_crease_makes_two(f, whole):
    assert covered(parse_map(f), np.array([-0.5, -0.5]), 1.0).share == pytest.approx(whole, abs=1e-6)


TORN = ["1/(x - 0.213), y", "1/(x - 0.213)^2, y", "atan(1/(x - 0.213)), y", "x/(x²+(y-0.1)²), (y-0.1)/(x²+(y-0.1)²)"]
TORN += ["ln|x - 0.213|, y", "1e6 + ln|x + y/3 - 0.213|, y", "|x - 0.213|^-0.1, y"]
TORN += ["x(1 + 1/√(x²+y²)), y(1 + 1/√(x²+y²))"]
UNDEFINED = ["1/x, y", "√x, y"]
STEEP = ["1/((x - 0.213)^2 + 1e-8), y", "1 - √|x - 0.213|, y", "√(x + 1), y", "sin(100x), y", "tanh(1e5(x - 0.2)), y"]


@pytest.mark.parametrize("f", TORN + UNDEFINED + STEEP)
def test_a_pole_a_jump_and_what_is_undefined_are_told_from_what_is_steep(f):
    found = covered(parse_map(f), np.array([-0.5, -0.45]), 1.0)
    assert found.whole == (f in STEEP)
    assert found.whole or np.isnan(found.share)


@given(st.floats(0, 0.49))
def test_on_its_way_to_the_fold_nothing_lies_on_anything_until_the_determinant_is_0(t):
    """The determinant of (1 − t) x + t f(x) is 1 − t + 2 t y: positive on |y| < 1/2 for t < 1/2."""
    assert covered(maps.fold, np.array([-0.5, -0.5]), 1.0, t).share == 1


@given(st.lists(st.tuples(st.floats(0, 4), st.floats(0.5, 1.5)), min_size=1, max_size=6))
def test_upright_strips_cover_the_union_of_their_intervals(strips):
    corners = [[[x, 0], [x + width, 0], [x + width, 1], [x, 1]] for x, width in strips]
    nets = [np.array([[p, s], [q, r]], dtype=float) for p, q, r, s in corners]
    grid = (np.arange(60000) + 0.5) / 10000
    union = np.any([(x <= grid) & (grid < x + width) for x, width in strips], axis=0).mean() * 6
    found = share(np.concatenate([triangles(net) for net in nets]))
    assert found == pytest.approx(union / sum(width for _, width in strips), abs=5e-3)


def test_nothing_compiles_while_one_drags():
    covered(maps.polar, np.array([1.0, 0.2]), 0.5)
    before = compiled._cache_size()
    for x in np.linspace(0.1, 1, 4):
        covered(maps.polar, np.array([x, 0.2]), [x, 7 * x], x)
    assert compiled._cache_size() == before


# In space ----------------------------------------------------------------------------------------------------------


@given(st.floats(0.2, 1), st.floats(0, 1), st.floats(0.5, 1), st.floats(1, 2), st.floats(1.1, 2))
def test_of_a_shell_gone_round_more_than_once_its_volume_is_seen_once(rho, phi, drho, dphi, rounds):
    assume(phi + dphi < PI)
    found = covered_in_space(coordinates.spherical, (rho, phi, 0.0), (drho, dphi, 2 * PI * rounds))
    assert found.share == pytest.approx(1 / rounds, rel=0.03)


@given(st.floats(0.2, 1), st.floats(0, 1), st.floats(0.5, 1), st.floats(1, 2), st.floats(0.1, 1))
def test_of_a_shell_gone_round_once_or_less_there_is_one_layer(rho, phi, drho, dphi, rounds):
    assume(phi + dphi < PI)
    assert covered_in_space(coordinates.spherical, (rho, phi, 0.0), (drho, dphi, 2 * PI * rounds)).share == 1


def helix(x):
    return jnp.stack([x[0] * jnp.cos(x[1]), x[0] * jnp.sin(x[1]), x[2] + x[1]])


def test_the_turns_of_a_helix_lie_on_one_another_as_far_as_they_are_thicker_than_its_pitch():
    """Of two turns, 2π apart and as high as h > 2π, the height 2π + h is seen, of 2 h; each turn is a full ring."""
    assert covered_in_space(helix, (1.0, 0.0, 0.0), (1.0, 4 * PI, 6.0)).share == 1
    seen = covered_in_space(helix, (1.0, 0.0, 0.0), (1.0, 4 * PI, 9.0)).share
    assert seen == pytest.approx((2 * PI + 9) / 18, rel=0.02)


def test_in_space_a_fold_is_told_and_what_is_undefined():
    found = covered_in_space(coordinates.spherical, (0.5, 2.5, 0.0), (0.5, 2.0, 3.0))  # past the south pole
    assert found.folded
    assert np.isnan(found.share)
    found = covered_in_space(parse_map("sqrt(x), y, z", ("x", "y", "z")), (-0.5, 0.0, 0.0), (1.0, 1.0, 1.0))
    assert not found.whole


@pytest.mark.parametrize("share", [0.05, 0.2, 1.0])
def test_a_tear_at_a_single_point_is_found_though_no_edge_of_a_cell_meets_it(share):
    """x + s x/|x| opens a hole of radius s at 0."""
    f = parse_map(f"x + {share} x/√(x²+y²), y + {share} y/√(x²+y²)")
    assert not covered(f, np.array([-0.503, -0.4517]), 1.0).whole


def test_where_the_boundary_goes_round_too_often_for_its_points_no_layers_are_told():
    """The ring 1 < r < 2 is 3π of ∫ r = 1.5 θ: 50 radians are seen with 512 points a side, and 500 aren't."""
    assert covered(maps.polar, np.array([1.0, 0.0]), [1.0, 50.0]).share == pytest.approx(3 * np.pi / 75, abs=1e-3)
    assert np.isnan(covered(maps.polar, np.array([1.0, 0.0]), [1.0, 500.0]).share)


def test_where_the_determinant_keeps_its_sign_the_boundary_knows_better_and_else_nothing_is_told():
    by = Enclosed(3.0, 0.0)
    assert held(1.0, 1.0, (0.0, 0.0), by, one_sign=True) == (3.0, 3.0, (False, False))
    assert np.isnan(held(1.0, 1.0, (0.0, 0.0), by, one_sign=False).ratio)
