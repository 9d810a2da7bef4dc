"""Answers to the exercises, as students write them: right ones, and wrong ones by the mistake that must be named."""

from importlib import import_module
from pathlib import Path
from typing import NamedTuple


class Answers(NamedTuple):
    """Code that answers an exercise: it defines a function, or a value, of the exercise's name."""

    right: str
    wrong: dict[str, str]


def all_answers() -> dict[str, Answers]:
    """Of the whole course, by the exercise's name."""
    chapters = [
        import_module(f"tests.course.{path.stem}") for path in sorted(Path(__file__).parent.glob("answers_*.py"))
    ]
    return {name: answers for chapter in chapters for name, answers in chapter.ANSWERS.items()}
