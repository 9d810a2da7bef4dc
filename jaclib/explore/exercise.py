"""What the check cells of "Your turn" say: right, not answered yet, or which kind of wrong. A check never raises."""

from collections.abc import Callable
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np

from jaclib import jacobian, maps


class Exercise(NamedTuple):
    """A function to be written; known mistakes are functions, too, each under the sentence that helps who made it."""

    right: Callable
    at: list[tuple]
    mistakes: dict[str, Callable]


def check(answer: Callable) -> None:
    """Say how the answer to the exercise of that name stands."""
    print(verdict(answer))


def verdict(answer: Callable) -> str:
    """The sentence that `check` prints."""
    name = getattr(answer, "__name__", None)
    if name not in EXERCISES:
        return f"Keep the function's name, so that the check knows it: {', '.join(EXERCISES)}."
    exercise = EXERCISES[name]
    try:
        values = [answer(*given) for given in exercise.at]
        if any(value is ... for value in values):
            return unanswered(name)
        got = [np.asarray(value, dtype=float) for value in values]
    except Exception as error:  # whatever a student's code does, they are told what, and Run All goes on
        if ... in getattr(getattr(answer, "__code__", None), "co_consts", ()):
            return unanswered(name)
        return f"{name} stops with {type(error).__name__}: {' '.join(str(error).split())[:200]}"
    return compare(got, exercise)


def unanswered(name: str) -> str:
    return f"Not answered yet: replace the ... in {name}."


def compare(got: list, exercise: Exercise) -> str:
    """The verdict on the values at each of the exercise's points."""
    wanted = _values(exercise.right, exercise.at)
    if agree(got, wanted):
        return f"Right: it agrees at all {len(wanted)} points tried."
    for sentence, mistaken in exercise.mistakes.items():
        if agree(got, _values(mistaken, exercise.at)):
            return sentence
    return _kind_of_wrong(got, wanted) or f"Not yet. {_where(got, wanted, exercise.at)}"


def _values(function, at):
    return [np.asarray(function(*given), dtype=float) for given in at]


def agree(got, wanted) -> bool:
    """Whether the values are the same up to rounding."""
    return all(g.shape == w.shape and np.allclose(g, w, rtol=1e-6, atol=1e-9) for g, w in zip(got, wanted, strict=True))


def _kind_of_wrong(got, wanted) -> str | None:
    """The mistakes that are the same in every exercise, where it is one of them."""
    if got[0].shape != wanted[0].shape and got[0].shape != wanted[0].T.shape:
        return f"The result has shape {got[0].shape}; {wanted[0].shape} is needed."
    matrix = wanted[0].ndim == 2
    if matrix and agree([g.T for g in got], wanted):
        return "Transposed: where column j should be, you have row j."
    if matrix and agree([g[:, ::-1] for g in got], wanted):
        return "The right columns, in the wrong order: column 1 belongs to the first variable."
    if agree([-g for g in got], wanted):
        return "Nearly: every sign is the wrong way round."
    wrong = np.any([~np.isclose(g, w, rtol=1e-6, atol=1e-9) for g, w in zip(got, wanted, strict=True)], axis=0)
    if wrong.ndim and wrong.sum() == 1:
        place = np.argwhere(wrong)[0]
        where = f"row {place[0] + 1}, column {place[1] + 1}" if matrix else f"component {place[0] + 1}"
        flipped = agree([np.where(wrong, -g, g) for g in got], wanted)
        return f"Nearly: only {where} is wrong{', and only its sign' if flipped else ''}."
    return None


def _where(got, wanted, at) -> str:
    gaps = [np.abs(g - w).max() for g, w in zip(got, wanted, strict=True)]
    worst = int(np.argmax(gaps))
    given = ", ".join(str(np.asarray(each).tolist()) for each in at[worst])
    return f"At {given} you get {np.round(got[worst], 4).tolist()}, which is off by {gaps[worst]:.2g}."


# The exercises of notebook 02. --------------------------------------------------------------------------------------

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
START = jnp.array([1.0, 0.5])
SQUARE = jacobian(maps.complex_square)


def _g(p):
    return jnp.array([p[0] * jnp.exp(p[1]), p[0] ** 2 - p[1]])


def _singular_values(J):
    return np.linalg.svd(J, compute_uv=False)


EXERCISES = {
    "prediction": Exercise(
        right=lambda h: maps.complex_square(START) + SQUARE(START) @ h,
        at=[(jnp.array(step),) for step in POINTS],
        mistakes={
            "That is where the point really lands, f(a + h). The question asks where the matrix would put it.": (
                lambda h: maps.complex_square(START + h)
            ),
            "That is J h, the step in the image. It starts at f(a): add it.": lambda h: SQUARE(START) @ h,
            "Transposed: each row of J meets the step, so it is J @ h.": (
                lambda h: maps.complex_square(START) + SQUARE(START).T @ h
            ),
            "J belongs at a, where the step begins, not at a + h.": (
                lambda h: maps.complex_square(START) + SQUARE(START + h) @ h
            ),
            "The step starts at f(a), not at a.": lambda h: START + SQUARE(START) @ h,
        },
    ),
    "jacobian_of_g": Exercise(
        right=lambda x, y: jacobian(_g)(jnp.array([x, y])),
        at=POINTS,
        mistakes={
            "Column 2 holds derivatives with respect to y: hold x still and let y move.": (
                lambda x, y: np.array([[np.exp(y), np.exp(y)], [2 * x, 2 * x]])
            ),
        },
    ),
    "aspect": Exercise(
        right=lambda J: np.linalg.cond(J),
        at=[(np.array(J),) for J in ([[2.0, 0.0], [0.0, 3.0]], [[1, 1], [0.0, 1]], [[0.6, -2], [1.1, 0.4]])],
        mistakes={
            "Upside down: that is how wide it is for its length.": lambda J: 1 / np.linalg.cond(J),
            "Squared: JᵀJ has the squares of the singular values. Take a root.": lambda J: np.linalg.cond(J) ** 2,
            "That compares the images of e₁ and e₂. They are spokes of the ellipse, but seldom its axes.": (
                lambda J: np.linalg.norm(J, axis=0).max() / np.linalg.norm(J, axis=0).min()
            ),
            "Eigenvalues say which directions keep their direction, not how far the circle is stretched.": (
                lambda J: np.divide(*np.sort(np.abs(np.linalg.eigvals(J)))[::-1])
            ),
            "That is σ₁ alone: the half-length of the ellipse, for ε = 1. Divide by its half-width.": (
                lambda J: _singular_values(J)[0]
            ),
            "That is |det J|, how much larger the ellipse is than the circle. The question is about its shape.": (
                lambda J: abs(np.linalg.det(J))
            ),
        },
    ),
}
