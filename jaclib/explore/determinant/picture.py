"""The picture of explore.determinant."""

import numpy as np

from jaclib.draw import (
    curve,
    diamonds,
    frame,
    key,
    log_axes,
    note_at,
    note_below,
    outline,
    point,
    scale,
    sheet,
    tiles,
    upright,
)
from jaclib.explore.determinant.numbers import TILES
from jaclib.explore.determinant.words import preimages_in_words
from jaclib.explore.plane.areas import LARGEST, SIDES, SMALLEST
from jaclib.explore.plane.framing import name_axes


def paint(palette, before, after, law):
    """Put the artists up once; the function returned moves them."""
    key(after, [("true image", palette.ink, False), ("as J promises", palette.linear, True)])
    key(law, [("∫ |det J|", palette.ink, False), ("∫ det J", palette.accent, True), ("corners", palette.quiet, True)])
    limits = scale(before, palette, "det J")
    sheets = [(sheet(before, palette), "before"), (sheet(after, palette, folds=True), "after")]
    log_axes(law, (SMALLEST, LARGEST), (1e-3, 1e1), "side of the box", "ratio", palette.faint)
    box, image = outline(before, palette.ink), outline(after, palette.ink)
    darker = tiles(after, palette.ink, palette.ink, alpha=0.15)  # where more layers of the image lie on one another
    promised = outline(after, palette.linear, width=1.8, dashes=(5, 2.5))
    corners = outline(after, palette.quiet, width=1.8, dashes=(1, 1.2))
    curves = [
        curve(law, palette.ink),
        curve(law, palette.accent, width=1.4, dashed=True),
        curve(law, palette.quiet, width=1.4, dashed=True),
    ]
    level, here = curve(law, palette.linear, width=1.8, dashed=True), point(law, palette.ink)
    seen, seen_name = point(law, palette.quiet, size=7), note_at(law, "image", palette.quiet)
    level_name = note_at(law, "|det J(a)|", palette.linear, offset=(30, 9))
    side = upright(law, palette.ink)
    dots = [point(before, palette.ink), point(after, palette.ink)]
    names = [
        note_at(before, "a", palette.ink),
        note_at(after, "f(a)", palette.ink),
        note_at(after, "b", palette.accent, offset=(12, 8)),
    ]
    picked, layers = diamonds(after, palette.accent), diamonds(before, palette.accent)
    count, turned = note_below(after, palette.accent), note_below(before, palette.ink)

    def move(now):
        frame(before, now["domain"]), frame(after, now["view"]), limits(float(now["scale"]))
        name_axes(before, after, now)
        if law.get_ylim() != (now["top"] / 1e3, now["top"]):
            law.set_ylim(now["top"] / 1e3, now["top"])
        for lay, when in sheets:
            printed_on = (now[f"{kind}_{when}"] for kind in ("lines", "hatch", "folds"))
            lay(now[when], now["values"], now["printed"], *printed_on)
        darker(now["tiles"] * (1 if now["layered"] else np.nan), np.ones(len(TILES)))
        box(now["box"]), image(now["image"]), promised(now["promised"]), corners(now["corners"])
        for each, name in zip(curves, ("law", "signed_law", "four_law"), strict=True):
            each(np.stack([SIDES, np.abs(now[name])], axis=1))
        level([(SMALLEST, now["limit"]), (LARGEST, now["limit"])]), level_name((SMALLEST, now["limit"]))
        here((now["side"], now["ratio"])), side(now["side"])
        once = now["side"], now["seen"] if now["layered"] else np.nan  # apart from ∫ |det J| only where layers overlap
        seen(once), seen_name(once)
        dots[0](now["a"]), dots[1](now["value"]), names[0](now["a"]), names[1](now["value"]), names[2](now["b"])
        picked(now["b"]), layers(now["preimages"])
        count(f"b has {preimages_in_words(now)}")
        turned("hatched: reversed" if now["reversed"] else "")

    return move
