"""A picture that holds still, with words for those who don't see it: a figure as Jupyter shows it has none."""

import io

import matplotlib.pyplot as plt
import traitlets
from matplotlib.figure import Figure

from jaclib.stage.lifetime import CellWidget, mimebundle

SHARP = 2  # pixels of the picture to a pixel of the page


class Still(CellWidget):
    """The picture on the page, with its alternative text."""

    _esm = """
    export default { render({ model, el }) {
      const url = URL.createObjectURL(new Blob([model.get("png")], { type: "image/png" }));
      const image = Object.assign(document.createElement("img"), { src: url, alt: model.get("words") });
      image.style.cssText = `width: ${model.get("width")}px; max-width: 100%; height: auto`;
      el.append(image);
      return () => URL.revokeObjectURL(url);
    } };
    """
    png = traitlets.Bytes().tag(sync=True)
    words = traitlets.Unicode().tag(sync=True)
    width = traitlets.Int().tag(sync=True)

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        return mimebundle(self, self.words, self.png, width=self.width)


def still(figure: Figure, words: str) -> Still:
    """Show the matplotlib figure, described in words; use `plt.style.use("jaclib.explore.page")` for light and dark.

    Raises ValueError where there are no words, or no figure.
    """
    if not isinstance(figure, Figure):
        raise ValueError(f"figure must be a matplotlib figure, such as plt.gcf(); got {type(figure).__name__}.")
    if not isinstance(words, str) or not words.strip():
        raise ValueError(f"words must say what the picture shows; got {words!r}.")
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=SHARP * figure.dpi, bbox_inches="tight")
    plt.close(figure)  # or the notebook shows it a second time, without words
    return Still(png=file.getvalue(), words=words, width=_width(file.getvalue()) // SHARP)


def _width(png: bytes) -> int:
    return int.from_bytes(png[16:20], "big")
