"""How a picture is drawn to be compared with the one that was found good: light, dark, and on a narrow page."""

import numpy as np

from jaclib import draw

LOOKS = {"light": (960, draw.LIGHT), "dark": (960, draw.DARK), "narrow": (360, draw.LIGHT)}


def drawn(live, look: str):
    """The figure of an explorer's picture, which is then closed."""
    width, palette = LOOKS[look]
    controls = live.stage.controls
    arrays = live.stage.compute(**{name: controls[name].read(value) for name, value in live.state.items()})
    figure, _, move = live.stage.build(width, 1, palette)
    move({name: np.asarray(array) for name, array in arrays.items()})
    live.close()
    return figure
