"""What is printed on the sheet: its grid, a checkerboard, our picture, or one of a student's own."""

from pathlib import Path

from PIL import Image

from jaclib.stage import Declared, Own, Upload, choice, refuse

DRAWING = Path(__file__).parent / "boat.png"
LARGEST_PICTURE = 1024  # pixels along a side; the sheet shows far fewer


def sheet_choice() -> Declared:
    """Declare what is printed: "grid", "checkerboard", "picture", a Pillow image, or the path of a file."""
    ours = {"grid": "grid", "checkerboard": "checkerboard", "picture": opened(DRAWING)}
    upload = Upload("your own picture", "image/*", opened)
    return choice("sheet", ours, own=Own(lambda sheet: (named(sheet), opened(sheet)), upload=upload), width="14em")


def named(sheet) -> str:
    return str(sheet) if isinstance(sheet, str | Path) else "own picture"


def opened(file, name: str = "") -> tuple[tuple[int, int], bytes]:
    """Size and RGBA bytes of a picture: a Pillow image, a path or a file in memory. ValueError if it is none."""
    try:
        picture = file.copy() if isinstance(file, Image.Image) else Image.open(file)
        picture.thumbnail((LARGEST_PICTURE, LARGEST_PICTURE))
        return picture.size, picture.convert("RGBA").tobytes()
    except (OSError, ValueError, AttributeError, Image.DecompressionBombError) as error:
        needed = "'grid', 'checkerboard', 'picture', a Pillow image or a picture file (PNG, JPEG, …)"
        raise refuse("sheet", needed, name or file) from error
