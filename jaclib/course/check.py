"""The check cells of "Your turn": right, not answered yet, or which kind of wrong. A check never raises."""

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np

from jaclib.course import raised
from jaclib.course.answered import help_with
from jaclib.course.ladder import start_again
from jaclib.course.leaving import exit_raises
from jaclib.course.meant import meant
from jaclib.diagnose import RIGHT, Verdict, number
from jaclib.diagnose.mistakes.row import NUMBER
from jaclib.diagnose.verdict import AGAIN, MISTAKES, common, unanswered, unrecognized
from jaclib.evidence import judge
from jaclib.own.function import takes

SLIPS = "stops", "nothing_returned", "called"  # of Python, and the sentence says how to mend them
MISCOUNTED, MANY = 2, 100  # off by so few one has counted, but for something; beyond MANY one has reckoned


class Exercise(NamedTuple):
    """A function to be written, tried at several places, or one value to be found."""

    told: Callable[..., Iterator]
    """told(value, *given) yields what `diagnose` says of a value, and then the exercise's table of mistakes. A row is
    (name, wrong value, sentence), or (name, sentence) where that is better than the general one of the name"""
    at: Sequence[tuple]
    """what the function is called with, each in turn"""
    look: tuple[str, dict] | None = None
    """the explorer in which one sees what it is about, and its arguments"""


def exercise(at: Sequence[tuple] = ((),), look: tuple[str, dict] | None = None) -> Callable[[Callable], Exercise]:
    """Make an exercise of the function that tells of its answers, to be tried at these places."""
    return lambda told: Exercise(told, at, look)


def check(answer: Callable | None = None, /, **named) -> None:
    """Say how an answer stands: a function by the exercise's name, check(jacobian_of_g), or a value, check(area=3).

    Below a wrong one stands where its mistake is seen; from the second on a smaller question, and from the third on
    a similar one, worked. After that a solution may be asked for. The same answer given again doesn't count.
    """
    for name, given in named.items() or [(getattr(answer, "__name__", None), answer)]:
        found = verdict(name, given)
        print(found.message)
        if found.correct:
            start_again(name)
        elif found.mistake not in (None, *SLIPS):
            help_with(name, given, found)


def verdict(name: str | None, answer) -> Verdict:
    """Judge an answer to the exercise of that name."""
    known = exercises()
    if name not in known:
        return _wrong(f"Keep the name that the exercise has, so that the check knows it{_without(name, answer)}")
    if not (callable(answer) or known[name].at == ((),) or unanswered(answer)):
        return Verdict(False, "called", f"Give the function itself, so that it can be tried: write check({name}).")
    with exit_raises():
        found = _judged(name, answer, known[name])
    return found if found.correct or found.mistake is None else replace(found, look=_look(found, known[name]))


def _judged(name: str, answer, exercise: Exercise) -> Verdict:
    told, at, _ = exercise
    values, place = [], ""
    try:
        for given in at:
            place = _place(exercise, given)
            values.append(answer(*_as_taken(answer, _copied(given))) if callable(answer) else answer)
        if any(map(unanswered, values)):
            return _unanswered(name)
        if callable(answer) and any(value is None for value in values):
            return Verdict(False, "nothing_returned", raised.nothing_returned(name, answer))
        place = ""
        tables = [told(value, *given) for value, given in zip(values, at, strict=True)]
        found = list(map(next, tables))
    except (Exception, SystemExit) as error:  # whatever a student's code does, they are told what, and Run All goes on
        if ... in getattr(getattr(answer, "__code__", None), "co_consts", ()):
            return _unanswered(name)
        return Verdict(False, "stops", raised.stopped(name, error, place))
    return _together(exercise, values, found, tables)


def _look(found: Verdict, exercise: Exercise) -> tuple[str, dict] | None:
    """What shows the mistake: the exercise's own explorer and map, in the mistake's state if it is of that explorer."""
    if exercise.look is None or found.look is None:
        return exercise.look or found.look
    explorer, arguments = exercise.look
    return (explorer, found.look[1] | arguments) if found.look[0] == explorer else exercise.look


def _place(exercise: Exercise, given: tuple) -> str:
    return raised.where([*inspect.signature(exercise.told).parameters][1:], given)


def _without(name: str | None, answer) -> str:
    """Say what to do about an answer that came under no exercise's name."""
    if name not in (None, "<lambda>"):
        near = meant(name, exercises())
        return f": did you mean {near}?" if near else f"; {name} is none of them."
    like = [] if callable(answer) else _like(answer)
    if len(like) == 1:
        return f": write check({like[0]}={like[0]})."
    return ": write check(fewest=fewest) for a value, and check(jacobian_of_g) for a function."


def _like(answer) -> list[str]:
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


def _together(exercise: Exercise, values: list, found: list[Verdict], tables: list[Iterator]) -> Verdict:
    """Combine the verdicts at all places: a mistake counts if it explains all that is wrong."""
    wrong = [(given, each) for given, each in zip(exercise.at, found, strict=True) if not each.correct]
    if not wrong:
        places = f" It agrees at all {len(found)} places tried." if len(found) > 1 else ""
        return Verdict(True, None, RIGHT.message + places)
    mistakes = list(zip(*tables, strict=True))  # the same row of each place together
    hints = dict(rows[0] for rows in mistakes if len(rows[0]) == 2)
    for rows in mistakes:
        if len(rows[0]) == 3 and all(_same(value, row[1]) for value, row in zip(values, rows, strict=True)):
            name, _, sentence = rows[0]
            return Verdict(False, name, sentence)
    given, first = wrong[0]
    if fits := common([each for _, each in wrong]):
        legible = all(judge.numbers(value) is not None for value in values)  # else it's the general sentence that helps
        return replace(fits, message=hints.get(fits.mistake, fits.message) if legible else fits.message)
    if not given:  # one value, and no places
        return _wrong(_that_isnt_it(values[0], first))
    where = f"{len(wrong)} of the {len(found)} places tried, first" if len(found) > 1 else "the place tried,"
    return _wrong(f"Not yet: it fails at {where} at {_place(exercise, given)}.")


def counted(value, expected: int) -> Verdict:
    """Judge an answer that counts something: nothing is rounded, only the number itself is right.

    >>> counted(30, 30).correct, counted(30.01, 30).message
    (True, 'Near, but this is counted: only the whole number itself is right.')
    """
    found, given = number(value, expected), judge.numbers(value)
    if given is None or given.size != 1 or not np.isfinite(given).all() or given.item() == expected:
        return found
    off = abs(given.item() - expected)
    if off <= judge.ROUNDING * expected:
        return RIGHT
    if off < 1 / 2:
        return _wrong("Near, but this is counted: only the whole number itself is right.")
    if off <= MISCOUNTED and expected < MANY:
        return Verdict(False, "off_by_one", "Nearly: off by one or two. What is counted twice, or not at all?")
    return unrecognized(NUMBER)


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


def exercises() -> dict[str, Exercise]:
    """Collect the exercises of all chapters, by name."""
    course = import_module("jaclib.course.exercises")
    chapters = [import_module(f"{course.__name__}.{chapter.name}") for chapter in iter_modules(course.__path__)]
    return {name: each for chapter in chapters for name, each in vars(chapter).items() if isinstance(each, Exercise)}
