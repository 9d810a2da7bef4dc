"""The pictures that notebooks begin with, each of which asks a question."""

from collections.abc import Callable

import jax
import jax.numpy as jnp
import matplotlib.style
from matplotlib.figure import Figure

from jaclib import compose, datasets, draw, maps, network, parse_map
from jaclib.course.before_and_after import grid
from jaclib.course.meant import did_you
from jaclib.course.still import Still, still

LEVELS = [1, 2, 5, 8, 13, 18]


def opening(notebook: str) -> Still:
    """Show the picture with which a notebook begins, opening("03").

    Raises ValueError where there is none: the other notebooks make theirs in a cell of their own.
    """
    if not isinstance(notebook, str) or notebook not in OPENINGS:
        known = ", ".join(OPENINGS)
        raise ValueError(f"notebook must be one of {known}; got {notebook!r}{did_you(notebook, OPENINGS)}")
    drawn, words = OPENINGS[notebook]
    with matplotlib.style.context("jaclib.explore.page"):
        return still(drawn(), words)


def _side_by_side(**panels) -> tuple:
    figure = Figure()
    return figure, *figure.subplots(1, 2, subplot_kw={"aspect": "equal"} | panels)


def _across_levels() -> Figure:
    """The step from (1, 1), its image under g, and the level lines of f that the image crosses."""
    g, a = parse_map("x^2 + y, x*y"), jnp.array([1.0, 1.0])
    walk = jnp.linspace(a, a + jnp.array([0.4, 0.3]))
    u, v = jnp.meshgrid(jnp.linspace(0, 4, 81), jnp.linspace(-1, 3, 81))
    figure, before, after = _side_by_side()
    before.plot(*walk.T, "C0o-", markevery=[0])
    after.plot(*jax.vmap(g)(walk).T, "C0o-", markevery=[0])
    lines = after.contour(u, v, u**2 + v**2, levels=LEVELS, colors="C0", linewidths=0.8)
    after.clabel(lines, fontsize=8)
    before.set(title="A step from a …", xlabel="x", ylabel="y", xticks=[0, 1, 2], yticks=[0, 1, 2])
    after.set(title="… its image, and level lines of f", xlabel="u", ylabel="v", xticks=range(5), yticks=range(-1, 4))
    return figure


def _tile() -> Figure:
    f, a = maps.complex_square, jnp.array([1.0, 0.5])
    corners = a + jnp.array([[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]]) / 2
    edge = jnp.linspace(corners[:-1], corners[1:], axis=1).reshape(-1, 2)
    figure, before, after = _side_by_side()
    before.plot(*edge.T, "C0")
    before.plot(*a, "C0o")
    after.plot(*jax.vmap(f)(edge).T, "C0")
    after.plot(*f(a), "C0o")
    before.set(title="A square with area 1 …", xlabel="x", ylabel="y", xlim=(-0.5, 2.5), ylim=(-1, 2))
    after.set(title="… and the tile that f makes of it", xlabel="u", ylabel="v", xlim=(-1, 3), ylim=(-0.5, 3.5))
    return figure


def _quotient() -> Figure:
    h = jnp.logspace(-16, 0, 97)
    figure = Figure()
    ax = figure.subplots()
    ax.loglog(h, jnp.abs((jnp.sin(1 + h) - jnp.sin(1.0)) / h - jnp.cos(1.0)), "C0.-")
    ax.set(title="A smaller step is not always better", xlabel="step h", ylabel="error of the quotient")
    return figure


def _factors() -> Figure:
    y, layers = 2.0, network.chain(network.initial(jax.random.key(0), [2, 4, 3, 1])).maps
    trace = compose(lambda out: jnp.sum((out - y) ** 2) / 2, *layers).trace([0.5, -1.0])
    return draw.product_to_scale(trace.factors, trace.product(), ["$J_L$", "$J_3$", "$J_2$", "$J_1$", "= product"])


def _cloud_and_moons() -> Figure:
    figure, before, after = _side_by_side(xlim=(-3, 3), ylim=(-3, 3))
    before.plot(*jax.random.normal(jax.random.key(0), (600, 2)).T, "C0.", markersize=4)
    after.plot(*datasets.two_moons(seed=0, n=600)[0].T, "C2x", markersize=4, markeredgewidth=1)
    before.set(title="What we can draw from …", xlabel="z₁", ylabel="z₂")
    after.set(title="… and what we have", xlabel="x₁", ylabel="x₂")
    return figure


def _calm_and_restless() -> Figure:
    places, seen = jnp.linspace(0, 3, 400), jnp.linspace(0, 3, 7)
    figure = Figure(figsize=(7, 3))
    ax = figure.subplots()
    ax.plot(places, jnp.tanh(places - 1.5), label="calm")
    ax.plot(places, jnp.tanh(places - 1.5) + 0.5 * jnp.sin(4 * jnp.pi * places), "--", label="restless")
    ax.plot(seen, jnp.tanh(seen - 1.5), "C0o", label="what both have seen")
    ax.set(title="Right at all seven points, and yet not alike", xlabel="x")
    ax.legend(loc="upper left", fontsize=9)
    return figure


def _woven() -> Figure:
    weave, lines = parse_map("x + 0.4 sin(2y), y + 0.4 sin(2x)"), jnp.concatenate(grid(((-2, 2), (-2, 2)), 16))
    figure, before, after = _side_by_side()
    before.plot(*lines.transpose(2, 1, 0), color="0.6", linewidth=0.8)
    after.plot(*jax.vmap(jax.vmap(weave))(lines).transpose(2, 1, 0), color="0.6", linewidth=0.8)
    before.text(0, 0, "?", fontsize=40, ha="center", va="center")
    after.plot(1, 0.3, "C4*", markersize=16)
    before.set(title="Which point …", xlabel="x", ylabel="y")
    after.set(title="… did f take to the star?", xlabel="u", ylabel="v")
    return figure


OPENINGS: dict[str, tuple[Callable[[], Figure], str]] = {
    "03": (
        _across_levels,
        "A step from a, and its image under g, which crosses level lines of f, from 5 to beyond 13.",
    ),
    "04": (_tile, "A square around a, and its image under f: a tile with curved edges, around f(a)."),
    "06": (_quotient, "The error falls as h shrinks to about 1e-8, and from there on it grows again, in zigzags."),
    "07": (_factors, "Four matrices in a row, 1 × 1, 1 × 3, 3 × 4 and 4 × 2, and their product, a row of 1 × 2."),
    "08": (_cloud_and_moons, "600 points of a Gaussian, a round cloud; and 600 points on two half circles, two moons."),
    "09": (
        _calm_and_restless,
        "Two curves through the same seven points: one is calm, the other swings up and down between them.",
    ),
    "10": (_woven, "A grid with a question mark, and its image under f, woven, with a star at (1, 0.3)."),
}
