"""What is set on the axes of a panel. It is drawn anew, as all of the background, only when it really changes."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import AutoLocator, FuncFormatter, MultipleLocator, ScalarFormatter

from jaclib.draw.marks import Style

NARROW = 0.25  # inches between two ticks, at least
HARDLY = 1.005  # of the way to the edge: a place that is dragged there is rounded


def set_axes(ax: Axes, **wanted) -> None:
    """Set limits and names, such as `xlim` and `ylabel`, where they differ from what is shown.

    They are part of the background: what does not change costs no redrawn one.
    """
    shown = {name: getattr(ax, f"get_{name}")() for name in wanted}
    wanted = {name: tuple(map(float, value)) if "lim" in name else str(value) for name, value in wanted.items()}
    if changed := {name: value for name, value in wanted.items() if value != shown[name]}:
        ax.set(**changed)


def name_axes(ax: Axes, names) -> None:
    """Write the names of one or two variables along the axes, where they differ from what is there."""
    set_axes(ax, **dict(zip(("xlabel", "ylabel"), names, strict=False)))


def frame(ax: Axes, box, names=(), *, hold=None) -> None:
    """Show at least `box`, ((x₀, x₁), (y₀, y₁)), with one unit equally long in both directions; and the axes' names.

    In steps of a half it becomes larger until it shows the place to `hold`, too: it rests while that is dragged on it.
    """
    pixels, sides = ax.get_window_extent().size, np.diff(box, axis=1)[:, 0]
    (x, y), (wide, high) = np.mean(box, axis=1), (sides / pixels).max() * pixels / 2
    while hold is not None and (np.abs(np.subtract(hold, (x, y))) > HARDLY * np.array([wide, high])).any():
        wide, high = 1.5 * wide, 1.5 * high
    set_axes(ax, xlim=(x - wide, x + wide), ylim=(y - high, y + high))
    name_axes(ax, names)


def scale(ax: Axes, box, names, steps, alike: bool) -> None:
    """Show at least the box, with ticks at multiples of a step along each axis where there is one; multiples of π so.

    Unless the variables are `alike` each fills the panel: an angle has another unit than a length.
    """
    if alike:
        frame(ax, box, names)
    else:
        sides = np.asarray(box) + 0.06 * np.diff(box, axis=1) * [-1, 1]
        set_axes(ax, xlim=sides[0], ylim=sides[1])
        name_axes(ax, names)
    room = pixels_per_unit(ax) / ax.figure.dpi
    for axis, step, inches in zip((ax.xaxis, ax.yaxis), steps, room, strict=True):
        broad = axis is ax.xaxis  # numbers that stand side by side, and have decimals
        while step * inches < NARROW * (1.6 if broad and step % 1 else 1):  # every second has room, or every fourth
            step *= 2
        turning = abs(step / np.pi * 12 - round(step / np.pi * 12)) < 1e-9 if np.isfinite(step) else False
        axis.set_major_locator(MultipleLocator(step) if np.isfinite(step) else AutoLocator())
        axis.set_major_formatter(FuncFormatter(in_turns) if turning else ScalarFormatter())


def in_turns(angle: float, _: int = 0) -> str:
    """An angle as a multiple of π.

    >>> in_turns(-np.pi), in_turns(0.0), in_turns(1.5 * np.pi)
    ('−π', '0', '3π/2')
    """
    times = Fraction(round(angle / np.pi * 12), 12)
    sign, over, below = "−" * (times < 0), abs(times.numerator), times.denominator
    return f"{sign}{over if over > 1 else ''}π{f'/{below}' * (below > 1)}" if times else "0"


def heights(ax: Axes, ends) -> None:
    """Show the panel from the lower of two heights to the upper."""
    set_axes(ax, ylim=ends)


def ruled(ax: Axes, **settings) -> None:
    """Set up axes such as `xlabel` and `yscale` that hold still, with a faint grid and no minor ticks."""
    ax.set(**settings)
    ax.grid(True)
    ax.minorticks_off()


def log_axes(ax: Axes, xlim, ylim, xlabel: str, ylabel: str) -> None:
    """Make the axes logarithmic, with a faint grid; they hold still."""
    ruled(ax, xscale="log", yscale="log", xlim=xlim, ylim=ylim, xlabel=xlabel, ylabel=ylabel)


def pixels_per_unit(ax: Axes) -> np.ndarray:
    """How many pixels one unit is long, along x and along y."""
    return ax.get_window_extent().size / np.diff([ax.get_xlim(), ax.get_ylim()], axis=1)[:, 0]


def key(ax: Axes, entries: Sequence[tuple[str, str, bool]]) -> None:
    """Say what the curves mean, in the row between the title and the panel: (words, colour, dashed)."""
    handles = [Line2D([], [], color=color, dashes=(3, 1.5) if dashed else (None, None)) for _, color, dashed in entries]
    out = min(0.02, 8 * ax.figure.dpi / 96 / ax.get_window_extent().width)
    handle, apart = (1.7, 1) if len(entries) < 4 else (1.2, 0.7)
    spaces: Style = {"handlelength": handle, "columnspacing": apart, "handletextpad": 0.5, "borderpad": 0.2}
    place: Style = {"loc": "lower left", "bbox_to_anchor": (-out, 0.985), "ncols": len(entries)}
    ax.legend(handles, [words for words, *_ in entries], frameon=False, fontsize=9, **place, **spaces)
