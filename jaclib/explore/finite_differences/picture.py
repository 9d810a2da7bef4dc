"""The picture of explore.finite_differences."""

from functools import partial

import numpy as np

from jaclib.draw import (
    arrows,
    curve,
    curves,
    diamonds,
    footnote,
    frame,
    grid,
    hint,
    key,
    label,
    log_axes,
    name_axes,
    note_at,
    point,
    rule,
    set_axes,
    texts,
)
from jaclib.explore.finite_differences.differences import LARGEST, METHODS, SMALLEST
from jaclib.explore.finite_differences.numbers import KINDS
from jaclib.stage import together
from jaclib.stage.live import Marks


def paint(palette, before, lens, single, double):
    """The marks by the names of the arrays that move them."""
    laws = [_law(palette, ax, kind) for ax, kind in zip((single, double), KINDS, strict=True)]
    return together(_stencil(palette, before), _lens(palette, lens), *laws)


def colors(palette) -> dict[str, str]:
    """Of the methods. The complex step is dotted, too."""
    return dict(zip(METHODS, (palette.rows[1], palette.rows[0], palette.quiet), strict=True))


def _stencil(palette, ax):
    hint(ax, "drag a, or use the arrow keys", palette.quiet)
    first, second = palette.columns
    return {
        "domain": partial(frame, ax),
        "names": partial(name_axes, ax),
        "sheet": grid(ax, palette.faint),
        "a": [point(ax, palette.ink), note_at(ax, "a", palette.ink)],
        ("a", "steps"): arrows(ax, palette.columns),
        "behind_1": point(ax, first, size=5),
        "behind_2": point(ax, second, size=5),
        ("a", "step_1"): label(ax, "$h e_1$", first),
        ("a", "step_2"): label(ax, "$h e_2$", second),
        "apart": footnote(ax, palette.quiet),
    }


def _lens(palette, ax):
    forward, central, _ = colors(palette).values()
    entries = [("f", palette.ink, False), ("tangent", palette.linear, True)]
    key(ax, [*entries, ("forward", forward, False), ("central", central, False)])
    ax.set(xlim=(-1.15, 1.15), xlabel="step / h")
    ax.grid(color=palette.faint, linewidth=0.8)

    def scale(output, reach) -> None:
        set_axes(ax, ylabel=f"rise of $f_{output}$ / h", ylim=(-reach, reach))

    marks = {
        ("output", "reach"): scale,
        "secant_forward": curve(ax, forward, width=3),
        "secant_central": curve(ax, central, width=3),
        "lens": curve(ax, palette.ink, width=1.6),
        "tangent": curve(ax, palette.linear, width=1.8, dashed=True),
    }
    point(ax, palette.ink, size=7)((0, 0))
    return marks | {"ahead": point(ax, forward, size=7), "behind": point(ax, central, size=7)}


def _law(palette, ax, kind: str):
    tints = colors(palette)
    key(ax, [("what theory predicts, ◆ its best h", palette.linear, True)])
    log_axes(ax, (SMALLEST, LARGEST), (1e-17, 1e2), "step h", "error of J", palette.faint)
    ax.set_xticks(10.0 ** np.arange(-16, 1, 4)), ax.set_yticks(10.0 ** np.arange(-16, 3, 4))
    lines = {method: partial(curve, width=1.8) for method in tints}
    lines["complex"] = partial(curve, width=2.4, dashed=(1, 1.2), rim=True)
    marks: Marks = {f"theory_{kind}": curves(ax, palette.linear, width=1.6, dashed=True)}
    for method, tint in tints.items():
        marks[f"{method}_line_{kind}"] = lines[method](ax, tint)
        name = texts(ax, tint, 1, size=11, still=True, spacing=1.15)
        marks[f"{method}_place_{kind}", f"{method}_name_{kind}"] = name
    marks |= {
        f"best_{kind}": diamonds(ax, palette.linear),
        "h": rule(ax, palette.ink),
        f"missing_{kind}": footnote(ax, palette.quiet),
    }
    return marks | {f"{method}_point_{kind}": point(ax, tint, size=7) for method, tint in tints.items()}
