"""A box of two parameters and its image: what a coordinate system makes of lengths, areas and orientation."""

from functools import partial

import numpy as np

from jaclib import draw, maps
from jaclib.explore.coordinates.affine import behind, of_box, orientation
from jaclib.explore.plane import box, layers
from jaclib.explore.plane.framing import image_box, reaching, scales
from jaclib.explore.plane.lines import grid_and_image

BOX_EDGES = box.path(2, 61)
TURNS = "the arrows lie on one line", "blue to orange: left turn", "blue to orange: right turn"


@np.errstate(invalid="ignore")  # where the map is undefined, there are gaps
def compute(f: maps.Map, a, size, order, rotation, shear, dilation, mirrored) -> dict:
    """What the map x ↦ matrix · f(x) makes of the box, the two grids, and how both planes are framed."""
    a, size = np.asarray(a, dtype=float), np.asarray(size, dtype=float)
    matrix = behind(f, rotation, shear, dilation, mirrored)
    edge, (before, after) = a + size * BOX_EDGES, grid_and_image(f)
    now, ((outline, _), (net, _)) = of_box(f, a, size, order, matrix, edge, a + size * layers.NET)
    now |= {"box": edge.reshape(-1, 2), "outline": outline.reshape(-1, 2) @ matrix.T}
    now |= {"net": net @ matrix.T * (1 if now["layered"] else np.nan)}
    now |= {"before": before, "after": after @ matrix.T, "view": reaching(image_box(f), now["value"])}
    now |= scales(f.domain)
    now |= layers.named(layers.parts(now["net"], True, now["view"]))
    return now | drawn(now)


def drawn(now: dict) -> dict:
    """What is drawn of these numbers: NaN for what is hidden."""
    first, second = now["edges"]
    parallelogram = now["value"] + np.array([0 * first, first, first + second, second, 0 * first])
    shown = {"first": first, "second": second, "linear": parallelogram, "opposite": now["a"] + now["size"]}
    return shown | {"turn": orientation(now["det"], *TURNS)}


def paint(palette, before, after):
    """The marks by the names of the arrays that move them."""
    draw.hint(before, "drag a, or the corner opposite", palette.quiet)
    draw.key(after, [("true image", palette.ink, False), ("what J predicts", palette.linear, True)])
    draw.layer_key(after, palette)
    columns, step, edge = palette.columns, "$Δ{}$", r"$Δ{0}\;∂f/∂{0}$"
    return {
        ("domain", "variables", "ticks", "alike"): draw.unchanged(partial(draw.scale, before)),
        ("view", "outputs"): partial(draw.frame, after),
        "before": draw.grid(before, palette.faint),
        "after": draw.curves(after, palette.faint, width=0.8, order=-3),
        "box": draw.curve(before, palette.ink, fill=palette.fill, clear=True),
        "outline": draw.curve(after, palette.ink, fill=palette.fill, clear=True),
        "net": draw.layers(after, palette, order=1),
        "linear": draw.curve(after, palette.linear, dashed=True, clear=True),
        ("a", "steps"): draw.arrows(before, columns),
        ("value", "edges"): draw.arrows(after, columns),
        ("value", "first", "second"): draw.turning(after, palette.accent),
        "turn": draw.footnote(after, palette.accent),
        "a": [draw.point(before, palette.ink), draw.note_at(before, "a", palette.ink)],
        "value": [draw.point(after, palette.ink), draw.note_at(after, "f(a)", palette.ink, offset=(-15, -13))],
        "opposite": draw.point(before, palette.quiet, size=7),
        ("a", "steps", "counted"): draw.labels(before, (step, step), columns),
        ("value", "edges", "counted"): draw.labels(after, (edge, edge), columns, away=22),
        ("part_places", "part_names"): draw.names(after, palette.ink, 4),
    }
