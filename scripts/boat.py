"""Draw the picture that explore.determinant prints on its sheet: `python scripts/boat.py`.

A boat under sail, bold enough for cells a few pixels wide, and different from its mirror image. It is our own.
"""

from pathlib import Path

from PIL import Image, ImageDraw

FILE = Path(__file__).resolve().parents[1] / "jaclib" / "explore" / "boat.png"
SIDE, FINER = 192, 4  # pixels; drawn larger, for smooth edges
INK = (0, 0, 0, 255)


def boat() -> Image.Image:
    picture = Image.new("RGBA", (SIDE * FINER, SIDE * FINER), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)

    def scaled(*points):
        return [(x * SIDE * FINER / 100, y * SIDE * FINER / 100) for x, y in points]

    pen.polygon(scaled((10, 70), (92, 66), (80, 86), (24, 86)), fill=INK)  # the hull, its bow to the right
    pen.polygon(scaled((45, 8), (48, 8), (48, 70), (45, 70)), fill=INK)  # the mast
    pen.polygon(scaled((42, 16), (42, 62), (14, 62)), fill=INK)  # the sails
    pen.line(scaled((51, 22), (51, 60), (86, 60), (51, 22)), fill=INK, width=3 * FINER * SIDE // 100, joint="curve")
    pen.polygon(scaled((48, 8), (62, 12), (48, 17)), fill=INK)  # the pennant
    pen.ellipse(scaled((74, 12), (90, 28)), fill=INK)  # the sun
    for x in (8, 40, 72):  # waves
        pen.arc(scaled((x, 88), (x + 20, 100)), 200, 340, fill=INK, width=3 * FINER * SIDE // 100)
    return picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    boat().quantize(16).save(FILE, optimize=True)
