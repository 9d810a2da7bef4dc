"""The course's notebooks in a real JupyterLab: as they are saved, and run from top to bottom."""

import shutil
from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
THEMES = "JupyterLab Light", "JupyterLab Dark"
VIEWPORT = 1180, 900
# beside the kernel that is there: ipywidgets' manager raises where a notebook has none
OPEN = """async path => {
    const app = window.jupyterapp, { id } = app.shell.currentWidget.sessionContext.session.kernel;
    const panel = await app.commands.execute("docmanager:open", { path, kernel: { id } });
    await panel.revealed;
    await panel.sessionContext.ready;
}"""
CLOSE = "() => window.jupyterapp.shell.currentWidget.dispose()"
PICTURES = """async () => {
    const pictures = [...window.jupyterapp.shell.currentWidget.node.querySelectorAll(".jp-RenderedImage img")];
    await Promise.all(pictures.map(picture => picture.decode()));
    return pictures.filter(picture => picture.checkVisibility() && picture.naturalWidth > 100).length;
}"""
TOO_WIDE = """() => [...document.querySelectorAll('.jp-OutputArea-output')]
    .filter(output => output.scrollWidth > output.clientWidth + 1).map(output => output.textContent.slice(0, 80))"""
UNSEEN = "() => [...(globalThis.jaclibStages ?? [])].some(engine => !engine.shown)"


def code_cells(path):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_as_saved_a_notebook_shows_its_pictures_nothing_too_wide_and_no_barrier_in_either_theme(lab, path):
    notebook = lab.notebook([""], viewport=VIEWPORT)
    shutil.copy(path, lab.server.root)
    notebook.page.evaluate(OPEN, path.name)
    saved = sum("image/png" in output.get("data", {}) for cell in code_cells(path) for output in cell.outputs)
    assert notebook.page.evaluate(PICTURES) == saved
    for theme in THEMES:
        notebook.theme(theme)
        assert notebook.page.evaluate(TOO_WIDE) == []
        found = notebook.axe(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea")
        # JupyterLab gives no saved picture an alternative text; its words stand beside it in text/plain
        assert [each for each in found if not each.startswith("image-alt: ")] == []
    notebook.page.evaluate(CLOSE)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "theme"), [("00_start_here", THEMES[0]), ("05_coordinates", THEMES[1])])
def test_run_all_ends_with_every_picture_shown_nothing_too_wide_and_no_barrier(lab, name, theme):
    cells = [cell.source for cell in code_cells(FOLDER / f"{name}.ipynb")]
    notebook = lab.notebook(cells, viewport=VIEWPORT)
    notebook.theme(theme)
    notebook.run_all()
    notebook.page.wait_for_function(f"() => !({UNSEEN})()")
    assert notebook.page.locator(".jaclib-error:visible").count() == 0
    assert notebook.page.evaluate(TOO_WIDE) == []
    assert notebook.axe() == []
