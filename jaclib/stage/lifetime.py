"""Closes what a cell has put on the page when the cell runs again, or is deleted."""

from typing import Protocol

from IPython import get_ipython


class Closable(Protocol):
    def close(self) -> None: ...


_living: dict[str, tuple[str, list[Closable]]] = {}  # cell → the run that made them, and what it made


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
