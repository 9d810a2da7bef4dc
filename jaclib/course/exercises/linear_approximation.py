"""The exercises of notebook 02."""

import jax.numpy as jnp
import numpy as np

from jaclib import diagnose, jacobian, maps
from jaclib.course.check import exercise

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
START = jnp.array([1.0, 0.5])
SQUARE = jacobian(maps.complex_square)
MATRICES = [[2.0, 0.0], [0.0, 3.0]], [[1.0, 1.0], [0.0, 1.0]], [[0.6, -2.0], [1.1, 0.4]]


def _g(p):
    return jnp.array([p[0] * jnp.exp(p[1]), p[0] ** 2 - p[1]])


@exercise(
    [(jnp.array(step),) for step in POINTS], look=("linear_approximation", {"f": "complex square", "a": (1, 0.5)})
)
def prediction(value, h):
    start, J = maps.complex_square(START), SQUARE(START)
    yield diagnose.vector(value, start + J @ h, near_misses={"transposed": start + J.T @ h})
    yield "transposed", "Transposed: each row of J meets the step, so it is J @ h."
    words = "That is where the point really lands, f(a + h). The question asks where the matrix would put it."
    yield "image", maps.complex_square(START + h), words
    yield "step alone", J @ h, "That is J h alone: how far the image moves. From where?"
    yield "wrong_point", start + SQUARE(START + h) @ h, "J belongs at a, where the step begins, not at a + h."
    words = "J h is a step in the image, and a lies in the plane before. Where does it start?"
    yield "wrong start", START + J @ h, words
    yield "start alone", start, "That is f(a), where the step begins. What does the matrix make of the step?"
    words = "The step is added as it is. Only after the matrix has acted on it is it one in the image: J h."
    yield "h as it is", start + h, words
    yield "point for step", start + J @ (START + h), "The matrix meets the step h here, not the point a + h."
    yield "whole point", J @ (START + h), "J carries steps, and a + h is a point. Which part of it is the step?"
    yield "subtracted", start - J @ h, "The sign: a + h is reached from a by going along h, not against it."
    yield "wrong_point", start + SQUARE(h) @ h, "J belongs at a, where the step begins, not at h."
    yield "wrong_point", start + SQUARE(start) @ h, "J belongs at a, where the step begins, not at f(a)."
    yield "input", START + h, "That is a + h, in the input plane. Where does it go?"
    yield "elementwise", start + np.diag(J) * h, "Entries times entries is not J h: each whole row of J meets the step."
    yield "elementwise", start + J * h, "J * h multiplies entry by entry. J @ h is the product."
    yield "image of the step", maps.complex_square(h), "That is f(h), where f takes the point h. But h is a step."
    yield "image of the step", start + maps.complex_square(h), "f(h) is where f takes the point h. But h is a step."
    yield "half", start + J @ h / 2, "The ½ belongs to the quadratic term, not to the linear one."
    yield "step is no point", start + J @ (h - START), "h is the step already: nothing is subtracted from it."


@exercise(POINTS, look=("linear_approximation", {"f": "x*exp(y), x^2 - y", "a": (0.7, -0.4)}))
def jacobian_of_g(value, x, y):
    yield diagnose.matrix(value, _g, [x, y])
    words = "Column 2 holds derivatives with respect to y: hold x still and let y move."
    yield "wrong variable", np.array([[np.exp(y), np.exp(y)], [2 * x, 2 * x]]), words
    words = "In x eʸ the x stays as a factor when y moves."
    yield "x lost", np.array([[np.exp(y), np.exp(y)], [2 * x, -1]]), words
    words = "eʸ is its own derivative: the exponent doesn't come down, as it does in a power."
    yield "power rule", np.array([[np.exp(y), x * y * np.exp(y - 1)], [2 * x, -1]]), words
    yield "power rule", np.array([[np.exp(y), x * y * np.exp(y)], [2 * x, -1]]), words
    words = "In column 2 it is x that is held still. How fast does x² change then?"
    for kept in (x**2 - 1, 2 * x - 1):
        yield "x moves too", np.array([[np.exp(y), x * np.exp(y)], [2 * x, kept]]), words
    words = "A y is left over in entry (2, 2). Wherever y is, −y falls at the same rate: at which?"
    yield "y kept", np.array([[np.exp(y), x * np.exp(y)], [2 * x, -y]]), words
    words = "A product moves with one factor at a time here: x is held still in column 2, and so no eʸ is left over."
    yield "product rule", np.array([[np.exp(y), np.exp(y) + x * np.exp(y)], [2 * x, -1]]), words


@exercise(
    [(np.array(J),) for J in MATRICES], look=("linear_approximation", {"f": "polar", "a": (2, 0.785), "eps": 0.3})
)
def aspect(value, J):
    (longest, shortest), spokes = np.linalg.svd(J, compute_uv=False), np.linalg.norm(J, axis=0)
    yield diagnose.number(value, longest / shortest)
    yield "inverse", "Upside down: that is how wide it is for its length."
    words = "Squared: JᵀJ has the squares of the singular values as its eigenvalues."
    yield "squared", (longest / shortest) ** 2, words
    words = "That compares the images of e₁ and e₂. They are spokes of the ellipse, but seldom its axes."
    yield "columns", spokes.max() / spokes.min(), words
    words = "Eigenvalues tell what becomes of vectors that keep their direction, not how a circle is stretched."
    yield "eigenvalues", np.divide(*np.sort(np.abs(np.linalg.eigvals(J)))[::-1]), words
    words = "That is σ₁ alone: the half-length of the ellipse, for ε = 1. How does its half-width compare?"
    yield "length alone", longest, words
    words = "That is |det J|, how much larger the ellipse is than the circle. The question is about its shape."
    yield "area", longest * shortest, words
    rows = np.linalg.norm(J, axis=1)
    words = "Those are rows. Columns are the images of e₁ and e₂, and even these are seldom the axes of the ellipse."
    yield "rows", rows.max() / rows.min(), words
    yield "rows", rows[0] / rows[1], words
    words = "That compares the images of e₁ and e₂, which are seldom the axes of the ellipse."
    yield "columns", spokes[0] / spokes[1], words
    yield "width alone", shortest, "That is σ₂ alone, the half-width. How many times does it go into the half-length?"
    yield "difference", longest - shortest, "That is by how much it is longer. How many times as long is it?"
    yield "rooted", np.sqrt(longest / shortest), "A root too many: the singular values are the half-axes already."
    yield "twice", 2 * longest / shortest, "Half-axes or axes, but both of them: the 2 cancels."
    yield "trace", np.trace(J), "That is the trace, the sum of the diagonal: it says nothing of the shape."
    size = np.linalg.norm(J)
    yield "size", size, "That is ‖J‖_F, a number for the size of J. The question is about a shape."
    words = "Entries are not axes: it is singular values that one compares."
    yield "entries", np.abs(J).max() / np.abs(J[J != 0]).min(), words
    words = "Only the diagonal is compared. It has the half-axes where J is diagonal, else not."
    yield "diagonal", abs(J[0, 0] / J[1, 1]), words
