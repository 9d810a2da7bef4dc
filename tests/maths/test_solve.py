"""Newton's method against equations with known solutions; implicit derivatives against solved ones."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import implicit_jacobian, jacobian, maps, newton
from tests.examples import costly
from tests.maths.test_jacobian import SEEDS, draw

CIRCLE = lambda x, y: x**2 + y**2 - 1  # noqa: E731


@pytest.mark.few
@pytest.mark.parametrize(
    "f", [maps.polar, maps.complex_square, maps.complex_exponential, maps.swirl, maps.cusp], ids=str
)
def test_finds_a_point_that_f_takes_to_y(f):
    there = jnp.array(f.point)
    found = newton(f, f(there), start=there + jnp.array([0.2, -0.1]))
    assert found.converged
    assert found.failure is None
    np.testing.assert_allclose(found.x, there, rtol=1e-10)
    np.testing.assert_allclose(f(found.x), f(there), atol=1e-11)


def test_the_iterates_are_the_textbooks_for_the_square_root_of_two():
    found = newton(lambda x: x**2, [2.0], start=[1.0])
    np.testing.assert_allclose(found.iterates[:4, 0], [1, 3 / 2, 17 / 12, 577 / 408], rtol=1e-15)
    assert found.iterates.shape == (51, 1)
    assert (np.diff(np.asarray(found.iterates)[int(found.steps) :, 0]) == 0).all()


def test_a_linear_equation_takes_one_step():
    A, y = draw(3, (4, 4), 4)
    found = newton(lambda x: A @ x, y, start=jnp.zeros(4))
    np.testing.assert_allclose(found.x, np.linalg.solve(A, y), rtol=1e-9)
    assert int(found.steps) <= 2


def test_converges_quadratically():
    found = newton(maps.complex_square, [3.0, 4.0], start=[3.0, 0.5])
    errors = np.linalg.norm(np.asarray(found.iterates[: int(found.steps)]) - [2, 1], axis=1)
    slopes = np.log(errors[2:4]) / np.log(errors[1:3])
    assert (slopes > 1.7).all()


def test_damping_keeps_the_residual_falling_where_the_plain_step_flies_off():
    found = newton(jnp.arctan, [0.0], start=[3.0])  # the undamped iterates run away from |x| > 1.39
    assert found.converged
    residuals = np.abs(np.arctan(np.asarray(found.iterates[: int(found.steps) + 1, 0])))
    assert (np.diff(residuals) < 0).all()


def test_a_step_is_halved_just_as_often_as_it_takes_to_come_nearer():
    """From x, by the first of 1, ½, ¼, … of Newton's step that makes |atan| smaller: 1, 2 and 20 halvings here."""
    starts = np.array([2.0, 3.0, 1e6])
    first = jax.vmap(lambda start: newton(jnp.arctan, jnp.zeros(1), start, limit=1).x[0])(jnp.asarray(starts[:, None]))
    for start, found in zip(starts, first, strict=True):
        step = -np.arctan(start) * (1 + start**2)
        tries = start + step / 2.0 ** np.arange(60)
        nearer = np.abs(np.arctan(tries)) < np.arctan(start)
        assert float(found) == pytest.approx(tries[nearer.argmax()], rel=1e-9)


def test_without_damping_each_iterate_is_the_textbooks_and_the_arctangent_runs_away():
    found = newton(jnp.arctan, [0.0], start=[1.5], damped=False, limit=3)
    x = [1.5]
    for _ in range(3):
        x.append(x[-1] - np.arctan(x[-1]) * (1 + x[-1] ** 2))
    np.testing.assert_allclose(found.iterates[:, 0], x, rtol=1e-12)
    assert not found.converged
    assert newton(jnp.arctan, [0.0], start=[1.3], damped=False).converged


@pytest.mark.parametrize(
    ("f", "y", "start", "limit", "failure"),
    [
        (maps.complex_square, [1.0, 0.0], [0.0, 0.0], 50, "no inverse at"),
        (maps.fold, [0.0, -1.0], [0.5, 0.7], 50, "no solution near this start"),
        (lambda x: x**2, [2.0], [1e6], 5, "Not there after 5 steps"),
    ],
)
def test_a_failure_is_said_and_not_raised(f, y, start, limit, failure):
    found = newton(f, y, start, limit=limit)
    assert not found.converged
    assert failure in found.failure
    assert np.isfinite(found.x).all()


@pytest.mark.slow
def test_goes_through_jit_vmap_and_differentiates():
    starts = jnp.array([[1.0, 0.3], [-1.0, -0.2], [0.0, 0.0]])
    solve = jax.jit(jax.vmap(lambda start: newton(maps.complex_square, jnp.array([0.0, 2.0]), start)))
    found = solve(starts)
    np.testing.assert_allclose(found.x[:2], [[1, 1], [-1, -1]], rtol=1e-12)
    assert found.converged.tolist() == [True, True, False]
    back = jacobian(lambda y: newton(maps.complex_square, y, jnp.array([1.0, 0.5])).x)
    np.testing.assert_allclose(
        back(jnp.array([0.0, 2.0])), np.linalg.inv(maps.complex_square.jacobian([1.0, 1.0])), rtol=1e-8
    )


@pytest.mark.parametrize("y", [1e300, 1e160])
def test_a_y_whose_square_is_too_large_for_a_number_is_not_reached_where_it_is_not(y):
    far = newton(lambda x: x**2, [y], start=[1.0])
    assert not far.converged
    assert far.failure
    near = newton(lambda x: x**2, [y], start=[1.3 * y**0.5])
    assert near.converged
    assert float(near.x[0]) == pytest.approx(y**0.5, rel=1e-12)


def test_a_point_whose_square_is_too_large_for_a_number_is_seen_to_be_off_the_curve():
    line = lambda x, y: x - 2 * y  # noqa: E731
    np.testing.assert_allclose(implicit_jacobian(line)([2e200], [1e200]), [[0.5]], rtol=1e-12)
    with pytest.raises(ValueError, match="must solve"):
        implicit_jacobian(line)([2e200], [3e200])


@pytest.mark.parametrize("start", [np.float32, np.float64])
@pytest.mark.parametrize("y", [np.float32, np.float64])
def test_start_and_y_may_be_of_different_precision(start, y):
    found = newton(maps.complex_square, np.array([0, 2], y), np.array([1, 0.5], start), tolerance=1e-6)
    assert found.converged
    assert found.x.dtype == np.result_type(start, y)
    np.testing.assert_allclose(found.x, [1, 1], rtol=1e-6)
    assert newton(lambda x: x**2, [2.0], np.ones(1, start)).converged


# Implicit functions


@costly
@given(st.floats(-0.9, 0.9))
def test_of_the_circle_is_the_derivative_of_the_root(x):
    y = np.sqrt(1 - x * x)
    np.testing.assert_allclose(implicit_jacobian(CIRCLE)([x], [y]), [[-x / y]], rtol=1e-9, atol=1e-12)


@costly
@given(SEEDS)
def test_of_a_linear_system_is_the_matrix_of_its_solution(seed):
    A, B, x = draw(seed, (3, 3), (3, 2), 2)
    A = A + 4 * jnp.eye(3)
    y = -jnp.linalg.solve(A, B @ x)
    found = implicit_jacobian(lambda x, y: A @ y + B @ x)(x, y)
    np.testing.assert_allclose(found, -np.linalg.solve(A, B), rtol=1e-9, atol=1e-12)


def test_of_a_map_solved_for_its_argument_is_the_inverse_jacobian():
    x = jnp.array([1.0, 0.5])
    found = jax.jit(implicit_jacobian(lambda y, x: maps.swirl(x) - y))(maps.swirl(x), x)
    np.testing.assert_allclose(found, np.linalg.inv(maps.swirl.jacobian(x)), rtol=1e-12)


@pytest.mark.parametrize("scale", [1e-10, 1.0, 1e10])
def test_a_multiple_of_f_has_the_same_curve(scale):
    F = lambda x, y: scale * (x**2 + y**2 - 4)  # noqa: E731
    x, y = jnp.sqrt(2.0), jnp.sqrt(2.0)
    np.testing.assert_allclose(implicit_jacobian(F)(x[None], y[None]), [[-1]], rtol=1e-12)
    with pytest.raises(ValueError, match=r"\(x, y\) must solve F\(x, y\) = 0"):
        implicit_jacobian(F)([1.0], [1.0])
    two = lambda x, y: jnp.stack([scale * (x[0] - y[0]), y[1] ** 3 - 8])  # noqa: E731
    np.testing.assert_allclose(implicit_jacobian(two)([1.0], [1.0, 2.0]), [[1], [0]])
    with pytest.raises(ValueError, match=r"\(x, y\) must solve"):
        implicit_jacobian(two)([1.1], [1.0, 2.0])


@pytest.mark.parametrize(
    ("F", "x", "y", "words"),
    [
        (lambda x, y: y**3 - x, 0.0, 0.0, "F_y must have an inverse .* tangent is vertical.* no slope dy/dx"),
        (lambda x, y: x**2 + y**2 - 4, 2.0, 0.0, "F_y must have an inverse .* tangent is vertical"),
        (lambda x, y: y - jnp.abs(x), 0.0, 0.0, "F must be differentiable at .* kink .* no slope"),
        (lambda x, y: y - jnp.maximum(x, 1) - 5, 1.0, 6.0, "F must be differentiable at .* kink"),
        (lambda x, y: y - jnp.abs(x) / 100, 0.0, 0.0, "F must be differentiable at .* kink"),
        (lambda x, y: (x - y) ** 2, 0.7, 0.7, "F_y must have an inverse .* singular point"),
        (lambda x, y: (x**2 + y**2 - 4) ** 2, 2**0.5, 2**0.5, "F_y must have an inverse .* singular point"),
        (lambda x, y: x**2 - y**2, 0.0, 0.0, "F_y must have an inverse .* singular point"),
        (lambda x, y: x**3 - y**2, 0.0, 0.0, "F_y must have an inverse .* singular point"),
    ],
)
@pytest.mark.parametrize("scale", [1.0, 1e-10])
def test_a_vertical_tangent_a_kink_and_a_singular_point_are_told_apart(F, x, y, words, scale):
    with pytest.raises(ValueError, match=f"^{words}"):
        implicit_jacobian(lambda x, y: scale * F(x, y))([x], [y])


@pytest.mark.parametrize(
    ("F", "x", "y", "slope"),
    [
        (lambda x, y: y - jnp.abs(x), 1e-9, 1e-9, 1),
        (lambda x, y: y - jnp.abs(x), -2.0, 2.0, -1),
        (lambda x, y: x**3 - y**2, 1e-4, 1e-6, 1.5e-2),
        (lambda x, y: 1e20 * x - y, 1.0, 1e20, 1e20),
        (lambda x, y: y - jnp.sin(100 * x), 0.0, 0.0, 100),
        (lambda x, y: y - x * jnp.abs(x), 0.0, 0.0, 0),
        (lambda x, y: y - jnp.sin(1e5 * x), 0.3, np.sin(1e5 * 0.3), 1e5 * np.cos(1e5 * 0.3)),
        (lambda x, y: (x - 1) ** 2 - (y - 1) ** 2, 1 + 1e-8, 1 + 1e-8, 1),
    ],
)
def test_beside_such_points_there_is_a_slope(F, x, y, slope):
    np.testing.assert_allclose(implicit_jacobian(F)([x], [y]), [[slope]], rtol=1e-9, atol=1e-12)


def test_where_the_theorem_promises_nothing_it_says_so():
    with pytest.raises(ValueError, match="F_y must have an inverse at"):
        implicit_jacobian(CIRCLE)([1.0], [0.0])
    with pytest.raises(ValueError, match=r"\(x, y\) must solve F\(x, y\) = 0"):
        implicit_jacobian(CIRCLE)([1.0], [1.0])
    with pytest.raises(ValueError, match="F must give as many equations as y has entries; got 1 equations for 2"):
        implicit_jacobian(lambda x, y: x + y[:1])([1.0], [-1.0, 2.0])


@pytest.mark.parametrize("radius", [1.0, 1e3])
def test_a_point_may_be_off_the_curve_by_a_millionth_of_one_and_its_distance_from_0(radius):
    circle = lambda x, y: x**2 + y**2 - radius**2  # noqa: E731
    x, y = (np.array([share]) * (radius + 0.9e-6 * (1 + radius)) for share in (0.6, 0.8))
    np.testing.assert_allclose(implicit_jacobian(circle)(x, y), [[-0.75]])
    x, y = (np.array([share]) * (radius + 1.1e-6 * (1 + radius)) for share in (0.6, 0.8))
    with pytest.raises(ValueError, match=r"\(x, y\) must solve F\(x, y\) = 0"):
        implicit_jacobian(circle)(x, y)


def two(second):
    """y₁ + y₂ = x, and one more equation."""
    return lambda x, y: jnp.stack([y[0] + y[1] - x[0], second(x[0], *y)])


def test_two_equations_that_say_the_same_are_a_singular_point_and_nearly_the_same_are_solved():
    nearly = two(lambda x, p, q: p + (1 + 1e-8) * q - x)  # solved by y = (x, 0)
    np.testing.assert_allclose(implicit_jacobian(nearly)([1.0], [1.0, 0.0]), [[1], [0]], atol=1e-6)
    with pytest.raises(ValueError, match=r"F_y must have an inverse .* singular point"):
        implicit_jacobian(two(lambda x, p, q: 3 * p + 3 * q - 3 * x))([1.0], [1.0, 0.0])


def test_a_tangent_that_float64_can_not_tell_from_a_vertical_one_is_vertical():
    steep = lambda part: two(lambda x, p, q: x + part * q)  # noqa: E731
    np.testing.assert_allclose(implicit_jacobian(steep(1e-12))([0.0], [0.0, 0.0]), [[1 + 1e12], [-1e12]], rtol=1e-9)
    with pytest.raises(ValueError, match=r"F_y must have an inverse .* tangent is vertical"):
        implicit_jacobian(steep(1e-15))([0.0], [0.0, 0.0])
