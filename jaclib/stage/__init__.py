"""The live figure: a matplotlib figure that moves under the hand, in any Jupyter front-end that knows anywidget."""

from jaclib.stage.controls import Control, log_slider, number, number_style, point, slider, switch
from jaclib.stage.live import Live, readout, show
from jaclib.stage.picture import Picture
from jaclib.stage.stage import Stage, sentence

__all__ = [
    "Control", "Live", "Picture", "Stage", "log_slider", "number", "number_style", "point", "readout", "sentence",
    "show", "slider", "switch",
]  # fmt: skip
