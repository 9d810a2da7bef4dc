"""What the pictures are made of: colours, panels and marks. matplotlib only; arrays in, artists out."""

from jaclib.draw.labels import label, note_at, rays
from jaclib.draw.marks import (
    arrows,
    curve,
    grid,
    hint,
    key,
    log_axes,
    note,
    note_below,
    point,
    spokes,
    upright,
)
from jaclib.draw.palette import DARK, LIGHT, Palette
from jaclib.draw.panels import frame, panels, size, style
from jaclib.draw.sheet import diamonds, outline, scale, sheet
from jaclib.draw.space import depth, project
from jaclib.draw.steps import crosshair, legs

__all__ = [
    "DARK", "LIGHT", "Palette", "arrows", "crosshair", "curve", "depth", "diamonds", "frame", "grid", "hint", "key",
    "label", "legs", "log_axes", "note", "note_at", "note_below", "outline", "panels", "point", "project", "rays",
    "scale", "sheet", "size", "spokes", "style", "upright",
]  # fmt: skip
