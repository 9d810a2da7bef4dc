"""A walk through each explorer: it is shown, each control is moved by its keys, each handle dragged, the view copied.

What the page shows after each of them is compared with what Python says of that state; whether the numbers are right is
tested without a browser, in tests/explore. That nothing is left once the cell is gone the fixture `lab` looks after.
"""

from functools import partial

import pytest

from jaclib.explore import SCENES

from . import steps
from .notebook import POLL_MS

CALLS = {"coordinates_in_plane": "coordinates('polar')", "coordinates_in_space": "coordinates('spherical')"}
CALLS |= {"digits": "digits(step=0)"}  # trains for long otherwise
# what Python says of the state that it has: its caption, the code that recreates it, and its read-outs by name
SAID = """
import json

def said(stage=live.stage):
    _, words = stage.frame(live.state, width=400, sharp=False)
    parts = [each.get("product", [each]) for each in words["values"]]
    formulas = [[each["formulas"]] if each.get("formulas", {}).get("rows") else [] for each in words["values"]]
    written = lambda rows: "; ".join(", ".join(text or "blank" for text in row) for row in rows)
    read = lambda several: [f"{part['label']} = {written(part['rows'])}" for part in sum(several, [])]
    in_sight = [before + numbers for before, numbers in zip(formulas[:5], parts[:5])]
    return [words["say"], words["call"], read(in_sight), read(parts)]

def rounded(value):  # the page keeps twelve figures
    return json.loads(json.dumps(value), parse_float=lambda number: round(float(number), 9))
"""
STILL = f"() => ({steps.RESTED})() && performance.now() > [...jaclibStages].at(-1).movedAt + 200"
STATE = "() => [...jaclibStages].at(-1).state()"
SHOWN = f"""() => [[...jaclibStages].at(-1).shown.state, [
    document.querySelector('.jaclib-say').textContent, [...jaclibStages].at(-1).shown.call,
    [...document.querySelectorAll('.jaclib-values [data-name]')].map(matrix => matrix.getAttribute('aria-label')),
    ({steps.TABLE})().map(([name, rows]) =>
        `${{name}} = ${{rows.map(row => row.map(text => text || 'blank').join(', ')).join('; ')}}`),
]]"""
# a text that a field takes: one of those that it offers, or its hint
FITTING = """field => field.list?.options[1].value
    ?? (field.placeholder.includes('…') ? '0.5, 1; -0.25, 0.75; 1, 1' : field.placeholder || field.value)"""
# an input's kind → the keys of which one moves it, for at an end the first doesn't
KEYS = {
    "[type=range]": ("ArrowRight", "ArrowLeft"),
    "[role=spinbutton]": ("ArrowUp", "ArrowDown"),
    "select": ("ArrowDown",),
    "[type=checkbox]": ("Space",),
}
BUTTON = "button:enabled:not([aria-pressed=true])"
FIELD = "[type=text]:not([role=spinbutton])"


def agree(notebook):
    """Once the hand rests, the kernel has the state that is shown, and the page says of it what Python says."""
    notebook.page.wait_for_function(STILL, polling=POLL_MS)
    state, shown = notebook.page.evaluate(SHOWN)
    notebook.until(f"rounded(live.state) == rounded({state!r})")
    assert shown == notebook.python("said()")


def move(page, *ways):
    """Move something by the first of the ways that does: at an end the others don't."""
    before = page.evaluate(STATE)
    for way in ways:
        way()
        if page.evaluate(STATE) != before:
            return
    # where the kernel must be asked first, its answer moves it
    page.wait_for_function(f"was => JSON.stringify(({STATE})()) !== JSON.stringify(was)", arg=before)


def press(page, node, *keys):
    """Move a control by one of its keys."""
    if node.evaluate("node => node.options?.length === node.selectedIndex + 1"):
        keys = ("ArrowUp",)
    node.focus()
    move(page, *(partial(page.keyboard.press, key) for key in keys))


def type_in(page, field):
    """Type what can't be had, which is refused beside the field, and then what can."""
    before, fitting = page.evaluate(STATE), field.evaluate(FITTING)
    refused = page.locator(".jaclib-wrong:not(:empty)")
    field.fill("((")
    field.press("Enter")
    refused.wait_for()
    assert page.evaluate(STATE) == before
    field.fill(fitting)
    field.press("Enter")
    refused.wait_for(state="detached")


def drag(notebook, knob):
    """Drag a handle one way or, from a side, the other."""
    x, y = steps.centre(knob)
    ways = [[(x, y), (x - 30, y - 25)], [(x, y), (x + 30, y + 25)]]
    move(notebook.page, *(partial(notebook.mouse_drag, way, 0.1) for way in ways))


def move_all(page, box):
    """Move each input of a control, and press its buttons."""
    for kind, keys in KEYS.items():
        for node in each(box.locator(f"{kind}:visible")):
            press(page, node, *keys)
    for field in each(box.locator(f"{FIELD}:visible")):
        type_in(page, field)
    for button in each(box.locator(f"{BUTTON}:visible")):
        press(page, button, "Enter")
        if "Pause" in button.text_content():
            page.keyboard.press("Enter")


def each(found):
    """What the locator finds, one after the other, of which there may be more or fewer meanwhile."""
    k = 0
    while k < found.count():
        yield found.nth(k)
        k += 1


@pytest.mark.parametrize("name", SCENES)
def test_under_keys_and_pointer_the_page_shows_its_state_as_python_does_and_axe_finds_nothing(lab, name):
    notebook = steps.open_explorer(lab, f"explore.{CALLS.get(name, f'{name}()')}")
    page = notebook.page
    notebook.python(SAID)
    steps.unfold(notebook)
    agree(notebook)
    for box in each(page.locator(".jaclib-control:visible")):
        move_all(page, box)
        agree(notebook)
    for knob in each(page.locator(":is(.jaclib-handle, .jaclib-turn):visible")):
        press(page, knob, "ArrowRight", "ArrowLeft")
        drag(notebook, knob)
        agree(notebook)
    steps.click(notebook, "Copy this view")
    copied = page.locator(".jaclib-status.jaclib-seen")
    copied.wait_for()
    assert copied.inner_text().endswith(notebook.python("said()[1]"))
    steps.no_barrier_in_either_theme(notebook)
    agree(notebook)  # in the dark, too
