"""What the pictures are made of: colours, panels and marks. matplotlib only; arrays in, artists out."""

from jaclib.draw.arrows import arrows, dashed_arrow, turning
from jaclib.draw.axes import (
    ABOVE,
    BOTTOM,
    CSS,
    DPI,
    LEFT,
    LOWER,
    RIGHT,
    TALLEST,
    TOP,
    Move,
    bare,
    columns_for,
    frame,
    hint,
    in_pixels,
    key,
    log_axes,
    panels,
    pixels_per_unit,
    signs,
    size,
    style,
    widen,
)
from jaclib.draw.cached import Kept, Sheet, mixed
from jaclib.draw.colour_bar import HATCH, HIGHEST, LOWEST, density_scale, scale, shades_key
from jaclib.draw.dots import KEY, MARKERS, classes, diamond, diamonds, dust, numbered, point, samples
from jaclib.draw.fields import STRENGTH, classified, density, heat, sheet, tiles
from jaclib.draw.lines import (
    SQUARE,
    beads,
    behind,
    border,
    crosshair,
    curve,
    grid,
    legs,
    outline,
    rectangle,
    segments,
    spokes,
    staircase,
    upright,
    wires,
)
from jaclib.draw.matrices import MANY, NOTHING, STROKE, STROKES, blocks, boxes, matrix, raster, shades, small_picture
from jaclib.draw.network import WIDEST_GAP, boundary, network, radius, seats, tangent
from jaclib.draw.palette import DARK, LIGHT, Palette
from jaclib.draw.space import (
    BESIDE,
    CORNERS,
    EDGES,
    ENDS,
    MIDDLES,
    depth,
    flatten,
    in_sight,
    painted,
    panel_box,
    project,
    solid,
    surroundings,
)
from jaclib.draw.terrain import PALEST, PATTERN, STRONGEST, basins, hues, relief
from jaclib.draw.text import (
    RIM,
    above,
    caption,
    covers,
    footnote,
    label,
    name,
    note,
    note_at,
    note_below,
    rays,
    roman,
    words,
    words_at,
)

__all__ = [
    "ABOVE", "BESIDE", "BOTTOM", "CORNERS", "CSS", "DARK", "DPI", "EDGES", "ENDS", "HATCH", "HIGHEST", "KEY",
    "LEFT", "LIGHT", "LOWER", "LOWEST", "MANY", "MARKERS", "MIDDLES", "NOTHING", "PALEST", "PATTERN", "RIGHT",
    "RIM", "SQUARE", "STRENGTH", "STROKE", "STROKES", "STRONGEST", "TALLEST", "TOP", "WIDEST_GAP", "Kept", "Move",
    "Palette", "Sheet", "above", "arrows", "bare", "basins", "beads", "behind", "blocks", "border", "boundary",
    "boxes", "caption", "classes", "classified", "columns_for", "covers", "crosshair", "curve", "dashed_arrow",
    "density", "density_scale", "depth", "diamond", "diamonds", "dust", "flatten", "footnote", "frame", "grid",
    "heat", "hint", "hues", "in_pixels", "in_sight", "key", "label", "legs", "log_axes", "matrix", "mixed", "name",
    "network", "note", "note_at", "note_below", "numbered", "outline", "painted", "panel_box", "panels",
    "pixels_per_unit", "point", "project", "radius", "raster", "rays", "rectangle", "relief", "roman", "samples",
    "scale", "seats", "segments", "shades", "shades_key", "sheet", "signs", "size", "small_picture", "solid",
    "spokes", "staircase", "style", "surroundings", "tangent", "tiles", "turning", "upright", "widen", "wires",
    "words", "words_at",
]  # fmt: skip
