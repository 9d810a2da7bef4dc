"""Make the pictures of docs/gallery.md: python scripts/gallery.py [folder [explorer …]]

docs/gallery/NAME.png is an explorer as it is now; given the folder of an older version of the code, a git worktree,
NAME-before.png is what that version shows for its own call in scripts/pictures.py. The stills are those that are saved
with the notebooks, so these come first.
"""

import base64
import io
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
GALLERY = ROOT / "docs" / "gallery"
STILLS = {  # that have changed: their notebook, and what only their cell says
    "grid": ("01_the_jacobian_matrix.ipynb", "rays, circles, f(a)"),
    "row_column_number": ("01_the_jacobian_matrix.ipynb", "a row: the gradient"),
    "slopes": ("02_linear_approximation.ipynb", "The errors of four maps"),
    "step": ("03_the_chain_rule.ipynb", 'opening("03")'),
    "disc": ("05_coordinates.ipynb", "8 × 8 equal boxes"),
    "factors": ("07_backpropagation.ipynb", 'opening("07")'),
    "cost": ("07_backpropagation.ipynb", "Passes for the gradient"),
    "samples": ("08_normalizing_flows.ipynb", 'opening("08")'),
    "learned": ("08_normalizing_flows.ipynb", "Level lines of log p"),
    "lines": ("10_where_this_leads.ipynb", 'opening("10")'),
}
OFTEN, SPREAD = 64, 128  # colours of a picture: with so few it takes a third of the bytes


def keep(png: bytes, name: str, shrink: int = 1) -> None:
    """The picture on white paper, at `1 / shrink` of its size, as a small file of the gallery."""
    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    paper = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")
    small = paper.resize([side // shrink for side in paper.size], Image.Resampling.LANCZOS)
    small.quantize(palette=few_colours(small), dither=Image.Dither.NONE).save(GALLERY / f"{name}.png", optimize=True)


def few_colours(picture: Image.Image) -> Image.Image:
    """A palette of the picture's most frequent colours as they are, and of a choice that covers all of them."""
    counts: Any = picture.getcolors(picture.width * picture.height)  # (how often, RGB) for each colour
    often = [channel for _, color in sorted(counts, reverse=True)[:OFTEN] for channel in color]
    spread = picture.quantize(SPREAD, method=Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette(often + spread)
    return palette


def explorers(code: Path, suffix: str, chosen: list[str]) -> None:
    """Take each explorer, or those chosen, in a JupyterLab whose kernels run this version of the code."""
    sys.path.insert(0, str(code))
    from scripts.pictures import CALLS, IMPORT, READY
    from tests.lab.lab import Lab, LabServer, chromium

    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        server = LabServer(Path(folder), fast=True)
        try:
            lab = Lab(server, *browser)
            for name in [each for each in CALLS if not chosen or each in chosen]:
                notebook = lab.notebook([IMPORT, CALLS[name]], viewport=(1366, 1500))
                notebook.run_all()
                notebook.page.wait_for_function(READY)
                keep(notebook.page.locator(".jaclib-live").first.screenshot(), name + suffix)
                lab.close()
        finally:
            server.stop()


def stills(code: Path, suffix: str) -> None:
    """Take the stills from the outputs that are saved with this version's notebooks."""
    for name, (notebook, words) in STILLS.items():
        cells = json.loads((code / "notebooks" / notebook).read_text(encoding="utf-8"))["cells"]
        (cell,) = (each for each in cells if each["cell_type"] == "code" and words in "".join(each["source"]))
        (png,) = (output["data"]["image/png"] for output in cell["outputs"])
        keep(base64.b64decode("".join(png)), f"still-{name}{suffix}", shrink=2)


def main(code: str = "", *chosen: str) -> None:
    folder = Path(code).resolve() if code else ROOT
    suffix = "" if folder == ROOT else "-before"
    GALLERY.mkdir(exist_ok=True)
    explorers(folder, suffix, list(chosen))
    stills(folder, suffix)


if __name__ == "__main__":
    main(*sys.argv[1:])
