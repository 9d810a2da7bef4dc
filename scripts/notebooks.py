"""Run notebooks anew, top to bottom, and save them so that running them again changes nothing (`make notebooks`).

python scripts/notebooks.py [NOTEBOOK …]        all of notebooks/ when none is named
"""

import os
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
# What a page without a kernel can show. A widget's own entry is left out: it names a model that died with its kernel.
KEPT_FORMS = {"image/png", "image/svg+xml", "text/html", "text/latex", "text/markdown", "text/plain"}
AUTHORS = ("tags", "teaches")  # of a cell's metadata; `teaches` names what the course promises and this cell teaches
CELL_SECONDS = 300


def run(notebook: nbformat.NotebookNode, folder: Path) -> None:
    """Execute every cell in a fresh kernel, which knows no guesses; an error stops, but for cells tagged so."""
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name=KERNEL["name"],
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,  # how a cell's printing is cut into messages changes from run to run
    )
    client.execute(env=os.environ | {"JACLIB_STORE": ""})


def normalise(notebook: nbformat.NotebookNode) -> None:
    """Leave what an author wrote and what a reader sees; drop what changes from run to run."""
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    taken = {cell.get("id") for cell in notebook.cells}
    for position, cell in enumerate(notebook.cells):
        if not cell.get("id"):
            cell.id = next(name for name in (f"cell-{position}", f"cell-{position}-new") if name not in taken)
        cell.metadata = nbformat.from_dict({name: cell.metadata[name] for name in AUTHORS if cell.metadata.get(name)})
        for output in cell.get("outputs", []):
            _normalise_output(output)


def _normalise_output(output: nbformat.NotebookNode) -> None:
    if "data" in output:
        output.data = nbformat.from_dict({form: output.data[form] for form in sorted(KEPT_FORMS & set(output.data))})
        kept = {form: about for form, about in output.metadata.items() if form in KEPT_FORMS}  # a picture's size
        output.metadata = nbformat.from_dict(kept)
    if output.output_type == "error":  # a traceback names files of this machine
        output.traceback = [f"{output.ename}: {output.evalue}"]


def main(names: list[str]) -> None:
    for path in map(Path, names or sorted((ROOT / "notebooks").glob("*.ipynb"))):
        print(f"{path.name} …", end=" ", flush=True)
        start = time.monotonic()
        notebook = nbformat.read(path, as_version=4)
        run(notebook, path.parent)
        normalise(notebook)
        nbformat.validate(notebook)
        nbformat.write(notebook, path)
        print(f"{time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
