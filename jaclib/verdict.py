"""What is said of an answer: the mistakes that have a name, and the sentence for each."""

from dataclasses import dataclass

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


RIGHT = Verdict(True, None, "Right.")
UNANSWERED = Verdict(False, None, "Not answered yet: put your answer in place of the three dots.")


def named(mistake: str, place: str = "", kind: str = MATRIX) -> Verdict:
    """The verdict that has this name, of an answer that should be of this kind."""
    return Verdict(False, mistake, OTHERWISE.get((kind, mistake), MESSAGES[mistake]).format(place=place))


def misshapen(given, expected, kind: str) -> Verdict:
    """The verdict on an array of another shape, of an answer that should be of this kind."""
    if kind in (NUMBER, DETERMINANT):
        return Verdict(False, "shape", f"The answer must be one number; yours has shape {given.shape}.")
    rows, columns = expected.shape
    if kind == VECTOR:
        return Verdict(False, "shape", f"The answer must have shape ({rows},); yours has shape {given.shape}.")
    return Verdict(
        False,
        "shape",
        f"The answer must have a row for each output and a column for each input, shape ({rows}, {columns}); "
        f"yours has shape {given.shape}.",
    )
