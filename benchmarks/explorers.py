"""Each explorer beside ipympl with the same picture, and beside `plt.subplots`: `python -m benchmarks.explorers`.

A step is that of an explorer's slider by the key for a page, or that of a point by an arrow key, from the press of the
key to the picture that follows. For ipympl the explorer's own `compute` and `paint` are used, with one figure whose
artists are moved, and `draw_idle`. The first picture is timed in a fresh kernel, from running the cell to the picture
on the page, compiling included; beside it a cell that shows the same controls, computes the same and draws it with
`plt.subplots`.
"""

import argparse
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from statistics import median

import ipywidgets as W
import matplotlib.pyplot as plt
import numpy as np
from ipympl.backend_nbagg import Canvas, FigureManager
from IPython.display import display

from benchmarks.live_figure import CANVAS, INLINE, STAGE, circumstances
from benchmarks.measure import SAMPLER, compile_anew
from benchmarks.report import write_section
from jaclib import explore
from jaclib.draw import LIGHT
from jaclib.stage import Declared, NotReady, Scene
from jaclib.stage.live import move
from jaclib.stage.scene import present
from jaclib.stage.stage import Stage
from tests.lab.lab import Lab, LabServer, chromium

STEP_GOAL, FIRST_GOAL = 0.5, 1.5
# A hand that rests between two steps: the stage has nothing more to draw ahead.
CALM = """async () => {
    const kept = () => [...(globalThis.jaclibStages ?? [])].map((engine) => engine.stats().frames).join();
    for (let before = null; before !== kept(); ) {
        before = kept();
        await new Promise((done) => setTimeout(done, 400));
    }
}"""
WATCH = """picture => {
    globalThis.sampledRows = Array.from({ length: 100 }, (_, i) => (i + 0.5) / 100);
    sample(picture, '.jp-OutputArea :is(.noUi-handle, [type=range])');
    globalThis.pressed = 0;
    addEventListener("keydown", ({ timeStamp }) => {
        pressed = timeStamp;
        globalThis.jaclibStages?.forEach((engine) => engine.clear()); // each picture must come from Python
    }, true);
}"""
ON_A_HANDLE = "() => document.activeElement.classList.contains('jaclib-handle')"
FIRST = """async ([cell, picture]) => {
    const app = window.jupyterapp, notebook = app.shell.currentWidget.content;
    notebook.activeCellIndex = cell;
    notebook.deselectAll();
    const there = () => {
        const seen = document.querySelector(picture);
        if (seen instanceof HTMLCanvasElement) return [...(globalThis.jaclibStages ?? [])].some((one) => one.shown);
        return seen?.complete && seen.naturalWidth;
    };
    const start = performance.now();
    app.commands.execute('notebook:run-cell');
    while (!there()) {
        await new Promise(requestAnimationFrame);
        if (performance.now() - start > 90_000) return null;
    }
    return performance.now() - start;
}"""


def measured(scene: Scene) -> tuple[dict, str] | None:
    """With which arguments a scene is measured, and the control that is moved; None where it has only buttons.

    The control is the first slider, or else a slider over whole numbers that can be played, or a point on the picture,
    whose first coordinate gets a slider in ipympl. It starts with room to both sides. What is trained, or run from a
    start, is at its start: there the point comes first, for other controls may do nothing yet. Where a slider follows
    other controls, as that of a flow's layers does, the run is five steps on: what has learned nothing moves nothing.
    """
    alone = {name: control for name, control in scene.controls.items() if isinstance(control, Declared)}
    run = [name for name, each in alone.items() if each.look.get("again")]
    early = {name: alone[name].look["lo"] + 5 * alone[name].look["every"] for name in run}
    untrained = {name: each.look["lo"] for name, each in alone.items() if name in run or each.look.get("pace") == 0}
    for kinds in (("point",),) * bool(run) + (("slider", "log_slider"), ("whole",), ("point",)):
        for name, control in alone.items():
            look = control.look
            if control.kind not in kinds or name in untrained or (control.kind == "whole" and not look["play"]):
                continue
            if control.kind == "point" or name not in scene.signature.parameters:
                return untrained, name
            return untrained | {name: middle(control)}, name
    live = present(scene, untrained)  # what follows other controls is known when they are there
    following = {name: control.declared for name, control in live.controls.items() if name not in alone}
    live.close()
    for name, control in following.items():
        if control.kind == "whole" and control.look["play"] and name in scene.signature.parameters:
            return untrained | early | {name: middle(control)}, name
        if control.kind == "point":
            return untrained, name
    return None


def middle(control: Declared) -> float:
    lo, hi = control.look["lo"], control.look["hi"]
    if control.kind == "whole":
        every = control.look["every"]
        return lo + min((hi - lo) // every, 40) // 2 * every
    return float(f"{(lo * hi) ** 0.5 if control.kind == 'log_slider' else (lo + hi) / 2:.3g}")


EXPLORERS = {name: found for name, scene in explore.SCENES.items() if (found := measured(scene))}


def call_of(name: str) -> str:
    """The call that is measured, as it is typed."""
    given = ", ".join(f"{argument}={value!r}" for argument, value in EXPLORERS[name][0].items())
    return f"explore.{explore.SCENES[name].name}({given})"


def in_ipympl(name: str):
    """The explorer's picture in ipympl, with its slider; needs `%matplotlib widget`."""
    live = present(explore.SCENES[name], EXPLORERS[name][0])
    stage, moved = live.stage, EXPLORERS[name][1]
    figure, _, move = stage.build(960, 1, LIGHT)
    still(figure)
    canvas = Canvas(figure)
    FigureManager(canvas, 1)

    def draw(value):
        there = live.state | {moved: [value, *live.state[moved][1:]] if isinstance(live.state[moved], list) else value}
        move({each: np.asarray(array) for each, array in ready(stage, live.now(there)).items()})
        canvas.draw_idle()

    own = own_slider(live.controls[moved])
    draw(own.value)
    own.observe(lambda change: draw(change["new"]), "value")
    display(W.VBox([own, canvas]))


def ready(stage: Stage, values: dict) -> dict:
    """The arrays of a state, however long they take."""
    while True:
        with suppress(NotReady):
            return stage.compute(**values)


def own_slider(control):
    """The slider of ipywidgets that has the steps of the control; of a point it moves the first coordinate."""
    look, value = control.declared.look, control.first
    match control.declared.kind:
        case "slider":
            return W.FloatSlider(value, min=look["lo"], max=look["hi"], step=(look["hi"] - look["lo"]) / look["steps"])
        case "log_slider":
            low, high = np.log10([look["lo"], look["hi"]])
            return W.FloatLogSlider(value, min=low, max=high, step=(high - low) / look["steps"])
        case "whole":
            return W.IntSlider(value, min=look["lo"], max=look["hi"], step=look["every"])
    return W.FloatSlider(value[0], min=value[0] - 1, max=value[0] + 1, step=look["step"])


def still(figure):
    """Artists that an ordinary figure draws, too."""
    for artist in figure.findobj(lambda each: each.get_animated()):
        artist.set_animated(False)


def in_subplots(name: str):
    """The explorer's controls, and its picture drawn once by `plt.subplots`."""
    scene = explore.SCENES[name]
    live = present(scene, EXPLORERS[name][0])
    stage = live.stage
    display(W.VBox([W.FloatSlider(description=each) for each in live.controls]))
    arrays = ready(stage, live.now())
    titles = [ax.get_title(loc="left") for ax in stage.build(960, 1, LIGHT)[1]]
    columns = min(3, len(titles))
    figure, axes = plt.subplots(-(-len(titles) // columns), columns, figsize=(10, 4), squeeze=False)
    for ax, title in zip(axes.flat, titles, strict=False):
        ax.set_title(title)
    paint = scene.fit(**{each: control.now for each, control in stage.controls.items()}).get("paint", scene.paint)
    marks = paint(LIGHT, *axes.flat[: len(titles)])
    still(figure)
    move(marks, {each: np.asarray(array) for each, array in arrays.items()})
    plt.show()


def first_picture(lab: Lab, cells: list[str], picture: str) -> float:
    """Milliseconds from running the last cell, in a fresh kernel that has done the others, to the picture."""
    notebook = lab.own_notebook(cells, script=SAMPLER)
    for cell in range(len(cells) - 1):
        notebook.run(cell)
    took = notebook.page.evaluate(FIRST, [len(cells) - 1, picture])
    if took is None:
        raise TimeoutError(f"No picture within 90 s: {notebook.output(len(cells) - 1).inner_text()[-500:]}")
    lab.close()
    return took


def steps(lab: Lab, cells: list[str], picture: str, control: str, count: int) -> list[float]:
    """Milliseconds from each press of an arrow key on the slider to the next change of the picture."""
    notebook = lab.own_notebook(cells, script=SAMPLER)
    notebook.run_all()
    page = notebook.page
    page.locator(picture).first.wait_for()
    page.locator(f".noUi-handle, [data-name={control}] [type=range], .jaclib-handle").first.focus()
    page.evaluate(WATCH, picture)
    # a page of a slider: of some a single step can hardly be seen; to and fro, for at an end nothing would move
    keys = ("ArrowRight", "ArrowLeft") if page.evaluate(ON_A_HANDLE) else ("PageUp", "PageDown")
    took = []
    for k in range(-1, count):  # the first warms up
        page.wait_for_timeout(500)
        page.evaluate("() => sampled.quiet(300)")
        page.evaluate(CALM)
        notebook.wait_idle()
        page.evaluate("() => sampled.clear()")
        page.keyboard.press(keys[k % 2])
        if not page.evaluate("() => sampled.changed(10_000)"):
            raise TimeoutError(f"The picture did not follow step {k} of {control}.")
        if k >= 0:
            took.append(page.evaluate("() => sampled.all().changes[0][0] - pressed"))
    lab.close()
    return took


def measure(stock: Lab, fast: Lab, name: str, count: int, rounds: int) -> list[float]:
    """Medians in ms: a step of the explorer, of ipympl; the explorer's first picture, that of `plt.subplots`."""
    _, control = EXPLORERS[name]
    ours = ["from jaclib import explore", call_of(name)]
    theirs = ["%matplotlib widget\nfrom benchmarks.explorers import in_ipympl", f"in_ipympl({name!r})"]
    inline = "from benchmarks.explorers import in_subplots\n%matplotlib inline"  # ipympl is imported there, too
    plain = [inline, f"in_subplots({name!r})"]
    return [
        median(steps(fast, ours, STAGE, control, count)),
        median(steps(stock, theirs, CANVAS, control, count)),
        median(first_picture(fast, ours, STAGE) for _ in range(rounds)),
        median(first_picture(stock, plain, INLINE) for _ in range(rounds)),
    ]


def row(name: str, step: float, ipympl: float, first: float, subplots: float) -> str:
    slower, longer = step / ipympl, first / subplots
    met = "met" if slower <= STEP_GOAL and longer <= FIRST_GOAL else "MISSED"
    cells = f"{step:.0f}", f"{ipympl:.0f}", f"{slower:.2f}", f"{first:.0f}", f"{subplots:.0f}", f"{longer:.2f}", met
    return f"| `{name}` | {' | '.join(cells)} |"


def kept(path: Path | None) -> dict[str, str]:
    """The rows of explorers that stand in their section of the results, from earlier runs."""
    text = path.read_text(encoding="utf-8") if path and path.exists() else ""
    lines = text.partition("<!-- begin: explorers -->")[2].partition("<!-- end: explorers -->")[0].splitlines()
    return {name: line for name in EXPLORERS for line in lines if line.startswith(f"| `{name}` |")}


def table(rows: dict[str, str], steps: int, rounds: int) -> str:
    ratios = f"| ratio (≤ {STEP_GOAL}) | first picture | `plt.subplots` | ratio (≤ {FIRST_GOAL}) | |"
    lines = [
        f"{circumstances()} Medians of {steps} steps and {rounds} first pictures; milliseconds. "
        "An explorer that was not measured again has its row from before.",
        "",
        f"| explorer | step | ipympl {ratios}",
        "| --- | --: | --: | --: | --: | --: | --: | --- |",
    ]
    return "\n".join([*lines, *(rows[name] for name in EXPLORERS if name in rows)])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", default=list(EXPLORERS), help="explorers to measure; all, if none is named")
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3, help="first pictures of each")
    parser.add_argument("--write", type=Path, help="also write each row, when it is there, into this file's table")
    options = parser.parse_args()
    compile_anew()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        servers = [LabServer(Path(folder) / kind, fast=kind == "fast") for kind in ("stock", "fast")]
        try:
            stock, fast = (Lab(server, *browser) for server in servers)
            rows = kept(options.write)
            for name in options.names:
                print(f"… {name}", file=sys.stderr)
                rows[name] = row(name, *measure(stock, fast, name, options.steps, options.rounds))
                if options.write:
                    write_section(options.write, "explorers", table(rows, options.steps, options.rounds))
        finally:
            for server in servers:
                server.stop()
    print(table(rows, options.steps, options.rounds))


if __name__ == "__main__":
    main()
