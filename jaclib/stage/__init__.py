"""The live figure: a matplotlib figure that moves under the hand, in any Jupyter front-end that knows anywidget."""

from jaclib.stage.arguments import refuse
from jaclib.stage.challenge import Challenge, chosen, near, right
from jaclib.stage.control import Control, control, started
from jaclib.stage.controls import (
    Declared,
    Following,
    Own,
    Upload,
    box,
    buttons,
    choice,
    drawn,
    following,
    log_slider,
    point,
    slider,
    switch,
    turn,
    typed,
    whole,
)
from jaclib.stage.live import EVERYTHING, Live, show, together
from jaclib.stage.pen import written
from jaclib.stage.picture import Picture
from jaclib.stage.readouts import comments_above, count, formulas, product, readout, spot
from jaclib.stage.scene import Scene, Spread, rooms, scene
from jaclib.stage.sentence import sentence
from jaclib.stage.stage import NotReady, Stage
from jaclib.stage.steering import Shared
