"""The questions that the course asks before a picture answers them: a file for each notebook, to be read and edited."""

from pathlib import Path

from jaclib.course import question
from jaclib.course.meant import did_you, meant
from jaclib.course.question import Question

FILES = {file.stem: file for file in sorted(Path(__file__).parent.glob("*.toml"))}


def the_one(name: str) -> Question:
    """The question of that name. Raises ValueError where there is none."""
    known = {key: each for notebook in FILES for key, each in of(notebook).items()}
    if isinstance(name, str) and name in known:
        return known[name]
    if meant(name, known):
        raise ValueError(f"question must be one that the course has; got {name!r}{did_you(name, known)}")
    raise ValueError(
        f"question must be one of {', '.join(known)}; got {name!r}. A question of your own has an `answer` and a "
        "`because` as well."
    )


def of(notebook: str) -> dict[str, Question]:
    """The questions of the notebook with that number, by name. Raises ValueError where there are none."""
    return question.of(notebook, FILES)
