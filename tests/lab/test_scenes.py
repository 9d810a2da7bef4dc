"""Each explorer under a hand: whatever is dragged or pressed, the page shows it, and says of it what Python says.

Whether the numbers are right is tested without a browser, in tests/explore.
"""

import pytest

from jaclib.explore import SCENES

from . import steps

CALLS = {"coordinates_in_plane": "coordinates('polar')", "coordinates_in_space": "coordinates('spherical')"}
CALLS |= {"digits": "digits(step=0)"}  # trains for long otherwise
# what Python says of a state: its caption, the code that recreates it, and its read-outs by name
SAID = """
def rounded(value):  # the page keeps twelve figures
    if isinstance(value, dict):
        return {name: rounded(each) for name, each in value.items()}
    if isinstance(value, list):
        return [rounded(each) for each in value]
    return round(value, 9) if isinstance(value, float) else value

def said(state, stage=live.stage):
    _, words = stage.draw(state, width=400)
    matrices = [part for each in words["values"] for part in each.get("product", [each])]
    written = lambda rows: "; ".join(", ".join(text or "blank" for text in row) for row in rows)
    return [words["say"], words["call"], [f"{part['label']} = {written(part['rows'])}" for part in matrices]]
"""
SHOWN = """() => [
    document.querySelector('.jaclib-say').textContent, [...jaclibStages].at(-1).shown.call,
    [...document.querySelectorAll('.jaclib-values [data-name]')].map(matrix => matrix.getAttribute('aria-label')),
]"""
KEYS = {
    "[role=slider], [type=range]": ("ArrowUp", "ArrowDown"),
    "[role=spinbutton]": ("ArrowUp", "ArrowDown"),
    "[type=checkbox]": ("Space",),
    "select": ("ArrowDown", "ArrowUp"),
}


def agreed(notebook) -> dict:
    """The state that is shown, once the kernel has it; the page says of it what Python says."""
    steps.rest(notebook)
    state = notebook.page.evaluate(steps.STATE)
    notebook.until(f"rounded(live.state) == rounded({state!r})")
    assert notebook.page.evaluate(SHOWN) == notebook.python(f"said({state!r})")
    return state


def each(found):
    """What the locator finds, one after the other, of which there may be more or fewer meanwhile."""
    k = 0
    while k < found.count():
        yield found.nth(k)
        k += 1


@pytest.mark.parametrize("name", SCENES)
def test_by_pointer_and_by_keys_the_page_shows_the_state_as_python_does_and_axe_finds_nothing(lab, name):
    notebook = steps.open_explorer(lab, f"explore.{CALLS.get(name, f'{name}()')}")
    page = notebook.page
    notebook.python(SAID)
    now = agreed(notebook)
    for kind, keys in KEYS.items():
        for control in each(page.locator(f".jaclib-live :is({kind}):visible")):
            before = now
            for key in keys:
                control.press(key)
                now = agreed(notebook)
                if now != before:
                    break  # it wasn't at that end
            assert now != before
    for handle in each(page.locator(".jaclib-handle:visible, [type=range]:visible")):
        place = handle.evaluate("bar => bar.value / bar.max") if handle.get_attribute("type") == "range" else None
        x, y = steps.centre(handle) if place is None else steps.thumb(handle, place)
        notebook.mouse_drag([(x, y), (x - 30, y - 25)], 0.3)
        agreed(notebook)
    steps.no_barrier_in_either_theme(notebook)
