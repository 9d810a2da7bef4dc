"""How pictures are looked at in tests: light, dark, and on a narrow page; their pixels, and the contrast of colours."""

import numpy as np
from matplotlib.colors import to_rgb

from jaclib import draw
from jaclib.stage import Picture

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


def on_a_panel(put_up, palette=draw.LIGHT, ratio=1):
    """The pixels of a panel on which something is put up, as `at(x, y)` in CSS pixels of the panel."""
    figure, (ax,) = draw.panels(("",), width=360, ratio=ratio, palette=palette)
    draw.in_pixels(ax)
    move = put_up(ax, palette)
    box = ax.get_window_extent()

    def at(arrays):
        pixels = np.array(picture.draw(arrays))[::-1, :, :3] / 255
        return lambda x, y: pixels[int(box.y0 + y * ratio), int(box.x0 + x * ratio)]

    picture = Picture(figure, move)
    return picture, at


def luminance(color) -> float:
    """Relative luminance by the WCAG's formula."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return float(np.dot([0.2126, 0.7152, 0.0722], linear))


def contrast(one, other) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)
