"""Points that are drawn on the picture: one by one, or many along the way of the hand."""

import ipywidgets as W
import numpy as np

from jaclib.stage.arguments import refuse
from jaclib.stage.control import Control, labelled

Points = tuple[tuple[float, ...], ...]  # pairs


def drawn(name: str, look: dict, points) -> Control:
    """Make the text field that shows the points as "x, y; x, y" and takes them, and the button that clears them.

    On the picture a drag leaves points behind, a step apart. For the keys there is a cross: an arrow moves it by a
    step, with Shift by five times as much; Space or Enter sets a point, Backspace takes the last one away.
    Raises ValueError for too many points, and for what is no pair of numbers.
    """
    points = () if points is None else points
    label, most = look["label"], look["most"]
    if len(points) and np.shape(points)[1:] != (2,):
        raise refuse(name, "pairs of numbers, as in [(0.5, 1), (-0.2, 0.3)]", points)
    text = written(points)
    _read(name, text, most)
    field = labelled(W.Text, label, "24em", value=text, placeholder="x, y; x, y; …", continuous_update=False)
    clear = W.Button(description=f"clear {label}", layout=W.Layout(width="auto"))
    clear.on_click(lambda _: setattr(field, "value", ""))
    box = W.HBox([field, clear], layout=W.Layout(max_width="100%", flex_flow="row wrap"))
    return Control(box, ((field,),), lambda value: _read(name, value[0], most), pairs, handle=look | {"pen": True})


def pairs(value) -> str:
    """Type the points as a call has them.

    >>> pairs(["0.5, 1; -0.25, 3"])
    '[(0.5, 1), (-0.25, 3)]'
    """
    return f"[{', '.join(f'({pair.strip()})' for pair in value[0].split(';') if pair.strip())}]"


def written(points) -> str:
    """Write the points as the text field shows them.

    >>> written([(0.5, 1.0), (-0.25, 3.0)])
    '0.5, 1; -0.25, 3'
    """
    return "; ".join(", ".join(f"{x:.6g}" for x in point) for point in points)


def _read(name: str, text: str, most: int) -> Points:
    try:
        points = tuple(tuple(float(x) for x in pair.split(",")) for pair in text.split(";") if pair.strip())
    except ValueError:
        points = ((np.nan, np.nan),)
    if not all(len(point) == 2 and np.isfinite(point).all() for point in points):
        raise refuse(name, 'pairs of numbers, as in "0.5, 1; -0.2, 0.3"', text)
    if len(points) > most:
        raise ValueError(f"`{name}` must have at most {most} points; got {len(points)}.")
    return points
