"""The check cells of "Your turn": right, not answered yet, or which kind of wrong. A check never raises."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np

from jaclib import checks
from jaclib.diagnose import RIGHT, Verdict, number
from jaclib.diagnose.verdict import AGAIN, MISTAKES, common, unanswered
from jaclib.evidence import judge
from jaclib.own.function import takes

ROUNDED = "two_figures", "nearly"  # what isn't said of a count


class Exercise(NamedTuple):
    """A function to be written, tried at several places, or one value to be found."""

    told: Callable[..., Iterator]
    """told(value, *given) yields what `diagnose` says of a value, and then the exercise's table of mistakes. A row is
    (name, wrong value, sentence), or (name, sentence) where that is better than the general one of the name"""
    at: Sequence[tuple]
    """what the function is called with, each in turn"""


def exercise(at: Sequence[tuple] = ((),)) -> Callable[[Callable[..., Iterator]], Exercise]:
    """Make an exercise of the function that tells of its answers, to be tried at these places."""
    return lambda told: Exercise(told, at)


def check(answer: Callable | None = None, /, **named) -> None:
    """Say how an answer stands: a function by the exercise's name, check(jacobian_of_g), or a value, check(area=3)."""
    for name, given in named.items() or [(getattr(answer, "__name__", None), answer)]:
        print(verdict(name, given).message)


def verdict(name: str | None, answer) -> Verdict:
    """Judge an answer to the exercise of that name."""
    known = exercises()
    if name not in known:
        return _wrong(f"Keep the name that the exercise has, so that the check knows it{_without(name, answer)}.")
    told, at = known[name]
    try:
        values = [answer(*_as_taken(answer, _copied(given))) if callable(answer) else answer for given in at]
        if any(map(unanswered, values)):
            return _unanswered(name)
        tables = [told(value, *given) for value, given in zip(values, at, strict=True)]
        found = list(map(next, tables))
    except Exception as error:  # whatever a student's code does, they are told what, and Run All goes on
        if ... in getattr(getattr(answer, "__code__", None), "co_consts", ()):
            return _unanswered(name)
        stops = f"stops with {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        return _wrong(f"{name} {checks.what_it_does(error) or stops}")
    return _together(at, values, found, tables)


def _without(name: str | None, answer) -> str:
    """Say what to do about an answer that came under no exercise's name."""
    if name not in (None, "<lambda>"):
        return f"; {name} is none of them"
    meant = [] if callable(answer) else _meant(answer)
    return f": write check({meant[0]}={meant[0]})" if len(meant) == 1 else ": write check(fewest=fewest), for instance"


def _meant(answer) -> list[str]:
    """Name the exercises that it may answer: where it is right, or else a slip, or else of the right shape."""
    known = exercises()
    said = {name: verdict(name, answer) for name, exercise in known.items() if exercise.at == ((),)}
    right = [name for name, each in said.items() if each.correct]
    slips = [name for name, each in said.items() if each.mistake not in (*MISTAKES, None)]
    return right or slips or [name for name, each in said.items() if each.mistake != "shape"]


def _copied(given: tuple) -> tuple:
    """Give vectors and matrices as arrays, as the text calls them, of which an answer may change its own."""
    return tuple(np.array(each) if isinstance(each, list | tuple | np.ndarray) else each for each in given)


def _as_taken(answer: Callable, given: tuple) -> tuple:
    """Give the arguments for the answer as it was written: one vector for f(p), its entries for f(x, y)."""
    wanted = takes(answer)
    if len(given) == 1 and np.ndim(given[0]) == 1 and wanted == len(given[0]) > 1:
        return tuple(given[0])
    return (jnp.array(given),) if wanted == 1 < len(given) and not any(map(np.ndim, given)) else given


def _together(at: Sequence[tuple], values: list, found: list[Verdict], tables: list[Iterator]) -> Verdict:
    """Combine the verdicts at all places: a mistake counts if it explains all that is wrong."""
    wrong = [(given, each) for given, each in zip(at, found, strict=True) if not each.correct]
    if not wrong:
        places = f" It agrees at all {len(found)} places tried." if len(found) > 1 else ""
        return Verdict(True, None, RIGHT.message + places)
    mistakes = list(zip(*tables, strict=True))  # the same row of each place together
    slips = [rows for rows in mistakes if len(rows[0]) == 3]
    hints = dict(rows[0] for rows in mistakes if len(rows[0]) == 2)
    shaped = all(each.mistake != "shape" for _, each in wrong)
    for rows in slips if shaped else ():
        if all(_same(value, mistaken) for value, (_, mistaken, _) in zip(values, rows, strict=True)):
            name, _, sentence = rows[0]
            return Verdict(False, name, sentence)
    given, first = wrong[0]
    if fits := common([each for _, each in wrong]):
        legible = all(judge.numbers(value) is not None for value in values)  # else it's the general sentence that helps
        return Verdict(False, fits.mistake, hints.get(fits.mistake, fits.message) if legible else fits.message)
    if not given:  # one value, and no places
        return _wrong(_that_isnt_it(values[0], first))
    return _wrong(f"Not yet: it fails at {len(wrong)} of the {len(found)} places tried, first at {_plain(given)}.")


def counted(value, expected: int) -> Verdict:
    """Judge an answer that counts something: nothing is rounded, only the number itself is right.

    >>> counted(30, 30).correct, counted(30.01, 30).message
    (True, 'Near, but this is counted: only the whole number itself is right.')
    """
    found, given = number(value, expected), judge.numbers(value)
    near = found.correct or found.mistake in ROUNDED
    if not near or judge.agree(given, expected, within=judge.ROUNDING * expected).all():
        return replace(found, also=tuple(each for each in found.also if each.mistake not in ROUNDED))
    return _wrong("Near, but this is counted: only the whole number itself is right.")


def _same(value, other) -> bool:
    value = judge.numbers(value)
    if value is not None and np.ndim(other) < 2:
        value = judge.laid_out(value, np.shape(other))
    return value is not None and judge.same(value, other, scale=1.0)


def _that_isnt_it(value, first: Verdict) -> str:
    """Say what is wrong with a number, or with a matrix."""
    given = judge.numbers(value)
    if first.message == AGAIN and given is not None and given.size == 1:
        return f"Not yet: {given.item():.6g} isn't it."
    return first.message


def _unanswered(name: str) -> Verdict:
    return Verdict(False, None, f"Not answered yet: replace the ... in {name}.")


def _wrong(message: str) -> Verdict:
    return Verdict(False, "unrecognized", message)


def _plain(given: tuple) -> str:
    return ", ".join(str(np.asarray(each).tolist()) for each in given)


def exercises() -> dict[str, Exercise]:
    """Collect the exercises of all chapters, by name."""
    course = import_module("jaclib.course.exercises")
    chapters = [import_module(f"{course.__name__}.{chapter.name}") for chapter in iter_modules(course.__path__)]
    return {name: each for chapter in chapters for name, each in vars(chapter).items() if isinstance(each, Exercise)}
