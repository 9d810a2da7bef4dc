"""How fast the machine is, and how to make it slower: work that holds the interpreter's lock, and busy neighbours."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

FIGURES = 15
SAMPLE = 20_000  # rounds of work that are timed
NEIGHBOUR = "while True: pass"


def plain_figure() -> float:
    """The ms that matplotlib takes to draw one plain figure: one line in one pair of axes, of matplotlib's own size.

    The least of several, so that it tells of the machine and not of what else it does.
    """
    took = []
    for _ in range(FIGURES):
        start = time.perf_counter()
        figure = Figure()
        figure.add_subplot().plot([0, 1], [0, 1])
        FigureCanvasAgg(figure).draw()
        took.append(time.perf_counter() - start)
    return 1000 * min(took)


def work(rounds: int) -> float:
    """Small steps of Python and NumPy. Unlike a sleep they keep the interpreter's lock, as a drawing does."""
    total = 0.0
    for k in range(rounds):
        total += float(np.hypot(k, 1.0))
    return total


def rounds_in(ms: float) -> int:
    """The rounds of `work` that this machine does in `ms` while nothing else runs."""
    took = []
    for _ in range(5):
        start = time.perf_counter()
        work(SAMPLE)
        took.append(time.perf_counter() - start)
    return round(SAMPLE * ms / 1000 / min(took))


@contextmanager
def neighbours():
    """A process that computes all the time for each core."""
    running = [subprocess.Popen([sys.executable, "-c", NEIGHBOUR]) for _ in range(os.cpu_count() or 1)]
    try:
        yield running
    finally:
        for each in running:
            each.kill()
        for each in running:
            each.wait()
