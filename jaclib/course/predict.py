"""A question to commit to before the picture answers it. Nothing is graded."""

from weakref import WeakSet

import traitlets
from IPython.display import display

from jaclib.course import predictions, store
from jaclib.course.posed import Posed, judged
from jaclib.course.question import Guess, Question, fits, pose, written

GUESSES = "guesses"  # the section of the store: for each question the first guess and the newest
PHRASES = {"commit": "That is my prediction", "yours": "Your prediction:", "again": "Guess again"}
FIRST = "Just as you predicted: {answer}.", "You predicted: {guess}. What happens: {answer}."
# question, by its text and choices → the widgets that ask it: its cell's, those of earlier runs of that, and at the end
_asked: dict[tuple, WeakSet] = {}


class Prediction(Posed):
    """A question to commit to; `prediction` is what was committed to, and None until then."""

    prediction = traitlets.Any(None, allow_none=True).tag(sync=True)

    def __init__(self, asked: Question, again: bool = False):
        self.again, self._unkept = again, ""
        super().__init__(asked, PHRASES)
        self.observe(self._predicted, "prediction")
        self._others = _asked.setdefault((asked.text, asked.choices), WeakSet())
        made = _kept(asked) or [other.prediction for other in self._others if other.prediction is not None]
        self._others.add(self)
        if again:
            self.earlier = written(asked, made[0]) if made else ""
        elif made and asked.name:
            self.prediction = made[-1]

    def _answered(self, guess: Guess | None) -> None:
        if guess is not None:
            self._unkept = _keep(self.asked, guess)
        self.prediction = guess

    def _predicted(self, change) -> None:
        guess = change.new
        self.outcome = {} if guess is None else judged(self.asked, guess, FIRST, self._unkept)
        if self.again:
            return
        for other in list(self._others):
            if not other.again:  # so what waits for an earlier run of this question need not be run again
                other.prediction = guess
            elif guess is not None and not other.earlier:
                other.earlier = written(self.asked, guess)


def predict(question: str, choices=None, *, answer=None, because="", unit="", tolerance: float | None = None):
    """Ask a question; once the student has committed to an answer, tell what happens, and why.

    predict("01-nudge") asks one of the course's, by its name in jaclib/course/predictions. What is guessed is kept in a
    small file beside the notebooks, and is there when the question is asked again.

    For one of your own give its text, with `choices`, two or more texts, of which `answer` is one; `because` is the
    reason that all are told. Choices may be a dictionary: it has for each what those are told who chose it. Without
    choices a number is asked for: `answer` in `unit`, and as far from it as `tolerance` (by default a hundredth of it,
    for it is a guess) still agrees. Texts may hold TeX between dollar signs. Raises ValueError where the question can't
    be asked like that.

    >>> predict("Is it round?", ["yes", "no"], answer="maybe", because="…")
    Traceback (most recent call last):
    ValueError: answer must be one of the choices 'yes', 'no'; got 'maybe'.
    """
    if choices is None and answer is None and not because:
        return Prediction(predictions.the_one(question))
    own = pose(question, choices, answer=answer, because=because, unit=unit, tolerance=tolerance)
    return Prediction(own)


def guesses(notebook: str) -> None:
    """Say what was guessed in a notebook, guesses("01"), and ask each of its questions once more.

    Raises ValueError where there is no notebook with that number.
    """
    for asked in predictions.of(notebook).values():
        display(Prediction(asked, again=True))


def _kept(asked: Question) -> list:
    made = store.read(GUESSES).get(asked.name) if asked.name else None
    return (
        [each for each in made if fits(asked, each)] if isinstance(made, list) else []
    )  # the question may have changed


def _keep(asked: Question, guess) -> str:
    return store.keep(GUESSES, asked.name, [*_kept(asked)[:1], guess]) if asked.name else ""
