"""How fast the live figure is, beside what one would otherwise use: `python -m benchmarks.live_figure`.

A real JupyterLab, a real Chromium, one picture (picture.py), one slider of 100 steps moved by a mouse. All are measured
the same way (sampler.js): what counts is when the picture changes on the page. The baselines run on a server as it
comes; the stage on one with the configuration that ships with jaclib, and again on one without. Then all again on a
laden machine: each draw computes for as long as some plain figures take to draw, and a neighbour is busy on each core.
"""

import argparse
import os
import platform
import signal
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path

from benchmarks.machine import neighbours, plain_figure, rounds_in
from benchmarks.measure import SAMPLER, Watched, summary
from benchmarks.relay import Relay
from benchmarks.report import goals_table, table, write_section
from tests.browser.lab import Lab, LabServer, chromium

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


def measure_baseline(lab, line, stack, steps, drags) -> dict:
    with watched(lab, line, *stack) as figure:
        result = summary(figure.steps(steps, rest=0.3), [figure.drag() for _ in range(drags)])
        check_baseline(figure)
        return result


def check_baseline(figure: Watched):
    """What a baseline drew last must be where its slider was left."""
    if (last := figure.notebook.python("drawn[-1]")) != 0.0:
        raise RuntimeError(f"The slider was left at 0, but the last picture was drawn for {last}.")


@contextmanager
def followed(stacks: dict[str, tuple], line: str):
    """The figures of these stacks, (server, cells, picture) by their row's name, all open at once; the stages keep what
    they show."""
    with ExitStack() as opened:
        figures = {row: opened.enter_context(watched(lab, line, *stack)) for row, (lab, *stack) in stacks.items()}
        for row, figure in figures.items():
            if row.startswith("stage"):
                figure.page.evaluate("() => followStage()")
        yield figures


def in_turn(figures: dict[str, Watched], drags: int, before: str = "") -> dict[str, list]:
    """The drags of each, one figure after the other: what a machine does for each changes from minute to minute."""
    taken = {row: [] for row in figures}
    for _ in range(drags):
        for row, figure in figures.items():
            figure.page.bring_to_front()  # the browser paints no other
            if before:
                figure.page.evaluate(before)
            taken[row].append(figure.drag())
    return taken


def measure_stages(labs: dict[str, Lab], line, steps, drags, slow=0.0) -> tuple[dict[str, dict], Counter]:
    """Rows of the table for the stage on each server, and how many of the frames shown were right."""
    cell = f"from benchmarks.picture import show_stage\nledger = show_stage({slow})"
    rows = {}
    with followed({name: (lab, [cell], STAGE) for name, lab in labs.items()}, line) as figures:

        def moved(what, steps, before=""):
            stepped = {}
            for name, figure in figures.items():
                figure.page.bring_to_front()
                # each step when the stage has nothing more to draw ahead, as under a hand that rests between two steps
                ready = "() => followed.ahead()"
                stepped[name] = figure.steps(steps, rest=0.3, ready=ready) if steps else []
            for name, taken in in_turn(figures, drags, before).items():
                rows[f"{name}, {what}"] = summary(stepped[name], taken)

        for figure in figures.values():
            figure.page.evaluate("() => followed.anew(true)")
        moved("anew", 0 if slow else steps)
        if not slow:
            moved("first", 0, before="() => followed.anew(false)")  # which also forgets all frames
            moved("again", steps)
        checked = sum(map(checked_frames, figures.values()), Counter())
    return rows, checked


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


def measure_line(line, stock, fast, steps, drags, say) -> tuple[dict, Counter]:
    """{(line, row): numbers} and the count of the frames checked."""
    results, checked = {}, Counter()
    for name, stack in BASELINES.items():
        say(f"… {name}, {line}", file=sys.stderr)
        results[line, name] = measure_baseline(stock, line, stack, steps, drags)
    stages = {"stage": fast, "stage, stock": stock}, {"stage, slow draw": fast}
    for labs, slow in zip(stages, (0.0, SLOW_DRAW), strict=True):
        say(f"… {' and '.join(labs)}, {line}", file=sys.stderr)
        rows, seen = measure_stages(labs, line, steps, drags, slow)
        checked += seen
        results |= {(line, row): numbers for row, numbers in rows.items()}
    return results, checked


def laden_stacks(stock, fast, rounds) -> dict[str, tuple]:
    """By the row's name the server, the cells and the picture."""
    stage = f"from benchmarks.picture import show_stage\nledger = show_stage(0.0, {rounds})"
    return {
        "interact": (stock, [INTERACT.format(f"rounds={rounds}")], INLINE),
        "ipympl": (stock, [IPYMPL.format(f"rounds={rounds}")], CANVAS),
        "stage, anew": (fast, [stage], STAGE),
        "stage, stock, anew": (stock, [stage], STAGE),
    }


def measure_laden(stock, fast, drags, rounds, say) -> tuple[dict, Counter]:
    """The same on a laden machine, without steps."""
    say("… laden", file=sys.stderr)
    with followed(laden_stacks(stock, fast, rounds), "laden") as figures:
        stages = [figure for row, figure in figures.items() if row.startswith("stage")]
        for figure in stages:
            figure.page.evaluate("() => followed.anew(true)")
        with neighbours():
            taken = in_turn(figures, drags)
        for row in ("interact", "ipympl"):
            check_baseline(figures[row])
        checked = sum(map(checked_frames, stages), Counter())
    return {("laden", row): summary([], each) for row, each in taken.items()}, checked


def measure_all(browser, folder: Path, options, figure: float, say=print) -> tuple[dict, Counter]:
    """{(line, row): numbers} and the count of the frames checked; `figure` ms are those of a plain figure."""
    results, checked = {}, Counter()
    rounds = rounds_in(FIGURES * figure)
    servers = {kind: LabServer(folder / kind, fast=kind == "fast") for kind in ("stock", "fast")}
    try:
        stock, fast = (Lab(servers[kind], *browser) for kind in ("stock", "fast"))
        for line in options.lines:
            if line == "laden":
                rows, seen = measure_laden(stock, fast, options.drags, rounds, say)
            else:
                rows, seen = measure_line(line, stock, fast, options.steps, options.drags, say)
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
