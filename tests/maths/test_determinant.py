"""Determinants, fields, volume ratios and critical curves, against NumPy, SymPy's formulas and integrals by hand."""

import math
import subprocess
import sys
import warnings
from itertools import product

import jax
import jax.numpy as jnp
import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import compose, critical_curve, maps
from jaclib.determinant import determinant, determinant_field, slogdet, volume_ratio
from jaclib.frobenius import frobenius_estimate, frobenius_norm
from jaclib.jacobian import jacobian
from tests.examples import costly
from tests.maths.test_jacobian import SEEDS, draw, random_map
from tests.oracles import ORACLES

SQUARE = [oracle for oracle in ORACLES if len(oracle.formula) == len(oracle.variables)]
SPHERICAL = next(oracle for oracle in ORACLES if oracle.name == "spherical, φ before θ").function


# At a point


@pytest.mark.few
@pytest.mark.parametrize("oracle", SQUARE, ids=[each.name for each in SQUARE])
def test_is_numpys_determinant_of_sympys_jacobian(oracle):
    point = oracle.points(1, seed=4)[0]
    exact = oracle.jacobian(point)
    scale = np.prod(np.linalg.norm(exact, axis=0))  # Hadamard's bound
    found = jax.jit(determinant(oracle.function))(point)
    np.testing.assert_allclose(found, np.linalg.det(exact), rtol=1e-12, atol=1e-13 * scale)


@pytest.mark.few
@pytest.mark.parametrize("n", [1, 2, 3, 4, 7])
def test_slogdet_is_numpys(n):
    A = np.random.default_rng(n).normal(size=(n, n))
    for matrix in (A, -A, A[::-1]):
        sign, logarithm = slogdet(lambda x, matrix=matrix: matrix @ x)(jnp.ones(n))
        np.testing.assert_allclose((sign, logarithm), np.linalg.slogdet(matrix), rtol=1e-10, atol=1e-12)
        np.testing.assert_allclose(
            determinant(lambda x, A=matrix: A @ x)(jnp.ones(n)), np.linalg.det(matrix), rtol=1e-10
        )


def test_slogdet_neither_overflows_nor_underflows():
    for n, scale in product((2, 3, 50), (1e250, 1e-250)):
        sign, logarithm = slogdet(lambda x, scale=scale: scale * x)(jnp.ones(n))
        np.testing.assert_allclose((sign, logarithm), (1, n * math.log(scale)))
    assert [float(part) for part in slogdet(lambda x: 0 * x)(jnp.ones(2))] == [0, -math.inf]


def test_slogdet_of_the_largest_entries_that_there_are_loses_no_figures():
    """Divided by their size twice they would be too small to have all of theirs."""
    matrix = np.random.default_rng(4).uniform(-1, 1, (4, 4))
    sign, logarithm = np.linalg.slogdet(matrix)
    found = slogdet(lambda x: 2.0**1023 * (matrix @ x))(jnp.zeros(4))
    np.testing.assert_allclose(found, (sign, logarithm + 4 * 1023 * math.log(2)), rtol=1e-14)


def scaled(x, matrix, rows, columns):
    return jnp.exp2(rows) * (matrix @ (jnp.exp2(columns) * x))


SCALED = jax.jit(lambda *given: slogdet(lambda x: scaled(x, *given))(jnp.ones(len(given[0]))))


@pytest.mark.few
@pytest.mark.parametrize("n", [1, 2, 3, 4])
@pytest.mark.parametrize(("rows", "columns"), [(0, 0), (-500, 0), (500, 0), (0, -530), (450, -450), (-320, -320)])
def test_slogdet_of_large_and_small_entries_is_numpys_of_plain_ones_and_the_powers_of_2(n, rows, columns):
    rng = np.random.default_rng(n)
    matrix, rows, columns = rng.normal(size=(n, n)), rows + 40 * np.arange(n), columns - 30 * np.arange(n)
    sign, logarithm = np.linalg.slogdet(matrix)
    found = SCALED(matrix, rows.astype(float), columns.astype(float))
    np.testing.assert_allclose(found, (sign, logarithm + math.log(2) * (rows + columns).sum()), rtol=1e-11, atol=1e-11)


@pytest.mark.parametrize("scale", [1e-200, 1e-160, 1.0, 1e200])
def test_the_logarithm_of_the_determinant_of_a_small_or_large_multiple_of_2_by_2_has_its_slope(scale):
    logarithm = lambda x: slogdet(lambda v: scale * jnp.stack([v[0] ** 2, v[0] * v[1]]))(x)[1]  # noqa: E731
    np.testing.assert_allclose(logarithm(jnp.array([1.0, 2.0])), math.log(2) + 2 * math.log(scale), rtol=1e-14)
    np.testing.assert_allclose(jax.grad(logarithm)(jnp.array([1.0, 2.0])), [2, 0], atol=1e-14)  # of log 2 x²


PLACES = [[[-1, 1], [-1, 1]], [[-1, -1], [1, 1]], [[1, 1], [-1, -1]], [[0, 0], [-1, 1]]]
PLACES += [[[-1, 1, 0], [-1, 1, 0], [-1, 1, 1]]]
PLACES += [[[1, 1, 1], [1, -0.9, -1], [1, -1, -0.9]]]  # there no multiple of a row helps
PLACES += [[[-1, 1, 0, 0], [-1, 1, 0, 0], [0, 0, 1, -1], [0, 0, 1, -1]]]
PLACES += [[[1, 1, 0, 0], [-1, -1, 0, 0], [0, 0, 1, 1], [0, 0, -1, -1]]]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("places", PLACES)
def test_slogdet_of_entries_far_apart_in_any_pattern_is_that_of_exact_arithmetic(places, dtype):
    rng = np.random.default_rng(len(places))
    size = 20.0 if dtype == np.float32 else 170.0
    signs = rng.choice([-1, 1], np.shape(places)) * rng.uniform(1, 2, np.shape(places))
    A = (signs * 10 ** (size * np.array(places))).astype(dtype)
    with mpmath.workdps(2000):
        det = mpmath.det(mpmath.matrix(A.tolist()))
        exact = float(mpmath.sign(det)), float(mpmath.log(abs(det)))
    found = slogdet(lambda x: jnp.asarray(A) @ x)(jnp.ones(len(A), dtype))
    np.testing.assert_allclose(found, exact, rtol=1e-5 if dtype == np.float32 else 1e-12)


STEEP = lambda x: jnp.stack([jnp.tanh(100 * (x[0] - 0.1234)), x[1]])  # noqa: E731
SWINGS = lambda x: jnp.stack([jnp.sin(50 * x[0]), x[1]])  # noqa: E731


@pytest.mark.parametrize("f", [STEEP, SWINGS, lambda x: STEEP(jnp.append(x, 0.0))[:1]])
def test_where_det_j_is_too_steep_or_swings_too_fast_the_ratio_of_volumes_comes_with_a_warning(f):
    n = 1 if f not in (STEEP, SWINGS) else 2
    with pytest.warns(UserWarning, match="too steep in the box, or swings too fast, for volume_ratio"):
        volume_ratio(f, np.zeros(n), 2.0)


def test_in_boxes_that_are_small_enough_there_is_no_warning_and_the_mean_of_their_ratios_is_right():
    """∫ |50 cos 50x| from −1 to 1, over 2: by the turns of sin 50x between; and tanh only rises."""
    turns = np.pi * (np.arange(-16, 16) + 0.5) / 50
    stops = np.sin(50 * np.concatenate([[-1], turns[np.abs(turns) < 1], [1]]))
    exact = np.abs(np.diff(stops)).sum() / 2, (np.tanh(100 * (1 - 0.1234)) - np.tanh(100 * (-1 - 0.1234))) / 2
    middles = (np.arange(16) + 0.5) / 8 - 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        swings = np.mean([volume_ratio(SWINGS, [x, 0.0], 1 / 8).ratio for x in middles])
    near = (np.arange(160) + 0.5) / 80 - 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where tanh has come to 1, JAX's 1 − tanh² is rounding, which swings
        steep = np.mean([volume_ratio(STEEP, [x, 0.0], 1 / 80).ratio for x in near])
    np.testing.assert_allclose((swings, steep), exact, rtol=1e-5)


def test_a_box_that_is_tiny_beside_a_costs_the_signed_ratio_figures_and_not_the_ratio():
    found = volume_ratio(maps.complex_square, [1.0, 0.5], 1e-12)
    assert float(found.ratio) == pytest.approx(5, rel=1e-9)
    assert float(found.signed_ratio) == pytest.approx(5, rel=1e-3)
    assert float(volume_ratio(maps.complex_square, [1.0, 0.5], 1e-6).signed_ratio) == pytest.approx(5, rel=1e-9)


def test_slogdet_of_a_singular_matrix_with_plain_entries_is_exactly_that_and_nan_stays_nan():
    for rows in ([[3, 6], [1, 2]], [[0, 0], [1, 2]], [[5, 0], [3, 0]], [[7, 1, 8], [1, 1, 2], [5, 3, 8]]):
        A = jnp.array(rows, dtype=float)
        assert [float(part) for part in slogdet(lambda x, A=A: A @ x)(jnp.ones(len(A)))] == [0, -math.inf]
    assert np.isnan(slogdet(lambda x: jnp.log(x))(jnp.array([-1.0, 1.0]))[1])


def test_of_a_triangular_jacobian_is_the_product_of_the_diagonal():
    for seed in range(4):  # with determinants of either sign, and first entries too
        L = np.tril(np.random.default_rng(seed).normal(size=(6, 6)))
        f = lambda x, L=L: L @ x  # noqa: E731
        np.testing.assert_allclose(determinant(f, "triangular")(jnp.ones(6)), np.prod(np.diag(L)), rtol=1e-13)
        sign, logarithm = slogdet(f, structure="triangular")(jnp.ones(6))
        np.testing.assert_allclose((sign, logarithm), np.linalg.slogdet(L), rtol=1e-12)


def test_of_polar_is_r_of_scaling_6_of_rotation_1_of_reflection_minus_1():
    values = [
        determinant(maps.find(name))([2.0, 0.7]) for name in ("polar", "scaling", "rotation", "reflection", "swirl")
    ]
    np.testing.assert_allclose(values, [2, 6, 1, -1, 1], rtol=1e-14)


def test_of_spherical_coordinates_is_rho_squared_sine_phi():
    np.testing.assert_allclose(determinant(SPHERICAL)([2.0, 0.5, 1.0]), 4 * math.sin(0.5), rtol=1e-14)


# Laws


@costly
@given(SEEDS, st.sampled_from([2, 3, 4]))
def test_of_a_composition_is_the_product(seed, n):
    f, g = random_map(seed, n, n), random_map(seed + 1, n, n)
    (a,) = draw(seed, n)
    parts = determinant(f)(g(a)) * determinant(g)(a)
    scale = np.linalg.norm(jacobian(f)(g(a))) ** n * np.linalg.norm(jacobian(g)(a)) ** n
    np.testing.assert_allclose(determinant(compose(f, g))(a), parts, rtol=1e-9, atol=1e-13 * scale)


@costly
@given(st.floats(0.1, 3), st.floats(-1.5, 1.5))
def test_of_the_inverse_is_one_over_it(r, theta):
    back = lambda x: jnp.array([jnp.hypot(x[0], x[1]), jnp.arctan2(x[1], x[0])])  # noqa: E731
    a = jnp.array([r, theta])
    np.testing.assert_allclose(determinant(back)(maps.polar(a)) * determinant(maps.polar)(a), 1, rtol=1e-12)


# Over a grid


@pytest.mark.parametrize("n", [1, 2, 3])
def test_a_field_is_the_determinant_at_each_point_of_the_grid(n):
    f, axes = random_map(5, n, n), [np.linspace(-1, 1, 3 + i) for i in range(n)]
    field = determinant_field(f, axes)
    points = np.stack(np.meshgrid(*axes, indexing="ij"), -1)
    assert field.shape == points.shape[:-1]
    one_by_one = jax.vmap(determinant(f))(points.reshape(-1, n))
    np.testing.assert_allclose(field.ravel(), one_by_one, rtol=1e-12, atol=1e-13)


def test_a_field_goes_through_jit_and_differentiates():
    axes = (jnp.linspace(0.5, 2, 4), jnp.linspace(0, 1, 3))
    field = lambda axes: determinant_field(maps.polar, axes)  # noqa: E731
    np.testing.assert_allclose(jax.jit(field)(axes), np.broadcast_to(axes[0][:, None], (4, 3)), rtol=1e-14)
    slope = jax.jacfwd(lambda r: field((r, axes[1])).sum())(axes[0])
    np.testing.assert_allclose(slope, 3 * np.ones(4), rtol=1e-12)


def test_a_field_costs_what_two_jvps_fused_by_hand_cost_and_a_look_at_fs_value():
    axes = (jnp.linspace(0.5, 2, 40), jnp.linspace(0, 1, 30))

    def by_hand(r, theta):
        R, T = jnp.meshgrid(r, theta, indexing="ij")
        polar = lambda R, T: (R * jnp.cos(T), R * jnp.sin(T))  # noqa: E731
        one, zero = jnp.ones_like(R), jnp.zeros_like(R)
        (a, c), (b, d) = (jax.jvp(polar, (R, T), e)[1] for e in ((one, zero), (zero, one)))
        return a * d - b * c

    ours, theirs = (
        jax.jit(g).lower(*axes).compile().cost_analysis()
        for g in (lambda r, theta: determinant_field(maps.polar, (r, theta)), by_hand)
    )
    assert ours["flops"] <= theirs["flops"] + 6 * 40 * 30  # whether both numbers of f are finite, and a factor
    assert ours["bytes accessed"] <= 1.1 * theirs["bytes accessed"]


@pytest.mark.slow
def test_a_field_follows_the_sharding_of_its_axes():
    script = """
import jax, jax.numpy as jnp, numpy as np
from jaclib import determinant_field, maps
mesh = jax.make_mesh((4,), ("x",))
axis = jax.device_put(jnp.linspace(0.0, 1.0, 8), jax.NamedSharding(mesh, jax.P("x")))
field = determinant_field(maps.polar, (axis, jnp.linspace(0.0, 1.0, 3)))
assert len(field.sharding.device_set) == 4, field.sharding
assert field.addressable_shards[0].data.shape == (2, 3), field.addressable_shards[0].data.shape
np.testing.assert_allclose(field, np.linspace(0, 1, 8)[:, None] * np.ones(3), atol=1e-15)
"""
    env = {
        "XLA_FLAGS": "--xla_force_host_platform_device_count=4",
        "JAX_PLATFORMS": "cpu",
        "PYTHONPATH": ":".join(sys.path),
    }
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# Volumes


@pytest.mark.parametrize("size", [1.0, 0.5, 0.01])
def test_the_ratio_of_the_complex_square_is_the_integral_by_hand(size):
    found = volume_ratio(maps.complex_square, [1.0, 0.5], size)
    exact = 5 + 2 * size**2 / 3  # the mean of 4 (x² + y²) over the square
    np.testing.assert_allclose([found.ratio, found.signed_ratio, found.limit], [exact, exact, 5], rtol=1e-9)


@pytest.mark.few
@pytest.mark.parametrize(
    ("f", "a", "size", "ratio", "signed"),
    [
        (maps.polar, [2.0, 0.7], 1.0, 2, 2),
        (maps.scaling, [0.3, 0.4], 2.0, 6, 6),
        (maps.reflection, [0.3, 0.4], 2.0, 1, -1),
        (maps.fold, [0.0, 0.0], 2.0, 1, 0),  # covered twice, once on each side
        (maps.fold, [0.0, 0.1], 1.0, 0.52, 0.2),  # the mean of |2 y| and of 2 y over (−0.4, 0.6)
        (maps.complex_exponential, [0.0, 0.0], 1.0, math.sinh(1), math.sinh(1)),
        (lambda x: x**3, [0.0], 2.0, 1, None),
        (lambda x: jnp.cos(x), [math.pi], 2 * math.pi, 2 / math.pi, None),
        (SPHERICAL, [1.0, math.pi / 2, 0.0], 1.0, (13 / 12) * 2 * math.sin(0.5), None),
        (lambda x: jnp.stack([x[0], x[1], x[2] ** 2]), [0.0, 0.0, 1.0], 1.0, 2, None),
    ],
)
def test_the_ratio_is_the_integral_by_hand(f, a, size, ratio, signed):
    found = volume_ratio(f, a, size)
    np.testing.assert_allclose(found.ratio, ratio, rtol=1e-6)
    if signed is None:
        assert found.signed_ratio is None
    else:
        np.testing.assert_allclose(found.signed_ratio, signed, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(found.limit, abs(determinant(f)(a)), rtol=1e-12)


def test_in_space_the_ratio_is_the_volume_of_a_piece_of_a_shell_by_hand():
    """∫ ρ² sin φ over the box: (2³ − 1³)/3 of the radius, and of the angle the gap of cosines."""
    found = volume_ratio(SPHERICAL, [1.5, 1.2, 0.3], 1.0).ratio
    assert float(found) == pytest.approx(7 / 3 * (math.cos(0.7) - math.cos(1.7)), rel=1e-9)
    both = volume_ratio(SPHERICAL, [1.5, -0.13, 0.3], 1.0)  # sin φ changes sign: |det J| has a kink
    assert float(both.ratio) == pytest.approx(7 / 3 * (2 - math.cos(0.37) - math.cos(0.63)), rel=1e-4)
    assert float(both.limit) == pytest.approx(1.5**2 * math.sin(0.13))


def test_in_the_plane_the_size_of_a_determinant_that_changes_its_sign_is_met_to_five_figures():
    """|det J| is |x|, whose mean over an interval round 0 is that of two triangles."""
    folded = lambda x: jnp.stack([x[0] ** 2 / 2, x[1]])  # noqa: E731
    for x in (0.03, -0.21, 0.4):
        mean = ((0.5 + x) ** 2 + (0.5 - x) ** 2) / 2
        assert float(volume_ratio(folded, [x, 0.2], 1.0).ratio) == pytest.approx(mean, rel=1e-5)


def creased(x):
    return jnp.stack([jnp.abs(x[0]), jnp.exp(x[1])])


def sorted_by_size(x):
    return jnp.stack([jnp.maximum(x[0], x[1]), jnp.minimum(x[0], x[1])])


@pytest.mark.parametrize("a", [(0.0, 0.0), (0.3, 0.41), (-0.2, 0.05)])
def test_a_crease_where_the_determinant_changes_its_sign_by_a_jump_costs_no_accuracy(a):
    """|det J| is 1 on both sides of x = y, and exp y on both sides of x = 0."""
    np.testing.assert_allclose(volume_ratio(sorted_by_size, a, 1.0).ratio, 1, rtol=1e-12)
    np.testing.assert_allclose(volume_ratio(creased, a, 1.0).ratio, 2 * math.sinh(0.5) * math.exp(a[1]), rtol=1e-11)


@pytest.mark.few
@pytest.mark.parametrize("f", [maps.complex_square, maps.swirl, maps.sigmoid_layer, maps.cusp], ids=str)
def test_the_ratio_tends_to_the_determinant_at_second_order(f):
    gaps = [volume_ratio(f, [1.0, 0.7], size) for size in (0.2, 0.1)]
    coarse, fine = (abs(float(gap.ratio - gap.limit)) for gap in gaps)
    assert fine < 1e-9 or math.log2(coarse / fine) == pytest.approx(2, abs=0.1)


@pytest.mark.slow
def test_the_ratio_goes_through_jit_and_differentiates_in_the_size():
    ratio = lambda size: volume_ratio(maps.complex_square, jnp.array([1.0, 0.5]), size).ratio  # noqa: E731
    np.testing.assert_allclose(jax.jit(jax.grad(ratio))(0.9), 4 * 0.9 / 3, rtol=1e-9)


# Critical curves


def test_the_cusps_critical_curve_is_the_parabola_and_its_image_the_cusp():
    found = critical_curve(maps.cusp, ((-2, 2), (-2, 2)))
    (curve,), (image,) = found.curves, found.images
    np.testing.assert_allclose(curve[:, 0], -3 * curve[:, 1] ** 2, atol=1e-12)
    np.testing.assert_allclose(4 * image[:, 0] ** 3, -27 * image[:, 1] ** 2, atol=1e-11)
    assert np.ptp(curve[:, 1]) == pytest.approx(2 * math.sqrt(2 / 3), abs=0.05)


def test_a_closed_critical_curve_is_one_line_that_ends_where_it_began():
    f = lambda x: jnp.array([x[0], x[1] * (x[0] ** 2 + x[1] ** 2 / 3 - 1)])  # noqa: E731  det = x² + y² − 1
    (curve,) = critical_curve(f, ((-2, 2), (-2, 2))).curves
    np.testing.assert_allclose(np.linalg.norm(curve, axis=1), 1, atol=1e-12)
    np.testing.assert_array_equal(curve[0], curve[-1])
    assert np.linalg.norm(np.diff(curve, axis=0), axis=1).max() < 0.06


@pytest.mark.parametrize("box", [((-1, 1), (-1, 1)), ((-1, 0.9), (-1, 1.3)), ((-3.3, 1), (-1, 1))])
def test_a_line_that_the_determinant_only_touches_is_found(box):
    (curve,) = critical_curve(lambda x: jnp.array([x[0] ** 3, x[1]]), box).curves
    np.testing.assert_allclose(curve[:, 0], 0, atol=1e-6)
    assert np.ptp(curve[:, 1]) == pytest.approx(box[1][1] - box[1][0])


def test_where_the_determinant_comes_near_0_and_turns_back_there_is_no_curve():
    f = lambda x: jnp.array([x[0] ** 3 + 1e-3 * x[0], x[1]])  # noqa: E731  det J = 3 x² + 0.001
    assert critical_curve(f, ((-1, 0.99), (-1, 1.3))).curves == ()


@pytest.mark.slow
def test_several_curves_are_told_apart_and_a_map_without_any_has_none():
    f = lambda x: jnp.array([jnp.sin(x[0]), x[1]])  # noqa: E731
    curves = critical_curve(f, ((-5, 5), (0, 1))).curves
    assert sorted(round(float(curve[0, 0]) / (math.pi / 2)) for curve in curves) == [-3, -1, 1, 3]
    assert critical_curve(maps.complex_exponential, ((-1, 1), (-1, 1))).curves == ()
    assert critical_curve(lambda x: jnp.stack([x[0], x[0]]), ((-1, 1), (-1, 1))).curves == ()


# The Frobenius norm


@costly
@given(SEEDS, st.sampled_from([(2, 5), (5, 2), (1, 3)]))
def test_the_frobenius_norm_is_numpys_of_the_matrix(seed, shape):
    f = random_map(seed, *shape)
    (a,) = draw(seed, shape[0])
    np.testing.assert_allclose(frobenius_norm(f)(a), np.linalg.norm(jacobian(f)(a)), rtol=1e-12)


@pytest.mark.slow
@pytest.mark.parametrize("shape", [(20, 30), (30, 20)])
def test_the_estimate_is_unbiased_and_its_standard_error_is_the_spread_of_many(shape):
    f, a = random_map(0, *shape), draw(0, shape[0])[0]
    exact = np.linalg.norm(jacobian(f)(a)) ** 2
    estimate = lambda key: frobenius_estimate(f, key, 50)(a)  # noqa: E731
    many = jax.jit(jax.vmap(estimate))(jax.random.split(jax.random.key(1), 400))
    spread = np.std(many.squared)
    assert abs(np.mean(many.squared) - exact) < 4 * spread / 20
    assert float(np.mean(many.standard_error)) == pytest.approx(float(spread), rel=0.15)


def test_the_standard_error_is_that_of_a_mean_of_as_many_samples():
    """‖J v‖² is 5 where both signs agree and 1 where not: what the mean says of their share gives the error as well."""
    for samples in (5, 40):
        mean, error = frobenius_estimate(lambda x: jnp.stack([x[0] + x[1], x[1]]), jax.random.key(3), samples)(
            jnp.ones(2)
        )
        agree = (mean - 1) / 4
        assert error == pytest.approx(4 * np.sqrt(agree * (1 - agree) / (samples - 1)), rel=1e-12)
        assert 0 < agree < 1


def test_the_estimate_is_exact_for_one_row_and_for_one_column():
    for f, a in (
        (lambda x: jnp.sum(jnp.sin(x)), jnp.arange(1.0, 6.0)),
        (lambda x: x[0] ** jnp.arange(4.0), jnp.ones(1)),
    ):
        value, error = frobenius_estimate(f, jax.random.key(0), 3)(a)
        np.testing.assert_allclose([value, error], [np.linalg.norm(jacobian(f)(a)) ** 2, 0], rtol=1e-13, atol=1e-13)


def test_a_pole_at_which_the_determinant_changes_its_sign_is_no_critical_point():
    f = lambda x: jnp.stack([jnp.log(jnp.abs(x[0])), x[1]])  # noqa: E731  det J = 1 / x
    assert critical_curve(f, ((-1.0, 1.3), (-1.0, 1.0))).curves == ()
