"""What stands below a wrong answer: the ladder of hints, and a button that shows the mistake in a picture."""

import logging
from importlib import import_module
from pathlib import Path

import anywidget
import ipywidgets as W
import traitlets
from IPython import get_ipython
from IPython.display import display

from jaclib.course.hints import Hint, hints
from jaclib.course.ladder import ASKS, SMALLER, SOLUTION, WORKED, WORKS, climb, lines
from jaclib.diagnose.verdict import Verdict
from jaclib.stage.colours import formulas_in_the_dark, stylesheet
from jaclib.stage.lifetime import belongs_to_cell, close, mimebundle
from jaclib.stage.live import Live
from jaclib.stage.modules import joined

HERE = Path(__file__).parent
LOG = logging.getLogger(__name__)


class Ladder(anywidget.AnyWidget):
    """The hints on the page, as far as one has come. The solution comes only when it is asked for."""

    _esm = joined(HERE / "answered.js")
    _css = f"{stylesheet(HERE / 'answered.css')}\n{formulas_in_the_dark()}"
    said = traitlets.Unicode().tag(sync=True)
    titles = traitlets.List([SMALLER, WORKED, SOLUTION]).tag(sync=True)
    smaller = traitlets.Unicode().tag(sync=True)
    worked = traitlets.List(traitlets.Unicode()).tag(sync=True)
    solved = traitlets.Bool().tag(sync=True)  # whether the solution may be asked for
    solution = traitlets.Unicode().tag(sync=True)
    look = traitlets.Unicode().tag(sync=True)  # the explorer in which the mistake is seen


class Answered(W.VBox):
    """The ladder, and below it the picture of the mistake, where none of its kind stands above. `close()` ends both."""

    def __init__(self, hint: Hint, rung: int, found: Verdict):
        self.hint, self.rung, self.look = hint, rung, found.look
        self.opened: list[Live] = []  # the picture, once there is one
        on_the_way: dict = {"smaller": hint.smaller} if rung >= ASKS else {}
        on_the_way |= {"worked": list(hint.worked), "solved": True} if rung >= WORKS else {}
        self.ladder = Ladder(said=found.message, look=found.look[0] if found.look else "", **on_the_way)
        self.ladder.on_msg(self._heard)
        super().__init__([self.ladder])
        self.add_class("jaclib-live")
        belongs_to_cell(self)

    def _heard(self, _, message: dict, buffers: list) -> None:
        match message:
            case {"kind": "solve"} if self.ladder.solved:
                self.ladder.solution = self.hint.solution
            case {"kind": "look", "figures": [*figures]} if self.look:
                live = self.see(figures)
                self.ladder.send({"kind": "seen", "figure": live.model_id})
            case _:
                LOG.warning(f"A message of the page must ask for what the ladder has; got {message!r}.")

    def see(self, figures: list[str]) -> Live:
        """Show the mistake in the first of these figures that can, else in one of our own; give the figure.

        `figures` are the ids of those of the same explorer that stand above, the nearest first.
        """
        explorer, arguments = self.look or ("", {})
        # by its name, for the explorers are imported after the course
        wanted = getattr(import_module("jaclib.explore"), explorer)(**arguments)
        for figure in [*map(_widget, figures), *self.opened]:
            if isinstance(figure, Live) and figure.follow(wanted):
                wanted.close()
                return figure
        self.opened = [wanted]
        self.children = [self.ladder, wanted]
        return wanted

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        return mimebundle(self, "\n".join(lines(self.hint, min(self.rung, WORKS), self.look)))

    def close(self) -> None:
        for live in self.opened:
            live.close()
        close(self.ladder)
        self.layout.close()
        super().close()


def _widget(model_id: str):
    """Give the widget of this id; where there is none, something else."""
    return W.widget_serialization["from_json"](f"IPY_MODEL_{model_id}", None)


def help_with(name: str | None, answer, found: Verdict) -> None:
    """Help on from a wrong answer, by the rung that it leads to: on the page, or in plain text where there is none."""
    if name is None or name not in (known := hints()):
        return
    rung = climb(name, answer, found.message)
    if hasattr(get_ipython(), "kernel"):
        display(Answered(known[name], rung, found))
    else:
        for line in lines(known[name], rung, found.look):
            print(line)
