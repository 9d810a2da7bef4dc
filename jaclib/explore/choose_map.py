"""The control that chooses the map: from the catalogue, typed as a formula, or a Python function."""

import html
from collections.abc import Callable
from functools import lru_cache

import ipywidgets as W
import jax
import jax.numpy as jnp
import numpy as np

from jaclib import FormulaError, maps, parse_map
from jaclib.stage import Control, number_style, sentence

OWN = "— your own formula —"


def as_map(f) -> maps.Map:
    """The map that a catalogue name, a typed formula, a Python function or a `Map` stands for.

    Raises ValueError or FormulaError with a sentence on what to write instead.

    >>> as_map("polar").name, as_map("x*y, x + y").variables
    ('polar', ('x', 'y'))
    """
    if isinstance(f, maps.Map):
        return f
    if isinstance(f, str):
        return maps.CATALOGUE[f] if f in maps.CATALOGUE else parse_map(f)
    if not callable(f):
        raise TypeError(f"f: a catalogue name, a formula or a function is needed, and a {type(f).__name__} came.")
    shape = jax.eval_shape(f, jax.ShapeDtypeStruct((2,), jnp.float64))
    if getattr(shape, "shape", None) != (2,):
        raise ValueError(
            f"f: a function from arrays of shape (2,) to arrays of shape (2,) is needed, and {f.__name__} gives "
            f"{shape}; return jnp.array([f1, f2])."
        )
    return maps.Map(name=f.__name__, function=f, latex="", variables=("x", "y"), outputs=("u", "v"),
                    domain=((-2.0, 2.0), (-2.0, 2.0)), point=(1.0, 0.5), image=None, jacobian=None)  # fmt: skip


@lru_cache(maxsize=64)  # once a map, never while dragging
def image_box(f: maps.Map) -> tuple[tuple[float, float], tuple[float, float]]:
    """A box of the output plane that frames the image of the map's domain, or its bulk where it runs far away."""
    if f.image is not None:
        return f.image
    axes = [np.linspace(lo, hi, 41) for lo, hi in f.domain]
    x = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    y = np.asarray(jax.vmap(f)(x))
    y = y[np.isfinite(y).all(axis=1)]
    if not len(y):
        return ((-1.0, 1.0), (-1.0, 1.0))
    low, high = np.percentile(y, [4, 96], axis=0)
    margin = np.maximum(0.1 * (high - low), 1e-3)
    return tuple((float(lo), float(hi)) for lo, hi in zip(low - margin, high + margin, strict=True))


def choose_map(f, on_choice: Callable[[maps.Map], None]) -> Control:
    """A drop-down list of the catalogue beside a field for a formula; `on_choice(map)` hears each new choice.

    What is wrong with a formula is said below the field, and the map stays as it was.
    """
    first = as_map(f)
    known = dict(maps.CATALOGUE)
    given = first.name if first.name not in maps.CATALOGUE else None
    names = [*maps.CATALOGUE, *([given] if given and not isinstance(f, str) else []), OWN]
    key = W.Text(value=first.name)
    known[first.name] = first
    pick = W.Dropdown(options=names, value=first.name if first.name in names else OWN, description="map",
                      style=number_style(), layout=W.Layout(width="17em"))  # fmt: skip
    typed = W.Text(value=f if isinstance(f, str) and given else "", description="or type one", continuous_update=False,
                   placeholder="x*y, x^2 - y^2", style=number_style(), layout=W.Layout(width="22em"))  # fmt: skip
    formula = W.HTMLMath(value=_typeset(first))
    wrong = W.HTML()

    def choose(new: maps.Map) -> None:
        known[new.name] = new
        wrong.value = ""
        formula.value = _typeset(new)
        key.value = new.name
        on_choice(new)

    def picked(change) -> None:
        if change["new"] == OWN:
            typed.focus()
        elif change["new"] != key.value:
            typed.value = ""
            choose(known[change["new"]])

    def entered(change) -> None:
        text = change["new"].strip()
        if not text or text == key.value:
            return
        try:
            new = parse_map(text)
        except FormulaError as error:
            wrong.value = f'<span role="alert" class="jaclib-error">{html.escape(sentence(error))}</span>'
            return
        pick.value = OWN
        choose(new)

    pick.observe(picked, "value")
    typed.observe(entered, "value")
    box = W.VBox([W.HBox([pick, typed, formula]), wrong])
    box.children[0].add_class("jaclib-controls")
    return Control(box, ((key,),), read=known.__getitem__, slow=True)


def _typeset(f: maps.Map) -> str:
    return f"$f({', '.join(f.variables)}) = {html.escape(f.latex)}$" if f.latex else html.escape(f.name)
