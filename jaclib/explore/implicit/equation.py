"""An equation between x and y as a function that is 0 where it holds."""

import re

from jaclib.formula.functions import function

# what may stand before = and names the function, as in F(x, y) = …, and is no side of an equation
NAMED = re.compile(r"(?:(?P<called>[^\W\d]\w*)\s*\(\s*\w+\s*,\s*\w+\s*\)|(?![xyXY]\b)[^\W\d]\d?)")


def one_side(text: str) -> str:
    """Of an equation the difference of its sides, as a formula; any other text as it is.

    >>> one_side("x^2 + y^2 = 1"), one_side("x*y = 0"), one_side("F(x, y) = x*y"), one_side("hypot(x, y) = 1")
    ('x^2 + y^2 - (1)', 'x*y', 'F(x, y) = x*y', 'hypot(x, y) - (1)')
    """
    left, *others = (side.strip() for side in text.split("="))
    named = NAMED.fullmatch(left)
    if len(others) != 1 or not left or not others[0] or (named and not function(named["called"] or "")):
        return text.strip()
    return left if others[0] == "0" else f"{left} - ({others[0]})"
