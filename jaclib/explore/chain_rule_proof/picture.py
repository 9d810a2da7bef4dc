"""The picture of explore.chain_rule_proof."""

from functools import partial

from jaclib.draw import (
    arrows,
    curve,
    dashed_arrow,
    frame,
    grid,
    hint,
    key,
    label,
    log_axes,
    note_at,
    point,
    roman,
    rule,
    surroundings,
)
from jaclib.explore.chain_rule_proof.numbers import LONGEST_STEP, SHORTEST_STEP
from jaclib.stage.live import Marks


def paint(spaces, palette, start, middle, output, law):
    """The marks by the names of the arrays that move them."""
    first, second = palette.rows
    hint(start, "drag a, or the tip: h has its direction", palette.quiet)
    key(middle, [("ℓ", palette.ink, False), (roman("J_g h"), palette.linear, True), (roman("ε_g‖h‖"), first, False)])
    entries = [("true", palette.ink, False), (roman("J_f J_g h"), palette.linear, True)]
    key(output, [*entries, (roman("J_f ε_g‖h‖"), first, False), (roman("ε_f‖ℓ‖"), second, False)])
    key(law, [(roman("‖J_f ε_g‖"), first, False), (roman("‖ε_f‖‖ℓ‖ / ‖h‖"), second, True)])
    log_axes(law, (SHORTEST_STEP, LONGEST_STEP), (1e-9, 1e2), "‖h‖", "error / ‖h‖", palette.faint)
    return {
        **_begin(palette, start, spaces[0]),
        **_lens(palette, middle, 1, spaces[1], (first,), "$J_g h$"),
        **_lens(palette, output, 2, spaces[2], (first, second), "$J_f J_g h$"),
        "graph_first": curve(law, first),
        "graph_second": curve(law, second, dashed=True),
        "dot_first": point(law, first, size=7),
        "dot_second": point(law, second, size=7),
        "size": rule(law, palette.quiet),
    }


def _begin(palette, ax, dimension: int):
    return {
        "frame0": partial(frame, ax),
        ("names0", "box0", "view"): surroundings(ax, dimension, palette.faint, palette.quiet),
        "sheet": grid(ax, palette.faint),
        ("at", "tip"): dashed_arrow(ax, palette.quiet, dots=True, width=1.2),
        ("at", "step"): [arrows(ax, (palette.ink,)), label(ax, "$h$", palette.ink)],
        "at": [point(ax, palette.ink), note_at(ax, "a", palette.ink)],
    }


def _lens(palette, ax, place: int, dimension: int, colors, name: str):
    """What is true and what is predicted, from the same tail, and the errors head to tail between their tips."""
    marks: Marks = {
        f"frame{place}": partial(frame, ax),
        (f"names{place}", f"box{place}", "view"): surroundings(ax, dimension, palette.faint, palette.quiet),
        f"way{place}": curve(ax, palette.ink),
        f"end{place}": point(ax, palette.ink, size=5),
        (f"tail{place}", f"linear{place}"): [
            dashed_arrow(ax, palette.linear),
            label(ax, name, palette.linear, away=18),
        ],
    }
    for which, color in enumerate(colors, start=1):
        marks[f"error_tail_{which}_{place}", f"error_{which}_{place}"] = arrows(ax, (color,))
    point(ax, palette.ink)((0, 0))
    return marks
