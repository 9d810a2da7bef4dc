"""What a student writes, kept as text: how it is read, and the maps that the questions to `diagnose` are about."""

import copy
import math
from decimal import Decimal
from fractions import Fraction
from functools import partial
from inspect import Parameter, signature

import jax
import jax.numpy as jnp
import mpmath
import numpy as np
import sympy as sp

import jaclib
from jaclib.course.check import verdict


def wave(p):
    x, y = p
    return jnp.array([x**2 * y, x + jnp.sin(y)])


def lift(p):
    x, y = p
    return jnp.array([x * y, x + 2 * y, jnp.sin(x)])


def drop(p):
    x, y, z = p
    return jnp.array([x * y, y * z**2])


def spherical(p):
    r, phi, theta = p
    return r * jnp.array([jnp.sin(phi) * jnp.cos(theta), jnp.sin(phi) * jnp.sin(theta), jnp.cos(phi)])


def height(p):
    x, y, z = p
    return x**2 * y + z


def circle(t):
    return jnp.array([jnp.cos(t[0]), jnp.sin(t[0])])


def mix(p):
    u, v = p
    return jnp.array([u * v, u + v**2])


def area(p):
    return p[0] * p[1]


MAPS = {each.__name__: each for each in (wave, lift, drop, spherical, height, circle, mix, area)}
NOTEBOOK = {
    "outer": jaclib.parse_map("p*q, p + q", ("p", "q")),
    "between": jaclib.parse_map("u + v^2, u*v", ("u", "v")),
    "inner": jaclib.parse_map("x*y, x - y"),
    "W": jnp.array([[1.0, -2.0], [0.5, 1.5], [-1.0, 1.0]]),
    "v": jnp.array([2.0, -1.0, 0.5]),
}
IMPORTED = {"jax": jax, "jnp": jnp, "np": np, "sp": sp, "math": math, "pi": math.pi, "Fraction": Fraction}
IMPORTED |= {"Decimal": Decimal, "mpmath": mpmath, "partial": partial}
KNOWN = {each: getattr(jaclib, each) for each in jaclib.__all__} | IMPORTED | NOTEBOOK | MAPS


def read(answer: str):
    """What the text is worth in a notebook: an expression, or the function that it defines."""
    known = dict(KNOWN)
    if answer.startswith("def "):
        exec(answer, known)
        return known[answer[4 : answer.index("(")]]
    return eval(answer, known)


def ask(question: str, answer, diagnose=jaclib.diagnose):
    """What `diagnose`, or what stands for it, says of an answer to the question."""
    return eval(question, {**KNOWN, "diagnose": diagnose, "answer": answer})


def pairs(table: dict[str, tuple]) -> list[tuple[str, str]]:
    """Each exercise or question with each text that answers it."""
    return [(about, row if isinstance(row, str) else row[0]) for about, rows in table.items() for row in rows]


def given(answer, place: tuple):
    """What the answer is at this place: a function may take the numbers of the place, or them all as one vector."""
    if not callable(answer):
        return answer
    taken = [each for each in signature(answer).parameters.values() if each.default is Parameter.empty]
    if any(each.kind is Parameter.VAR_POSITIONAL for each in taken) or len(taken) == len(place):
        return answer(*copy.deepcopy(place))
    return answer(jnp.array(place)) if len(taken) == 1 else answer(*place[0])


def told(about: str, text: str):
    """What the course says of an answer that a student has written: to `diagnose`, or to an exercise by its name."""
    answer = read(text)
    return ask(about, answer) if "(" in about else verdict(about, answer)
