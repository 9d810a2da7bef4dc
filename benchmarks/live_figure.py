"""How fast the live figure is, beside what one would otherwise use: `python -m benchmarks.live_figure`.

A real JupyterLab, a real Chromium, one picture (picture.py), one slider of 100 steps moved by a mouse. All are measured
the same way (sampler.js): what counts is when the picture changes on the page. The baselines run on a server as it
comes; the stage on one with the configuration that ships with jaclib, and again on one without. All are open at once,
in pages and kernels of their own, and are moved in turn. Then all again on a laden machine: each draw computes for as
long as some plain figures take to draw, and a neighbour is busy on each core.
"""

import argparse
import os
import platform
import signal
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack, contextmanager, nullcontext
from importlib.metadata import version
from pathlib import Path

from benchmarks.machine import neighbours, plain_figure, rounds_in
from benchmarks.measure import SAMPLER, Watched, summary
from benchmarks.relay import Relay
from benchmarks.report import goals_table, table, write_section
from tests.lab.lab import Lab, LabServer, chromium

ROUND_TRIP, BITS = 0.080, 10e6
SLOW_DRAW = 0.050
FIGURES = 3  # plain figures that a laden machine computes for
LINES = {"local": (0.0, float("inf")), "line": (ROUND_TRIP, BITS), "laden": (0.0, float("inf"))}
INLINE, CANVAS = ".jp-OutputArea .jp-RenderedImage img", ".jp-OutputArea .jupyter-matplotlib-canvas-container canvas"
INTERACT = "from benchmarks.picture import drawn, show_interact\nshow_interact({})"
IPYMPL = "%matplotlib widget\nfrom benchmarks.picture import drawn, show_ipympl\nshow_ipympl({})"
BASELINES = {
    "interact": ([INTERACT.format("")], INLINE),
    "interact, lean": ([INTERACT.format("layout=None")], INLINE),
    "ipympl": ([IPYMPL.format("")], CANVAS),
    "ipympl, lean": ([IPYMPL.format("layout=None")], CANVAS),
}
STAGE = ".jp-OutputArea .jaclib-canvas"


@contextmanager
def watched(lab: Lab, line: str, cells: list[str], picture: str):
    """The notebook's cells run over this line, and its picture watched. JupyterLab itself has loaded before."""
    relay = Relay(lab.server.port)
    notebook = lab.own_notebook(cells, script=SAMPLER, port=relay.port if line == "line" else None)
    relay.shape(*LINES[line])
    notebook.run_all()
    figure = Watched(notebook, picture)
    yield figure
    figure.close()
    lab.close()
    relay.close()


def check_baseline(figure: Watched):
    """What a baseline drew last must be where its slider was left."""
    if (last := figure.notebook.python("drawn[-1]")) != 0.0:
        raise RuntimeError(f"The slider was left at 0, but the last picture was drawn for {last}.")


@contextmanager
def followed(stacks: dict[str, tuple], line: str):
    """The figures of these stacks, (server, cells, picture) by name, all open at once; the stages keep what they show,
    and forget it at each move of the mouse."""
    with ExitStack() as opened:
        figures = {name: opened.enter_context(watched(lab, line, *stack)) for name, (lab, *stack) in stacks.items()}
        for figure in stages(figures).values():
            figure.page.evaluate("() => { followStage(); followed.anew(true); }")
            figure.ready = "() => followed.ahead()"
        yield figures


def stages(figures: dict[str, Watched]) -> dict[str, Watched]:
    return {name: figure for name, figure in figures.items() if name.startswith("stage")}


def moved(figures: dict[str, Watched], steps: int, drags: int, before: str = "", beside=nullcontext) -> dict[str, dict]:
    """The numbers of each: its steps, then drags, one figure after the other, since what a machine does for each
    changes from minute to minute. The figure that has moved rests first, so as not to draw ahead meanwhile.

    `before` is run in the page before each drag, and `beside` goes on during it.
    """
    stepped, taken = {}, {name: [] for name in figures}
    for name, figure in figures.items():
        figure.come_forward()
        stepped[name] = figure.steps(steps, rest=0.3) if steps else []
        figure.rest()
    for _ in range(drags):
        for name, figure in figures.items():
            figure.come_forward()
            if before:
                figure.page.evaluate(before)
            with beside():
                taken[name].append(figure.drag())
            figure.rest()
    return {name: summary(stepped[name], taken[name]) for name in figures}


def checked_frames(figure: Watched) -> Counter:
    """The frames that a stage has shown, compared with what Python drew."""
    if (last := figure.page.evaluate("() => stageShows()")) != '{"t":0}':
        raise RuntimeError(f"The slider was left at 0, but the stage shows {last}.")
    ledger = figure.notebook.python("[ledger.frames, ledger.wrong]")
    return check(figure.page.evaluate("() => followed.shown()"), *ledger)


def check(shown: list[tuple[str, str]], drawn: dict[str, list[str]], wrong: list[str]) -> Counter:
    """Compare each frame shown, a (key, SHA-256), with those that Python drew for the state that its key names.

    `wrong` are the keys for which Python drew another state than was asked for.
    """
    return Counter("right" if digest in drawn.get(key, ()) and key not in wrong else "wrong" for key, digest in shown)


def stage_on(lab: Lab, *given) -> tuple:
    cell = f"from benchmarks.picture import show_stage\nledger = show_stage({', '.join(map(str, given))})"
    return lab, [cell], STAGE


def checked_all(figures: dict[str, Watched]) -> Counter:
    """All that was drawn for states that can be told: whether it was right."""
    for name, figure in figures.items():
        if name in BASELINES:
            check_baseline(figure)
    return sum(map(checked_frames, stages(figures).values()), Counter())


def measure_line(line, stock, fast, steps, drags) -> tuple[dict, Counter]:
    """{(line, row): numbers} and the count of the frames checked."""
    stacks = {name: (stock, *stack) for name, stack in BASELINES.items()}
    stacks |= {"stage": stage_on(fast), "stage, stock": stage_on(stock), "stage, slow draw": stage_on(fast, SLOW_DRAW)}
    rows, checked = measure_rows(stacks, line, steps, drags)
    return {(line, row): numbers for row, numbers in rows.items()}, checked


def measure_rows(stacks: dict[str, tuple], line: str, steps: int, drags: int) -> tuple[dict[str, dict], Counter]:
    """Rows of the table for these stacks, and how many of the frames that the stages showed were right."""
    with followed(stacks, line) as figures:
        rows = as_rows(moved(figures, steps, drags), "anew")
        quick = {name: figure for name, figure in stages(figures).items() if "slow" not in name}
        # a first drag finds no frame that was kept
        rows |= as_rows(moved(quick, 0, drags, before="() => followed.anew(false)"), "first")
        rows |= as_rows(moved(quick, steps, drags), "again")
        return rows, checked_all(figures)


def as_rows(measured: dict[str, dict], what: str) -> dict[str, dict]:
    """By the table's names: a stage is measured in several ways."""
    return {name if name in BASELINES else f"{name}, {what}": numbers for name, numbers in measured.items()}


def measure_laden(stock, fast, rounds, drags) -> tuple[dict, Counter]:
    """The same on a laden machine, without steps."""
    stacks = {
        "interact": (stock, [INTERACT.format(f"rounds={rounds}")], INLINE),
        "ipympl": (stock, [IPYMPL.format(f"rounds={rounds}")], CANVAS),
        "stage": stage_on(fast, 0.0, rounds),
        "stage, stock": stage_on(stock, 0.0, rounds),
    }
    with followed(stacks, "laden") as figures:
        rows = as_rows(moved(figures, 0, drags, beside=neighbours), "anew")
        return {("laden", row): numbers for row, numbers in rows.items()}, checked_all(figures)


def measure_all(browser, folder: Path, options, figure: float, say=print) -> tuple[dict, Counter]:
    """{(line, row): numbers} and the count of the frames checked; `figure` ms are those of a plain figure."""
    results, checked = {}, Counter()
    rounds = rounds_in(FIGURES * figure)
    servers = {kind: LabServer(folder / kind, fast=kind == "fast") for kind in ("stock", "fast")}
    try:
        stock, fast = (Lab(servers[kind], *browser) for kind in ("stock", "fast"))
        for line in options.lines:
            say(f"… {line}", file=sys.stderr)
            if line == "laden":
                rows, seen = measure_laden(stock, fast, rounds, options.drags)
            else:
                rows, seen = measure_line(line, stock, fast, options.steps, options.drags)
            results, checked = results | rows, checked + seen
    finally:
        for server in servers.values():
            server.stop()
    return results, checked


def circumstances() -> str:
    packages = ("jupyterlab", "jupyter-server", "ipykernel", "ipywidgets", "ipympl", "matplotlib", "jax")
    versions = ", ".join(f"{package} {version(package)}" for package in packages)
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {versions}."


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=20, help="single steps for each row")
    parser.add_argument("--drags", type=int, default=3, help="3-second drags for each row")
    parser.add_argument("--lines", nargs="+", choices=LINES, default=list(LINES), help="measure no others")
    parser.add_argument("--write", type=Path, help="also write the tables into this file, in a section of their own")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))  # so that the servers end as well
    figure = plain_figure()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        results, checked = measure_all(browser, Path(folder), options, figure)
    text = "\n\n".join(
        [
            f"{circumstances()} {options.steps} steps and {options.drags} drags for each row.",
            f"The machine's speed: matplotlib draws one plain figure in {figure:.1f} ms.",
            *(table(line, results) for line in options.lines),
            goals_table(results, checked),
        ]
    )
    print(text)
    if options.write:
        write_section(options.write, "live figure", text)
    return 1 if checked["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
