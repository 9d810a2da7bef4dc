"""The picture of explore.finite_differences."""

from functools import partial

import numpy as np

from jaclib import draw
from jaclib.explore.finite_differences.differences import LARGEST_STEP, METHODS, SMALLEST_STEP
from jaclib.explore.finite_differences.numbers import PRECISIONS
from jaclib.stage import together
from jaclib.stage.live import Marks


def paint(palette, before, lens, single, double):
    """Put the marks up, by the names of the arrays that move them."""
    laws = [_law(palette, ax, kind) for ax, kind in zip((single, double), PRECISIONS, strict=True)]
    return together(_stencil(palette, before), _lens(palette, lens), *laws)


def colors(palette) -> dict[str, str]:
    """Give each method its colour. The complex step is dotted, too."""
    return dict(zip(METHODS, (palette.rows[1], palette.rows[0], palette.quiet), strict=True))


def _stencil(palette, ax):
    draw.hint(ax, "drag a, or use the arrow keys", palette.quiet)
    return {
        ("domain", "names"): partial(draw.frame, ax),
        "sheet": draw.grid(ax, palette.faint),
        "a": [draw.point(ax, palette.ink), draw.note_at(ax, "a", palette.ink)],
        "behind": draw.one_by_one(draw.point(ax, color, size=5) for color in palette.columns),
        ("a", "steps"): [draw.arrows(ax, palette.columns), draw.labels(ax, ("$h e_1$", "$h e_2$"), palette.columns)],
        "apart": draw.footnote(ax, palette.quiet),
    }


def _lens(palette, ax):
    secants = {method: color for method, color in colors(palette).items() if method != "complex"}
    entries = [("f", palette.ink, False), ("tangent", palette.linear, True)]
    draw.key(ax, entries + [(method, color, False) for method, color in secants.items()])
    draw.ruled(ax, xlim=(-1.15, 1.15), xlabel="step / h")

    def scale(output, reach) -> None:
        draw.set_axes(ax, ylabel=f"rise of $f_{output}$ / h", ylim=(-reach, reach))

    marks: Marks = {
        ("output", "reach"): scale,
        "secants": draw.one_by_one(draw.curve(ax, color, width=3) for color in secants.values()),
        "lens": draw.curve(ax, palette.ink, width=1.6),
        "tangent": draw.curve(ax, palette.linear, width=1.8, dashed=True),
    }
    draw.point(ax, palette.ink, size=7)((0, 0))
    return marks | {"ends": draw.one_by_one(draw.point(ax, color, size=7) for color in secants.values())}


def _law(palette, ax, kind: str):
    tints = colors(palette)
    draw.key(ax, [("what theory predicts, ◆ its best h", palette.linear, True)])
    draw.log_axes(ax, (SMALLEST_STEP, LARGEST_STEP), (1e-17, 1e2), "step h", "error of J")
    ax.set_xticks(10.0 ** np.arange(-16, 1, 4)), ax.set_yticks(10.0 ** np.arange(-16, 3, 4))
    lines = {method: partial(draw.curve, width=1.8) for method in tints}
    lines["complex"] = partial(draw.curve, width=2.4, dashed=(1, 1.2), rim=True)
    marks: Marks = {f"theory_{kind}": draw.curves(ax, palette.linear, width=1.6, dashed=True)}
    for method, tint in tints.items():
        marks[f"{method}_line_{kind}"] = lines[method](ax, tint)
        name = draw.texts(ax, tint, 1, size=11, still=True, spacing=1.15)
        marks[f"{method}_place_{kind}", f"{method}_name_{kind}"] = name
    marks |= {f"best_{kind}": draw.diamonds(ax, palette.linear), "h": draw.rule(ax, palette.ink)}
    marks[f"missing_{kind}"] = draw.footnote(ax, palette.quiet)
    return marks | {f"{method}_point_{kind}": draw.point(ax, tint, size=7) for method, tint in tints.items()}
