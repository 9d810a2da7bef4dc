"""A box of two parameters and its image: what a coordinate system makes of lengths, areas and orientation."""

from functools import partial, reduce

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import draw, maps
from jaclib.explore.coordinates.affine import at_corner, behind, fields_of, of_box, orientation
from jaclib.explore.coordinates.names import in_names, permutation
from jaclib.explore.plane import box, layers
from jaclib.explore.plane.framing import image_box, reaching, scales
from jaclib.explore.plane.lines import grid_and_image

BOX_EDGES = box.path(2, 61)
FARTHER = 2.5  # times as wide, the view that holds the parallelogram
NO_NET = np.full(layers.NET.shape, np.nan)  # where the image is one layer
TURNS = "the arrows lie on one line", "blue to orange: left turn", "blue to orange: right turn"


@np.errstate(invalid="ignore")  # where the map is undefined, there are gaps
def compute(f: maps.Map, a, size, order, rotation, shear, dilation, mirrored) -> dict:
    """What the map x ↦ matrix · f(x) makes of the box, the two grids, and how both planes are framed."""
    a, size, which = np.asarray(a, dtype=float), np.asarray(size, dtype=float), permutation(order, f)
    matrix, (before, after) = behind(f, rotation, shear, dilation, mirrored), grid_and_image(f)
    found = fields_of(f, a, size, outline=a + size * BOX_EDGES, net=a + size * layers.NET)
    now = jax.tree.map(np.asarray, pictured(a, size, which, matrix, found, after))
    now = of_box(f, a, size, which, matrix, found, now) | {"before": before, "domain": box.room(f, a, size)}
    now |= {"net": now["net"] if now["layered"] else NO_NET, "view": holding(image_box(f), now["value"], now["linear"])}
    now |= in_names(f, which) | scales(f.domain) | {"turn": orientation(now["det"], *TURNS)}
    net = now["net"], True, now["view"]
    return now | layers.named(layers.parts(*net)) | layers.over(*net)


def holding(box: maps.Box, value, linear) -> maps.Box:
    """The box of the image, made larger until it holds f(a), and the parallelogram unless that is far too large."""
    view = reaching(box, value)
    wider = reduce(reaching, linear, view)
    return wider if np.ptp(wider) <= FARTHER * np.ptp(view) else view


@jax.jit  # compiled once for all maps
def pictured(a, size, which, matrix, found, after) -> dict:
    """The box, its image, and the parallelogram that J predicts, from the fields at the places."""
    now = at_corner(a, size, which, matrix, found)
    outline, net = (found[name][0] @ matrix.T for name in ("outline", "net"))
    first, second = now["edges"]
    now |= {"box": (a + size * BOX_EDGES).reshape(-1, 2), "outline": outline.reshape(-1, 2), "net": net}
    now |= {"linear": now["value"] + jnp.stack([0 * first, first, first + second, second, 0 * first])}
    return now | {"first": first, "second": second, "opposite": a + size, "after": after @ matrix.T}


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
