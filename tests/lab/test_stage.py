"""The live figure in a real JupyterLab, on a small scene: a dot that a slider moves along a line, and one to drag."""

import base64
import io
import json

import numpy as np
import pytest
from PIL import Image

from .notebook import ICONS, PANEL
from .steps import RESTED, SHOWN, rest, thumb, type_number

SCENE = """
import hashlib, time
import jaclib
from jaclib.draw import curve, frame, point as dot
from jaclib import stage
from jaclib.stage import point, readout, slider

drawn, asked, slow = {}, [], 0.0

def compute(t, p):
    asked.append(t)
    time.sleep(slow)
    if t > 0.9:
        raise ValueError("t: at most <b>0.9</b> is drawn here.")
    return {"t": t, "p": p, "at": (t, t), "line": [(0, 0), (t, t)]}

def paint(palette, left, right):
    frame(left, ((0, 1), (0, 1))), frame(right, ((0, 1), (0, 1)))
    return {"p": dot(left, palette.ink), "at": dot(right, palette.linear), "line": curve(right, palette.linear)}

@stage.scene(
    titles=("Drag the dot", "Slide the dot"), label="Two dots", compute=compute, paint=paint,
    say=lambda now: f"The dot is at t = {now['t']:.2f}, p at ({now['p'][0]:.2f}, {now['p'][1]:.2f}).",
    values=lambda now: [readout("t", now["t"])], p=point("dot p"), t=slider("time", "t", 0.0, 1.0),
)
def dots(p=(0.5, 0.5), t=0.2):
    "Two dots."

def scene(**start):
    live = dots(**start)
    live.stage.on_frame = lambda key, png: drawn.setdefault(key, set()).add(hashlib.sha256(png).hexdigest())
    return live
"""
WATCH = """() => {
    globalThis.seen = [];
    for (const engine of jaclibStages) engine.probe = async record => {
        const entry = {key: record.key, state: record.state, sharp: record.sharp, kept: record.order !== record.seq};
        seen.push(entry);
        const bytes = await crypto.subtle.digest('SHA-256', await record.blob.arrayBuffer());
        entry.sha = [...new Uint8Array(bytes)].map(b => b.toString(16).padStart(2, '0')).join('');
    };
}"""


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def on_canvas(notebook, which=0) -> np.ndarray:
    """What the canvas shows, pixel by pixel."""
    url = notebook.page.locator(".jaclib-canvas").nth(which).evaluate("canvas => canvas.toDataURL('image/png')")
    return pixels(base64.b64decode(url.split(",")[1]))


def open_scene(lab, *more, start="", own=False, **page):
    notebook = (lab.own_notebook if own else lab.notebook)([SCENE, f"live = scene({start}); live", *more], **page)
    notebook.run(0), notebook.run(1)
    notebook.page.wait_for_function(SHOWN)
    notebook.page.wait_for_function(RESTED)
    notebook.page.evaluate(WATCH)
    return notebook


def slide(notebook, to: float, seconds: float = 0.5, start: float = 0.2):
    """Drag the slider's handle from where it is at `start` to `to`."""
    bar = notebook.page.locator("[type=range]").first
    notebook.mouse_drag([thumb(bar, start), thumb(bar, to)], seconds)


def slide_and_look(notebook, to: float, legs: int = 6):
    """Slide in legs; after each of them, with the button down, wait until a frame that is new has been shown."""
    page, fresh = notebook.page, "seen.filter((entry) => !entry.kept).length"
    bar = page.locator("[type=range]").first
    (x, y), (end, _) = thumb(bar, 0.2), thumb(bar, to)
    across = (end - x) / legs
    with notebook.hand() as hand:
        hand.press((x, y))
        for leg in range(legs):
            page.evaluate("() => [...jaclibStages][0].clear()")  # what is kept is not new
            before = page.evaluate(f"() => {fresh}")
            hand.sweep([(x + leg * across, y), (x + (leg + 1) * across, y)], seconds=0.25)
            page.wait_for_function(f"() => {fresh} > {before}")
        hand.release((x + legs * across, y))


def test_the_picture_follows_the_slider_and_python_agrees_when_the_hand_rests(lab):
    notebook = open_scene(lab)
    slide(notebook, 0.7)
    rest(notebook)
    t = notebook.page.evaluate("() => [...jaclibStages][0].shown.state.t")
    assert t == pytest.approx(0.7, abs=0.03)
    notebook.until(f"abs(live.state['t'] - {t}) < 1e-9")
    assert f"t = {t:.2f}" in notebook.page.locator(".jaclib-say").inner_text()


MUTE = """
unanswered, Stage = [], live.stage.__class__
heard, Stage.ask = Stage.ask, lambda stage, request: unanswered.append(request)
"""
HEAR = "Stage.ask = heard"
LAID = "() => [...(globalThis.jaclibStages ?? [])].some(engine => engine.layout)"


def test_the_picture_that_came_with_the_figure_is_seen_before_the_kernel_answers(lab):
    notebook = lab.notebook([SCENE, f"live = scene()\n{MUTE}", "live"])
    notebook.run_all()
    notebook.page.wait_for_function(SHOWN)
    first = base64.b64decode(notebook.python("__import__('base64').b64encode(live._still).decode()"))
    assert (on_canvas(notebook) == pixels(first)).all()
    assert "t = 0.20" in notebook.page.locator(".jaclib-say").inner_text()
    notebook.until("unanswered")  # it is for another width than the page's
    notebook.python(HEAR)


def test_the_next_figure_comes_as_the_page_wants_it_and_is_not_asked_for_again(lab):
    notebook = open_scene(lab, f"live = scene()\n{MUTE}\nlive")
    width = notebook.page.evaluate("() => [...jaclibStages][0].layout.width")
    notebook.run(2)
    notebook.page.wait_for_function("() => jaclibStages.size === 2 && [...jaclibStages].every(e => e.shown?.sharp)")
    rest(notebook)
    assert notebook.page.evaluate("() => [...jaclibStages][1].shown.width") == width
    assert notebook.python("len(unanswered)") == 0
    notebook.python(HEAR)


def test_the_picture_that_came_with_the_figure_is_not_shown_where_it_would_be_wrong(lab):
    notebook = lab.own_notebook([SCENE, f"live = scene()\n{MUTE}", "live"])
    notebook.theme("JupyterLab Dark")
    notebook.run_all()
    notebook.until("unanswered")
    assert not notebook.page.evaluate(SHOWN)  # it is a light one
    notebook.theme("JupyterLab Light")
    notebook.python("live.t = 0.4")
    notebook.reload()
    notebook.page.wait_for_function(LAID)
    notebook.until("any(request['state']['t'] == 0.4 for request in unanswered)")
    assert not notebook.page.evaluate(SHOWN)  # it is of t = 0.2


def test_every_frame_shown_is_what_the_kernel_drew_for_that_state_and_none_is_out_of_order(lab):
    notebook = open_scene(lab)
    slide_and_look(notebook, 0.8)
    rest(notebook)
    seen, drawn = (
        notebook.page.evaluate("() => seen"),
        notebook.python("{key: list(shas) for key, shas in drawn.items()}"),
    )
    moved = [entry for entry in seen if not entry["kept"]]
    assert len(moved) > 5
    assert all(entry["sha"] in drawn[entry["key"]] for entry in seen)
    assert [entry["state"]["t"] for entry in seen] == sorted(entry["state"]["t"] for entry in seen)


def test_with_slow_draws_the_states_overtaken_are_never_drawn_and_the_last_one_is(lab):
    notebook = open_scene(lab)
    notebook.python("slow = 0.1; asked.clear()")
    notebook.page.evaluate("() => [...jaclibStages][0].clear()")
    slide(notebook, 0.7, seconds=1.0)
    rest(notebook)
    last = notebook.page.evaluate("() => [...jaclibStages][0].shown.state.t")
    assert notebook.page.evaluate("() => [...jaclibStages][0].state().t") == last
    # a hundred and twenty moves, of which a kernel that needs 0.1 s for each can draw about ten
    distinct = notebook.python("len([t for i, t in enumerate(asked) if i == 0 or t != asked[i - 1]])")
    assert distinct < 40


def test_where_a_picture_takes_long_the_page_says_why_until_it_is_there(lab):
    notebook = open_scene(lab)
    rest(notebook)
    notebook.python("slow = 2.5")
    notebook.page.evaluate("() => [...jaclibStages][0].put('t', 0.85)")
    progress = notebook.page.locator(".jaclib-progress")
    progress.filter(has_text="compiled first").wait_for()
    assert notebook.page.evaluate("() => [...jaclibStages][0].shown.state.t") != 0.85
    notebook.python("slow = 0.0")
    notebook.page.wait_for_function("() => [...jaclibStages][0].shown.state.t === 0.85")
    assert progress.inner_text() == ""


def test_at_rest_the_picture_is_what_matplotlib_draws_from_scratch(lab):
    notebook = open_scene(lab)
    slide(notebook, 0.6)
    rest(notebook)
    state, layout = json.loads(notebook.page.evaluate("() => [...jaclibStages][0].shown.key"))
    code = f"""
import base64, io
from jaclib.draw import LIGHT
figure, axes, move = live.stage.build({layout["width"]}, {layout["ratio"]}, LIGHT)
move(compute(t={state["t"]}, p={state["p"]}))
out = io.BytesIO()
figure.savefig(out, format="png", facecolor=figure.get_facecolor())
base64.b64encode(out.getvalue()).decode()
"""
    scratch = pixels(base64.b64decode(notebook.python(code)))
    shown = on_canvas(notebook)
    assert shown.shape == scratch.shape
    assert np.abs(shown - scratch).max() <= 2


def test_of_two_figures_only_the_one_moved_last_draws_ahead(lab):
    notebook = open_scene(lab, "scene()", viewport=(1500, 2400))  # both are seen
    notebook.run(2)
    rest(notebook)
    first, second = notebook.page.evaluate("""async () => {
        const engines = [...jaclibStages], asked = engines.map(() => 0);
        engines.forEach((engine, i) => {
            const send = engine.model.send.bind(engine.model);
            engine.model.send = (message, ...more) => { asked[i] += message.ahead > 0; send(message, ...more); };
        });
        const until = async (done) => { while (!done()) await new Promise(yes => setTimeout(yes, 10)); };
        engines[0].put('t', 0.5);
        await until(() => asked[0] > 0);
        engines[1].put('t', 0.6);
        asked[0] = 0;
        await until(() => asked[1] > 40);
        return asked;
    }""")
    assert (first, second > 40) == (0, True)


def test_the_picture_follows_the_theme(lab):
    notebook = open_scene(lab)
    assert on_canvas(notebook)[0, 0].tolist() == [255, 255, 255]
    notebook.theme("JupyterLab Dark")
    notebook.page.wait_for_function("() => JSON.parse([...jaclibStages][0].shown.key)[1].dark")
    rest(notebook)
    assert on_canvas(notebook)[0, 0].tolist() == [17, 17, 17]
    assert notebook.axe() == []


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_the_canvas_has_a_pixel_for_every_pixel_of_the_screen(lab, scale):
    notebook = lab.notebook([SCENE, "live = scene(); live"])
    screen = notebook.context.new_cdp_session(notebook.page)
    metrics = {"width": 1500, "height": 1000, "deviceScaleFactor": scale, "mobile": False}
    screen.send("Emulation.setDeviceMetricsOverride", metrics)
    notebook.run_all()
    notebook.page.wait_for_function(SHOWN)
    rest(notebook)
    width, shown = notebook.page.locator(".jaclib-canvas").evaluate("c => [c.width, c.getBoundingClientRect().width]")
    assert width == pytest.approx(min(scale * shown, 3840), abs=2)  # more would take too long to draw
    screen.send("Emulation.clearDeviceMetricsOverride")


def test_an_output_360_pixels_wide_needs_no_horizontal_scrolling(lab):
    notebook = open_scene(lab, viewport=(470, 1000))
    output = notebook.page.locator(".jp-OutputArea-output").first
    scroll, client = output.evaluate("node => [node.scrollWidth, node.clientWidth]")
    assert client <= 365
    assert scroll <= client
    canvas = notebook.page.locator(".jaclib-canvas").bounding_box()
    assert canvas["height"] > canvas["width"]  # the panels stand one below the other
    assert notebook.axe() == []


def test_two_views_of_one_explorer_agree(lab):
    notebook = open_scene(lab, "live")
    notebook.run(2)
    notebook.page.wait_for_function("() => document.querySelectorAll('.jaclib-canvas').length === 2")
    slide(notebook, 0.6)
    rest(notebook)
    notebook.page.wait_for_timeout(300)
    first, second = on_canvas(notebook, 0), on_canvas(notebook, 1)
    assert (first == second).all()
    words = notebook.page.locator(".jaclib-say").all_inner_texts()
    assert words[0] == words[1]


def test_running_the_cell_again_leaves_nothing_behind(lab):
    count = """
import gc, threading
from ipywidgets.widgets.widget import _instances
from matplotlib.figure import Figure
gc.collect()
figures, threads = (isinstance(o, Figure) for o in gc.get_objects()), (t.name for t in threading.enumerate())
[len(_instances), sum(figures), list(threads).count("jaclib stage")]
"""
    notebook = open_scene(lab)
    notebook.page.evaluate("() => { [globalThis.before] = jaclibStages; }")
    for again in range(6):
        notebook.run(1)
        notebook.page.wait_for_function("() => [...jaclibStages].filter(e => e.shown?.sharp && e.alive).length === 1")
        slide(notebook, 0.4)
        rest(notebook)
        notebook.wait_idle()
        first = first if again else notebook.python(count)
    assert notebook.python(count) == first
    kept = notebook.page.evaluate("() => before.stats()")
    assert (kept["frames"], kept["kept"], kept["decoded"]) == (0, 0, 0)
    assert notebook.page.evaluate("() => [jaclibStages.size, document.querySelectorAll('.jaclib-stage').length]") == [
        1,
        1,
    ]


def test_after_a_reload_the_picture_moves_on_from_where_it_was(lab):
    notebook = open_scene(lab, own=True)
    slide(notebook, 0.6)
    rest(notebook)
    t = notebook.page.evaluate("() => [...jaclibStages][0].shown.state.t")
    notebook.until(f"live.state['t'] == {t}")
    notebook.reload()
    notebook.page.wait_for_function(SHOWN)
    rest(notebook)
    assert notebook.page.evaluate("() => [...jaclibStages][0].shown.state.t") == t
    slide(notebook, 0.3, start=t)
    rest(notebook)
    assert notebook.page.evaluate("() => [...jaclibStages][0].shown.state.t") == pytest.approx(0.3, abs=0.03)


LINKED = """
from ipywidgets import FloatSlider, jsdlink, jslink
ruler = FloatSlider(min=0, max=1, step=0.01, value=0.2)
link = {how}((ruler, "value"), (live, "t"))
ruler
"""


@pytest.mark.parametrize("how", ["jslink", "jsdlink"])
def test_a_slider_of_ipywidgets_that_is_linked_in_the_page_moves_the_figure(lab, how):
    notebook = open_scene(lab, LINKED.format(how=how))
    notebook.run(2)
    ruler = notebook.output(2).locator(".noUi-handle")
    ruler.focus()
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.wait_for_function("() => [...jaclibStages][0].shown.state.t > 0.205")
    notebook.until("ruler.value == live.t == 0.21")
    type_number(notebook, "t", 0.5)
    notebook.until(f"live.t == 0.5 and ruler.value == {0.5 if how == 'jslink' else 0.21}")
    rest(notebook)
    notebook.python("ruler.value = 0.3")  # from a cell, too, once the page has a picture of its own to save
    notebook.until("live.t == 0.3")
    notebook.page.wait_for_function("() => [...jaclibStages][0].shown.state.t === 0.3")
    notebook.python("link.unlink(), ruler.close(), ruler.layout.close(), ruler.style.close(), link.close()")


def test_shortcuts_with_ctrl_and_shift_enter_are_jupyterlabs_and_all_other_keys_the_controls(lab):
    notebook = open_scene(lab, "1 + 1")
    page, cells = notebook.page, f"() => {PANEL}.content.widgets.map(cell => cell.model.id)"
    before = page.evaluate(cells)
    page.get_by_role("slider", name="time t").focus()
    for key in ("b", "d", "d", "ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    assert page.evaluate(cells) == before
    ran = notebook.python("len(asked)")
    page.get_by_role("slider", name="time t").focus()
    page.keyboard.press("Control+s")
    page.wait_for_function(f"() => !({PANEL}).context.model.dirty")
    page.keyboard.press("Control+Enter")
    notebook.until(f"len(asked) > {ran}")  # the cell has made its figure anew


def test_after_a_kernel_restart_the_picture_says_what_to_do_and_that_works(lab):
    notebook = open_scene(lab, own=True)
    page = notebook.page
    before = on_canvas(notebook)
    notebook.restart_kernel()
    error = page.locator(".jaclib-error")
    error.filter(has_text="Click this cell, choose Run → Run All Above Selected Cell, then press Shift+Ent").wait_for()
    error.filter(has_text="No kernel draws this picture now.").wait_for()
    assert (on_canvas(notebook) == before).all()
    broken = "node => getComputedStyle(node, '::before').content"
    assert page.locator(".jaclib-live").first.evaluate(broken) in ("none", "normal")  # no red broken link beside it
    page.locator(".jp-Cell").nth(1).locator(".jp-InputPrompt").click()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Above Selected Cell").click()
    page.keyboard.press("Shift+Enter")
    page.wait_for_function("() => [...jaclibStages].some(e => e.alive && e.shown)")
    assert page.locator(".jaclib-error").inner_text() == ""


@pytest.mark.parametrize("lab", ["plain"], indirect=True)
def test_on_a_server_that_nobody_configured_the_drag_works_too_and_leaves_the_tabs_icon_alone(lab):
    notebook = open_scene(lab, "time.sleep(0.5)")
    notebook.page.evaluate(ICONS)
    slide(notebook, 0.7)
    rest(notebook)
    assert notebook.page.evaluate("() => [...jaclibStages][0].shown.state.t") == pytest.approx(0.7, abs=0.03)
    assert notebook.page.evaluate("() => icons.size") == 1
    notebook.page.wait_for_function("() => document.querySelector('link.favicon')")  # a while after the last message
    notebook.run(2)
    assert notebook.page.evaluate("() => icons.size") == 2  # as a cell exchanges it, here and elsewhere


def test_a_running_cell_does_not_stop_the_picture(lab):
    notebook = open_scene(lab, "while not any('0.55' in key for key in list(drawn)): time.sleep(0.05)")
    notebook.start(2)
    notebook.page.locator(".jaclib-handle").focus()
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.wait_for_function("() => [...jaclibStages][0].shown.state.p[0] === 0.55")
    notebook.finish(2)


def test_the_saved_notebook_holds_a_png_of_the_picture_and_its_words(lab):
    notebook = open_scene(lab)
    notebook.save()
    notebook.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    saved = json.loads((lab.server.root / notebook.name).read_text())
    data = saved["cells"][1]["outputs"][0]["data"]
    assert "t = 0.20" in "".join(data["text/plain"])
    assert pixels(base64.b64decode("".join(data["image/png"]))).shape == (678, 1440, 3)
