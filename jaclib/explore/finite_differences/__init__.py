"""The error of a numerical Jacobian against its step: two branches, in single and in double precision."""

import numpy as np

from jaclib import maps
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
from jaclib.evidence.rounding import without_rounding
from jaclib.explore.choose.state import State, of
from jaclib.explore.finite_differences.differences import (
    LARGEST,
    METHODS,
    SMALLEST,
    STEPS,
    Asked,
    Derivatives,
    best_step,
    branches,
    derivatives,
    keeps_single,
    length,
    not_for_complex,
    quotients,
    without_lucky_hits,
)
from jaclib.explore.finite_differences.words import CHALLENGES, missing, say, values, words_of
from jaclib.explore.plane.lines import domain_grid
from jaclib.stage import Live, show
from jaclib.stage.challenge import chosen
from jaclib.stage.transition import choice, log_slider

TITLES = (
    "f is asked at a, and a step away",
    "A lens on f, in units of h",
    "The error of J in single precision …",
    "… and in double precision",
)
KINDS = {"float32": np.float32, "float64": np.float64}
ENTRIES = {f"f{'₁₂'[i]} along e{'₁₂'[j]}": (i, j) for i in (0, 1) for j in (0, 1)}
LENS = np.linspace(-1.15, 1.15, 347)  # of the step
NAMED = {  # at which of the steps, and how far off, in powers of ten
    "float32": {"forward": (116, (-1.2, 1.5)), "central": (118, (-0.1, -4.5)), "complex": (44, (0, 1.3))},
    "float64": {"forward": (116, (-1.2, 1.5)), "central": (96, (2.2, -0.8)), "complex": (44, (0, 1.3))},
}


def compute(f: maps.Map, a, h, entry, precision) -> dict:
    """The quotients of all methods with all steps, in both precisions, and f as the lens shows it."""
    a, h = np.asarray(a, dtype=float), float(h)
    now = {"a": a, "h": h, "precision": precision, "domain": f.domain, "names": f.variables}
    now["sheet"], now["not_for_complex"] = domain_grid(f.domain), not_for_complex(f)
    known = derivatives(f, np.stack([a.astype(kind).astype(float) for kind in KINDS.values()]))  # of a as rounded
    for kind, of_kind in zip(KINDS, known, strict=True):
        now |= {f"{what}_{kind}": each for what, each in in_one_precision(f, a, h, kind, of_kind).items()}
    i, j = ENTRIES[entry]
    return now | {"entry": (i, j), **through_the_lens(f, a, h, i, j, now)}


@np.errstate(invalid="ignore", over="ignore")  # where f is undefined or too large, there are gaps
def in_one_precision(f: maps.Map, a, h: float, name: str, known: Derivatives) -> dict:
    """What each method finds at a, its errors for all steps, how often it asks f, and what theory says."""
    kind = KINDS[name]
    a, steps = a.astype(kind), np.concatenate([[h], STEPS]).astype(kind)
    J, theory = known.J, branches(known, a.astype(float), np.finfo(kind).eps / 2)
    there, lost = name == "float64" or keeps_single(f), bool((a + steps[0] == a).any())
    found = {"value": known.value, "jacobian": J, "left": known.left, "right": known.right}
    found |= {"there": there, "lost": lost}
    for method in METHODS:
        asked = Asked(f)
        if there and (method != "complex" or not not_for_complex(f)):
            J_h = quotients(asked, a, steps, method)
        else:
            J_h = np.full((len(steps), *J.shape), np.nan)
        last_digit, off = np.finfo(kind).eps / 2 * length(J), length(J_h - J)
        errors = np.maximum(off, last_digit or 1e-16)  # on the axis of a logarithm
        found |= {
            method: without_rounding(J_h[0], known.size), f"{method}_error": errors[0], f"{method}_off": off[0],
            f"{method}_law": without_lucky_hits(errors[1:], *theory[method]),
            f"{method}_calls": asked.points // len(steps), f"{method}_best": best_step(*theory[method]),
            f"{method}_theory": theory[method],
        }  # fmt: skip
    return found


@np.errstate(invalid="ignore", divide="ignore", over="ignore")  # a step may be lost in rounding
def through_the_lens(f: maps.Map, a, h: float, i: int, j: int, now: dict) -> dict:
    """f_i along e_j around a, in the chosen precision: the values' rise over h against the step over h."""
    name = now["precision"]
    there = now[f"there_{name}"]
    a = a.astype(KINDS[name] if there else float)
    x = np.tile(a, (len(LENS), 1))
    x[:, j] += (h * LENS).astype(a.dtype)
    f_i = Asked(f)(np.concatenate([x, a[None]]))[:, i].astype(float)
    slopes = [now[f"jacobian_{name}"][i, j], *(now[f"{method}_{name}"][i, j] for method in ("forward", "central"))]
    rise = (f_i[:-1] - f_i[-1]) / h if there else np.full(len(LENS), np.nan)
    reach = np.abs(slopes)[np.isfinite(slopes)].max(initial=1e-9)
    behind = np.interp(-1, LENS, rise) if np.isfinite(rise).all() else -slopes[2]
    return {
        "slopes": np.array(slopes), "lens": np.stack([LENS, rise], axis=1), "behind": behind,
        "reach": 2.0 ** np.ceil(np.log2(1.25 * reach)),
    }  # fmt: skip


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


@np.errstate(over="ignore")  # of a map as large as numbers go
def valley(now, method: str, kind: str, h):
    """What theory says of the error at h: the larger of the two branches."""
    c, p, r = now[f"{method}_theory_{kind}"]
    return max(c * h**p, r / h)


def finite_differences(
    f=None, a=None, h: float = 0.5, *, entry: str = "f₁ along e₂", precision: str = "float64",
    state: State | None = None, challenges=(),
) -> Live:  # fmt: skip
    """J_f(a) by differences with the step h: too large a step bends away from the tangent, too small a one is rounding.

    Where rounding rules, a curve shows the largest of the errors for a few neighbouring steps.
    `f` is a name of the catalogue ("polar" if nothing is said), a formula such as "x*y, x^2 - y^2", or a function
    from (2,) to (2,); `a` the point, `h` the step, from 10⁻¹⁶ to 1. `entry` says what the lens looks at, as in
    "f₁ along e₂", and `precision` in which numbers, "float32" or "float64". With a `State` in place of f and a, it
    moves together with the other pictures of that state. `challenges` are names of CHALLENGES.
    Raises ValueError where one of them is not of that kind.
    """
    if not SMALLEST <= h <= LARGEST:
        raise ValueError(f"h: a step from {SMALLEST:g} to {LARGEST:g} is needed, and {h!r} came.")
    for name, value, known in (("entry", entry, ENTRIES), ("precision", precision, KINDS)):
        if value not in known:
            raise ValueError(f"{name}: one of {', '.join(map(repr, known))} is needed, and {value!r} came.")
    state = of(state, f, a)
    controls = {
        "f": state.f,
        "a": state.at,
        "h": log_slider("step", "h", SMALLEST, LARGEST, h, play="Shrink the step"),
        "entry": choice("lens on", ENTRIES, entry),
        "precision": choice("precision", KINDS, precision),
    }

    def call(values) -> str:
        given = f"h={values['h']:.6g}, entry={values['entry']!r}, precision={values['precision']!r}"
        return f"explore.finite_differences({state.call(values)}, {given})"

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, challenges=chosen(challenges, CHALLENGES),
        label="Where f is asked, f through a lens, and the error of J by differences against the step",
        tried=("h", 3, lambda now: (now["h"], now["central_error_float64"])),
    )  # fmt: skip
