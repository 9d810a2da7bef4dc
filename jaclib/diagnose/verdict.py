"""The verdict on an answer: the mistakes that have a name, and the sentence for each."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from jaclib.evidence import judge

MESSAGES = {
    "transposed": "Rows and columns are exchanged: row i belongs to the output f_i, column j to the input x_j.",
    "reversed_product": "The factors stand in the wrong order: the outer map's Jacobian comes first, on the left.",
    "wrong_point": "One factor is taken at the wrong point: evaluate J_f at g(a), where g has arrived, and J_g at a.",
    "missing_factor": "This is one factor alone: the chain rule multiplies two Jacobians, one for each map.",
    "rows_swapped": "The rows stand in the wrong order: the first row belongs to the first output.",
    "columns_swapped": "The columns stand in the wrong order: the first column belongs to the first input.",
    "one_entry": "All is right except entry {place}: look at that partial derivative again.",
    "sign": "The size is right, the sign is not{place}.",
    "absolute_value": "This is the absolute value: here the sign matters.",
    "inverse": "This is the inverse: it belongs to the way back, from the output to the input.",
    "degrees": "An angle seems to be in degrees: sine and cosine have their simple derivatives in radians only.",
    "missing_r": "A length is missing as a factor: turning by an angle moves a point further, the further out it is.",
    "factor": "Right but for a constant factor: look for a number lost, or one too many.",
    "not_finite": "There is a NaN or an infinity in the answer: look for a division by zero.",
    "two_figures": "Right to two figures, and three are wanted: round later, or less.",
    "nearly": "Nearly: it is off by less than half a percent. What was rounded on the way? Round later, or less.",
    "unrecognized": "Not yet. Try one entry at a time: which output, by which input?",
}
MISTAKES = (*MESSAGES, "shape", "no_derivative")
NUMBER = "one real number, such as 1.25"
VECTOR = "a vector of real numbers, such as [1, 2]"
DETERMINANT = "one real number"
MATRIX = "a matrix of real numbers, such as [[1, 2], [3, 4]]"
AGAIN = "Not yet. Go through it once more, step by step."
OTHERWISE = {  # what has no rows and columns
    (NUMBER, "unrecognized"): AGAIN,
    (DETERMINANT, "unrecognized"): AGAIN,
    (VECTOR, "unrecognized"): "Not yet. Try one entry at a time.",
    (VECTOR, "rows_swapped"): "The entries stand in the wrong order.",
    (NUMBER, "inverse"): "Upside down: this is one over what is asked for.",
    (NUMBER, "degrees"): "An angle seems to be in degrees: radians are wanted.",
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


def named(mistake: str, place: str = "", kind: str = MATRIX, which: tuple = ()) -> Verdict:
    """The verdict that has this name, of an answer that should be of this kind."""
    return Verdict(False, mistake, OTHERWISE.get((kind, mistake), MESSAGES[mistake]).format(place=place), which)


def likeliest(fits: list[Verdict]) -> Verdict:
    """The first of the verdicts that explain an answer, with the others."""
    return replace(fits[0], also=tuple(fits[1:]))


def common(places: list[Verdict]) -> Verdict | None:
    """The likeliest mistake that explains the answer at each place, with the same entry or factor; None if none does.

    >>> here, there = named("absolute_value"), named("sign")
    >>> common([likeliest([here, there]), there]).mistake
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
    came = f"yours is of type {type(answer).__name__}"
    if isinstance(listed, list | tuple):
        strange = [type(entry).__name__ for entry in _entries(listed) if judge.numbers(entry) is None]
        came = f"an entry of yours is of type {strange[0]}" if strange else "the rows of yours differ in length"
        came = came if any(True for _ in _entries(listed)) else "yours is empty"
    return Verdict(False, "shape", f"The answer must be {kind}; {came}.")


def _entries(listed) -> Iterator:
    for entry in listed:
        yield from _entries(entry) if isinstance(entry, list | tuple) else [entry]


def misshapen(given, expected, kind: str) -> Verdict:
    """The verdict on an array of another shape, of an answer that should be of this kind."""
    if kind in (NUMBER, DETERMINANT):
        return Verdict(False, "shape", f"The answer must be one number; yours has shape {given.shape}.")
    rows, columns = expected.shape
    if kind == VECTOR:
        return Verdict(False, "shape", f"The answer must have shape ({rows},); yours has shape {given.shape}.")
    wanted = f"a row for each output and a column for each input, shape ({rows}, {columns})"
    return Verdict(False, "shape", f"The answer must have {wanted}; yours has shape {given.shape}.")
