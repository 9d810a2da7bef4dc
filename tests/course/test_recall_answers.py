"""The answers to the questions from memory, judged by who doesn't know them: measured, counted, or worked out anew."""

from itertools import product

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import sympy

from jaclib import compose, coordinates, jacobian, linearize, maps, network, numerical_jacobian, parse_map
from jaclib.course import recall
from jaclib.course.question import agrees

COURSE = {name: asked for notebook in recall.FILES for name, asked in recall.of(notebook).items()}


def measured_slope():
    f, circle = linearize(maps.polar, jnp.array([2.0, 0.8])), np.exp(2j * np.pi * np.arange(60) / 60)
    steps = jnp.stack([circle.real, circle.imag], axis=1)
    gaps = [max(float(jnp.linalg.norm(f.error(size * step))) for step in steps) for size in (1e-2, 1e-3)]
    return np.log10(gaps[0] / gaps[1])


def calls(n):
    asked = []
    numerical_jacobian(lambda x: (asked.append(1), x[:2])[1], step=1e-5, method="central")(jnp.ones(n))
    return len(asked)


def disagreement_shrinks():
    at = lambda h: (np.sin(1 + h) - np.sin(1 - h)) / (2 * h) - np.cos(1)  # noqa: E731
    return at(1e-1) / at(1e-2)


def mass_of_the_cells(stretch=3.0, step=0.05):
    x, y = np.meshgrid(np.arange(-25, 25, step), np.arange(-8, 8, step))
    return (np.exp(-((x / stretch) ** 2 + y**2) / 2) / (2 * np.pi)).sum() * step**2


def least_step_to_another_class():
    scores = np.sqrt(2) * np.array([[1, 0], [-1, 0]])  # its stretch is 2, and none turns the class sooner
    assert np.linalg.norm(scores, 2) == pytest.approx(2)
    return 1 / np.linalg.norm(scores[0] - scores[1])


def bell(p, width):
    return np.exp(-(p @ p) / (2 * width**2)) / (2 * np.pi * width**2)


X, Y = sympy.symbols("x y")
NUMBERS = {
    "01-rows": lambda: jacobian(lambda x: x[:2] * x[2])(jnp.ones(3)).shape[0],
    "01-polar": lambda: jnp.linalg.norm(jacobian(maps.polar)(jnp.array([3.0, 0.4])) @ jnp.array([0.0, 1.0])),
    "02-slope": measured_slope,
    "03-paths": lambda: jax.grad(lambda x: 3 * (2 * x) + 5 * (4 * x))(1.0),
    "04-columns": lambda: abs(np.linalg.det([[4, 2], [1, 3]])),
    "04-product": lambda: np.linalg.det(np.array([[0, 5], [1, 0]]) @ np.array([[2, 0], [7, 3]])),
    "04-layers": lambda: 4 * np.abs(2 * (np.arange(1000) / 500 - 1 + 1e-3)).mean(),
    "05-edge": lambda: np.linalg.norm(np.diff([coordinates.spherical([3, np.pi / 6, t]) for t in (0.2, 0.3)], axis=0)),
    "05-back": lambda: numerical_jacobian(jnp.linalg.norm, step=1e-5)(jnp.array([0.5, 3**0.5 / 2]))[0, 0],
    "06-passes": lambda: np.atleast_1d(np.ones(1000).sum()).size,
    "06-values": lambda: calls(7),
    "06-slope": disagreement_shrinks,
    "07-shape": lambda: jax.grad(lambda W: (jnp.ones((32, 20)) @ W.T).sum())(jnp.ones((10, 20))).shape[0],
    "07-memory": lambda: min(-(-100 // k) + k - 1 for k in range(1, 101)),
    "08-factor": lambda: bell(2 * np.ones(2), 2) / bell(np.ones(2), 1),  # (z₁, z₂) ↦ (2 z₁, 2 z₂)
    "08-mass": mass_of_the_cells,
    "09-stretch": lambda: max(np.linalg.norm([3 * np.cos(t), 4 * np.sin(t)]) for t in np.linspace(0, 2 * np.pi, 721)),
    "09-margin": least_step_to_another_class,
    "10-implicit": lambda: float(sympy.idiff(6 * X + 3 * Y + X * Y, Y, X).subs({X: 0, Y: 0})),
}


def test_every_number_of_the_course_is_judged_here():
    assert [name for name, asked in COURSE.items() if not asked.choices] == list(NUMBERS)


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_is_what_is_measured_and_none_of_the_wrong_ones_is(name):
    found, asked = float(NUMBERS[name]()), COURSE[name]
    assert agrees(asked, found)
    assert not any(agrees(asked, found, wrong) for wrong in asked.said)


def layer(rng):
    W, x = rng.normal(size=(2, 2)), rng.normal(size=2)
    z = jnp.asarray(W @ x)
    value, slope = jax.nn.sigmoid(z), jax.vmap(jax.grad(jax.nn.sigmoid))(z)
    J = jacobian(lambda x: jax.nn.sigmoid(W @ x))(jnp.asarray(x))
    return J, (value[:, None] * W, slope[:, None] * W, slope[None] * W)


def ellipse(_):
    J = np.array([[2, 1], [0, 1]])
    turn = np.linspace(0, 2 * np.pi, 200_001)
    lengths = np.linalg.norm(J @ np.stack([np.cos(turn), np.sin(turn)]), axis=0)
    columns, eigen = np.linalg.norm(J, axis=0), np.abs(np.linalg.eigvals(J))
    return np.array([lengths.min(), lengths.max()]), (np.sort(columns), np.sort(eigen), np.linalg.svd(J)[1][::-1])


def rule(_):
    f, g, a = maps.polar, parse_map("u*v, u + v", ("u", "v")), jnp.array([1.3, 0.4])
    outer, inner = jacobian(f), jacobian(g)(a)
    truth = numerical_jacobian(lambda p: f(g(p)), step=1e-5)(a)
    return truth, (inner @ outer(g(a)), outer(a) @ inner, outer(g(a)) @ inner)


def element(_):
    r = 1.7
    ring = np.pi * ((r + 1e-4) ** 2 - (r - 1e-4) ** 2) / 2e-4 / (2 * np.pi)
    return ring, (1, r**2, r)


def of_physicists(_):
    r, theta, phi = 1.7, 0.6, 2.1

    def place(p):  # r, the angle from the axis, the angle around it
        return p[0] * jnp.stack([jnp.sin(p[1]) * jnp.cos(p[2]), jnp.sin(p[1]) * jnp.sin(p[2]), jnp.cos(p[1])])

    J = numerical_jacobian(place, step=1e-5)(jnp.array([r, theta, phi]))
    return abs(jnp.linalg.det(J)), (r**2 * np.sin(phi), r**2 * np.sin(theta), r * np.sin(theta))


def held(_):
    x, y, step = 1.2, 0.7, 1e-5
    T, r = lambda x, y: x**2 * y, np.hypot(x, y)
    on_circle = [T(s, np.sqrt(r**2 - s**2)) for s in (x - step, x + step)]
    on_vertical = [T(x, np.sqrt(s**2 - x**2)) for s in (r - step, r + step)]
    more = np.diff(on_circle)[0] / (2 * step) - 2 * x * y
    return more, (x**2 * -x / y, 0, np.diff(on_vertical)[0] / (2 * step))


def weights(_):
    net, x = network.initial(jax.random.key(1), [2, 2, 2]), jnp.array([0.3, -0.8])
    z = net[0].W @ x + net[0].b

    def after(a):
        return jnp.sum((net[1].W @ a + net[1].b) ** 2)

    truth = jax.grad(lambda W: after(jnp.tanh(W @ x + net[0].b)))(net[0].W)
    row = jax.grad(after)(jnp.tanh(z))
    delta = row * (1 - jnp.tanh(z) ** 2)
    return truth, (jnp.outer(delta, jnp.tanh(z)), jnp.outer(delta, x), jnp.outer(row, x))


def onward(rng):
    W, a, v = (jnp.asarray(rng.normal(size=shape)) for shape in ((2, 2), 2, 2))
    truth = jax.grad(lambda a: v @ jnp.tanh(W @ a))(a)
    delta = v * (1 - jnp.tanh(W @ a) ** 2)
    return truth, (delta @ W, W @ delta, jnp.outer(delta, a))


def coupling(_):
    z, s, t = jnp.array([0.7, -1.2]), jnp.sin, jnp.cos
    J = jacobian(lambda z: jnp.stack([z[0], z[1] * jnp.exp(s(z[0])) + t(z[0])]))(z)
    return jnp.linalg.slogdet(J)[1], (jnp.exp(s(z[0])), s(z[0]), s(z[0]) + t(z[0]))


def density(_):
    z, step = 0.8, 1e-4
    samples = np.array([z - step, z + step])  # x = z³: as much lies between the two as between their images
    lost = -np.log(np.diff(samples**3) / np.diff(samples))[0]
    return lost, (0, -3 * z**2, -np.log(3 * z**2))


def signs(rng):
    J = rng.normal(size=(3, 3))
    mean = np.mean([np.linalg.norm(J @ v) ** 2 for v in product((-1, 1), repeat=3)])
    return mean, (np.linalg.norm(J, 2) ** 2, (J**2).sum(), np.trace(J))


def probabilities(rng):
    z = jnp.asarray(rng.normal(size=3))
    p = jnp.exp(z) / jnp.exp(z).sum()
    outer = p[:, None] * p
    return jacobian(jax.nn.softmax)(z), (jnp.diag(p), outer - jnp.diag(p), jnp.diag(p) - outer)


def frobenius(rng):
    J = rng.normal(size=(2, 2))
    sigma = np.linalg.svd(J)[1]
    return (sigma**2).sum(), (sigma.max() ** 2, (J**2).sum(), np.linalg.det(J) ** 2)


def newton(rng):
    A, b, x, y = rng.normal(size=(2, 2)), *rng.normal(size=(3, 2))
    gap = y - (A @ x + b)  # of a linear map one step finds the solution
    truth = np.linalg.solve(A, y - b) - x
    return truth, (A @ gap, np.linalg.inv(A) @ -gap, np.linalg.inv(A) @ gap)


def inverse(_):
    f, a = maps.complex_exponential, jnp.array([0.3, 0.5])
    back = numerical_jacobian(lambda p: jnp.stack([jnp.log(p @ p) / 2, jnp.arctan2(p[1], p[0])]), step=1e-5)(f(a))
    J = jacobian(f)
    return back, (jnp.linalg.inv(J(a)), 1 / J(a), jnp.linalg.inv(J(f(a))))


def matrix(rng):
    X, dX, t = rng.normal(size=(2, 2)), rng.normal(size=(2, 2)), 1e-6
    change = (np.linalg.inv(X + t * dX) - np.linalg.inv(X - t * dX)) / (2 * t)
    back = np.linalg.inv(X)
    return change, (np.linalg.inv(dX), -back @ dX @ back, -back @ back @ dX)


def information(_):
    def log_p(theta, x):  # of three outcomes, with the chances ½ and θ₁, θ₂ making the logits
        return jax.nn.log_softmax(jnp.array([theta[0], theta[1], 0.0]))[x]

    def mean(log_p, at):
        slopes = [jax.grad(log_p)(at, x) for x in range(3)]
        return sum(jnp.exp(log_p(at, x)) * jnp.outer(s, s) for x, s in enumerate(slopes))

    eta, phi = jnp.array([0.4, 0.9]), parse_map("x*y, x + y^2")
    J, old = jacobian(phi)(eta), mean(log_p, phi(eta))
    back = jnp.linalg.inv(J)
    return mean(lambda eta, x: log_p(phi(eta), x), eta), (J.T @ old @ J, J @ old, back.T @ old @ back)


def stopped(_):
    E, e, M = 0.9, 0.6, 0.9 - 0.6 * jnp.sin(0.9)
    return jax.grad(lambda M: M + e * jnp.sin(E))(M), (1 / (1 - e * jnp.cos(E)), 1, 0)


CHOICES = {
    "01-neuron": layer,
    "02-ellipse": ellipse,
    "03-rule": rule,
    "05-element": element,
    "05-names": of_physicists,
    "05-held": held,
    "06-program": stopped,
    "07-weights": weights,
    "07-onward": onward,
    "08-coupling": coupling,
    "08-logarithm": density,
    "09-frobenius": frobenius,
    "09-signs": signs,
    "09-probabilities": probabilities,
    "10-information": information,
    "10-inverse": inverse,
    "10-matrix": matrix,
    "10-newton": newton,
}


@pytest.mark.parametrize("name", CHOICES)
def test_of_the_formulas_to_choose_from_the_right_one_alone_is_what_is_measured(name):
    truth, values = CHOICES[name](np.random.default_rng(0))
    right = [np.shape(value) == np.shape(truth) and np.allclose(value, truth, rtol=1e-5) for value in values]
    asked = COURSE[name]
    assert right == [agrees(asked, choice) for choice in asked.choices]


def test_the_shapes_of_two_factors():
    inner, outer = lambda p: jnp.array([p[0], p[1], p[0] * p[1]]), lambda q: jnp.array([q @ q])
    factors = compose(outer, inner).trace(jnp.ones(2)).factors
    assert COURSE["03-shapes"].answer == ", then ".join(f"{m} × {n}" for m, n in (J.shape for J in factors))


def test_the_shape_of_a_jacobian_at_each_point_of_a_batch():
    f, points = lambda x: jnp.stack([jnp.sum(x), jnp.prod(x)]), jnp.ones((32, 5))
    assert COURSE["06-batch"].answer == str(jax.vmap(jax.jacrev(f))(points).shape)


def test_the_derivative_of_a_gradient():
    J = jacobian(jax.grad(lambda x: x[0] * jnp.sin(x[1] * x[2])))(jnp.ones(3))
    assert COURSE["01-twice"].answer == "a {} × {} matrix".format(*J.shape)
