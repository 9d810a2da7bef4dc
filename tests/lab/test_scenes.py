"""Each explorer under a hand: whatever is pressed, typed or dragged, the page shows it, and says what Python says.

Whether the numbers are right is tested without a browser, in tests/explore.
"""

import pytest

from jaclib.explore import SCENES

from . import steps

CALLS = {"coordinates_in_plane": "coordinates('polar')", "coordinates_in_space": "coordinates('spherical')"}
CALLS |= {"digits": "digits(step=0)"}  # trains for long otherwise
# what Python says of the state that it has: its caption, the code that recreates it, and its read-outs by name
SAID = """
import json

def said(stage=live.stage):
    _, words = stage.frame(live.state, width=400, sharp=False)
    matrices = [part for each in words["values"] for part in each.get("product", [each])]
    written = lambda rows: "; ".join(", ".join(text or "blank" for text in row) for row in rows)
    return [words["say"], words["call"], [f"{part['label']} = {written(part['rows'])}" for part in matrices]]

def rounded(value):  # the page keeps twelve figures
    return json.loads(json.dumps(value), parse_float=lambda number: round(float(number), 9))
"""
STILL = f"() => ({steps.RESTED})() && performance.now() > [...jaclibStages].at(-1).movedAt + 200"
STATE = "() => [...jaclibStages].at(-1).state()"
SHOWN = """() => [[...jaclibStages].at(-1).shown.state, [
    document.querySelector('.jaclib-say').textContent, [...jaclibStages].at(-1).shown.call,
    [...document.querySelectorAll('.jaclib-values [data-name]')].map(matrix => matrix.getAttribute('aria-label')),
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


class Walk:
    """The way through one explorer: `state` is the last one in which page and kernel agreed."""

    def __init__(self, notebook):
        self.notebook, self.page = notebook, notebook.page
        notebook.python(SAID)
        self.page.evaluate("() => document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        self.agree()

    def agree(self):
        """Once the hand rests, the kernel has the state that is shown, and the page says of it what Python says."""
        self.page.wait_for_function(STILL)
        self.state, shown = self.page.evaluate(SHOWN)
        self.notebook.until(f"rounded(live.state) == rounded({self.state!r})")
        assert shown == self.notebook.python("said()")

    def left(self, state):
        """Wait until the page has another state."""
        self.page.wait_for_function(f"was => JSON.stringify(({STATE})()) !== JSON.stringify(was)", arg=state)

    def press(self, control, *keys):
        """Move the control by the first of its keys that does."""
        before = self.page.evaluate(STATE)
        if control.evaluate("node => node.options?.length === node.selectedIndex + 1"):
            keys = ("ArrowUp",)
        control.focus()
        for key in keys:
            self.page.keyboard.press(key)
            if self.page.evaluate(STATE) != before:
                return
        self.left(before)  # the kernel must know of it first

    def type(self, field):
        """Type what can't be had, which is refused beside the field, and then what can."""
        before, wanted = self.page.evaluate(STATE), field.evaluate(FITTING)
        field.fill("((")
        field.press("Enter")
        self.page.locator(".jaclib-wrong:not(:empty)").wait_for()
        assert self.page.evaluate(STATE) == before
        field.fill(wanted)
        field.press("Enter")
        self.page.locator(".jaclib-wrong:not(:empty)").wait_for(state="detached")

    def drag(self, knob):
        """Drag one way or, from an edge, the other."""
        (x, y), before = steps.centre(knob), self.page.evaluate(STATE)
        for way in (-1, 1):
            self.notebook.mouse_drag([(x, y), (x + 30 * way, y + 25 * way)], 0.1)
            if self.page.evaluate(STATE) != before:
                return
        raise AssertionError(f"{knob} was dragged, and nothing moved")

    def control(self, box):
        """Move each input of a control, and press its buttons."""
        for kind, keys in KEYS.items():
            for each in several(box.locator(f"{kind}:visible")):
                self.press(each, *keys)
        for each in several(box.locator(f"{FIELD}:visible")):
            self.type(each)
        for each in several(box.locator(f"{BUTTON}:visible")):
            self.press(each, "Enter")
            if "Pause" in each.text_content():
                self.page.keyboard.press("Enter")
        self.agree()


def several(found):
    """What the locator finds, one after the other, of which there may be more or fewer meanwhile."""
    k = 0
    while k < found.count():
        yield found.nth(k)
        k += 1


@pytest.mark.parametrize("name", SCENES)
def test_under_keys_and_pointer_the_page_shows_its_state_as_python_does_and_axe_finds_nothing(lab, name):
    notebook = steps.open_explorer(lab, f"explore.{CALLS.get(name, f'{name}()')}")
    walk, page = Walk(notebook), notebook.page
    for box in several(page.locator(".jaclib-control:visible")):
        walk.control(box)
    for knob in several(page.locator(":is(.jaclib-handle, .jaclib-turn):visible")):
        walk.press(knob, "ArrowRight", "ArrowLeft")
        walk.drag(knob)
        walk.agree()
    steps.click(notebook, "Copy this view")
    copied = page.locator(".jaclib-status.jaclib-seen")
    copied.wait_for()
    assert copied.inner_text().endswith(notebook.python("said()[1]"))
    steps.no_barrier_in_either_theme(notebook)
    walk.agree()  # in the dark, too
