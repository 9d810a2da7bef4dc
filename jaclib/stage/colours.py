"""The colours of the pictures for the page's stylesheets, light and dark."""

from itertools import chain
from pathlib import Path

from matplotlib.colors import to_rgb

from jaclib.draw import DARK, LIGHT, Palette

LIGHT_PAGE = ".jaclib-stage, .jaclib-predict, .jaclib-answered"
DARK_PAGE = '.jaclib-stage.jaclib-dark, body[data-jp-theme-light="false"] :is(.jaclib-predict, .jaclib-answered)'
FORMULAS = 'body[data-jp-theme-light="false"] mjx-container'


def stylesheet(file: Path) -> str:
    """A stylesheet of the page, where each colour of a palette is a variable: `--ink`, or `--columns-1` of several."""
    rules = (f"{page} {{ {_variables(palette)} }}" for page, palette in ((LIGHT_PAGE, LIGHT), (DARK_PAGE, DARK)))
    return "\n".join([*rules, file.read_text(encoding="utf-8")])


def formulas_in_the_dark() -> str:
    r"""Let what a formula says in a colour of the light pictures, as `\color{#0072B2}`, have the dark pictures' own."""
    pairs = zip(*(chain(each.columns, each.rows, [each.third, each.linear]) for each in (LIGHT, DARK)), strict=True)
    return "\n".join(f'{FORMULAS} [style*="{_as_set(light)}"] {{ color: {dark} !important; }}' for light, dark in pairs)


def _variables(palette: Palette) -> str:
    named: dict[str, str] = {}
    for name, value in palette._asdict().items():
        named |= {name: value} if isinstance(value, str) else {f"{name}-{i}": each for i, each in enumerate(value, 1)}
    return " ".join(f"--{name}: {color};" for name, color in named.items())


def _as_set(color: str) -> str:
    """A colour as the browser writes it into an element's style."""
    return f"rgb({', '.join(str(round(255 * part)) for part in to_rgb(color))})"
