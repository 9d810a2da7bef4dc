"""What is right, worked out in another way than in the course: by JAX, quadrature, trying all, another model."""

from decimal import Decimal
from types import SimpleNamespace

import jax
import jax.numpy as jnp
import mpmath
import numpy as np
import sympy as sp
from jax.scipy.stats import multivariate_normal, norm

from tests.course.written import NOTEBOOK


def at(f):
    """The Jacobian of f, which takes a vector and gives a list, as a function of its inputs."""
    return lambda *p: jax.jacobian(lambda p: jnp.array(f(*p)))(jnp.array(p, dtype=float))


def det(f):
    return lambda *p: np.linalg.det(at(f)(*p))


def fewest(sizes: list[int]) -> int:
    """How many multiplications a product of matrices takes, with the best of all brackets."""
    ways = range(1, len(sizes) - 1)
    costs = (fewest(sizes[: i + 1]) + fewest(sizes[i:]) + sizes[0] * sizes[i] * sizes[-1] for i in ways)
    return min(costs, default=0)


def three(x, y):
    return NOTEBOOK["outer"](NOTEBOOK["between"](NOTEBOOK["inner"](jnp.array([x, y]))))


def square(p):
    return jnp.array([p[0] ** 2 - p[1] ** 2, 2 * p[0] * p[1]])


def prediction(h):
    return sum(jax.jvp(square, (jnp.array([1.0, 0.5]),), (jnp.array(h),)))


def aspect(J):
    turn = np.linspace(0, 2 * np.pi, 100_001)
    lengths = np.linalg.norm(np.asarray(J) @ [np.cos(turn), np.sin(turn)], axis=0)
    return lengths.max() / lengths.min()


def gradient_check(x, y, vx, vy, h):
    t = sp.Symbol("t")
    along = (x + t * vx) ** 2 * (y + t * vy)
    return float((along.subs(t, h) - along.subs(t, -h)) / (2 * h) - sp.diff(along, t).subs(t, 0))


def slope_of_solution(E, e):
    step, M = 1e-4, E - e * np.sin(E)
    there, back = (mpmath.findroot(lambda s, m=m: s - e * mpmath.sin(s) - m, E) for m in (M + step, M - step))
    return float(there - back) / (2 * step)


def ring_ratio(r, _, size):
    return float(mpmath.quad(lambda rho: rho * size, [r - size / 2, r + size / 2])) / size**2


def fold_line(x):
    above, on = det(lambda x, y: [x**2 - y, y**2 - x])(x, 1), det(lambda x, y: [x**2 - y, y**2 - x])(x, 0)
    return on / (on - above)  # it is a straight line in y


def tube(rho, alpha, beta):
    out = 2 + rho * jnp.cos(beta)
    return [out * jnp.cos(alpha), out * jnp.sin(alpha), rho * jnp.sin(beta)]


def turned(r, theta, phi, by=1e-6):
    """How far a point moves for each unit of r, θ and φ; θ is the angle between its direction and the z-axis."""

    def place(r, theta, phi):
        return r * np.array([*(np.sin(theta) * np.array([np.cos(phi), np.sin(phi)])), np.cos(theta)])

    at = np.array([r, theta, phi])
    return [np.linalg.norm(place(*(at + step)) - place(*(at - step))) / (2 * by) for step in by * np.eye(3)]


def on_the_circle(x, y):
    r, angle = np.hypot(x, y), np.arctan2(y, x)
    T = lambda t: r**2 * jnp.cos(t) * jnp.sin(t)  # noqa: E731
    return jax.grad(T)(angle) / jax.grad(lambda t: r * jnp.cos(t))(angle)


def cone(alpha):
    cap = mpmath.quad(lambda z: mpmath.pi * (1 - z**2), [np.cos(alpha), 1])
    return float(cap) + np.pi * np.sin(alpha) ** 2 * np.cos(alpha) / 3


def weights(W1, W2, x, y):
    return jax.grad(lambda W: jnp.sum((W2 @ jnp.tanh(W @ x) - y) ** 2) / 2)(jnp.array(W1))


def of_batch(Delta, A):
    W = jnp.zeros((Delta.shape[1], A.shape[1]))
    return jax.grad(lambda W: jnp.mean(jnp.sum(Delta * (A @ W.T), axis=1)))(W)


def of_scores(p, y):
    return jax.grad(lambda z: jnp.sum((jax.nn.softmax(z) - y) ** 2) / 2)(jnp.log(p))


def best_slope(lam):
    w = sp.Symbol("w")
    return float(sp.solve(sp.diff((w - 3) ** 2 + lam * w**2, w), w)[0])


def worst_of_straight(slope, eps):
    turn = np.arctan2(slope[1], slope[0]) + np.pi
    return [eps * np.cos(turn), eps * np.sin(turn)]


def newton_step(x, y):
    f = lambda x, y: [x**2 + y - 1, 2 * x - y**2]  # noqa: E731
    return np.array([x, y]) - np.linalg.inv(at(f)(x, y)) @ np.array(f(x, y))


def folium_slope(x, y):
    dx, dy = at(lambda t: [3 * t / (1 + t**3), 3 * t**2 / (1 + t**3)])(y / x)[:, 0]
    return dy / dx


def change_of_square(X, dX):
    t = 0.5  # X² is of second order: differences are exact with any step
    ahead, behind = np.array(X) + t * np.array(dX), np.array(X) - t * np.array(dX)
    return (np.linalg.matrix_power(ahead, 2) - np.linalg.matrix_power(behind, 2)) / (2 * t)


def information_in_variance(mu, v):
    nodes, parts = np.polynomial.hermite_e.hermegauss(9)
    of = jax.grad(lambda q, x: norm.logpdf(x, q[0], jnp.sqrt(q[1])))
    slopes = [of(jnp.array([mu, v]), mu + np.sqrt(v) * node) for node in nodes]
    return sum(part * np.outer(s, s) for s, part in zip(slopes, parts, strict=True)) / np.sqrt(2 * np.pi)


def of_layer(W, b, x):
    return jax.jacobian(lambda x: jnp.tanh(W @ x + b))(jnp.array(x))


def row_at_the_input(x1, x2):
    return jax.grad(lambda x: NOTEBOOK["v"] @ jnp.tanh(NOTEBOOK["W"] @ x))(jnp.array([x1, x2]))


PLANE = ((0.6, -0.5), (-1.3, 0.8), (1.9, 0.35))
POLAR = ((1.8, 0.6), (1.2, -0.9))
LAYER = ((np.array([[1.5, -1.0], [0.4, 1.2]]), np.array([0.1, -0.6]), np.array([0.4, 0.3])),)
FIRST = (np.array([[0.2, -0.3, 0.6], [0.5, -0.4, 0.9]]), np.array([[0.7, -0.1], [0.3, 1.1]]))
BATCH = ((np.array([[0.3, -1.0], [0.8, 0.5], [-0.6, 0.9]]), np.array([[1.0, 0.4], [-0.7, 1.2], [0.2, -0.5]])),)
FACTORS = ((np.array([0.5, -2.0, 1.0]), np.array([1.5, 0.3, -0.8]), np.array([0.7, -1.1, 0.4])),)
SOFT = ((np.array([0.3, 0.6, 0.1]), np.array([1.0, 0.0, 0.0])), (np.array([0.2, 0.8]), np.array([1.0, 0.0])))
SQUARES = (
    (np.array([[0.4, -1.2], [2.0, 0.7]]), np.array([[1.0, 0.3], [-0.5, 0.8]])),
    (
        np.array([[1.5, 0.2, -1.0], [0.0, 0.6, 2.0], [1.0, -0.4, 0.3]]),
        np.array([[0.1, 1, 0], [0.7, -0.2, 0.5], [0, 0.9, -1]]),
    ),
)
FOLIUM = tuple((3 * t / (1 + t**3), 3 * t**2 / (1 + t**3)) for t in (0.4, 1.6, -0.5))
ONCE = ((),)

RIGHT = {  # an exercise: the places at which it is tried here, and what is right there
    "jacobian_by_columns": (PLANE, at(lambda x, y: [x**2 * y, x + 3 * y])),
    "jacobian_from_space": (((0.6, -0.5, 1.2), (-1.3, 0.8, 0.4)), at(lambda x, y, z: [x * y, y * z**2])),
    "jacobian_of_affine": (ONCE, lambda: at(lambda x, y: [3 - y, 2 * x + 1])(5, -7)),
    "jacobian_of_layer": (LAYER, of_layer),
    "jacobian_from_book": (PLANE, at(lambda x, y: [x**2, x * y, x + 3 * y])),
    "prediction": (tuple((jnp.array(h),) for h in PLANE), prediction),
    "jacobian_of_g": (PLANE, at(lambda x, y: [x * jnp.exp(y), x**2 - y])),
    "aspect": (((np.array([[2.0, 0.5], [0.3, -1.2]]),), (np.array([[0.5, -1.0], [1.5, 0.2]]),)), aspect),
    "product_of_two": (PLANE, at(lambda x, y: [(x - y) * x * y, x - y + (x * y) ** 2])),
    "warming": (((0.5,), (1.1,), (2.6,)), lambda t: at(lambda t: [jnp.cos(t) ** 2 * jnp.sin(t)])(t)[0, 0]),
    "fewest": (ONCE, lambda: fewest([1, 3, 6, 2])),
    "product_of_three": (PLANE, at(three)),
    "det_of_g": (PLANE, det(lambda x, y: [x + y**2, x * y])),
    "ring_ratio": (((1.8, 0.6, 0.5), (1.3, -0.9, 0.8)), ring_ratio),
    "fold_line": (((0.6,), (1.7,), (-0.9,)), fold_line),
    "det_of_composition": (POLAR, det(lambda r, t: [r**2 * jnp.cos(2 * t), r**2 * jnp.sin(2 * t)])),
    "area_factor": (((0.9, 0.4), (0.4, -1.3)), lambda u, v: abs(det(lambda u, v: [u * v, (u**2 - v**2) / 2])(u, v))),
    "volume_factor": (((0.6, 0.5), (1.2, 2.1)), lambda rho, beta: abs(det(tube)(rho, 0.3, beta))),
    "scale_factors": (((1.4, 0.6, -0.9), (0.7, 2.0, 0.5)), turned),
    "inverse_jacobian": (PLANE, at(lambda x, y: [jnp.sqrt(x**2 + y**2), jnp.arctan2(y, x)])),
    "along_the_circle": (PLANE, on_the_circle),
    "cone": (((0.7,), (1.3,), (2.4,)), cone),
    "gaussian_in_space": (ONCE, lambda: float(mpmath.quad(lambda x: mpmath.exp(-(x**2)), [-9, 0, 9])) ** 3),
    "gradient_check": (((0.9, 0.4, 1.1, -0.6, 0.3), (-0.7, 0.3, 0.5, 1.2, 0.4)), gradient_check),
    "jacobian_at_once": (PLANE, at(lambda x, y: [x * y, x + 2 * y, jnp.sin(x)])),
    "slope_of_solution": (((1.3, 0.4), (-2.2, 0.9)), slope_of_solution),
    "numeric_jacobian": (PLANE, at(lambda x, y: [x**2 * y, x + jnp.sin(y)])),
    "values_needed": (ONCE, lambda: len([np.zeros(50), *np.eye(50)])),
    "carried": (
        ((0.6, -0.5, 1.1, 0.4), (-1.3, 0.8, 0.2, -1.9)),
        lambda x, y, dx, dy: at(lambda x, y: [x * jnp.sin(y), jnp.exp(x * y)])(x, y) @ jnp.array([dx, dy]),
    ),
    "gradient_of_weights": (
        ((np.array([1.7, -0.9]), np.array([0.6, 0.3]), np.array([1.1, -2.0, 0.4])),),
        lambda row, slopes, x: jax.grad(lambda W: row @ (slopes * (W @ x)))(jnp.zeros((2, 3))),
    ),
    "row_at_the_input": (((0.4, -0.3), (-0.6, 0.3)), row_at_the_input),
    "cheapest": (ONCE, lambda: fewest([8, 10, 1, 10, 8])),
    "gradient_of_batch": (BATCH, of_batch),
    "pull_of_product": (FACTORS, lambda row, u, v: jax.vjp(jnp.multiply, u, v)[1](row)),
    "gradient_of_first_weights": (((*FIRST, np.array([0.3, -0.6, 0.8]), np.array([0.4, -0.2])),), weights),
    "log_density_of_scaled": (
        PLANE,
        lambda x1, x2: multivariate_normal.logpdf(jnp.array([x1, x2]), jnp.zeros(2), jnp.diag(jnp.array([4.0, 9.0]))),
    ),
    "log_det_of_coupling": (
        PLANE,
        lambda x, y: np.linalg.slogdet(at(lambda x, y: [x, y * jnp.exp(jnp.sin(x)) + x**2])(x, y))[1],
    ),
    "log_density_of_bent": (PLANE, lambda x1, x2: norm.logpdf(x1) + norm.logpdf(x2, scale=jnp.exp(x1))),
    "det_of_planar": (PLANE, det(lambda x, y: [x + jnp.tanh(x + y) / 2, y + jnp.tanh(x + y) / 4])),
    "squared_norm": (PLANE, lambda x, y: np.sum(at(lambda x, y: [x**2 + y, x * y])(x, y) ** 2)),
    "row_at_the_scores": (SOFT, of_scores),
    "best_slope": (((0.4,), (1.7,)), best_slope),
    "estimate": (
        (
            (np.array([[1.5, 1.0, 0.2], [0.0, 2.0, -1.0]]), np.array([0.0, 0.8, 0.6])),
            (np.array([[1.0, 2.0], [3.0, 0.5]]), np.array([0.8, -0.6])),
        ),
        lambda J, u: np.size(u) * np.sum((np.array(J) @ u) ** 2),
    ),
    "safe_size": (((2.5, 1.5), (0.6, 4.0)), lambda margin, largest: margin / np.hypot(largest, largest)),
    "worst_of_straight": (((np.array([2.0, 1.0]), 0.4), (np.array([-1.2, 0.7]), 1.5)), worst_of_straight),
    "newton_step": (PLANE, newton_step),
    "folium_slope": (FOLIUM, folium_slope),
    "hessian_of_wave": (PLANE, lambda x, y: jax.hessian(lambda p: p[0] ** 2 * jnp.sin(p[1]))(jnp.array([x, y]))),
    "largest_rate": (ONCE, lambda: 2 / max(np.linalg.eigvalsh(at(lambda x, y: [10 * x + 4 * y, 4 * x + 4 * y])(0, 0)))),
    "change_of_square": (SQUARES, change_of_square),
    "information_in_variance": (((0.1, 3.0), (1.4, 0.4)), information_in_variance),
}
COUNTED = {"fewest", "values_needed", "cheapest"}


def of_map(_, f, a):
    J = jax.jacobian(f)(jnp.array(a, dtype=float))
    return J.reshape(-1, np.size(a))


DIAGNOSE = SimpleNamespace(  # in the place of `jaclib.diagnose`: not whether the answer is right, but what is
    matrix=of_map,
    chain=lambda answer, f, g, a: of_map(answer, lambda p: f(g(p)), a),
    determinant=lambda answer, f, a: np.linalg.det(of_map(answer, f, a)),
    number=lambda _, expected: expected,
    vector=lambda _, expected: np.array(expected),
)


def close(given, right, counted: bool = False) -> bool:
    """Whether it's right to three figures, of a count wholly; what lies along a line may be a row or a column."""
    right = np.asarray(right, dtype=float)
    try:
        given = np.real_if_close(given.tolist() if hasattr(given, "tolist") else given).astype(float)
    except (TypeError, ValueError):
        return False
    if right.ndim < 2 and given.size == max(given.shape, default=1) == right.size:
        given = given.reshape(right.shape)
    least = 1e-12 * np.abs(right).max()
    unit = [10.0 ** (Decimal(float(each)).adjusted() - 2) if abs(each) > least else least for each in right.flat]
    most = 1e-9 if counted else np.reshape(unit, right.shape) * (0.5 + 1e-9)
    return given.shape == right.shape and bool((np.abs(given - right) <= most).all())
