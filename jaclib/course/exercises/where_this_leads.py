"""The exercises of notebook 10."""

import jax.numpy as jnp
import numpy as np

from jaclib import diagnose, jacobian
from jaclib.course.check import exercise

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
ON_THE_FOLIUM = [(3 * t / (1 + t**3), 3 * t**2 / (1 + t**3)) for t in (0.5, 2.0, 0.3, -0.4)]
DEVIATIONS = [(0.0, 4.0), (1.5, 0.25), (-2.0, 2.0)]  # means and variances


def _equation(p):
    return jnp.array([p[0] ** 2 + p[1], 2 * p[0] - p[1] ** 2])


def _gradient_of_wave(p):
    return jnp.array([2 * p[0] * jnp.sin(p[1]), p[0] ** 2 * jnp.cos(p[1])])


@exercise(POINTS)
def newton_step(value, x, y):
    at, J = np.array([x, y]), np.asarray(jacobian(_equation)([x, y]))
    gap = np.array([1.0, 0.0]) - _equation(at)
    step = np.linalg.solve(J, gap)
    yield diagnose.vector(value, at + step)
    words = "The step leads the wrong way: the gap is y − f(x), from where one is to where one wants to be."
    yield "sign", at - step, words
    yield "step alone", step, "That is the step. The question asks where it leads: add the point."
    words = "J makes gaps in y out of steps in x. Here it goes the other way: solve J h = gap."
    yield "multiplied", at + J @ gap, words
    words = "Transposed: each row of J belongs to one of the two equations."
    yield "transposed", at + np.linalg.solve(J.T, gap), words


@exercise(ON_THE_FOLIUM)
def folium_slope(value, x, y):
    in_x, in_y = 3 * x**2 - 3 * y, 3 * y**2 - 3 * x
    yield diagnose.number(value, -in_x / in_y)
    yield "inverse", "Upside down: that is dx/dy. F_y is what must be divided by."
    words = "The sign: F = x³ + y³ − 3xy, and the derivative of y³ − 3xy with respect to y is wanted as it is."
    yield "sign", in_x / in_y, words
    words = "The term −3xy changes with y, too: its derivative is missing in F_y."
    yield "without x", -in_x / (3 * y**2), words
    yield "square alone", -in_x / (y**2 - 3 * x), "The derivative of y³ with respect to y is 3 y²."


@exercise(POINTS)
def hessian_of_wave(value, x, y):
    sine, mixed, bend = 2 * np.sin(y), 2 * x * np.cos(y), -(x**2) * np.sin(y)
    slope = x**2 * np.cos(y)
    yield diagnose.matrix(value, _gradient_of_wave, [x, y])
    words = "Off the diagonal F is differentiated once with respect to x and once with respect to y."
    yield "square kept", np.array([[sine, slope], [slope, bend]]), words
    words = "The last entry: the cosine's derivative is minus the sine."
    yield "sign", np.array([[sine, mixed], [mixed, -bend]]), words
    words = "The mixed derivatives are not 0: the slope in x, 2 x sin y, changes with y."
    yield "not mixed", np.diag([sine, bend]), words


@exercise()
def largest_rate(value):
    yield diagnose.number(value, 1 / 6)
    yield "half", 1 / 12, "At 1 / λ the steepest axis is done in one step. One may go up to 2 / λ."
    yield "smaller", 1.0, "That is 2 / λ for the smaller eigenvalue. The steepest axis decides."
    words = "5, 2, 2, 2 are half of the second derivatives: the derivative of 5x², taken twice, is 10."
    yield "no factor", 1 / 3, words
    yield "entry", 0.2, "10 is an entry of H, and no eigenvalue: H has entries off the diagonal, too."
    yield "eigenvalue", 12.0, "That is the larger eigenvalue of H. Which rates make |1 − η λ| < 1?"


@exercise(DEVIATIONS)
def information_in_variance(value, mu, v):
    information = np.diag([1 / v, 1 / (2 * v**2)])
    yield diagnose.matrix(value, lambda p: information @ p, [0.0, 0.0], scale=1.0)
    yield "inverse", "Upside down: that is how much estimates of them vary, at the least, and not the information."
    words = "J stands on the wrong side: it holds the derivatives of (μ, σ) with respect to (μ, v), and σ = √v."
    yield "side", np.diag([1 / v, 8.0]), words
    words = "That is the information in μ and σ. J carries it to the other parameters."
    yield "without J", np.diag([1 / v, 2 / v]), words
    words = "J stands there once. The slope is multiplied by itself in the mean: J is needed on both sides."
    yield "J once", np.diag([1 / v, v**-1.5]), words
    yield "deviation", np.diag([1 / v**2, 1 / (2 * v**4)]), "v is the variance already: 1/σ² is 1/v."
