"""Questions to be answered from memory at the end of a notebook, from a file for each; what was missed comes back."""

from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from IPython.display import display

from jaclib.course import question, store
from jaclib.course.posed import Posed, judged
from jaclib.course.question import Guess, Question, agrees

FILES = {file.stem: file for file in sorted(Path(__file__).parent.glob("*.toml"))}
RECALL = "recall"  # the section of the store: how each question was answered last
RIGHT, MISSED = "right", "missed"
PHRASES = {"commit": "That is my answer", "yours": "Your answer:"}
FIRST = "Right: {answer}.", "You answered: {guess}. The answer is: {answer}."


class Prompt(Posed):
    """A question to be answered from memory. After that the answer is known, so only the first one counts."""

    def _answered(self, guess: Guess | None) -> None:
        if guess is not None and not self.outcome:
            how = RIGHT if agrees(self.asked, guess) else MISSED
            self.outcome = judged(self.asked, guess, FIRST, store.keep(RECALL, self.asked.name, how))


def recall(notebook: str | None = None) -> None:
    """Ask the questions of a notebook, recall("03"), or of the whole course, to be answered from memory.

    What is missed is kept in a small file beside the notebooks. Raises ValueError where there is no such notebook.
    """
    for each in prompts(_asked(notebook)):
        display(each)


def missed(notebook: str | None = None) -> None:
    """Ask what was missed of a notebook, missed("03"), or of the whole course, until each is answered rightly.

    Raises ValueError where there is no such notebook.
    """
    asked, how = _asked(notebook), store.read(RECALL)
    where = f"of notebook {notebook}" if notebook else "of the course"
    again = [each for each in asked if how.get(each.name) == MISSED]
    if not any(how.get(each.name) in (RIGHT, MISSED) for each in asked):
        print(f"No answers to the questions {where} are kept here: there is nothing to repeat.")
    elif not again:
        print(f"Of the questions {where} that you have answered, none is missed.")
    for each in prompts(again):
        display(each)


def of(notebook: str) -> dict[str, Question]:
    """The questions of the notebook with that number, by name. Raises ValueError where there are none."""
    return question.of(notebook, FILES)


def prompts(asked: Iterable[Question]) -> list[Prompt]:
    """Put them on the page one below the other; the first is open, and then one at a time."""
    made = [Prompt(each, PHRASES) for each in asked]
    group, notebooks = uuid4().hex, {each.asked.name[:2] for each in made}
    for place, each in enumerate(made, 1):
        label = f"{place} of {len(made)}" if len(notebooks) == 1 else f"Notebook {each.asked.name[:2]}"
        each.fold = {"group": group, "label": label, "open": place == 1}
    return made


def _asked(notebook: str | None) -> list[Question]:
    return [each for number in (FILES if notebook is None else [notebook]) for each in of(number).values()]
