"""A question to commit to before the picture answers it. Nothing is graded."""

import math
from html import escape
from numbers import Real
from pathlib import Path

import traitlets

from jaclib.evidence import judge
from jaclib.stage.colours import formulas_in_the_dark, stylesheet
from jaclib.stage.lifetime import CellWidget, mimebundle
from jaclib.stage.modules import joined

HERE = Path(__file__).parent


class Prediction(CellWidget):
    """The question on the page; `prediction` is what was committed to, and None until then."""

    _esm = joined(HERE / "predict.js")
    _css = f"{stylesheet(HERE / 'predict.css')}\n{formulas_in_the_dark()}"
    question = traitlets.Unicode().tag(sync=True)
    choices = traitlets.List(traitlets.Unicode()).tag(sync=True)
    unit = traitlets.Unicode().tag(sync=True)
    answer = traitlets.Any().tag(sync=True)
    tolerance = traitlets.Float().tag(sync=True)
    because = traitlets.Unicode().tag(sync=True)
    prediction = traitlets.Any(None, allow_none=True).tag(sync=True)

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        # for readers without a kernel: the question to look at, and the answer folded away
        choices = self.choices or [f"a number, in {self.unit}" if self.unit else "a number"]
        answer = self.answer if self.choices else f"{self.answer:.12g} {self.unit}".strip()
        items = "".join(f"<li>{escape(choice)}</li>" for choice in choices)
        html = (
            f"<p><strong>{escape(self.question)}</strong></p><ul>{items}</ul><details><summary>What happens, and "
            f"why</summary><p><strong>{escape(answer)}.</strong> {escape(self.because)}</p></details>"
        )
        return mimebundle(self, "\n".join([self.question, *(f"  ○ {choice}" for choice in choices)]), html=html)


def predict(question: str, choices=None, *, answer, because: str, unit: str = "", tolerance: float | None = None):
    """Ask the question; once the student has committed to an answer, tell what happens, and why.

    With `choices`, two or more texts, `answer` is one of them. Without, a number is asked for: `answer` in `unit`, and
    as far from it as `tolerance` (by default a hundredth of it, for it is a guess) still agrees. Texts may hold TeX
    between dollar signs.
    Raises ValueError where the question can't be asked like that.

    >>> predict("Is it round?", ["yes", "no"], answer="maybe", because="…")
    Traceback (most recent call last):
    ValueError: answer must be one of the choices 'yes', 'no'; got 'maybe'.
    """
    for name, text in (("question", question), ("because", because)):
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"{name} must be a sentence; got {text!r}.")
    if choices is None:
        answer, tolerance = _number(answer, tolerance)
    else:
        choices = _choices(choices, answer)
        if unit or tolerance is not None:
            raise ValueError("unit and tolerance belong to a number: leave them out, or leave the choices out.")
    asked = {"question": question, "choices": choices or [], "unit": unit, "because": because}
    return Prediction(answer=answer, tolerance=tolerance or 0.0, **asked)


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
    return float(f"{answer:.12g}"), float(judge.tolerance(answer, within=tolerance))


def _is_finite(number) -> bool:
    return isinstance(number, Real) and not isinstance(number, bool) and math.isfinite(number)
