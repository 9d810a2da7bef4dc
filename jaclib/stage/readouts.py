"""What stands in words and numbers below a picture: read-outs, products of matrices, what can be touched, the call."""

import re
from collections.abc import Sequence

import numpy as np

COMMENT = r" *(# [^\n]*)\n"  # at the end of a line


def comments_above(code: str) -> str:
    """Put code in one line, with the comments that stand in it on lines of their own above it, each once.

    >>> print(comments_above("show(f  # give it this name" + chr(10) + ", a=1)"))
    # give it this name
    show(f, a=1)
    """
    comments = dict.fromkeys(re.findall(COMMENT, code))
    return "\n".join([*comments, re.sub(COMMENT, "", code)])


def readout(name: str, value, *, columns: bool = False, known=True, table: bool = False) -> dict:
    r"""A number, a vector or a matrix to be set below the picture; `columns` gives it the colours of J's columns.

    In the name _f and _{f∘g} are set as subscripts. Entries that are not `known`, a mask of its shape, are blank. All
    entries have one format; of a `table`, whose columns are different things, those of a column.

    >>> readout("det J", 2.0)
    {'label': 'det J', 'rows': [['\u20072.000']], 'columns': False}
    """
    value, known = np.broadcast_arrays(np.asarray(value, dtype=float), known)
    value, known = (each.reshape(-1, value.shape[1] if value.ndim == 2 else 1) for each in (value, known))
    alike = zip(value.T, known.T, strict=True) if table else [(value, known)]
    plain = np.broadcast_to([is_plain(part[shown]) for part, shown in alike], value.shape)
    entries = zip(value.flat, known.flat, plain.flat, strict=True)
    texts = np.array([number(x, plain=decimals) if shown else "" for x, shown, decimals in entries])
    return {"label": name, "rows": texts.reshape(value.shape).tolist(), "columns": bool(columns)}


def formulas(name: str, rows, boxes, note: str = "", *, columns: bool = True) -> dict:
    """Formulas that are set before the numbers of a read-out, entry by entry, as its "formulas".

    `rows` has them in words, `boxes` in MathML, as nested lists of a tag and what is in it; `note` is set beside them,
    and alone where there are no rows. `columns` gives them the colours of J's columns. A number that is dragged is
    ["mn", "b", {"control": "p", "part": 0}], that part of the control's value: in a row, not in a fraction or a root.

    >>> J = readout("J", [[1.0, 2.0]]) | {"formulas": formulas("J(x, y)", [["1", "2x"]], [[["mn", "1"], ["mi", "x"]]])}
    >>> J["formulas"]["label"]
    'J(x, y)'
    """
    return {"label": name, "rows": [*map(list, rows)], "boxes": [*map(list, boxes)], "columns": columns, "note": note}


def count(name: str, value: int) -> dict:
    """A whole number to be set below the picture.

    >>> count("multiplications", 52_800)
    {'label': 'multiplications', 'rows': [['52,800']], 'columns': False}
    """
    return {"label": name, "rows": [[f"{int(value):,}"]], "columns": False}


def product(factors: Sequence[dict], result: dict | None = None, *, met: Sequence = (), note: str = "") -> dict:
    """A product of matrices as it is written, from read-outs of the factors and of the result, with their shapes.

    `met` has for each matrix in the row the (row, column) of the entries that are at work, counted from 0. Where there
    is no result, `note` says why.

    >>> row, column = readout("A", [[1.0, 2.0]]), readout("B", [3.0, 4.0])
    >>> len(product([row, column], readout("A B", 11.0, known=False))["product"])
    3
    """
    row = [dict(each) for each in (*factors, result) if each]
    for matrix, cells in zip(row, met, strict=False):
        matrix["met"] = [list(cell) for cell in cells]
    return {"product": row, "note": note}


def spot(cells: dict[str, list[tuple[int, int]]], *, panel: int, path, words: str) -> dict:
    """A line on panel number `panel` that shows entries of matrices: touch it, and they are lit, and vice versa.

    `cells` has (row, column) of the entries, counted from 0, by the name of the read-out; `path` the line's points
    `(k, 2)`, with NaN for a gap; `words` what there is to say of it. Of lines equally near the first one counts.

    >>> spot({"J": [(0, 1)]}, panel=1, path=[(0, 0), (1, 0.5)], words="entry (1, 2)")["path"]
    [[0.0, 0.0], [1.0, 0.5]]
    """
    points = np.asarray(path, dtype=float)
    # NaN is no JSON
    line = [[float(f"{x:.6g}"), float(f"{y:.6g}")] if np.isfinite(x) and np.isfinite(y) else None for x, y in points]
    lit = {name: [list(each) for each in found] for name, found in cells.items()}
    return {"cells": lit, "panel": panel, "path": line, "words": words}


def is_plain(values) -> bool:
    """Whether three decimals say something of each of the numbers, and no power of ten is needed for one of them.

    >>> is_plain([1.414, 0.003, 0]), is_plain([1.414, 1e-7]), is_plain([0.003])
    (True, False, False)
    """
    sizes = np.abs(np.asarray(values, dtype=float))
    sizes = sizes[(sizes > 0) & np.isfinite(sizes)]
    return not sizes.size or bool(sizes.min() >= 0.001 and 0.01 <= sizes.max() < 1e4)


def number(x: float, figures: int = 3, *, plain: bool | None = None) -> str:
    r"""A number as it is read: three decimals where they say something, else a power of ten; as wide as its negative.

    `figures` are those before the power of ten; `plain` decides for numbers that are to look alike.

    >>> number(-1.41421), number(2.0), number(1.25e-7)
    ('−1.414', '\u20072.000', '\u20071.25·10⁻⁷')
    """
    x = float(x)
    plain = is_plain([x]) if plain is None else plain
    if not np.isfinite(x):
        return " undefined" if np.isnan(x) else "−∞" if x < 0 else " ∞"
    sign = "−" if x < 0 else "\N{FIGURE SPACE}"
    if plain:
        return f"{sign}{abs(x):.3f}"
    if x == 0:
        return f"{sign}0"
    digits, power = f"{abs(x):.{figures - 1}e}".split("e")
    return f"{sign}{digits}·{power_of_ten(int(power))}"


def power_of_ten(power: int) -> str:
    """A power of ten.

    >>> power_of_ten(-12)
    '10⁻¹²'
    """
    return "10" + str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
