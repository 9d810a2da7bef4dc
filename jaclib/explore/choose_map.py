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
RULE = (
    "An exponent belongs to the letter, number or bracket before it: xy^2 is x·y². sin xy and sin 2x take the product. "
    "1/xy, √xy and e^xy can be read in two ways and want brackets. log is ln, lg is log₁₀."
)


def as_map(f, known: dict[str, maps.Map] = maps.CATALOGUE) -> maps.Map:
    """The map that a name, a typed formula, a Python function or a `Map` stands for; `known` has the names.

    It has as many variables as the known maps. Raises ValueError or FormulaError with a sentence on what to write
    instead.

    >>> as_map("polar").name, as_map("x*y, x + y").variables
    ('polar', ('x', 'y'))
    """
    if isinstance(f, maps.Map):
        return f
    n = len(next(iter(known.values())).variables)
    names = ("x", "y", "z")[:n]
    if isinstance(f, str):
        return known[f] if f in known else parse_map(f, names, components=n)
    if not callable(f):
        raise TypeError(f"f: a catalogue name, a formula or a function is needed, and a {type(f).__name__} came.")
    shape = jax.eval_shape(f, jax.ShapeDtypeStruct((n,), jnp.float64))
    if getattr(shape, "shape", None) != (n,):
        raise ValueError(
            f"f: a function from arrays of shape ({n},) to arrays of shape ({n},) is needed, and {f.__name__} gives "
            f"{shape}; return jnp.array([{', '.join(f'f{i + 1}' for i in range(n))}])."
        )
    return maps.Map(name=f.__name__, function=f, latex="", variables=names, outputs=("u", "v", "w")[:n],
                    domain=((-2.0, 2.0),) * n, point=(1.0, 0.5, 0.7)[:n], image=None, jacobian=None)  # fmt: skip


@lru_cache(maxsize=64)  # once a map, never while dragging
def image_box(f: maps.Map) -> maps.Box:
    """A box of the output space that frames the image of the map's domain, or its bulk where it runs far away."""
    if f.image is not None:
        return f.image
    n = len(f.domain)
    axes = [np.linspace(lo, hi, {2: 41, 3: 13}[n]) for lo, hi in f.domain]
    x = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, n)
    y = np.asarray(jax.vmap(f)(x))
    y = y[np.isfinite(y).all(axis=1)]
    if not len(y):
        return ((-1.0, 1.0),) * n
    low, high = np.percentile(y, [4, 96], axis=0)
    margin = np.maximum(0.1 * (high - low), 1e-3)
    return tuple((float(lo), float(hi)) for lo, hi in zip(low - margin, high + margin, strict=True))


def choose_map(
    f, on_choice: Callable[[maps.Map], None], known: dict[str, maps.Map] = maps.CATALOGUE, example: str = ""
) -> Control:
    """A drop-down list of the known maps beside a field for a formula; `on_choice(map)` hears each new choice.

    The empty field shows the `example`. What is wrong with a formula is said below it, and the map stays as it was.
    """
    first = as_map(f, known)
    given = first.name if first.name not in known else None
    names = [*known, *([given] if given and not isinstance(f, str) else []), OWN]
    key = W.Text(value=first.name)
    known = known | {first.name: first}
    example = example or ("x*y, x^2 - y^2" if len(first.variables) == 2 else "x*y, y*z, z*x")
    pick = W.Dropdown(options=names, value=first.name if first.name in names else OWN, description="map",
                      style=number_style(), layout=W.Layout(width="17em"))  # fmt: skip
    typed = W.Text(value=f if isinstance(f, str) and given else "", description="or type one", continuous_update=False,
                   placeholder=example, tooltip=RULE, style=number_style(), layout=W.Layout(width="22em"))  # fmt: skip
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
            n = len(first.variables)
            new = parse_map(text, ("x", "y", "z")[:n], components=n)
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


def follow(f: Control, led: Control, adapt: Callable[[maps.Map], None]) -> None:
    """Let `adapt(map)` hear when another map is chosen, as long as the control that it adapts is there."""
    key = f.parts[0][0]

    def chosen(change) -> None:
        if led.box.comm is None:  # closed, while a map that pictures share lives on
            key.unobserve(chosen, "value")
        else:
            adapt(f.read(change["new"]))

    key.observe(chosen, "value")


def _typeset(f: maps.Map) -> str:
    return f"$f({', '.join(f.variables)}) = {html.escape(f.latex)}$" if f.latex else html.escape(f.name)
