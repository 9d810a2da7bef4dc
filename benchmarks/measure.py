"""One stack, one line: steps and drags of a real slider in a real page, and when the picture followed."""

import os
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np

from tests.lab.notebook import Notebook

SAMPLER = (Path(__file__).parent / "sampler.js").read_text()
HANDLE = ".jp-OutputArea :is(.noUi-handle, [type=range])"  # ipywidgets', and ours
TRACK = ".jp-OutputArea :is(.noUi-base, [type=range])"
THUMB = 16  # pixels, of a native slider
DRAG_SECONDS = 3.0
NO_FRAME_MS = 10_000


def compile_anew() -> None:
    """Whatever is started from here on compiles for itself, as in a first session: nothing is kept or found."""
    os.environ["JAX_ENABLE_COMPILATION_CACHE"] = "false"


class Drag(NamedTuple):
    frames: int  # seen while the hand moved
    kilobytes: float  # received by the page meanwhile
    lag: float  # ms from the last change of the slider to the last frame
    states: int  # that the slider went through


class Watched:
    """A notebook whose picture is watched while its slider is moved."""

    def __init__(self, notebook: Notebook, picture: str):
        self.notebook, self.page = notebook, notebook.page
        self.ready = "() => {}"  # JavaScript, whose promise is kept when nothing more is drawn ahead
        self.page.locator(HANDLE).first.wait_for()
        self.page.locator(picture).first.wait_for()
        self.page.evaluate("([picture, handle]) => sample(picture, handle)", [picture, HANDLE])
        handle, track = (self.page.locator(part).first.bounding_box() for part in (HANDLE, TRACK))
        # a native slider's thumb stays inside the bar, half of its own width from each end
        inset = THUMB / 2 if self.page.locator(TRACK).first.evaluate("node => node.type === 'range'") else 0
        self.left, self.width = track["x"] + inset, track["width"] - 2 * inset
        self.height = handle["y"] + handle["height"] / 2
        self.hand = notebook.hand()
        self.quiet()

    def at(self, t: float) -> tuple[float, float]:
        return self.left + t * self.width, self.height

    def quiet(self, ms: int = 600):
        """Wait until nothing has changed for a while and Python has heard the slider's value."""
        self.page.evaluate("ms => sampled.quiet(ms)", ms)
        self.notebook.wait_idle()

    def come_forward(self):
        """The browser paints no other page, and this one only a moment later."""
        self.page.bring_to_front()
        self.page.evaluate("() => new Promise(requestAnimationFrame)")

    def rest(self):
        """Wait until nothing more is drawn ahead."""
        self.page.evaluate(self.ready)

    def go_to_start(self):
        """Put the slider to 0 by a click on its track, then take hold of its handle."""
        self.hand.press(self.at(0))
        self.hand.release(self.at(0))
        self.quiet()
        self.hand.press(self.at(0))
        self.hand.settle()
        self.quiet()

    def steps(self, count: int, rest: float) -> list[float]:
        """The ms from each of `count` single steps to the next change of the picture, the hand resting in between until
        nothing more is drawn ahead."""
        self.page.evaluate("() => sampled.clear()")
        self.go_to_start()
        took = []
        for k in range(1, count + 1):
            self.rest()
            self.page.evaluate("() => sampled.clear()")
            self.hand.move(self.at(k / 100))
            if not self.page.evaluate("ms => sampled.changed(ms)", NO_FRAME_MS):
                raise TimeoutError(f"The picture did not follow the slider to {k / 100} within {NO_FRAME_MS} ms.")
            seen = self.page.evaluate("() => sampled.all()")
            took.append(seen["changes"][0][0] - seen["moves"][0])
            self.page.wait_for_timeout(1000 * rest)
        self.hand.release(self.at(count / 100))
        self.quiet()
        return took

    def drag(self) -> Drag:
        """Three seconds over the whole range and back."""
        self.go_to_start()
        before = self.page.evaluate("() => sampled.clear()")
        self.hand.sweep([self.at(0), self.at(1), self.at(0)], DRAG_SECONDS)
        self.hand.release(self.at(0))
        self.quiet(2000)
        seen = self.page.evaluate("() => sampled.all()")
        moves, changes = seen["moves"], _new_states(seen["changes"])
        end = moves[-1]
        during = [change for change in changes if change[0] <= end]
        received = during[-1][1] - before if during else 0
        return Drag(len(during), received / 1000, changes[-1][0] - end, len(moves))

    def close(self):
        self.hand.close()


def _new_states(changes: list) -> list:
    """Without those that show the same state once more, only sharper. Where states are unknown each change counts."""
    return [change for i, change in enumerate(changes) if not i or change[2] is None or change[2] != changes[i - 1][2]]


def summary(steps: list[float], drags: list[Drag]) -> dict[str, float]:
    frames = sum(drag.frames for drag in drags)
    stepped = {"step": median(steps), "step95": float(np.percentile(steps, 95))} if steps else {}
    return stepped | {
        "rate": frames / len(drags) / DRAG_SECONDS,
        "lag": median(drag.lag for drag in drags),
        "kilobytes": sum(drag.kilobytes for drag in drags) / max(1, frames),
    }
