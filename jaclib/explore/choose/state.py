"""A map and a point in its domain, which several pictures may share: they then move together."""

from typing import cast

from jaclib.explore.choose.map import map_point, plane_map
from jaclib.stage import Control, Shared, control, started


class State(Shared):
    """A plane map and a point a, as controls. Figures that are given the same one move together.

    `f` is a name of the catalogue, a formula such as "x*y, x^2 - y^2", or a function from (2,) to (2,); `at` is the
    point to start from, by default the map's own. Its traits `f` and `a` move all of them. Raises ValueError for what
    is neither.

        state = explore.State("polar", at=(2, 0.8))
        explore.linear_approximation(state=state)
        explore.determinant(state=state)
        state.a = [1, 0]
    """

    def __init__(self, f="polar", at=None):
        chosen = control("f", plane_map(), f)
        at_point = cast(Control, started("at", map_point(), at, {"f": chosen}))
        super().__init__({"f": chosen, "a": at_point}, {"a": map_point()})

    def __repr__(self):
        return f"State({self.f!r}, at=({self.a[0]:.12g}, {self.a[1]:.12g}))"
