"""The picture of explore.chain_rule_proof."""

from functools import partial

from jaclib import draw
from jaclib.explore.chain_rule_proof.numbers import LONGEST_STEP, SHORTEST_STEP
from jaclib.stage.live import Marks


def paint(spaces, palette, start, middle, output, law):
    """The marks by the names of the arrays that move them."""
    first, second = palette.rows
    draw.hint(start, "drag a, or the tip: h has its direction", palette.quiet)
    true, linear, roman = palette.ink, palette.linear, draw.roman
    draw.key(middle, [("ℓ", true, False), (roman("J_g h"), linear, True), (roman("ε_g‖h‖"), first, False)])
    errors = (roman("J_f ε_g‖h‖"), first, False), (roman("ε_f‖ℓ‖"), second, False)
    draw.key(output, [("true", true, False), (roman("J_f J_g h"), linear, True), *errors])
    draw.key(law, [(roman("‖J_f ε_g‖"), first, False), (roman("‖ε_f‖‖ℓ‖ / ‖h‖"), second, True)])
    draw.log_axes(law, (SHORTEST_STEP, LONGEST_STEP), (1e-9, 1e2), "‖h‖", "error / ‖h‖")
    return {
        **_begin(palette, start, spaces[0]),
        **_lens(palette, middle, 1, spaces[1], (first,), "$J_g h$"),
        **_lens(palette, output, 2, spaces[2], (first, second), "$J_f J_g h$"),
        "graph_first": draw.curve(law, first),
        "graph_second": draw.curve(law, second, dashed=True),
        "dot_first": draw.point(law, first, size=7),
        "dot_second": draw.point(law, second, size=7),
        "size": draw.rule(law, palette.quiet),
    }


def _begin(palette, ax, dimension: int):
    ruled = {("frame0", "names0", "ticks0"): draw.unchanged(partial(draw.scale, ax, alike=True))}
    return {
        "frame0": partial(draw.frame, ax),
        **(ruled if dimension == 2 else {}),
        ("names0", "box0", "view"): draw.surroundings(ax, dimension, palette.faint, palette.quiet),
        "sheet": draw.grid(ax, palette.faint),
        ("at", "tip"): draw.dashed_arrow(ax, palette.quiet, dots=True, width=1.2),
        ("at", "step"): [draw.arrows(ax, (palette.ink,)), draw.label(ax, "$h$", palette.ink)],
        "at": [draw.point(ax, palette.ink), draw.note_at(ax, "a", palette.ink)],
    }


def _lens(palette, ax, place: int, dimension: int, colors, name: str):
    """What is true and what is predicted, from the same tail, and the errors head to tail between their tips."""
    predicted = [draw.dashed_arrow(ax, palette.linear), draw.label(ax, name, palette.linear, away=18)]
    marks: Marks = {
        f"frame{place}": partial(draw.frame, ax),
        (f"names{place}", f"box{place}", "view"): draw.surroundings(ax, dimension, palette.faint, palette.quiet),
        f"way{place}": draw.curve(ax, palette.ink),
        f"end{place}": draw.point(ax, palette.ink, size=5),
        (f"tail{place}", f"linear{place}"): predicted,
    }
    for which, color in enumerate(colors, start=1):
        marks[f"error_tail_{which}_{place}", f"error_{which}_{place}"] = draw.arrows(ax, (color,))
    draw.point(ax, palette.ink)((0, 0))
    return marks
