"""A question on the page, and what is told once it has been answered."""

import logging
from html import escape
from pathlib import Path

import traitlets

from jaclib.course.question import Guess, Question, agrees, fits, told
from jaclib.stage.colours import formulas_in_the_dark, stylesheet
from jaclib.stage.lifetime import CellWidget, mimebundle
from jaclib.stage.modules import joined

HERE = Path(__file__).parent
LOG = logging.getLogger(__name__)
STILL = "Answer in the running notebook."


class Posed(CellWidget):
    """A question; a kind of it says in `_answered` what becomes of an answer.

    Only then does the page learn what is right: the answer given, the right one, and the words that go with them are
    the `outcome`.
    """

    _esm = joined(HERE / "predict.js")
    _css = f"{stylesheet(HERE / 'predict.css')}\n{formulas_in_the_dark()}"
    question = traitlets.Unicode().tag(sync=True)
    choices = traitlets.List(traitlets.Unicode()).tag(sync=True)
    unit = traitlets.Unicode().tag(sync=True)
    phrases = traitlets.Dict().tag(sync=True)  # what the buttons and the field say
    earlier = traitlets.Unicode().tag(sync=True)  # what was guessed, where it is asked once more
    fold = traitlets.Dict().tag(sync=True)  # of several, one open at a time: group, label, open
    outcome = traitlets.Dict().tag(sync=True)

    def __init__(self, asked: Question, phrases: dict[str, str], **traits):
        self.asked = asked
        super().__init__(question=asked.text, choices=list(asked.choices), unit=asked.unit, phrases=phrases, **traits)
        self.on_msg(self._heard)

    def _answered(self, guess: Guess | None) -> None:
        """Take an answer, or None to be asked again."""
        raise NotImplementedError

    def _heard(self, _, message, buffers) -> None:
        match message:
            case {"kind": "guess", "value": value} if fits(self.asked, value):
                self._answered(value)
            case {"kind": "anew"} if "again" in self.phrases:
                self._answered(None)
            case _:
                LOG.warning("A message of the page must be a guess at `%s`; got %r.", self.question, message)

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        # for readers without a kernel: the question, and nothing that gives the answer away
        choices = self.choices or [f"a number, in {self.unit}" if self.unit else "a number"]
        items = "".join(f"<li>{escape(choice)}</li>" for choice in choices)
        html = f"<p><strong>{escape(self.question)}</strong></p><ul>{items}</ul><p><em>{STILL}</em></p>"
        return mimebundle(self, "\n".join([self.question, *(f"  ○ {each}" for each in choices), STILL]), html=html)


def judged(asked: Question, guess: Guess, first: tuple[str, str], unkept: str) -> dict:
    """The outcome of an answer; `unkept` says why it can't be kept, where it can't."""
    words = [*told(asked, guess, first), *filter(None, [unkept])]
    return {"guess": guess, "right": asked.answer, "agrees": agrees(asked, guess), "words": words}
