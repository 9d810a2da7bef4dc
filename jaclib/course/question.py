"""A question with its answer, and what is said to those who answer it: the page gets none of that before they do."""

import math
import tomllib
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from numbers import Real
from pathlib import Path
from typing import NamedTuple

from jaclib.course.meant import did_you
from jaclib.evidence import judge

Guess = str | float


class Question(NamedTuple):
    """What is asked, and what is said of it afterwards; where there are no choices, a number is asked for."""

    text: str
    choices: tuple[str, ...]
    answer: Guess
    because: str
    said: Mapping  # of a guess: why one would think so, and what is true
    unit: str
    tolerance: float
    name: str  # that of the course's questions, "01-nudge", under which a guess is kept; none has one of your own


def pose(text, choices=None, *, answer, because, unit="", tolerance=None, said=None, name="") -> Question:
    """Make a question, as `predict` takes it. Raises ValueError where it can't be asked like that."""
    _sentence("question", text)
    if choices is None:
        answer, tolerance = _number(answer, tolerance)
    else:
        said = _said(choices) if isinstance(choices, Mapping) else said
        choices = _choices(choices, answer)
        if unit or tolerance is not None:
            raise ValueError("unit and tolerance belong to a number: leave them out, or leave the choices out.")
    _sentence("because", because)
    return Question(text, tuple(choices or ()), answer, because, said or {}, unit, tolerance or 0.0, name)


def fits(asked: Question, guess) -> bool:
    """Whether it is an answer at all: one of the choices, or a number."""
    return guess in asked.choices if asked.choices else _is_finite(guess)


def agrees(asked: Question, guess: Guess, answer: Guess | None = None) -> bool:
    """Whether a guess agrees with the right answer, or with another."""
    answer = asked.answer if answer is None else answer
    return guess == answer if asked.choices else bool(judge.agree(guess, answer, within=asked.tolerance))


def written(asked: Question, guess: Guess) -> str:
    return str(guess) if asked.choices else f"{guess:.6g} {asked.unit}".strip()


def told(asked: Question, guess: Guess, first: tuple[str, str]) -> list[str]:
    """What is said to somebody who made this guess; `first` begins it, if it is right and if it is not."""
    form = first[0 if agrees(asked, guess) else 1]
    start = form.format(guess=written(asked, guess), answer=written(asked, asked.answer))
    return [start, *(words for each, words in asked.said.items() if agrees(asked, guess, each)), asked.because]


def of(notebook: str, files: Mapping[str, Path]) -> dict[str, Question]:
    """The questions of the notebook with that number, by name. Raises ValueError where there are none."""
    if not isinstance(notebook, str) or notebook not in files:
        raise ValueError(f"notebook must be one of {', '.join(files)}; got {notebook!r}{did_you(notebook, files)}")
    return _read(files[notebook])


@cache
def _read(file: Path) -> dict[str, Question]:
    asked = tomllib.loads(file.read_text(encoding="utf-8"))
    return {f"{file.stem}-{name}": _of_fields(f"{file.stem}-{name}", fields) for name, fields in asked.items()}


def _of_fields(name: str, fields: dict) -> Question:
    answer, options = fields["answer"], {each: _line(words) for each, words in fields["options"].items()}
    text, because, tolerance = _line(fields["question"]), _line(fields["because"]), fields.get("tolerance")
    said = {each: words for each, words in options.items() if words}
    if isinstance(answer, str):
        return pose(text, list(options), answer=answer, because=because, said=said, name=name)
    said = {float(Fraction(number)): words for number, words in said.items()}
    number = dict(tolerance=tolerance, unit=fields.get("unit", ""), said=said)
    return pose(text, answer=answer, because=because, name=name, **number)


def _line(text: str) -> str:
    return " ".join(text.split())


def _sentence(name: str, words) -> None:
    if not isinstance(words, str) or not words.strip():
        raise ValueError(f"{name} must be a sentence; got {words!r}.")


def _said(choices: Mapping) -> dict:
    for each, words in choices.items():
        if not isinstance(words, str):
            raise ValueError(f'choices must have a text for each, or "" for none; got {words!r} for {each!r}.')
    return {each: words for each, words in choices.items() if words.strip()}


def _choices(choices, answer) -> list[str]:
    texts = [] if isinstance(choices, str) else list(choices)
    if len(texts) < 2 or len(set(texts)) < len(texts) or not all(isinstance(t, str) and t.strip() for t in texts):
        raise ValueError(f"choices must be two or more different texts, or None to ask for a number; got {choices!r}.")
    if answer not in texts:
        raise ValueError(f"answer must be one of the choices {', '.join(map(repr, texts))}; got {answer!r}.")
    return texts


def _number(answer, tolerance) -> tuple[float, float]:
    if not _is_finite(answer):
        raise ValueError(f"answer must be a finite number where there are no choices; got {answer!r}.")
    if tolerance is None:
        tolerance = max(abs(answer) / 100, judge.ROUNDING)
    if not _is_finite(tolerance) or tolerance < 0:
        raise ValueError(f"tolerance must be a number that is not negative; got {tolerance!r}.")
    return float(f"{answer:.12g}"), float(tolerance)


def _is_finite(number) -> bool:
    return isinstance(number, Real) and not isinstance(number, bool) and math.isfinite(number)
