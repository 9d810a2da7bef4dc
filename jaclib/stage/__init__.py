"""The live figure: a matplotlib figure that moves under the hand, in any Jupyter front-end that knows anywidget."""

from jaclib.stage.controls import (
    Control,
    choice,
    close,
    log_slider,
    number,
    number_style,
    point,
    slider,
    switch,
    turn,
    whole,
)
from jaclib.stage.lifetime import belongs_to_cell
from jaclib.stage.pen import drawn, written
from jaclib.stage.picture import Picture
from jaclib.stage.show import Live, comments_above, count, product, readout, show, spot
from jaclib.stage.stage import Later, Stage, sentence

__all__ = [
    "Control", "Later", "Live", "Picture", "Stage", "belongs_to_cell", "choice", "close", "comments_above", "count",
    "drawn", "log_slider", "number", "number_style", "point", "product", "readout", "sentence", "show", "slider",
    "spot", "switch", "turn", "whole", "written",
]  # fmt: skip
