"""A first look at a new system: import, a Jacobian, an explorer, the first cells of a notebook."""

from pathlib import Path

import jax.numpy as jnp
import nbformat
from nbclient import NotebookClient

import jaclib
from jaclib import explore

NOTEBOOK = Path(__file__).resolve().parents[1] / "notebooks" / "00_start_here.ipynb"
CODE_CELLS = 3


def a_jacobian():
    J = jaclib.jacobian(lambda x: jnp.stack([x[0] * x[1], x[0] ** 2 - x[1] ** 2]))(jnp.array([2.0, 3.0]))
    if J.dtype != "float64" or J.tolist() != [[3.0, 2.0], [4.0, -6.0]]:
        raise ArithmeticError(f"the Jacobian of (xy, x² − y²) at (2, 3) came out as {J}")


def an_explorer():
    saved, _ = explore.linear_approximation("polar")._repr_mimebundle_()
    print(saved["text/plain"])


def first_cells():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    code = [position for position, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    notebook.cells = notebook.cells[: code[:CODE_CELLS][-1] + 1]
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": NOTEBOOK.parent}}
    ).execute()


if __name__ == "__main__":
    for step in (a_jacobian, an_explorer, first_cells):
        step()
        print(f"{step.__name__.replace('_', ' ')}: works")
