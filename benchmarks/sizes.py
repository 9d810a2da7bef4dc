"""What a frame costs on a laptop's page and on a projector's: `python -m benchmarks.sizes [--write FILE]`.

Timed is what the kernel does for one frame of a drag: compute, draw, encode, describe; the median over the drag. On a
projector JupyterLab at 1920×1080 gives 1,740 CSS pixels, and all is drawn larger (jaclib/stage/page/view.js).
"""

import argparse
import statistics
import time
from pathlib import Path

from benchmarks.live_figure import circumstances
from benchmarks.report import write_section
from jaclib import explore
from jaclib.stage import Live

CALLS = {
    "linear_approximation": explore.linear_approximation,
    "determinant": explore.determinant,
    "newton": explore.newton,
    "chain_rule": explore.chain_rule,
    "jacobian_matrix": explore.jacobian_matrix,
}
LAPTOP, PROJECTOR = {"width": 1180, "ratio": 1}, {"width": 1280, "ratio": 1740 / 1280}
STEPS, ROUNDS = 12, 3
MOST = 2  # times what a laptop's takes


def drag(live: Live, look: dict) -> list[float]:
    """Milliseconds for each frame while `a` is dragged."""
    x, y = live.state["a"]
    taken = []
    for k in range(STEPS):
        state = live.state | {"a": [x + 0.01 * k, y]}
        start = time.perf_counter()
        live.stage.draw(state, dark=False, sharp=False, **look)
        taken.append(1e3 * (time.perf_counter() - start))
    return taken


def measured(live: Live) -> list[float]:
    """The medians on a laptop and on a projector, dragged in turn."""
    taken: list[list[float]] = [[], []]
    for look in (LAPTOP, PROJECTOR):
        drag(live, look)  # what is drawn and compiled once
    for _ in range(ROUNDS):
        for part, look in zip(taken, (LAPTOP, PROJECTOR), strict=True):
            part += drag(live, look)
    return [statistics.median(part) for part in taken]


def table() -> str:
    lines = [
        "## A projector",
        "",
        f"Written by `python -m benchmarks.sizes`. {circumstances()} Milliseconds in the kernel for a frame of a drag.",
        "",
        f"| explorer | laptop, 1,180 pixels | projector, 1,740 | ratio (≤ {MOST}) | |",
        "| --- | --: | --: | --: | --- |",
    ]
    for name, call in CALLS.items():
        live = call()
        laptop, projector = measured(live)
        live.close()
        met = "met" if projector <= MOST * laptop else "**not met**"
        lines.append(f"| `{name}` | {laptop:.1f} | {projector:.1f} | {projector / laptop:.2f} | {met} |")
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    text = table()
    print(text)
    if given.write:
        write_section(given.write, "sizes", text)
