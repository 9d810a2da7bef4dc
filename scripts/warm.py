"""Compile what the notebooks' first pictures need, before they are opened: `python scripts/warm.py`.

Binder runs it once for all (binder/postBuild). On a machine with another processor nothing of it is found, and the
first picture is compiled there, as anywhere (jaclib/course/compiled.py).
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import jax.numpy as jnp
import nbformat

from jaclib import explore

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
KNOWN = {"explore": explore, "jnp": jnp}  # by these names the notebooks call them, too


def calls(notebook: nbformat.NotebookNode) -> Iterator[str]:
    """The calls of explorers at the end of cells that need nothing from other cells but the question before them.

    >>> cell = nbformat.v4.new_code_cell
    >>> list(calls(nbformat.v4.new_notebook(cells=[cell("explore.fisher(n=2 * 50)"), cell("explore.determinant(f)")])))
    ['explore.fisher(n=2 * 50)']
    """
    for cell in notebook.cells:
        body = ast.parse(cell.source).body if cell.cell_type == "code" else []
        last = body[-1].value if body and isinstance(body[-1], ast.Expr) else None
        if isinstance(last, ast.Call):
            last.keywords = [each for each in last.keywords if each.arg != "after"]
        call = ast.unparse(last) if last else ""
        names = {node.id for node in ast.walk(ast.parse(call)) if isinstance(node, ast.Name)}
        if call.startswith("explore.") and names <= KNOWN.keys():
            yield call


def main() -> None:
    notebooks = (nbformat.read(path, as_version=4) for path in sorted(NOTEBOOKS.glob("*.ipynb")))
    for call in dict.fromkeys(call for notebook in notebooks for call in calls(notebook)):
        live = eval(call, dict(KNOWN))
        if hasattr(live, "stage"):  # a question has none
            print(call, flush=True)
            live.first()
            live.close()


if __name__ == "__main__":
    main()
