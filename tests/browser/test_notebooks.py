"""The course's notebooks in a real JupyterLab, every code cell from top to bottom."""

from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
TOO_WIDE = """() => [...document.querySelectorAll('.jp-OutputArea-output')]
    .filter(output => output.scrollWidth > output.clientWidth + 1).map(output => output.textContent.slice(0, 80))"""
UNSEEN = "() => [...(globalThis.jaclibStages ?? [])].some(engine => !engine.shown)"


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_run_all_ends_with_every_picture_shown_nothing_too_wide_and_no_barrier(lab, path, theme):
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    notebook = lab.notebook(cells, viewport=(1180, 900))
    notebook.theme(theme)
    notebook.run_all()
    notebook.page.wait_for_function(f"() => !({UNSEEN})()")
    assert notebook.page.locator(".jaclib-error:visible").count() == 0
    assert notebook.page.evaluate(TOO_WIDE) == []
    assert notebook.axe() == []
    assert notebook.errors == []
