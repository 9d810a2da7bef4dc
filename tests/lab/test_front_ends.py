"""The five explorers that matter most, in each front end: they are shown and dragged, and the picture follows."""

import pytest

from jaclib.explore import SCENES
from jaclib.stage.scene import present

from . import steps
from .notebook import POLL_MS, READY, WAIT_MS

ADDRESSES = {"JupyterLab": "lab/workspaces/elsewhere/tree", "Notebook 7": "notebooks", "Voilà": "voila/render"}
EXPLORERS = ("linear_approximation", "determinant", "chain_rule", "backprop", "newton")
CELLS = ["from jaclib import explore", *(f"explore.{name}()" for name in EXPLORERS)]
RESTS = """label => {
    const engine = [...jaclibStages].find(({ settings }) => settings.label === label);
    if (!engine) return false;
    const { shown, stats, state, layout } = engine;
    return shown?.sharp && !stats().flying && shown.key === JSON.stringify([state(), layout]);
}"""
STATE = "label => [...jaclibStages].find(({ settings }) => settings.label === label).shown.state"


@pytest.fixture(scope="module")
def opened(labs):
    """The page of each front end with the five of them; one server has all three, and each a kernel of its own."""
    lab, pages = labs("fast"), {}
    notebooks = {front_end: f"five-{i}.ipynb" for i, front_end in enumerate(ADDRESSES)}

    def get(front_end):
        if front_end not in pages:
            name = notebooks[front_end]
            lab.server.write(CELLS, name)
            pages[front_end] = page = lab.browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
            page.set_default_timeout(WAIT_MS)
            page.goto(f"http://127.0.0.1:{lab.server.port}/{ADDRESSES[front_end]}/{name}?token={lab.server.token}")
            if front_end != "Voilà":  # which has run them
                # Without a kernel yet, Shift+Enter starts a second one (jupyterlab/jupyterlab, issue 18923).
                page.wait_for_function(READY, polling=POLL_MS)
                page.locator(".jp-Cell .cm-content").first.click()
                for _ in CELLS:
                    page.keyboard.press("Shift+Enter")
            page.wait_for_function(
                f"() => document.querySelectorAll('.jaclib-say').length === {len(EXPLORERS)}", polling=POLL_MS
            )
        return pages[front_end]

    yield get
    for page in pages.values():
        page.context.close()
    for session in lab.server.api("GET", "sessions"):
        if session["path"] in notebooks.values():
            lab.server.api("DELETE", f"sessions/{session['id']}")


@pytest.fixture
def said():
    """What Python says of an explorer's state."""
    lives = []

    def say(name, state):
        lives.append(present(SCENES[name], {}))
        return lives[-1].stage.frame(state)[1]["say"]

    yield say
    for live in lives:
        live.close()


@pytest.mark.parametrize("name", EXPLORERS)
@pytest.mark.parametrize("front_end", ADDRESSES)
def test_the_figure_is_shown_and_dragged_and_the_picture_follows(opened, said, front_end, name):
    page, label = opened(front_end), SCENES[name].label
    stage = page.locator(".jaclib-stage").filter(has=page.get_by_role("img", name=label, exact=True))
    canvas, knobs = stage.locator(".jaclib-canvas"), stage.locator(".jaclib-handle")
    canvas.scroll_into_view_if_needed()
    page.wait_for_function(RESTS, arg=label, polling=POLL_MS)
    before, shown = page.evaluate(STATE, label), canvas.evaluate("canvas => canvas.toDataURL()")
    assert stage.locator(".jaclib-say").inner_text() == said(name, before)

    bar = stage.locator(".jaclib-main [type=range]")
    x, y = steps.centre(knobs.first) if knobs.count() else steps.thumb(bar, 1)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 90, y - 30, steps=10)
    page.mouse.up()
    page.wait_for_function(RESTS, arg=label, polling=POLL_MS)
    after = page.evaluate(STATE, label)
    assert after != before
    assert stage.locator(".jaclib-say").inner_text() == said(name, after)
    assert canvas.evaluate("canvas => canvas.toDataURL()") != shown
