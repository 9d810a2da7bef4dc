"""The picture of explore.digits."""

import numpy as np

from jaclib.draw import curve, key, note, point, small_picture, upright, wires
from jaclib.explore.digits.numbers import FINELY, SIZES_OF_STEP


def paint(palette, plain, without, penalized, shares):
    """Put the artists up once; the function returned moves them."""
    pictures = [small_picture(ax, palette) for ax in (plain, without, penalized)]
    words = [note(ax, palette.ink, (0.5, 0.055), size=11, align="center") for ax in (plain, without, penalized)]
    rest = [("other λ", palette.quiet, False), ("surely", palette.quiet, True)]
    key(shares, [("λ = 0", palette.signed[0], False), ("with λ", palette.ink, False), *rest])
    shares.set(xlabel="ε", ylabel="share of fresh pictures", xlim=(0, SIZES_OF_STEP[-1]), ylim=(0, 1.02))
    shares.grid(color=palette.faint, linewidth=0.8)
    others, size = wires(shares, palette.quiet, width=1.0), upright(shares, palette.ink)
    colors = palette.signed[0], palette.ink
    both = [curve(shares, color) for color in colors]
    sure = [curve(shares, color, width=1.6, dashed=True) for color in colors]
    here = [point(shares, color, size=7) for color in colors]

    def move(now):
        x = now["x"]
        for picture, place in zip(pictures, (x, x + now["h"][0], x + now["h"][1]), strict=True):
            picture(place.reshape(8, 8))
        words[0](f"a {now['label']}")
        for i in range(2):
            words[1 + i](f"read as a {now['reads'][i]}")
        along = [
            np.stack([np.broadcast_to(sizes, now[name].shape), now[name]], axis=-1)
            for name, sizes in (("attacked", SIZES_OF_STEP), ("sure", FINELY))
        ]
        others(along[0]), size(now["eps"])
        for i, place in enumerate((0, int(now["place"]))):
            both[i](along[0][place]), sure[i](along[1][place]), here[i]((now["eps"], now["held"][place]))

    return move
