"""The picture of explore.finite_differences."""

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
from jaclib.explore.finite_differences.differences import LARGEST, METHODS, SMALLEST, STEPS
from jaclib.explore.finite_differences.numbers import KINDS, valley
from jaclib.explore.finite_differences.words import missing, words_of

NAMED = {  # at which of the steps, and how far off, in powers of ten
    "float32": {"forward": (116, (-1.2, 1.5)), "central": (118, (-0.1, -4.5)), "complex": (44, (0, 1.3))},
    "float64": {"forward": (116, (-1.2, 1.5)), "central": (96, (2.2, -0.8)), "complex": (44, (0, 1.3))},
}


def paint(palette, before, lens, single, double):
    """Put the artists up once; the function returned moves them."""
    parts = [_stencil(palette, before), _lens(palette, lens)]
    parts += [_law(palette, ax, name) for ax, name in zip((single, double), KINDS, strict=True)]

    def move(now):
        for part in parts:
            part(now)

    return move


def colors(palette) -> dict[str, str]:
    """Of the methods. The complex step is dotted, too."""
    return dict(zip(METHODS, (palette.rows[1], palette.rows[0], palette.quiet), strict=True))


def _stencil(palette, ax):
    hint(ax, "drag a, or use the arrow keys", palette.quiet)
    lines, a, a_name = grid(ax, palette.faint), point(ax, palette.ink), note_at(ax, "a", palette.ink)
    ahead, behind = arrows(ax, palette.columns), [point(ax, color, size=5) for color in palette.columns]
    names = [label(ax, f"$h e_{j + 1}$", palette.columns[j]) for j in range(2)]
    small = footnote(ax, palette.quiet)

    def move(now):
        frame(ax, now["domain"]), lines(now["sheet"])
        name_axes(ax, now["names"])
        steps = now["h"] * np.eye(2)
        ahead(now["a"], steps), a(now["a"]), a_name(now["a"])
        for j in range(2):
            behind[j](now["a"] - steps[j]), names[j](now["a"], steps[j])
        small("too close to be seen apart" if now["h"] < 0.02 else "arrows: ahead; dots: behind")

    return move


def _lens(palette, ax):
    tints = colors(palette)
    key(ax, [("f", palette.ink, False), ("tangent", palette.linear, True),
             ("forward", tints["forward"], False), ("central", tints["central"], False)])  # fmt: skip
    ax.set(xlim=(-1.15, 1.15), xlabel="step / h")
    ax.grid(color=palette.faint, linewidth=0.8)
    secants = [curve(ax, tints[method], width=3) for method in ("forward", "central")]
    seen, tangent = curve(ax, palette.ink, width=1.6), curve(ax, palette.linear, width=1.8, dashed=True)
    ends = [point(ax, color, size=7) for color in (palette.ink, tints["forward"], tints["central"])]

    def move(now):
        i, _ = now["entry"]
        set_axes(ax, ylabel=f"rise of $f_{i + 1}$ / h", ylim=(-now["reach"], now["reach"]))
        slope, forward, central = now["slopes"]
        behind = now["behind"]
        seen(now["lens"]), tangent(np.outer([-1.15, 1.15], [1, slope]))
        secants[0]([(0, 0), (1, forward)]), secants[1]([(-1, behind), (1, behind + 2 * central)])
        for dot, at in zip(ends, ((0, 0), (1, forward), (-1, behind)), strict=True):
            dot(at)

    return move


def _law(palette, ax, kind: str):
    tints = colors(palette)
    key(ax, [("what theory predicts, ◆ its best h", palette.linear, True)])
    log_axes(ax, (SMALLEST, LARGEST), (1e-17, 1e2), "step h", "error of J", palette.faint)
    ax.set_xticks(10.0 ** np.arange(-16, 1, 4)), ax.set_yticks(10.0 ** np.arange(-16, 3, 4))
    theory = curves(ax, palette.linear, width=1.6, dashed=True)
    laws = [curve(ax, tints["forward"], width=1.8), curve(ax, tints["central"], width=1.8)]
    laws.append(curve(ax, tints["complex"], width=2.4, dashed=(1, 1.2), rim=True))
    names = [texts(ax, tints[method], 1, size=11, still=True, spacing=1.15) for method in METHODS]
    best, here, absent = diamonds(ax, palette.linear), rule(ax, palette.ink), footnote(ax, palette.quiet)
    dots = [point(ax, tints[method], size=7) for method in METHODS]

    def move(now):
        here(now["h"])
        theory([[[h, valley(now, method, kind, h)] for h in STEPS[::4]] for method in METHODS[:2]])
        best([(h, valley(now, method, kind, h)) for method in METHODS[:2] for h in [now[f"{method}_best_{kind}"]]])
        for method, law, named, dot in zip(METHODS, laws, names, dots, strict=True):
            errors, (place, off) = now[f"{method}_law_{kind}"], NAMED[kind][method]
            law(np.stack([STEPS, errors], axis=1))
            # in whole powers of ten: a name is part of the background, and moves seldom
            at = 10.0 ** (np.round(np.log10([STEPS[place], errors[place]])) + off)
            named([at], [words_of(method)]) if np.isfinite(at).all() else named([], [])
            dot((now["h"], now[f"{method}_error_{kind}"]))
        absent(missing(now, kind))

    return move
