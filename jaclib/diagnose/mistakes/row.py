"""What a row of the table of mistakes is, and what wrong answers are made of."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from jaclib.evidence import judge

MATRIX, CHAIN, DETERMINANT, NUMBER, VECTOR = "matrix", "chain", "determinant", "number", "vector"
JACOBIANS = MATRIX, CHAIN
ONE = DETERMINANT, NUMBER
HERE = "natural here"
ENOUGH = 4  # rows or columns, of which each order is tried

Made = tuple[np.ndarray, tuple]  # a wrong answer, and the entry or the factor that it is about


@dataclass(frozen=True)
class Asked:
    """A question, an answer to it, and the right ingredients: what a question doesn't have is left out."""

    kind: str
    given: np.ndarray
    expected: np.ndarray
    """a matrix, also of one number or of a vector, which is a column"""
    scale: float = 1.0
    a: Any = None
    """the point, an array"""
    f: Any = None
    """the map; of a chain the whole of it"""
    derivative: Any = None
    """what is asked, as a function of the point, a matrix"""
    J: Any = None
    """the matrix whose determinant is asked"""
    maps: tuple[Callable, ...] = ()
    """of a chain, outermost first"""
    points: tuple[np.ndarray, ...] = ()
    """where each of them is taken"""
    factors: tuple[np.ndarray, ...] = ()
    """and the Jacobian of each there"""

    @cached_property
    def wrong(self) -> np.ndarray:
        """The places of the entries that are wrong, a row each; none where the shape is."""
        if self.given.shape != self.expected.shape:
            return np.zeros((0, 2), int)
        return np.argwhere(~judge.agree(self.given, self.expected, scale=self.scale))

    @cached_property
    def alone(self) -> tuple[int, int] | None:
        """The place of the only wrong entry of several, or None."""
        one = len(self.wrong) == 1 and self.expected.size > 1
        return tuple(self.wrong[0].tolist()) if one else None

    @cached_property
    def value(self) -> Any:
        """f(a), if there is an f."""
        return None if self.f is None else self.values(self.a[None])[0]

    @cached_property
    def angles(self) -> list[int]:
        """The inputs in which f comes round to where it was after 2π, and isn't constant."""
        if self.f is None:
            return []
        turned = self.values(self.a + np.concatenate([2 * np.pi * np.eye(self.a.size), np.eye(self.a.size)]))
        round_again, moved = np.split(np.abs(turned - self.value).max(axis=1), 2)
        small = 1e-9 * (1 + np.abs(self.value).max())
        return [j for j in range(self.a.size) if round_again[j] < small < moved[j]]

    def values(self, points) -> np.ndarray:
        """f at each of these points, a row each."""
        return np.asarray(jax.vmap(lambda x: jnp.atleast_1d(self.f(x)))(jnp.asarray(points)), dtype=float)

    def at(self, points) -> np.ndarray:
        """What is asked, at each of these points instead: stacked matrices."""
        return np.asarray(jax.vmap(self.derivative)(jnp.asarray(points, dtype=float)), dtype=float)

    def instead(self, number: float) -> np.ndarray:
        """The right answer with this number in place of the only entry that is wrong."""
        changed = np.array(self.expected, dtype=float)
        changed[self.alone] = number
        return changed


class Mistake(NamedTuple):
    """A mistake: of two that explain an answer, the likelier is the one that stands first in the table."""

    name: str
    of: tuple[str, ...]
    """the kinds of questions in which it is made"""
    made: Callable[[Asked], Iterator[Made]]
    """how wrong answers come of the right ingredients"""
    sentence: str
    """what was done, and why that isn't it; {place} is the entry that it is about"""
    source: str = HERE
    look: tuple[str, dict] | None = None
    """the explorer in which one sees it, and its arguments"""
