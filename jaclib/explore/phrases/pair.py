"""A point, as a sentence writes it."""


def pair(point) -> str:
    """Its coordinates with three figures; 0 has no sign, and only 0 is written as 0.

    >>> pair((-0.0, 1e-9)), pair((1.23456, -2.0))
    ('(0, 1e-09)', '(1.23, -2)')
    """
    return f"({', '.join(f'{float(x) + 0.0:.3g}' for x in point)})"
