"""The Jacobian against SymPy, JAX's own, differences and closed forms; products, linearizations, differences."""

import math

import jax
import jax.numpy as jnp
import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jax.test_util import check_grads

from jaclib import linearize, maps, numerical_jacobian, parse_map
from jaclib.determinant import determinant, determinant_field, volume_ratio
from jaclib.frobenius import frobenius_norm
from jaclib.jacobian import jacobian, jvp, vjp
from tests.examples import costly
from tests.maths.test_formula import FORMULAS
from tests.oracles import NAMES, ORACLES

EACH = pytest.mark.parametrize("oracle", ORACLES, ids=NAMES)
SEEDS = st.integers(0, 2**32 - 1)
SHAPES = st.sampled_from([(3, 2), (2, 4), (1, 3), (3, 1)])  # few, for each is compiled anew


def random_map(seed, n, m):
    """A smooth map ℝⁿ → ℝᵐ with dense, unequal derivatives."""
    rng = np.random.default_rng(seed)
    A, B = rng.normal(size=(m, n)), rng.normal(size=(m, n))
    return lambda x: jnp.sin(A @ x) + (B @ x) ** 2 / 4


def draw(seed, *shapes):
    rng = np.random.default_rng([seed, 1])
    return [jnp.asarray(rng.normal(size=shape)) for shape in shapes]


# Oracles


@pytest.mark.few
@EACH
def test_in_each_mode_as_jaxs_own_it_is_sympys_jacobian_with_fifty_digits_to_twelve_figures(oracle):
    f, points = oracle.function, oracle.points(8)
    ways = jacobian(f), jacobian(f, "forward"), jacobian(f, "reverse"), jax.jacfwd(f), jax.jacrev(f)
    found = jax.jit(jax.vmap(lambda a: [way(a) for way in ways]))(points)  # together: compiled once where they are one
    exact = np.array([oracle.jacobian(point) for point in points])
    assert exact.shape == (len(points), len(oracle.formula), len(oracle.variables))
    scale = np.abs(exact).max(axis=(1, 2), keepdims=True)
    for matrices in found:
        assert matrices.shape == exact.shape
        assert (np.abs(matrices - exact) <= 1e-12 * (np.abs(exact) + scale)).all()


@pytest.mark.slow
@EACH
def test_jax_check_grads_agrees_to_second_order(oracle):
    # Backwards, too, for the catalogue's maps: the second derivatives of the others take four times as long that way.
    modes = ("fwd", "rev") if oracle.name in maps.CATALOGUE else ("fwd",)
    point = jnp.asarray(oracle.points(1, seed=2)[0])
    check_grads(oracle.function, (point,), order=2, modes=modes, rtol=1e-3, atol=1e-3)


@pytest.mark.few
@pytest.mark.parametrize("f", maps.CATALOGUE.values(), ids=str)
def test_of_the_catalogue_is_the_matrix_worked_out_by_hand(f):
    low, high = np.array(f.domain).T
    points = np.random.default_rng(3).uniform(low, high, (20, 2))
    found, by_hand = jax.vmap(jacobian(f))(points), jax.vmap(f.jacobian)(points)
    np.testing.assert_allclose(found, by_hand, rtol=1e-13, atol=1e-13)


@given(FORMULAS, FORMULAS)
def test_of_any_typed_formula_is_what_the_complex_step_gives(first, second):
    f, a = parse_map(f"{first}, {second}"), jnp.array([0.4, 0.2])
    J = jacobian(f)(a)
    if np.isfinite(J).all():
        np.testing.assert_allclose(J, numerical_jacobian(f, method="complex")(a), rtol=1e-9, atol=1e-9)


def test_at_polar_2_and_a_quarter_turn_is_the_textbooks_matrix():
    half = 1 / math.sqrt(2)
    found = jacobian(maps.polar)(jnp.array([2, math.pi / 4]))
    np.testing.assert_allclose(found, [[half, -math.sqrt(2)], [half, math.sqrt(2)]], rtol=1e-15)


# Shapes, modes and transformations


@pytest.mark.few
@pytest.mark.parametrize(("n", "m"), [(1, 1), (1, 4), (4, 1), (2, 2), (3, 2)])
@pytest.mark.parametrize("mode", [None, "forward", "reverse"])
def test_has_shape_m_by_n_in_each_mode(n, m, mode):
    f, a = random_map(0, n, m), jnp.ones(n)
    np.testing.assert_allclose(jacobian(f, mode)(a), jax.jacfwd(f)(a).reshape(m, n), rtol=1e-13)


def test_of_a_scalar_function_is_one_row_the_gradient():
    f = lambda x: jnp.sum(x**3)  # noqa: E731
    a = jnp.array([1.0, 2.0, 3.0])
    np.testing.assert_allclose(jacobian(f)(a), [[3, 12, 27]])
    np.testing.assert_allclose(jvp(f)(a, jnp.ones(3)), [42])
    np.testing.assert_allclose(vjp(f)(a, 1.0), [3, 12, 27])


@pytest.mark.parametrize(("n", "m", "sweeps"), [(2, 5, "forward"), (5, 2, "reverse"), (3, 3, "forward")])
def test_takes_the_mode_with_fewer_sweeps(n, m, sweeps):
    f, a = random_map(1, n, m), jnp.ones(n)
    chosen = {"forward": jax.jacfwd, "reverse": jax.jacrev}[sweeps]
    flops = lambda g: jax.jit(g).lower(a).compile().cost_analysis()["flops"]  # noqa: E731
    finite = m * n + 8 * m  # f(a) to its end, whether it is finite, and a factor for each entry of J
    assert flops(chosen(f)) <= flops(jacobian(f)) <= flops(chosen(f)) + finite
    assert flops(jacobian(f)) == flops(jacobian(f, sweeps))


def test_forward_stays_forward_and_reverse_reverse():
    def only_forwards(x):  # JAX knows no reverse mode of a loop whose end it can't foresee
        return jax.lax.while_loop(lambda y: y[0] < 5, lambda y: y * x, x)

    @jax.custom_vjp
    def only_backwards(x):
        return x**2

    only_backwards.defvjp(lambda x: (x**2, x), lambda x, w: (2 * x * w,))
    a = jnp.array([3.0])
    assert jacobian(only_forwards, "forward")(a) == jacobian(only_backwards, "reverse")(a) == 6
    with pytest.raises(ValueError, match="Reverse-mode"):
        jacobian(only_forwards, "reverse")(a)
    with pytest.raises(TypeError):
        jacobian(only_backwards, "forward")(a)


@jax.custom_vjp
def only_reverse(x):
    return x**2


only_reverse.defvjp(lambda x: (x**2, x), lambda x, w: (2 * x * w,))


def only_forward(x):
    return jax.lax.while_loop(lambda y: y[0] < 5, lambda y: y * x, x)


@pytest.mark.parametrize("f", [only_reverse, only_forward])
@pytest.mark.parametrize("more", [(), (7.0, 6.0)])
def test_where_the_mode_with_fewer_sweeps_is_not_to_be_had_the_other_is_taken(f, more):
    a = jnp.array([3.0, 4.0])
    g = lambda x: jnp.concatenate([f(x), jnp.asarray(more)])  # noqa: E731
    J = np.vstack([np.diag([6, 8]), np.zeros((len(more), 2))])
    np.testing.assert_allclose(jax.jit(jacobian(g))(a), J)
    np.testing.assert_allclose(jvp(g)(a, [1.0, 2.0]), J @ [1, 2])
    np.testing.assert_allclose(jvp(g)(a, jnp.eye(2)), J.T)
    np.testing.assert_allclose(vjp(g)(a, jnp.eye(len(J))), J)
    np.testing.assert_allclose(jacobian(lambda x: jnp.sum(f(x)))(a), [[6, 8]])
    np.testing.assert_allclose(vjp(lambda p: f(p["x"]) * p["c"])({"x": a, "c": jnp.ones(1)}, [1.0, 0.0])["x"], [6, 0])
    moved = jvp(lambda p: f(p["x"]) * p["c"])({"x": a, "c": jnp.ones(1)}, {"x": jnp.ones(2), "c": jnp.ones(1)})
    np.testing.assert_allclose(moved, [6 + 9, 8 + 16])
    np.testing.assert_allclose([frobenius_norm(f)(a), determinant(f)(a)], [10, 48])
    np.testing.assert_allclose(frobenius_norm(lambda x: jnp.sum(f(x)))(a), 10)
    np.testing.assert_allclose(determinant_field(f, [[3.0], [4.0]]), [[48]])
    np.testing.assert_allclose(volume_ratio(only_reverse, a, 1.0).ratio, 48)


def test_where_neither_mode_works_it_says_so_and_what_to_do():
    f = lambda x: jax.pure_callback(np.sin, jax.ShapeDtypeStruct(x.shape, x.dtype), x)  # noqa: E731
    for of in (jacobian(f), lambda a: jvp(f)(a, a), lambda a: vjp(f)(a, a)):
        with pytest.raises(ValueError, match=r"^f must have a derivative that JAX can take .* numerical_jacobian"):
            of(jnp.ones(2))


def test_keeps_float32_and_importing_jaclib_makes_float64_the_rule():
    assert jacobian(maps.polar)(jnp.ones(2, "float32")).dtype == jnp.float32
    assert jacobian(maps.polar)([1.0, 2.0]).dtype == jnp.float64


@pytest.mark.slow
def test_goes_through_jit_vmap_and_a_second_derivative():
    f, points = maps.swirl, jnp.asarray(np.random.default_rng(0).normal(size=(4, 2)))
    one_by_one = jnp.stack([jacobian(f)(a) for a in points])
    np.testing.assert_allclose(jax.jit(jax.vmap(jacobian(f)))(points), one_by_one, rtol=1e-13)
    H = jacobian(lambda x: jacobian(f)(x)[0])(points[0])
    np.testing.assert_allclose(H, jax.hessian(f)(points[0])[0], rtol=1e-12)


# Laws


@pytest.mark.slow
@costly
@given(SEEDS, SHAPES)
def test_w_dot_jv_is_jtw_dot_v(seed, shape):
    n, m = shape
    f = random_map(seed, n, m)
    a, v, w = draw(seed, n, n, m)
    np.testing.assert_allclose(w @ jvp(f)(a, v), vjp(f)(a, w) @ v, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(jvp(f)(a, v), jacobian(f)(a) @ v, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(vjp(f)(a, w), w @ jacobian(f)(a), rtol=1e-10, atol=1e-12)


@costly
@given(SEEDS, st.floats(-3, 3))
def test_is_linear_in_the_map_and_in_the_tangent(seed, c):
    f, g = random_map(seed, 3, 2), random_map(seed + 1, 3, 2)
    a, u, v = draw(seed, 3, 3, 3)
    together = jacobian(lambda x: f(x) + c * g(x))(a)
    np.testing.assert_allclose(together, jacobian(f)(a) + c * jacobian(g)(a), rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(jvp(f)(a, u + c * v), jvp(f)(a, u) + c * jvp(f)(a, v), rtol=1e-10, atol=1e-10)


@costly
@given(SEEDS, SHAPES)
def test_of_an_affine_map_is_its_matrix_everywhere(seed, shape):
    n, m = shape
    A, b, a = draw(seed, (m, n), m, n)
    np.testing.assert_allclose(jacobian(lambda x: A @ x + b)(a), A, rtol=1e-14)
    np.testing.assert_allclose(jacobian(maps.linear(A))(a), A, rtol=1e-14)


@costly
@given(SEEDS)
def test_of_a_gradient_is_symmetric_the_hessian(seed):
    f = random_map(seed, 4, 1)
    (a,) = draw(seed, 4)
    H = jacobian(jax.grad(lambda x: f(x)[0]))(a)
    np.testing.assert_allclose(H, H.T, rtol=1e-10, atol=1e-10)


# Batches and pytrees


def test_batches_of_tangents_and_cotangents_lie_along_a_leading_axis():
    f, a = random_map(2, 3, 2), jnp.arange(3.0)
    np.testing.assert_allclose(jvp(f)(a, jnp.eye(3)), jacobian(f)(a).T, rtol=1e-14)
    np.testing.assert_allclose(vjp(f)(a, jnp.eye(2)), jacobian(f)(a), rtol=1e-14)


def test_parameters_may_be_any_pytree():
    x = jnp.array([1.0, 2.0])
    f = lambda p: jnp.tanh(p["W"] @ x + p["b"])  # noqa: E731
    p = {"W": jnp.array([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]), "b": jnp.zeros(3)}
    v = {"W": jnp.ones((3, 2)), "b": jnp.ones(3)}
    w = jnp.array([1.0, -1.0, 2.0])
    slope = 1 - f(p) ** 2
    np.testing.assert_allclose(jvp(f)(p, v), slope * 4, rtol=1e-14)
    pulled = vjp(f)(p, w)
    np.testing.assert_allclose(pulled["b"], w * slope, rtol=1e-14)
    np.testing.assert_allclose(pulled["W"], np.outer(w * slope, x), rtol=1e-14)
    twice = jax.tree.map(lambda leaf: jnp.stack([leaf, 2 * leaf]), v)
    np.testing.assert_allclose(jvp(f)(p, twice), [slope * 4, slope * 8], rtol=1e-14)


# Differences


@pytest.mark.parametrize(("method", "calls"), [("central", 10), ("forward", 6), ("complex", 5)])
def test_differences_call_f_as_often_as_they_say(method, calls):
    count, f = 0, random_map(3, 5, 2)

    def counted(x):
        nonlocal count
        count += 1
        return f(x)

    numerical_jacobian(counted, step=1e-5, method=method)(jnp.ones(5))
    assert count == calls


@pytest.mark.parametrize(("method", "digits"), [("central", 1e-9), ("forward", 1e-6), ("complex", 1e-13)])
@pytest.mark.parametrize("f", maps.CATALOGUE.values(), ids=str)
def test_differences_come_as_near_as_theory_lets_them(f, method, digits):
    a = jnp.array(f.point)
    np.testing.assert_allclose(numerical_jacobian(f, method=method)(a), f.jacobian(a), rtol=digits, atol=digits)


def test_the_error_of_differences_has_the_slope_that_theory_gives():
    f, a = (lambda x: jnp.exp(x)), jnp.array([0.5])
    for method, order in (("central", 2), ("forward", 1), ("complex", 2)):
        coarse, fine = (abs(numerical_jacobian(f, method=method, step=h)(a)[0, 0] - math.exp(0.5)) for h in (0.1, 0.05))
        assert math.log2(coarse / fine) == pytest.approx(order, abs=0.05)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(("method", "power"), [("central", 1 / 3), ("forward", 1 / 2)])
def test_the_step_that_is_taken_is_near_the_best_of_all(method, power, dtype):
    a, exact = jnp.array([0.7, 3.0], dtype), np.diag(np.cos(np.float64([0.7, 3.0]).astype(dtype).astype(float)))
    error = lambda step: np.abs(numerical_jacobian(jnp.sin, method=method, step=step)(a) - exact).max()  # noqa: E731
    best = min(error(float(step)) for step in np.geomspace(1e-12 if dtype == "float64" else 1e-6, 1, 40))
    taken = np.abs(numerical_jacobian(jnp.sin, method=method)(a) - exact).max()
    assert taken < 30 * max(best, float(jnp.finfo(dtype).eps) ** (2 * power) / 30)


def test_differences_scale_the_step_by_a_large_coordinate_and_keep_it_at_zero():
    f = lambda x: jnp.sin(x / jnp.array([1e6, 1.0]))  # noqa: E731
    J = numerical_jacobian(f)(jnp.array([2e6, 0.0]))
    np.testing.assert_allclose(J, np.diag([math.cos(2) / 1e6, 1]), rtol=1e-8, atol=1e-16)


def test_differences_take_functions_that_use_numpy_and_math():
    f = lambda x: np.array([math.sin(x[0]), np.exp(x[1])])  # noqa: E731
    np.testing.assert_allclose(numerical_jacobian(f)(jnp.array([1.0, 0.0])), np.diag([math.cos(1), 1]), atol=1e-9)


# Linearizations


@pytest.mark.parametrize("f", maps.CATALOGUE.values(), ids=str)
def test_linearize_gives_an_affine_map_that_touches_f(f):
    a, x = jnp.array(f.point), jnp.array([0.3, -0.2])
    tangent = linearize(f, a)
    np.testing.assert_allclose(tangent(a), f(a), rtol=1e-14)
    np.testing.assert_allclose(tangent(x), f(a) + f.jacobian(a) @ (x - a), rtol=1e-12)
    np.testing.assert_array_equal(tangent.point, a)
    np.testing.assert_array_equal(tangent.value, f(a))


def test_the_half_axes_are_how_far_and_how_near_the_image_of_a_circle_comes():
    tangent, turn = linearize(maps.swirl, [1.0, 0.5]), np.linspace(0, 2 * np.pi, 20001)
    reach = np.linalg.norm(np.stack([np.cos(turn), np.sin(turn)], 1) @ np.asarray(tangent.jacobian).T, axis=1)
    np.testing.assert_allclose(tangent.semi_axes(0.1), [0.1 * reach.max(), 0.1 * reach.min()], rtol=1e-6)


def test_the_error_is_the_distance_from_the_true_image_for_one_step_and_for_many():
    tangent = linearize(maps.complex_square, [1.0, 0.5])
    steps = jnp.array([[0.3, -0.1], [0.1, 0.2], [0.0, 0.0]])
    exact = np.sum(np.square(steps), axis=1)  # (z + h)² − z² − 2 z h = h²
    np.testing.assert_allclose(tangent.error(steps), exact, atol=1e-15)
    np.testing.assert_allclose(tangent.error(steps[0]), exact[0], atol=1e-15)


@pytest.mark.few
@pytest.mark.parametrize(
    ("f", "a", "slope"),
    [
        (maps.polar, [2.0, 0.7], 2),
        (maps.complex_exponential, [10.0, 1.0], 2),
        (maps.swirl, [100.0, 50.0], 2),
        (lambda x: jnp.sin(x), [0.0, 0.0], 3),
        (lambda x: x**3, [0.0], 3),
        (lambda x: x**4, [0.0], 4),
        (lambda x: jnp.abs(x), [0.0, 1.0], 1),
        (lambda x: jnp.abs(x[:1] - x[1:]), [1.0, 1.0], 1),
        (lambda x: jnp.abs(x) ** 1.5 * jnp.ones(1), [1e-300], 1.5),
    ],
)
def test_the_order_is_the_slope_that_calculus_gives(f, a, slope):
    assert linearize(f, a).order() == pytest.approx(slope, abs=0.01)


@pytest.mark.parametrize(
    "f",
    [maps.rotation, maps.shear, maps.linear_map, lambda x: 3 + 0 * x],
    ids=lambda f: getattr(f, "name", "a constant"),
)
@pytest.mark.parametrize("scale", [1.0, 1e6])
def test_the_order_of_an_affine_map_is_infinite_for_only_rounding_is_left(f, scale):
    assert linearize(f, [scale, 0.3 * scale]).order() == math.inf


def test_linearize_goes_through_jit_and_vmap_whole():
    a = jnp.array([2.0, 0.5])
    through = jax.jit(lambda a: linearize(maps.polar, a))(a)
    np.testing.assert_allclose(through.jacobian, maps.polar.jacobian(a), rtol=1e-14)
    np.testing.assert_allclose(through.singular_values, [2, 1], rtol=1e-14)
    np.testing.assert_allclose(jax.jit(lambda a, e: linearize(maps.polar, a).semi_axes(e))(a, 0.1), [0.2, 0.1])
    assert through.order() == pytest.approx(2, abs=0.01)


# The catalogue


def test_the_catalogue_is_found_by_name_and_a_slip_gets_a_suggestion():
    assert maps.find("Complex_Square") is maps.complex_square
    with pytest.raises(ValueError, match=r"name must be one of 'polar', .*; got 'poler'\. Did you mean 'polar'\?"):
        maps.find("poler")


@pytest.mark.parametrize("f", maps.CATALOGUE.values(), ids=str)
def test_a_map_of_the_catalogue_starts_in_its_domain_and_lands_in_its_frame(f):
    inside = lambda point, box: all(low <= value <= high for value, (low, high) in zip(point, box, strict=True))  # noqa: E731
    assert inside(f.point, f.domain)
    assert inside(f(f.point), f.image)
    assert f.latex
    assert len(f.variables) == len(f.outputs) == 2


def test_a_map_of_the_catalogue_computes_what_is_printed_of_it():
    for name in "polar", "complex square", "complex exponential", "shear", "scaling", "reflection", "fold", "cusp":
        f = maps.CATALOGUE[name]
        np.testing.assert_allclose(f([0.7, 0.3]), parse_map(f.latex, f.variables)([0.7, 0.3]), rtol=1e-14)


def test_makers_take_any_shape():
    assert maps.linear([[1, 2, 3], [4, 5, 6]])([1, 1, 1]).tolist() == [6, 15]
    layer = maps.sigmoid([[1.0, 2.0, 3.0]], [0.5])
    np.testing.assert_allclose(layer([0.1, 0.2, 0.3]), [1 / (1 + math.exp(-1.9))], rtol=1e-15)
    np.testing.assert_allclose(jacobian(layer)([0.1, 0.2, 0.3]), layer.jacobian(jnp.array([0.1, 0.2, 0.3])), rtol=1e-14)


@pytest.mark.parametrize(
    ("f", "convention"),
    [
        (jnp.abs, 1),
        (lambda x: jnp.maximum(x, 0), 0.5),
        (jax.nn.relu, 0),
        (jnp.sign, 0),
        (lambda x: jnp.where(x > 0, 2 * x, 5 * x), 5),
    ],
)
def test_at_a_kink_or_a_jump_it_gives_what_its_docstring_says_is_the_convention(f, convention):
    assert jacobian(f)([0.0]).tolist() == [[convention]]


@pytest.mark.parametrize(("steps", "digits"), [(10, 11), (20, 8), (40, 3), (60, 0)])
def test_along_a_chaotic_orbit_the_slope_loses_digits_as_fast_as_it_grows(steps, digits):
    """4x(1 − x) from 0.3, beside the product of its slopes in sixty digits: after 60 steps no digit is left."""
    with mpmath.workdps(60):
        x, right = mpmath.mpf("0.3"), mpmath.mpf(1)
        for _ in range(steps):
            x, right = 4 * x * (1 - x), right * (4 - 8 * x)
    slope = float(jax.grad(lambda x: jax.lax.fori_loop(0, steps, lambda _, x: 4 * x * (1 - x), x))(0.3))
    off = abs(slope / float(right) - 1)
    assert off < 10.0**-digits if digits else off > 0.01
