"""Grid, ellipse and determinant side by side: three pictures of one map at one point."""

import io
from itertools import accumulate

import ipywidgets as W
from PIL import Image

from jaclib.explore.choose.state import State
from jaclib.explore.determinant import determinant
from jaclib.explore.jacobian_matrix import jacobian_matrix
from jaclib.explore.linear_approximation import linear_approximation
from jaclib.stage.lifetime import belongs_to_cell, close, mimebundle

EXPLORERS = jacobian_matrix, linear_approximation, determinant


class Linked(W.VBox):
    """The controls that the pictures share, and the pictures. `close()` leaves nothing behind."""

    _made = False

    def __init__(self, state: State):
        self.shared = state
        self.pictures = [explorer(state=state) for explorer in EXPLORERS]
        for live in self.pictures:  # what is shared is shown once, above them all
            live._settings = live._settings | {"above": [*state.controls]}
        row = W.HBox(self.pictures)
        row.add_class("jaclib-linked")
        super().__init__([state, row])
        self.add_class("jaclib-live")
        belongs_to_cell(self)
        self._made = True

    def __setattr__(self, name: str, value) -> None:
        """Set a trait or an attribute. Raises AttributeError for a name that it hasn't, which would move nothing."""
        if self._made and not name.startswith("_") and not hasattr(self, name):
            shared = ", ".join(f"shared.{each}" for each in self.shared.controls)
            raise AttributeError(f"What all pictures show must be set as one of {shared}; got {name}.")
        super().__setattr__(name, value)

    @property
    def state(self) -> dict:
        return self.pictures[0].state

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        drawn = [live.first(width=360) for live in self.pictures]
        return mimebundle(self, "\n".join(words["say"] for _, words in drawn), beside([png for png, _ in drawn]))

    def close(self) -> None:
        for live in self.pictures:
            live.close()
        for widget in self.children:
            close(widget)
        self.layout.close()
        super().close()


def beside(pngs: list[bytes]) -> bytes:
    """Pictures in a row, as one."""
    pictures = [Image.open(io.BytesIO(png)) for png in pngs]
    paper = pictures[0].getpixel((0, 0))
    row = Image.new("RGB", (sum(each.width for each in pictures), max(each.height for each in pictures)), paper)
    for each, left in zip(pictures, accumulate((each.width for each in pictures), initial=0), strict=False):
        row.paste(each, (left, 0))
    out = io.BytesIO()
    row.save(out, "png")
    return out.getvalue()


def linked(f=None, a=None) -> Linked:
    """The map f at the point a in three pictures that move together: its Jacobian, its ellipse, its determinant.

    `f` and `a` are as in the explorers, whose own controls stand above each picture. Raises ValueError as they do.
    """
    return Linked(State("polar" if f is None else f, a))
