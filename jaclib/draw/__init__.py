"""What the pictures are made of: colours, panels and marks. matplotlib only; arrays in, artists out."""

from jaclib.draw.marks import arrows, curve, grid, hint, key, label, log_axes, note, note_at, point, spokes, upright
from jaclib.draw.palette import DARK, LIGHT, Palette
from jaclib.draw.panels import frame, panels, size, style

__all__ = [
    "DARK", "LIGHT", "Palette", "arrows", "curve", "frame", "grid", "hint", "key", "label", "log_axes", "note",
    "note_at", "panels", "point", "size", "spokes", "style", "upright",
]  # fmt: skip
