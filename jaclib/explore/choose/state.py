"""A map and a point in its domain, which several pictures may share: they then move together."""

from typing import cast

from jaclib.explore.choose.map import map_point, plane_map
from jaclib.stage import Control, belongs_to_cell, close, made


class State:
    """A plane map and a point a, as controls. Figures that are given the same one move together.

    `f` is a name of the catalogue, a formula such as "x*y, x^2 - y^2", or a function from (2,) to (2,); `at` is the
    point to start from, by default the map's own. Raises ValueError for what is neither.

        state = explore.State("polar", at=(2, 0.8))
        explore.linear_approximation(state=state)
        explore.determinant(state=state)
    """

    def __init__(self, f="polar", at=None):
        chosen = cast(Control, made("f", plane_map(), f, {}))
        at_point = cast(Control, made("at", map_point(), at, {"f": chosen}))
        self.controls = {"f": chosen._replace(owner=self), "a": at_point._replace(owner=self)}
        self.f, self.at = self.controls.values()
        self.figures: set = set()
        self.over = False
        belongs_to_cell(self)

    def used_by(self, figure) -> None:
        self.figures.add(figure)

    def left_by(self, figure) -> None:
        self.figures.discard(figure)
        self._tidy()

    def close(self) -> None:
        """Close the controls, at once or when the last figure that they steer has gone."""
        self.over = True
        self._tidy()

    def _tidy(self) -> None:
        if self.over and not self.figures:
            for control in self.controls.values():
                for widget in control.widgets:
                    close(widget)

    def __repr__(self):
        x, y = self.controls["a"].value
        return f"State({self.controls['f'].value!r}, at=({x:.12g}, {y:.12g}))"
