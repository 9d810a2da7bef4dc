"""What the variables are called and how they are counted, and the physicists' names of spherical coordinates."""

from functools import partial
from itertools import permutations

import numpy as np

from jaclib import maps
from jaclib.coordinates import PHYSICISTS, SPACE
from jaclib.explore.choose.map import plane_map
from jaclib.explore.choose.partials import partials
from jaclib.formula.tree import letter
from jaclib.stage import Following, choice, following, switch


def named(f: maps.Map, physicists: bool) -> maps.Map:
    """The map, or the same map with the names that physicists give to its variables, if they have others."""
    return PHYSICISTS.get(f, f) if physicists else f


def by_both_names(of: Following) -> Following:
    """Have what follows the map follow the switch `physicists`, too: it takes the other names, and keeps its value."""
    declare, start = ((lambda *now, of=each: of(named(*now))) for each in (of.declare, of.start))
    return following(("f", "physicists"), declare, start=start, resets=("f",))


def in_names(f: maps.Map, order) -> dict:
    """The names of the variables and of the outputs, those at the arrows as they are counted, and J as formulas."""
    counted, formulas = [set_in_maths(f.variables[i]) for i in order], np.array(partials(f), dtype=object)
    return {"variables": f.variables, "outputs": f.outputs, "counted": counted, "partials": formulas}


def set_in_maths(name: str) -> str:
    """A variable's name as matplotlib sets it: an index is written with _, for its font of formulas has no small ones.

    >>> set_in_maths("θ"), set_in_maths("x₂")
    ('θ', 'x_{2}')
    """
    return name if name.isalpha() else letter(name)


def orders(f: maps.Map) -> list[str]:
    """All orders of the variables, as they are named first."""
    return [", ".join(names) for names in permutations(f.variables)]


def permutation(order: str, f: maps.Map) -> np.ndarray:
    """Which variable comes first, second, …; as they are named, where the order is one of another map's variables."""
    names = order.split(", ")
    if sorted(names) != sorted(f.variables):
        return np.arange(len(f.variables))
    return np.array([f.variables.index(name) for name in names])


ORDER = following("f", lambda f: choice("order", orders(f)), start=lambda f: orders(f)[0])
OF_SPACE = following("physicists", lambda physicists: plane_map(SPACE, named=partial(named, physicists=physicists)))
SWITCH = following("f", lambda f: switch("physicists' names")._replace(shown=f in PHYSICISTS))
