"""The picture of explore.digits."""

from jaclib.draw import curve, curves, key, note, point, rule, ruled, small_picture
from jaclib.explore.digits.numbers import LARGEST_STEP


def paint(palette, plain, without, penalized, shares):
    """The marks by the names of the arrays that move them."""
    rest = [("other λ", palette.quiet, False), ("surely", palette.quiet, True)]
    key(shares, [("λ = 0", palette.signed[0], False), ("with λ", palette.ink, False), *rest])
    ruled(shares, xlabel="ε", ylabel="share of fresh pictures", xlim=(0, LARGEST_STEP), ylim=(0, 1.02))

    def said(ax, text: str):
        return note(ax, palette.ink, (0.5, 0.055), text, size=11, align="center")

    colors = palette.signed[0], palette.ink
    pictures = {
        "picture": small_picture(plain, palette),
        "picture0": small_picture(without, palette),
        "picture1": small_picture(penalized, palette),
        "label": said(plain, "a {}"),
        "reads0": said(without, "read as a {}"),
        "reads1": said(penalized, "read as a {}"),
    }
    all_shares = {"shares": curves(shares, palette.quiet, width=1.0), "eps": rule(shares, palette.ink)}
    left = {f"shares{i}": curve(shares, color) for i, color in enumerate(colors)}
    sure = {f"sure{i}": curve(shares, color, width=1.6, dashed=True) for i, color in enumerate(colors)}
    here = {f"here{i}": point(shares, color, size=7) for i, color in enumerate(colors)}
    return pictures | all_shares | left | sure | here
