"""The control that chooses what is printed on the sheet: its grid, a checkerboard, our picture, or a student's own."""

import html
import io
from pathlib import Path

import ipywidgets as W
from PIL import Image

from jaclib.stage import Control
from jaclib.stage.control import number_style

DRAWING = Path(__file__).parent / "boat.png"
OURS = "grid", "checkerboard", "picture"
LARGEST = 1024  # pixels along a side; the sheet shows far fewer


def choose_sheet(sheet) -> Control:
    """A drop-down list beside a button for a file of one's own; `sheet` is what to begin with.

    That is "grid", "checkerboard", "picture", a Pillow image, or the path of a file. Raises ValueError for others.
    What is wrong with an uploaded file is said below the button, and the sheet stays as it was.
    """
    known = {"grid": "grid", "checkerboard": "checkerboard", "picture": opened(DRAWING)}
    first = sheet if sheet in OURS else _named(sheet)
    if first not in known:
        known[first] = opened(sheet)
    pick = W.Dropdown(options=list(known), value=first, description="sheet", style=number_style(),
                      layout=W.Layout(width="14em"))  # fmt: skip
    own = W.FileUpload(accept="image/*", description="your own picture", layout=W.Layout(width="auto"))
    wrong = W.HTML()

    def uploaded(change) -> None:
        for file in change["new"]:
            try:
                picture = opened(io.BytesIO(file["content"]), file["name"])
            except ValueError as error:
                wrong.value = f'<span role="alert" class="jaclib-error">{html.escape(str(error))}</span>'
                continue
            wrong.value = ""
            name = next(name for name in _names(file["name"]) if name not in known)
            known[name] = picture
            pick.options = list(known)
            pick.value = name

    own.observe(uploaded, "value")
    box = W.HBox([pick, own, wrong], layout=W.Layout(max_width="100%"))
    return Control(box, ((pick,),), read=known.__getitem__, slow=True)


def opened(file, name: str = "") -> tuple[tuple[int, int], bytes]:
    """Size and RGBA bytes of a picture: a Pillow image, a path or a file in memory. ValueError if it is none."""
    try:
        picture = file.copy() if isinstance(file, Image.Image) else Image.open(file)
        picture.thumbnail((LARGEST, LARGEST))
        return picture.size, picture.convert("RGBA").tobytes()
    except (OSError, ValueError, AttributeError, Image.DecompressionBombError) as error:
        raise ValueError(
            f"sheet: {', '.join(map(repr, OURS))}, a Pillow image or a picture file (PNG, JPEG, …) is needed, and "
            f"{name or file!r} can't be read as one."
        ) from error


def _named(sheet) -> str:
    return str(sheet) if isinstance(sheet, str | Path) else "own picture"


def _names(name: str):
    """The name, and others like it: a name stands for one picture, whose frames may have been kept."""
    yield name
    yield from (f"{name} ({count})" for count in range(2, 10_000))
