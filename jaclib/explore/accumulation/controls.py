"""The controls of the bracketing game: which chain, and which two neighbours are multiplied next."""

import html

import ipywidgets as W

from jaclib.explore.accumulation.bracketing import NAMES, WAYS, Order, Sizes, order_of, written
from jaclib.stage import Control
from jaclib.stage.control import number_style

LARGEST = 100  # rows or columns
CHAINS = {
    "a narrow waist": (40, 30, 2, 30, 40),
    "one output": (1, 40, 30, 40, 20),
    "one input": (20, 40, 30, 40, 1),
    "two waists": (30, 2, 40, 3, 30, 20),
    "a trap for the greedy": (30, 2, 50, 50, 20),
}
OWN = "— your own sizes —"
WORDS = dict(zip(WAYS, ("from the left (reverse)", "from the right (forward)", "as few as possible"), strict=True))


def as_sizes(given) -> Sizes:
    """The sizes that a text such as "40, 30, 2", or a sequence, or the name of a chain stands for.

    Raises ValueError where they are no chain of two to six matrices.
    """
    if isinstance(given, str) and given in CHAINS:
        return CHAINS[given]
    parts = given.replace("×", ",").replace(",", " ").split() if isinstance(given, str) else list(given)
    try:
        sizes = tuple(int(str(part)) for part in parts)
    except ValueError:
        sizes = ()
    if not 3 <= len(sizes) <= len(NAMES) + 1 or not all(1 <= size <= LARGEST for size in sizes):
        raise ValueError(
            f"sizes: three to {len(NAMES) + 1} whole numbers from 1 to {LARGEST} are needed, such as 40, 30, 2, 30, 40 "
            f"for a 40 × 30 matrix times a 30 × 2 matrix, and so on; {given!r} came."
        )
    return sizes


def as_order(given, sizes: Sizes) -> Order:
    """The signs that are carried out, in their order. Raises ValueError where one is not there, or is named twice."""
    if isinstance(given, str) and given in WAYS:
        return order_of(sizes, given)
    signs = range(1, len(sizes) - 1)
    try:
        order = tuple(int(str(sign)) for sign in given)
    except (TypeError, ValueError):
        order = (0,)
    if len(set(order)) < len(order) or not set(order) <= set(signs):
        raise ValueError(
            f"order: {', '.join(map(repr, WAYS))}, or some of the multiplication signs {', '.join(map(str, signs))}, "
            f"each once, in the order in which they are carried out; {given!r} came."
        )
    return order


def plain(numbers) -> str:
    """
    >>> plain((40, 30, 2))
    '40, 30, 2'
    """
    return ", ".join(map(str, numbers))


def choose_brackets(sizes: Sizes, order: Order, *, solutions: bool = True) -> dict[str, Control]:
    """A list of chains beside a field for one's own; below, a button for each multiplication sign of the chain.

    A button carries its multiplication out; pressed again, it takes it back, with all that came after it. With
    `solutions`, there are buttons that place all brackets at once.
    """
    chain, signs = W.Text(value=plain(sizes)), W.Text(value=plain(order))
    return {
        "sizes": Control(_chains(chain, signs), ((chain,),), read=as_sizes, slow=True),
        "order": Control(_signs(chain, signs, solutions), ((signs,),), read=_numbers, slow=True),
    }


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.replace(",", " ").split()))


def _chains(chain: W.Text, signs: W.Text) -> W.Widget:
    known = {plain(sizes): name for name, sizes in CHAINS.items()}
    pick = W.Dropdown(options=[*CHAINS, OWN], value=known.get(chain.value, OWN), description="chain",
                      style=number_style(), layout=W.Layout(width="17em"))  # fmt: skip
    typed = W.Text(value="" if chain.value in known else chain.value, description="or type sizes",
                   placeholder=plain(CHAINS["a narrow waist"]), continuous_update=False, style=number_style(),
                   layout=W.Layout(width="22em"))  # fmt: skip
    wrong = W.HTML()

    def become(sizes: Sizes) -> None:
        wrong.value = ""
        if plain(sizes) != chain.value:
            signs.value = ""  # no brackets fit every chain
            chain.value = plain(sizes)

    def picked(change) -> None:
        if change["new"] == OWN:
            typed.focus()
        else:
            typed.value = ""
            become(CHAINS[change["new"]])

    def entered(change) -> None:
        if not change["new"].strip():
            return
        try:
            sizes = as_sizes(change["new"])
        except ValueError as error:
            wrong.value = f'<span role="alert" class="jaclib-error">{html.escape(str(error))}</span>'
            return
        pick.value = OWN
        become(sizes)

    pick.observe(picked, "value")
    typed.observe(entered, "value")
    box = W.VBox([W.HBox([pick, typed]), wrong])
    box.children[0].add_class("jaclib-controls")
    return box


def _signs(chain: W.Text, signs: W.Text, solutions: bool) -> W.Widget:
    each = [_button() for _ in NAMES[1:]]
    undo, again = _button("Undo"), _button("Start again")
    whole = {way: _button(words) for way, words in WORDS.items()} if solutions else {}

    def press(sign: int) -> None:
        order = _numbers(signs.value)
        signs.value = plain(order[: order.index(sign)] if sign in order else (*order, sign))

    def label(_=None) -> None:
        sizes, order = _numbers(chain.value), _numbers(signs.value)
        for sign, button in enumerate(each, 1):
            button.layout.display = "" if sign < len(sizes) - 1 else "none"
            if sign < len(sizes) - 1:
                button.description, button.tooltip = _named(sign, order, len(sizes) - 1)
                button.button_style = "success" if sign in order else ""
        undo.disabled = again.disabled = not order

    for sign, button in enumerate(each, 1):
        button.on_click(lambda _, sign=sign: press(sign))
    undo.on_click(lambda _: setattr(signs, "value", plain(_numbers(signs.value)[:-1])))
    again.on_click(lambda _: setattr(signs, "value", ""))
    for way, button in whole.items():
        button.on_click(lambda _, way=way: setattr(signs, "value", plain(order_of(_numbers(chain.value), way))))
    for text in (chain, signs):
        text.observe(label, "value")
    label()
    rows = [W.HBox([W.Label("multiply"), *each, undo, again])]
    rows += [W.HBox([W.Label("all at once"), *whole.values()])] if solutions else []
    for row in rows:
        row.add_class("jaclib-controls")
    return W.VBox(rows)


def _button(words: str = "") -> W.Button:
    return W.Button(description=words, layout=W.Layout(width="auto", min_width="6em"))


def _named(sign: int, order: Order, count: int) -> tuple[str, str]:
    """What a sign's button says, and what it does: the two neighbours that it joins, or joined."""
    if sign in order:
        step = order.index(sign)
        return f"✓ {step + 1}: {_joined(sign, order[: step + 1], count)}", "take it back, and all that came after it"
    return _joined(sign, (*order, sign), count, " · "), "multiply these two"


def _joined(sign: int, order: Order, count: int, dot: str = " ") -> str:
    left, right = _run(sign - 1, order[:-1], count), _run(sign, order[:-1], count)
    return f"{left}{dot}{right}"


def _run(matrix: int, order: Order, count: int) -> str:
    """The product that a matrix is part of by now."""
    first, last = matrix, matrix
    while first in order:
        first -= 1
    while last + 1 in order:
        last += 1
    names = NAMES[first : last + 1]
    inner = tuple(sign - first for sign in order if first < sign <= last)
    words = written(inner, len(names), names)
    return words if len(names) == 1 else f"({words})"
