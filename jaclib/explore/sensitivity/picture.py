"""The picture of explore.sensitivity."""

import numpy as np

from jaclib.draw import (
    arrows,
    classified,
    curve,
    frame,
    key,
    label,
    note,
    note_at,
    outline,
    point,
    shades_key,
    upright,
    wires,
)
from jaclib.explore.learn.moons import CORNERS, SIZES_OF_STEP
from jaclib.explore.sensitivity.numbers import TURN

VIEW = (-2.4, 2.4), (-1.7, 1.7)
LOWEST, DECADES = 0.1, 3  # of ‖J‖₂, in the colours


def shaded(norms):
    """From 0 to 1 along the logarithm of ‖J‖₂."""
    return np.log10(np.maximum(norms, 1e-12) / LOWEST) / DECADES


def paint(palette, without, penalized, margin, robust):
    """Put the artists up once; the function returned moves them."""
    shades_key(without, palette, "‖J‖₂", "≤ 0.1", "≥ 100"), shades_key(penalized, palette, "‖J‖₂", "≤ 0.1", "≥ 100")
    movers = [
        one_map(palette, without, 0),
        one_map(palette, penalized, 1),
        around_a(palette, margin),
        shares(palette, robust),
    ]

    def move(now):
        for each in movers:
            each(now)

    return move


def one_map(palette, ax, i):
    """The map of ‖J‖₂ of one network, with the points, the boundary, and the worst step from a."""
    frame(ax, VIEW)
    ax.set(xlabel="x₁", ylabel="x₂")
    ground = classified(ax, palette)
    circle, promised = outline(ax, palette.ink, width=1.2), curve(ax, palette.linear, dashed=True)
    step, a, end = arrows(ax, (palette.ink,)), point(ax, palette.ink, size=7), point(ax, palette.ink, size=5)
    name, end_name = note_at(ax, "a", palette.ink), label(ax, "a + h", palette.ink, away=17)
    shown: list = [None, None]

    def move(now):
        if shown[0] is not now["norms"]:
            shown[:] = now["norms"], shaded(now["norms"][i])
        ground(CORNERS, shown[1], now["points"], now["labels"], now[f"boundary{i}"])
        h = now[f"h{i}"]
        circle(now["circle"]), step(now["a"], h[None]), promised(np.stack([now["a"], now["a"] + now[f"h_by_J{i}"]]))
        a(now["a"]), end(now["a"] + h), name(now["a"]), end_name(now["a"], h)

    return move


def around_a(palette, ax):
    """The margin along the circle, of both networks, in truth and as J at a has it."""
    key(
        ax, [("without", palette.signed[0], False), ("with λ", palette.ink, False), ("as J says", palette.linear, True)]
    )
    ax.set(xlabel="direction of h, in degrees", ylabel="margin at a + h", xlim=(0, 360), ylim=(-1, 1))
    ax.set_xticks(range(0, 361, 90))
    ax.grid(color=palette.faint, linewidth=0.8)
    ax.axhline(0, color=palette.quiet, linewidth=1)
    linear = [curve(ax, palette.linear, width=1.6, dashed=True) for _ in range(2)]
    true = [curve(ax, palette.signed[0]), curve(ax, palette.ink)]
    note(ax, palette.quiet, (0.02, 0.06))("below 0: the other class")

    def move(now):
        if ax.get_ylim() != (-now["height"], now["height"]):
            ax.set_ylim(-now["height"], now["height"])
        for i in range(2):
            linear[i](np.stack([np.degrees(TURN), now[f"around_by_J{i}"]], axis=1))
            true[i](np.stack([np.degrees(TURN), now[f"around{i}"]], axis=1))

    return move


def shares(palette, ax):
    """The share of fresh points that are right, and stay right, against the size of step; one curve a λ."""
    key(ax, [("λ = 0", palette.signed[0], False), ("with λ", palette.ink, False), ("other λ", palette.quiet, False)])
    ax.set(xlabel="ε", ylabel="share of fresh points", xlim=(0, SIZES_OF_STEP[-1]), ylim=(0, 1.02))
    ax.grid(color=palette.faint, linewidth=0.8)
    others, size = wires(ax, palette.quiet, width=1.0), upright(ax, palette.ink)
    both = [curve(ax, palette.signed[0]), curve(ax, palette.ink)]
    here = [point(ax, palette.signed[0], size=7), point(ax, palette.ink, size=7)]

    def move(now):
        curves = np.stack([np.broadcast_to(SIZES_OF_STEP, now["robust"].shape), now["robust"]], axis=-1)
        others(curves), size(now["eps"])
        for i, place in enumerate((0, int(now["place"]))):
            both[i](curves[place]), here[i]((now["eps"], now["held"][place]))

    return move
