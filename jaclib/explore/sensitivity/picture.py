"""The picture of explore.sensitivity."""

from functools import partial

from jaclib.draw import (
    Cached,
    arrows,
    classes,
    colour_bar,
    curve,
    curves,
    frame,
    heat,
    heights,
    key,
    label,
    note,
    note_at,
    point,
    rule,
)
from jaclib.explore.learn.moons import LARGEST_STEP
from jaclib.stage import together

VIEW = (-2.4, 2.4), (-1.7, 1.7)


def paint(palette, without, penalized, margin, robust):
    """Put the artists up once: the marks by the names of the arrays that move them."""
    for ax in (without, penalized):
        colour_bar(ax, palette, "shades", "‖J‖₂", ("≤ 0.1", "≥ 100"))
    return together(
        one_map(palette, without, 0), one_map(palette, penalized, 1), around_a(palette, margin), shares(palette, robust)
    )


def one_map(palette, ax, i: int):
    """The map of ‖J‖₂ of one network, with the points, the boundary, and the worst step from a."""
    frame(ax, VIEW)
    ax.set(xlabel="x₁", ylabel="x₂")
    ground = Cached(ax)
    return {
        ("corners", f"shades{i}"): heat(ax, palette, cached=ground),
        ("points", "labels"): classes(ax, palette, cached=ground),
        f"boundary{i}": curve(ax, palette.ink, rim=True, cached=ground),
        "circle": curve(ax, palette.ink, width=1.2, rim=True),
        f"promised{i}": curve(ax, palette.linear, dashed=True),
        ("a", f"steps{i}"): arrows(ax, (palette.ink,)),
        "a": [point(ax, palette.ink, size=7), note_at(ax, "a", palette.ink)],
        f"end{i}": point(ax, palette.ink, size=5),
        ("a", f"h{i}"): label(ax, "a + h", palette.ink, away=17),
    }


def around_a(palette, ax):
    """The margin along the circle, of both networks, in truth and as J at a has it."""
    looks = ("without", palette.signed[0], False), ("with λ", palette.ink, False), ("as J says", palette.linear, True)
    key(ax, looks)
    ax.set(xlabel="direction of h, in degrees", ylabel="margin at a + h", xlim=(0, 360), ylim=(-1, 1))
    ax.set_xticks(range(0, 361, 90))
    ax.grid(color=palette.faint, linewidth=0.8)
    ax.axhline(0, color=palette.quiet, linewidth=1)
    note(ax, palette.quiet, (0.02, 0.06))("below 0: the other class")
    linear = {f"around_by_J{i}": curve(ax, palette.linear, width=1.6, dashed=True) for i in range(2)}
    true = {"around0": curve(ax, palette.signed[0]), "around1": curve(ax, palette.ink)}
    return {"heights": partial(heights, ax)} | linear | true


def shares(palette, ax):
    """The share of fresh points that are right, and stay right, against the size of step; one curve a λ."""
    key(ax, [("λ = 0", palette.signed[0], False), ("with λ", palette.ink, False), ("other λ", palette.quiet, False)])
    ax.set(xlabel="ε", ylabel="share of fresh points", xlim=(0, LARGEST_STEP), ylim=(0, 1.02))
    ax.grid(color=palette.faint, linewidth=0.8)
    return {
        "shares": curves(ax, palette.quiet, width=1.0),
        "eps": rule(ax, palette.ink),
        "shares0": curve(ax, palette.signed[0]),
        "shares1": curve(ax, palette.ink),
        "here0": point(ax, palette.signed[0], size=7),
        "here1": point(ax, palette.ink, size=7),
    }
