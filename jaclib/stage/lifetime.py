"""Puts widgets on a notebook's page, and closes them when their cell runs again, or is deleted."""

import base64
from typing import Protocol

import anywidget
from IPython import get_ipython


class Closable(Protocol):
    def close(self) -> None: ...


_living: dict[str, tuple[str, list[Closable]]] = {}  # cell → the run that made them, and what it made


class CellWidget(anywidget.AnyWidget):
    """A widget that belongs to the cell that makes it, and is closed with its layout."""

    def __init__(self, **traits):
        super().__init__(**traits)
        belongs_to_cell(self)

    def close(self) -> None:
        self.layout.close()
        super().close()


def mimebundle(widget, words: str, png: bytes = b"", html: str = "", **about) -> tuple[dict, dict]:
    """Give what the notebook keeps of a widget: its view, what readers without a kernel get instead, and its metadata.

    The words are the picture's alternative text, where nbconvert reads it; `about` is what else there is to say of it.
    """
    view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    kept: dict[str, object] = {"application/vnd.jupyter.widget-view+json": view, "text/plain": words}
    kept |= ({"image/png": base64.b64encode(png).decode()} if png else {}) | ({"text/html": html} if html else {})
    return kept, {"image/png": {"alt": words} | about} if png else {}


def belongs_to_cell(made: Closable) -> None:
    """Close what an earlier run of this cell made, and what cells made that are no more; remember `made`.

    A front-end that does not say which cell runs (JupyterLab does, in the request's metadata) loses nothing but this.
    """
    shell = get_ipython()
    request = shell.get_parent() if hasattr(shell, "get_parent") else {}
    metadata = request.get("metadata", {})
    for deleted in metadata.get("deletedCells", []):
        _close(deleted)
    if cell := metadata.get("cellId"):
        run = request["header"]["msg_id"]
        if _living.get(cell, (run,))[0] != run:
            _close(cell)
        _living.setdefault(cell, (run, []))[1].append(made)


def _close(cell: str) -> None:
    for made in _living.pop(cell, ("", []))[1]:
        made.close()


def close(widget) -> None:
    """Close a widget of ipywidgets with its layout, which it leaves behind."""
    widget.layout.close()
    widget.close()
