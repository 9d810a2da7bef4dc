"""The picture of explore.sensitivity."""

from functools import partial

from jaclib import draw
from jaclib.explore.learn.moons import LARGEST_STEP
from jaclib.stage import together

VIEW = (-2.4, 2.4), (-1.7, 1.7)


def paint(palette, without, penalized, margin, robust):
    """Put the marks up, by the names of the arrays that move them."""
    for ax in (without, penalized):
        draw.colour_bar(ax, palette, "shades", "‖J‖₂", ("≤ 0.1", "≥ 100"))
    maps = (one_map(palette, ax, i) for i, ax in enumerate((without, penalized)))
    return together(*maps, around_a(palette, margin), shares(palette, robust))


def one_map(palette, ax, i: int):
    """The map of ‖J‖₂ of one network, with the points, the boundary, and the worst step from a."""
    draw.frame(ax, VIEW, ("x₁", "x₂"))
    ground = draw.Cached(ax)
    return {
        ("corners", f"shades{i}"): draw.heat(ax, palette, cached=ground),
        ("points", "labels"): draw.classes(ax, palette, cached=ground),
        f"boundary{i}": draw.curve(ax, palette.ink, rim=True, cached=ground),
        "circle": draw.curve(ax, palette.ink, width=1.2, rim=True),
        ("a", f"steps{i}"): draw.arrows(ax, (palette.ink,)),
        f"end{i}": draw.point(ax, palette.ink, size=7),
        f"promised{i}": draw.curve(ax, palette.linear, width=1.8, dashed=(3, 1), dots=5, order=6),  # above the arrow
        "a": [draw.point(ax, palette.ink, size=5), draw.note_at(ax, "a", palette.ink)],
        ("a", f"h{i}"): draw.label(ax, "a + h", palette.ink, away=17),
    }


def around_a(palette, ax):
    """The margin along the circle, of both networks, in truth and as J at a has it."""
    looks = ("without", palette.signed[0], False), ("with λ", palette.ink, False), ("as J says", palette.linear, True)
    draw.key(ax, looks)
    draw.ruled(ax, xlim=(0, 360), xticks=range(0, 361, 90), ylim=(-1, 1))
    ax.set(xlabel="direction of h, in degrees", ylabel="margin at a + h")
    ax.axhline(0, color=palette.quiet, linewidth=1)
    draw.note(ax, palette.quiet, (0.02, 0.06))("below 0: the other class")
    linear = {f"around_by_J{i}": draw.curve(ax, palette.linear, width=1.6, dashed=True) for i in range(2)}
    true = {"around0": draw.curve(ax, palette.signed[0]), "around1": draw.curve(ax, palette.ink)}
    return {"heights": partial(draw.heights, ax)} | linear | true


def shares(palette, ax):
    """The share of fresh points that are right, and stay right, against the size of step; one curve a λ."""
    looks = ("λ = 0", palette.signed[0], False), ("with λ", palette.ink, False), ("other λ", palette.quiet, False)
    draw.key(ax, looks)
    draw.ruled(ax, xlabel="ε", ylabel="share of fresh points", xlim=(0, LARGEST_STEP), ylim=(0, 1.02))
    return {
        "shares": draw.curves(ax, palette.quiet, width=1.0),
        "eps": draw.rule(ax, palette.ink),
        "shares0": draw.curve(ax, palette.signed[0]),
        "shares1": draw.curve(ax, palette.ink),
        "here0": draw.point(ax, palette.signed[0], size=7),
        "here1": draw.point(ax, palette.ink, size=7),
    }
