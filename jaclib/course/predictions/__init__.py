"""The questions that the course asks before a picture answers them: a file for each notebook, to be read and edited."""

import tomllib
from fractions import Fraction
from functools import cache
from pathlib import Path

from jaclib.course.question import Question, pose

FILES = {file.stem: file for file in sorted(Path(__file__).parent.glob("*.toml"))}


def the_one(name: str) -> Question:
    """The question of that name. Raises ValueError where there is none."""
    known = {key: each for notebook in FILES for key, each in of(notebook).items()}
    if name not in known:
        raise ValueError(
            f"question must be one of {', '.join(known)}; got {name!r}. A question of your own has an `answer` and a "
            "`because` as well."
        )
    return known[name]


@cache
def of(notebook: str) -> dict[str, Question]:
    """The questions of the notebook with that number, by name. Raises ValueError where there are none."""
    if notebook not in FILES:
        raise ValueError(f"notebook must be one of {', '.join(FILES)}; got {notebook!r}.")
    asked = tomllib.loads(FILES[notebook].read_text(encoding="utf-8"))
    return {f"{notebook}-{name}": _question(f"{notebook}-{name}", fields) for name, fields in asked.items()}


def _question(name: str, fields: dict) -> Question:
    answer, options = fields["answer"], {each: _line(words) for each, words in fields["options"].items()}
    because, tolerance = _line(fields["because"]), fields.get("tolerance")
    if isinstance(answer, str):
        return pose(_line(fields["question"]), options, answer=answer, because=because, name=name)
    said = {float(Fraction(number)): words for number, words in options.items()}
    number = dict(tolerance=tolerance, unit=fields.get("unit", ""), said=said)
    return pose(_line(fields["question"]), answer=answer, because=because, name=name, **number)


def _line(text: str) -> str:
    return " ".join(text.split())
