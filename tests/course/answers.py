"""Answers to the exercises, as students write them: right ones, and wrong ones by the mistake that must be named.

A chapter has a dictionary for each exercise: "code" defines a function of the exercise's name, with {} for what "right"
and the mistakes put there; without it they are values.
"""

from importlib import import_module
from pathlib import Path
from typing import NamedTuple


class Answers(NamedTuple):
    """Code that answers an exercise."""

    right: str
    wrong: dict[str, str]


def all_answers() -> dict[str, Answers]:
    """Of the whole course, by the exercise's name."""
    names = [f"tests.course.{path.stem}" for path in sorted(Path(__file__).parent.glob("answers_*.py"))]
    chapters = [vars(import_module(name)) for name in names]
    given = {name: each for chapter in chapters for name, each in chapter.items() if not name.startswith("__")}
    return {name: _filled(name, **each) for name, each in given.items() if isinstance(each, dict)}


def _filled(name: str, *, right, code: str = "", **wrong) -> Answers:
    code = code or f"{name} = {{}}"
    fill = lambda part: code.format(*([part] if isinstance(part, str) else part))  # noqa: E731
    return Answers(fill(right), {mistake: fill(part) for mistake, part in wrong.items()})
