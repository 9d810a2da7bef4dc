"""The exercises of notebook 10."""

import jax.numpy as jnp
import numpy as np

from jaclib import diagnose, jacobian
from jaclib.course.check import Exercise

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
ON_THE_FOLIUM = [(3 * t / (1 + t**3), 3 * t**2 / (1 + t**3)) for t in (0.5, 2.0, 0.3, -0.4)]
DEVIATIONS = [(0.0, 4.0), (1.5, 0.25), (-2.0, 2.0)]  # means and variances


def _equation(p):
    return jnp.array([p[0] ** 2 + p[1], 2 * p[0] - p[1] ** 2])


def _gap_and_jacobian(x, y):
    p = jnp.array([x, y])
    return np.array([1.0, 0.0]) - np.asarray(_equation(p)), np.asarray(jacobian(_equation)(p))


def _step_by(x, y, turned):
    gap, J = _gap_and_jacobian(x, y)
    return np.array([x, y]) + np.linalg.solve(turned(J), gap)


def _step(x, y):
    return _step_by(x, y, np.asarray)


def _slope(x, y):
    return -(3 * x**2 - 3 * y) / (3 * y**2 - 3 * x)


def _gradient_of_wave(p):
    return jnp.array([2 * p[0] * jnp.sin(p[1]), p[0] ** 2 * jnp.cos(p[1])])


def _symmetric(first, mixed, second):
    return np.array([[first, mixed], [mixed, second]])


def _information(v):
    return np.diag([1 / v, 1 / (2 * v**2)])


newton_step = Exercise(
    judge=lambda value, x, y: diagnose.vector(value, _step(x, y)),
    at=POINTS,
    slips={
        "sign": lambda x, y: 2 * np.array([x, y]) - _step(x, y),
        "step alone": lambda x, y: _step(x, y) - np.array([x, y]),
        "multiplied": lambda x, y: np.array([x, y]) + _gap_and_jacobian(x, y)[1] @ _gap_and_jacobian(x, y)[0],
        "transposed": lambda x, y: _step_by(x, y, np.transpose),
    },
    hints={
        "sign": "The step leads the wrong way: the gap is y − f(x), from where one is to where one wants to be.",
        "step alone": "That is the step. The question asks where it leads: add the point.",
        "multiplied": "J makes gaps in y out of steps in x. Here it goes the other way: solve J h = gap.",
        "transposed": "Transposed: each row of J belongs to one of the two equations.",
    },
)
folium_slope = Exercise(
    judge=lambda value, x, y: diagnose.number(value, _slope(x, y)),
    at=ON_THE_FOLIUM,
    slips={
        "sign": lambda x, y: -_slope(x, y),
        "without x": lambda x, y: -(3 * x**2 - 3 * y) / (3 * y**2),
        "square alone": lambda x, y: -(3 * x**2 - 3 * y) / (y**2 - 3 * x),
    },
    hints={
        "inverse": "Upside down: that is dx/dy. F_y is what must be divided by.",
        "sign": "The sign: F = x³ + y³ − 3xy, and the derivative of y³ − 3xy with respect to y is wanted as it is.",
        "without x": "The term −3xy changes with y, too: its derivative is missing in F_y.",
        "square alone": "The derivative of y³ with respect to y is 3 y².",
    },
)
hessian_of_wave = Exercise(
    judge=lambda value, x, y: diagnose.matrix(value, _gradient_of_wave, [x, y]),
    at=POINTS,
    slips={
        "square kept": lambda x, y: _symmetric(2 * np.sin(y), x**2 * np.cos(y), -(x**2) * np.sin(y)),
        "sign": lambda x, y: _symmetric(2 * np.sin(y), 2 * x * np.cos(y), x**2 * np.sin(y)),
        "not mixed": lambda x, y: np.diag([2 * np.sin(y), -(x**2) * np.sin(y)]),
    },
    hints={
        "square kept": "Off the diagonal F is differentiated once with respect to x and once with respect to y.",
        "sign": "The last entry: the cosine's derivative is minus the sine.",
        "not mixed": "The mixed derivatives are not 0: the slope in x, 2 x sin y, changes with y.",
    },
)
largest_rate = Exercise(
    judge=lambda value: diagnose.number(value, 1 / 6),
    slips={
        "half": lambda: 1 / 12,
        "smaller": lambda: 1.0,
        "no factor": lambda: 1 / 3,
        "entry": lambda: 0.2,
        "eigenvalue": lambda: 12.0,
    },
    hints={
        "half": "At 1 / λ the steepest axis is done in one step. One may go up to 2 / λ.",
        "smaller": "That is 2 / λ for the smaller eigenvalue. The steepest axis decides.",
        "no factor": "5, 2, 2, 2 are half of the second derivatives: the derivative of 5x², taken twice, is 10.",
        "entry": "10 is an entry of H, and no eigenvalue: H has entries off the diagonal, too.",
        "eigenvalue": "That is the larger eigenvalue of H. Which rates make |1 − η λ| < 1?",
    },
)
information_in_variance = Exercise(
    judge=lambda value, mu, v: diagnose.matrix(value, lambda p: _information(v) @ p, [0.0, 0.0], scale=1.0),
    at=DEVIATIONS,
    slips={
        "side": lambda mu, v: np.diag([1 / v, 8.0]),
        "without J": lambda mu, v: np.diag([1 / v, 2 / v]),
        "J once": lambda mu, v: np.diag([1 / v, v**-1.5]),
        "deviation": lambda mu, v: np.diag([1 / v**2, 1 / (2 * v**4)]),
    },
    hints={
        "inverse": "Upside down: that is how much estimates of them vary, at the least, and not the information.",
        "side": "J stands on the wrong side: it holds the derivatives of (μ, σ) with respect to (μ, v), and σ = √v.",
        "without J": "That is the information in μ and σ. J carries it to the other parameters.",
        "J once": "J stands there once. The slope is multiplied by itself in the mean: J is needed on both sides.",
        "deviation": "v is the variance already: 1/σ² is 1/v.",
    },
)
