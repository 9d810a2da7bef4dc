"""A map and a point in its domain, which several pictures may share: they then move together."""

from typing import cast

import numpy as np

from jaclib import maps
from jaclib.explore.choose.map import as_map, choose_map, map_point, plane_map
from jaclib.own.in_code import in_code
from jaclib.stage import Control, belongs_to_cell, close, made
from jaclib.stage.controls import FARTHEST
from jaclib.stage.transition import point, require


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
        self.given, self.first = f, chosen.now
        self.f, self.at = self.controls.values()
        self.figures: set = set()
        self.over = False
        belongs_to_cell(self)

    def call(self, values: dict) -> str:
        """The arguments that name the map and the point in code, from the values that a picture is in."""
        x, y = values["a"]
        return f"{in_code(self.given, self.first.name, values['f'])}, a=({x:.12g}, {y:.12g})"

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


class Own:
    """The map and the point of one explorer that is not a scene yet."""

    def __init__(self, f, a, known):
        self.given = f
        self.first = as_map(f, known)
        at = self.first.point if a is None else two_numbers("a", a)
        self.at = point("point a", at, names=self.first.variables)
        self.f = choose_map(f, self._chosen, known, first=self.first)

    def _chosen(self, new: maps.Map) -> None:
        for (field,), name in zip(self.at.parts, new.variables, strict=True):
            field.description = name
        self.at.value = new.point

    call = State.call


def of(state: State | None, f, a, default="polar", known: dict[str, maps.Map] = maps.CATALOGUE):
    """The state that an explorer was given, or one of its own with map f, chosen from the known ones, and point a."""
    if state is None:
        return Own(default if f is None else f, a, known)
    if not isinstance(state, State):
        raise TypeError(f'state: an explore.State is needed, such as explore.State("polar"), and {state!r} came.')
    if f is not None or a is not None:
        raise ValueError("f, a: the state has both; leave them out, or leave out the state.")
    return state


def two_numbers(name: str, value) -> tuple[float, ...]:
    """The value as two finite numbers, or a ValueError that names it."""
    at = np.asarray(value, dtype=float)
    if at.shape != (2,) or not np.isfinite(at).all():
        raise ValueError(f"{name}: two finite numbers are needed, as in {name}=(2, 0.8), and {value!r} came.")
    for number in at:
        require(name, number, -FARTHEST, FARTHEST)
    return tuple(at.tolist())


def whole_number(name: str, value, allowed: range) -> int:
    """The value as a whole number of those allowed, or a ValueError that names it."""
    if isinstance(value, bool) or value not in allowed:
        kind = "whole number" if allowed.step == 1 else f"multiple of {allowed.step}"
        raise ValueError(f"{name}: a {kind} from {allowed[0]} to {allowed[-1]} is needed, and {value!r} came.")
    return value
