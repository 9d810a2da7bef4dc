"""Points that are drawn on the picture: one by one, or many along the way of the hand."""

import ipywidgets as W
import numpy as np

from jaclib.stage.controls import Control, number_style

Points = tuple[tuple[float, ...], ...]  # pairs


def drawn(label: str, points=(), *, panel: int = 0, most: int = 200, step: float = 0.1) -> Control:
    """Make a control for at most `most` points, drawn anywhere on the panel number `panel`; `compute` takes them as
    pairs.

    A drag leaves points behind, `step` apart. For the keys there is a cross: an arrow moves it by `step`, with Shift by
    five times as much; Space or Enter sets a point, Backspace takes the last one away. A text field shows the points as
    "x, y; x, y" and takes them, and a button clears them.
    Raises ValueError where there are too many points, or some are no pairs of numbers.
    """
    if len(points) and np.shape(points)[1:] != (2,):
        raise ValueError(f"{label}: pairs of numbers are needed, as in [(0.5, 1), (-0.2, 0.3)], and {points!r} came.")
    text = written(points)
    _read(label, text, most)
    field = W.Text(
        value=text,
        description=label,
        placeholder="x, y; x, y; …",
        continuous_update=False,
        style=number_style(),
        layout=W.Layout(width="24em"),
    )
    clear = W.Button(description=f"clear {label}", layout=W.Layout(width="auto"))
    clear.on_click(lambda _: setattr(field, "value", ""))
    handle = {"label": label, "panel": panel, "step": step, "most": most, "pen": True}
    box = W.HBox([field, clear], layout=W.Layout(max_width="100%", flex_flow="row wrap"))
    return Control(box, ((field,),), read=lambda value: _read(label, value[0], most), handle=handle)


def written(points) -> str:
    """The points as the text field shows them.

    >>> written([(0.5, 1.0), (-0.25, 3.0)])
    '0.5, 1; -0.25, 3'
    """
    return "; ".join(", ".join(f"{x:.6g}" for x in point) for point in points)


def _read(label: str, text: str, most: int) -> Points:
    try:
        points = tuple(tuple(float(x) for x in pair.split(",")) for pair in text.split(";") if pair.strip())
    except ValueError:
        points = ((np.nan, np.nan),)
    if not all(len(point) == 2 and np.isfinite(point).all() for point in points):
        raise ValueError(f'{label}: pairs of numbers are needed, as in "0.5, 1; -0.2, 0.3", and "{text}" came.')
    if len(points) > most:
        raise ValueError(f"{label}: at most {most} are taken, and {len(points)} came.")
    return points
