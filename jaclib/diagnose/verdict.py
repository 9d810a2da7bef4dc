"""The verdict on an answer: what of it there is to be said, and what is said of an answer that nothing explains."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from jaclib.diagnose import mistakes
from jaclib.diagnose.mistakes.row import CHAIN, DETERMINANT, MATRIX, NUMBER, ONE, VECTOR, Asked, Mistake
from jaclib.evidence import judge

MISTAKES = (*mistakes.NAMES, "not_finite", "nearly", "unrecognized", "shape", "no_derivative")
WANTED = {
    MATRIX: "a matrix of real numbers, such as [[1, 2], [3, 4]]",
    CHAIN: "a matrix of real numbers, such as [[1, 2], [3, 4]]",
    DETERMINANT: "one real number",
    NUMBER: "one real number, such as 1.25",
    VECTOR: "a vector of real numbers, such as [1, 2]",
}
AGAIN = "Not yet. Go through it once more, step by step."
NOT_YET = {
    MATRIX: "Not yet. Try one entry at a time: which output, by which input?",
    CHAIN: "Not yet. Write the two matrices down on their own first: which one is right?",
    DETERMINANT: AGAIN,
    NUMBER: AGAIN,
    VECTOR: "Not yet. Try one entry at a time.",
}


@dataclass(frozen=True)
class Verdict:
    """Whether an answer is right; if not, which mistake explains it (None: no answer yet), and what to look at."""

    correct: bool
    mistake: str | None
    message: str
    which: tuple[float, ...] = field(default=(), compare=False, repr=False)
    """the entry, the factor or the step that it is about, to see whether it's the same one elsewhere"""
    also: tuple["Verdict", ...] = field(default=(), compare=False, repr=False)
    """the other mistakes that explain the answer, less likely ones"""
    look: tuple[str, dict] | None = field(default=None, compare=False, repr=False)
    """the explorer in which one sees the mistake, and its arguments"""


RIGHT = Verdict(True, None, "Right.")
UNANSWERED = Verdict(False, None, "Not answered yet: put your answer in place of the three dots.")


def of_row(row: Mistake, it: Asked, which: tuple = ()) -> Verdict:
    """The verdict that this row of the table gives, about an entry or a factor."""
    line = which[0] + 1 if which else ""
    place = _place(which[:2], it.expected) if len(which) > 1 else ""
    return Verdict(False, row.name, row.sentence.format(place=place, line=line), which, look=row.look)


def _place(entry, expected) -> str:
    return str(entry[0] + 1) if expected.shape[1] == 1 else f"({entry[0] + 1}, {entry[1] + 1})"


def some_entries(it: Asked) -> Verdict:
    """Name the wrong entries, where they are few and others are right."""
    *places, last = [_place(entry, it.expected) for entry in it.wrong]
    words = f"Not yet: entries {', '.join(places)} and {last} are wrong, the others right."
    return Verdict(False, "unrecognized", words)


def not_finite() -> Verdict:
    words = "There is a NaN or an infinity in the answer: look for a division by zero, or for log 0."
    return Verdict(False, "not_finite", words)


def nearly() -> Verdict:
    words = "Nearly: it is off by less than half a percent. What was rounded on the way? Round later, or less."
    return Verdict(False, "nearly", words)


def unrecognized(kind: str) -> Verdict:
    return Verdict(False, "unrecognized", NOT_YET[kind])


def likeliest(fits: list[Verdict]) -> Verdict:
    """The first of the verdicts that explain an answer, with the others."""
    return replace(fits[0], also=tuple(fits[1:]))


def common(places: list[Verdict]) -> Verdict | None:
    """The likeliest mistake that explains the answer at each place, with the same entry or factor; None if none does.

    >>> sign, size = (Verdict(False, name, "") for name in ("sign", "absolute_value"))
    >>> common([likeliest([size, sign]), sign]).mistake
    'sign'
    """
    first, *others = [[each, *each.also] for each in places]
    alike = lambda one, other: one.mistake == other.mistake and judge.same(one.which, other.which)  # noqa: E731
    for each in first:
        if each.mistake != "unrecognized" and all(any(alike(each, one) for one in fits) for fits in others):
            return each
    return None


def unanswered(answer) -> bool:
    """Whether three dots still stand in the answer, alone or as an entry.

    >>> unanswered(...), unanswered([[0, ...], [2, 0]]), unanswered([[0, 1], [2, 0]])
    (True, True, False)
    """
    if isinstance(answer, np.ndarray) and answer.dtype == object:
        answer = answer.tolist()
    return answer is ... or (isinstance(answer, list | tuple) and any(map(unanswered, answer)))


def no_numbers(answer, kind: str) -> Verdict:
    """The verdict on what can't be read as numbers, of an answer that should be of this kind.

    >>> no_numbers([[1, "2"]], MATRIX).message
    'The answer must be a matrix of real numbers, such as [[1, 2], [3, 4]]; an entry of yours is of type str.'
    """
    listed = np.asarray(answer).tolist() if hasattr(answer, "__array__") else answer
    came = f"yours {_strange(answer)}"
    if callable(answer):
        came = "yours is a function. Call it: jacobian(f) is one, and jacobian(f)(a) is a matrix"
    if isinstance(listed, list | tuple):
        strange = [entry for entry in _entries(listed) if judge.numbers(entry) is None]
        came = f"an entry of yours {_strange(strange[0])}" if strange else "the rows of yours differ in length"
        came = came if any(True for _ in _entries(listed)) else "yours is empty"
    return Verdict(False, "shape", f"The answer must be {WANTED[kind]}; {came}.")


def _strange(entry) -> str:
    whole = isinstance(entry, int)
    return "is too large for double precision" if whole else f"is of type {type(entry).__name__}"


def _entries(listed) -> Iterator:
    for entry in listed:
        yield from _entries(entry) if isinstance(entry, list | tuple) else [entry]


def misshapen(given, expected, kind: str) -> Verdict:
    """The verdict on an array of another shape, of an answer that should be of this kind."""
    if kind in ONE:
        return Verdict(False, "shape", f"The answer must be one number; yours has shape {given.shape}.")
    rows, columns = expected.shape
    if kind == VECTOR:
        return Verdict(False, "shape", f"The answer must have shape ({rows},); yours has shape {given.shape}.")
    wanted = f"a row for each output and a column for each input, shape ({rows}, {columns})"
    return Verdict(False, "shape", f"The answer must have {wanted}; yours has shape {given.shape}.")
