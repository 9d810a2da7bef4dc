"""The steps of a browser test: open an explorer, drag, press and type as a student does, and read what it shows."""

import re

import numpy as np
from playwright.sync_api import TimeoutError

from .notebook import POLL_MS

IMPORT = "import jaclib\nfrom jaclib import explore"
# The kernel doesn't draw the neighbours of each state in which a test looks about: test_stage.py is about those.
ASKED = """
def _asked(request, stage=live.stage):
    request["ahead"] or type(stage).ask(stage, request)
live.stage.ask = _asked
"""
SHOWN = "() => [...(globalThis.jaclibStages ?? [])].some(engine => engine.shown)"
RESTED = """() => [...jaclibStages].every(e => !e.alive || !e.isSeen() || (
    e.shown?.sharp && !e.stats().flying && e.shown.key === JSON.stringify([e.state(), e.layout])))"""
STATE = "() => [...jaclibStages].at(-1).shown.state"
HOW = """() => [...jaclibStages].map(e => ({
    ...e.stats(), alive: e.alive, shown: e.shown?.key, sharp: e.shown?.sharp, wanted: e.state(), layout: e.layout,
    said: [...document.querySelectorAll('.jaclib-error')].map(p => p.textContent),
}))"""


def open_explorer(lab, call="explore.linear_approximation('polar', a=(2, 0.8))", **page):
    """The notebook with the figure of this call, at rest; it is `live` in the kernel."""
    return open_cells(lab, IMPORT, f"live = {call}\n{ASKED}live", **page)


def open_cells(lab, *cells, **page):
    """The notebook with these cells, run, once the figures that they show rest."""
    notebook = lab.notebook(cells, **page)
    notebook.run_all()
    notebook.page.wait_for_function(SHOWN, polling=POLL_MS)
    rest(notebook)
    return notebook


def rest(notebook):
    """Wait until each figure shows its state, sharply. Raises TimeoutError, which tells how the figures are."""
    notebook.page.wait_for_timeout(250)
    try:
        notebook.page.wait_for_function(RESTED, polling=POLL_MS)
    except TimeoutError as never:
        raise TimeoutError(f"The figure does not come to rest: {notebook.page.evaluate(HOW)}") from never


def pass_by(notebook, condition: str):
    """Wait until the newest figure shows a state s of which the JavaScript condition is true."""
    notebook.page.wait_for_function(f"() => {{ const s = ({STATE})(); return {condition}; }}")


def until_shown(notebook, condition: str):
    """Wait until the newest figure shows a state s of which the JavaScript condition is true, and rests."""
    pass_by(notebook, condition)
    rest(notebook)


def centre(locator) -> tuple[float, float]:
    """The middle of what the locator finds, in CSS pixels of the page, once that is in view."""
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def thumb(bar, share) -> tuple[float, float]:
    """The middle of a slider's thumb where that is at this share of its way, in CSS pixels of the page."""
    bar.scroll_into_view_if_needed()
    box, half = bar.bounding_box(), 8
    return box["x"] + half + share * (box["width"] - 2 * half), box["y"] + box["height"] / 2


def handle(notebook, name):
    """What is dragged or moved by the arrow keys, by its name, after which its symbol may stand."""
    return notebook.page.get_by_role("slider", name=re.compile(rf"^{re.escape(name)}( \S+)?$"))


def drag(notebook, name, to, seconds=0.5):
    """Drag a handle to a point of the page, and wait until the figure rests."""
    notebook.mouse_drag([centre(handle(notebook, name)), to], seconds)
    rest(notebook)


def drag_by(notebook, name, right, down, seconds=0.4):
    """Drag a handle by so many pixels, and wait until the figure rests."""
    x, y = centre(handle(notebook, name))
    drag(notebook, name, (x + right, y + down), seconds)


def press(notebook, name, *keys):
    """Give a handle the focus, and press the keys."""
    handle(notebook, name).focus()
    for key in keys:
        notebook.page.keyboard.press(key)


def type_number(notebook, name, number):
    """Type a number into its field, by its symbol, and press Enter."""
    field = notebook.page.get_by_role("spinbutton", name=re.compile(rf"(^|\s){re.escape(name)}$"))
    field.fill(str(number))
    notebook.page.keyboard.press("Enter")


def type_formula(notebook, text):
    """Type a map, and wait until the figure shows it."""
    notebook.page.get_by_role("textbox", name="or type one").fill(text)
    notebook.page.keyboard.press("Enter")
    until_shown(notebook, f"s.f === {text!r}")


def click(notebook, name):
    """Click a button, of this name or of one that has it in it."""
    exact = notebook.page.get_by_role("button", name=name, exact=True)
    (exact if exact.count() else notebook.page.get_by_role("button", name=name)).click()


def play_on_from(notebook, button, field, value):
    """Pause what plays, type the value into the field, and play on from there."""
    click(notebook, "Pause")
    type_number(notebook, field, value)
    click(notebook, button)


def readouts(notebook) -> dict[str, np.ndarray]:
    """The numbers below the picture, by their names; a blank entry is NaN, and of two of a name the first counts."""
    unfold(notebook)
    read: dict[str, np.ndarray] = {}
    for name, rows in notebook.page.evaluate(TABLE):
        read.setdefault(name, np.array([[plain(number or "blank") for number in row] for row in rows]))
    return read


def unfold(notebook):
    """Show the controls that are seldom used, and all numbers as a table."""
    notebook.page.locator("button[aria-expanded=false]").evaluate_all("folds => folds.forEach(fold => fold.click())")


# the rows of the table of numbers, by their names
TABLE = """() => {
    const found = [];
    for (const row of document.querySelectorAll('.jaclib-table tr')) {
        const head = row.querySelector('th');
        if (head) found.push([head.dataset.name, []]);
        found.at(-1)[1].push([...row.querySelectorAll('td')].map(cell => cell.textContent));
    }
    return found;
}"""


PLAIN = {"\N{FIGURE SPACE}": "", "≈ ": "", ",": "", "%": "", "−": "-", "·10": "e", "undefined": "nan", "blank": "nan"}
SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def plain(number: str) -> float:
    """The number that is written so."""
    for written, meant in PLAIN.items():
        number = number.replace(written, meant)
    return float(number.translate(SUPERSCRIPTS))


def close_to(read, expected, atol=6e-4, rtol=6e-3):
    """The read-outs have the expected values, up to the figures that are written."""
    for name, value in expected.items():
        np.testing.assert_allclose(read[name].squeeze(), np.squeeze(value), atol=atol, rtol=rtol, err_msg=name)


def no_barrier_in_either_theme(notebook):
    """axe-core finds nothing in the light, nor in the dark, in which the notebook is left."""
    assert notebook.axe() == []
    notebook.theme("JupyterLab Dark")
    rest(notebook)
    assert notebook.axe() == []
