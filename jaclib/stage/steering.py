"""Controls on the page: a widget with a trait for each of them, which the page saves when the hand rests."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import traitlets

from jaclib.stage.arguments import Refused
from jaclib.stage.colours import stylesheet
from jaclib.stage.control import Control, Sent, control, fitted, rewritten
from jaclib.stage.controls import Following
from jaclib.stage.lifetime import CellWidget
from jaclib.stage.messages import fault
from jaclib.stage.modules import joined
from jaclib.stage.sentence import sentence

PAGE = Path(__file__).parent / "page"
LOG = logging.getLogger(__name__)
OF_THE_PAGE = "_still", "_shown"  # the newest picture and its words, for a page without a kernel


class Steered(traitlets.TraitType):
    """The value of a control, as the page has it; what the control can't be is refused in the words of the call."""

    def validate(self, figure, value):
        return figure.controls[self.name].take(value)


class Steering(CellWidget):
    """Controls on the page, each with a trait of its name: `figure.eps = 0.1` moves it, `observe` hears of it.

    The page saves its values when the hand rests. `value` has them all, for `interactive_output`.
    """

    _esm = joined(PAGE / "stage.js")
    _css = stylesheet(PAGE / "stage.css")
    _settings = traitlets.Dict().tag(sync=True)
    _looks = traitlets.Dict().tag(sync=True)  # what the page draws each control from
    value = traitlets.Dict()
    _made = False

    def __init__(
        self,
        controls: dict[str, Control],
        followings: Mapping[str, Following],
        arguments: Mapping[str, Any],
        shared: Steering | None = None,
        **settings,
    ):
        self.controls, self.followings, self.arguments, self.shared = controls, followings, arguments, shared
        if taken := [name for name in controls if hasattr(type(self), name)]:
            raise ValueError(f"`{taken[0]}` can't be the name of a control, for widgets have one; name it otherwise.")
        # an echo would bring back where the hand was, while it moves on
        traits = {name: Steered(each.first).tag(sync=True, echo_update=False) for name, each in controls.items()}
        self.add_traits(**traits)
        own = uuid4().hex  # anywidget doesn't tell a widget which model is its own; the page looks it up by this id
        settings |= {"id": own, "shared": dict.fromkeys(shared.controls, shared.model_id) if shared else {}}
        first = {name: each.first for name, each in controls.items()}
        super().__init__(model_id=own, _settings=settings, _looks=self._drawn(first), value=first)
        self.add_class("jaclib-live")
        self.observe(self._moved, list(controls))
        self.on_msg(self._heard)
        self._made = True

    def __setattr__(self, name: str, value) -> None:
        """Set a trait or an attribute. Raises AttributeError for a name that it hasn't, which would move nothing."""
        if self._made and not name.startswith("_") and not hasattr(self, name):
            raise self._without(name)
        super().__setattr__(name, value)

    def observe(self, handler, names: Any = traitlets.All, **how) -> None:
        """Have the traits of these names observed. Raises AttributeError for a name that it hasn't."""
        for name in [] if names is traitlets.All else [names] if isinstance(names, str) else names:
            if self._made and not self.has_trait(name):
                raise self._without(name)
        super().observe(handler, names, **how)

    def _without(self, name: str) -> AttributeError:
        return AttributeError(f"The name of a control must be one of {', '.join(self.controls)}; got {name}.")

    @property
    def state(self) -> dict:
        """The controls' values as the kernel knows them; the page is ahead of it while the hand moves."""
        return {name: getattr(self, name) for name in self.controls}

    def now(self, state: dict | None = None) -> dict:
        """The controls' values as `compute` takes them, by default those of the state that is."""
        return {name: self.controls[name].read(value) for name, value in (state or self.state).items()}

    def follow(self, other: Steering) -> bool:
        """Go to the state of another figure, and say whether it can: else it stays as it is.

        It can't where the other has other controls, or a map of other spaces than it was made for.
        """
        if self.controls.keys() != other.controls.keys():
            return False
        free = lambda name: name not in self.followings or self.controls[name].declared.kind == "typed"  # noqa: E731
        leading = list(filter(free, self.controls))
        try:
            for name in leading:
                self.controls[name].take(getattr(other, name))
        except ValueError:
            return False
        with self.hold_sync():
            for name in dict.fromkeys([*leading, *self.controls]):
                setattr(self, name, getattr(other, name))
        return True

    def _drawn(self, state: dict) -> dict:
        leads = {each for following in self.followings.values() for each in following.names}
        return {name: each.page(state[name]) | {"leads": name in leads} for name, each in self.controls.items()}

    def _moved(self, change) -> None:
        """Bring what follows a control in step with it, and what is drawn of them all."""
        with self.hold_sync():
            for name, following in self.followings.items():
                if change.name in following.names and name in self.controls:
                    self._follow(name, following, change.name)
            self._looks, self.value = self._drawn(self.state), self.state

    def _follow(self, name: str, following: Following, changed: str) -> None:
        now = self.now()
        led = [now[each] if each in now else self.arguments.get(each) for each in following.names]
        declared = following.declare(*led)
        if declared is None:
            return
        old, value = self.controls[name], getattr(self, name)
        if declared.kind == "typed":  # what is typed stays as it is
            self.controls[name] = rewritten(old, declared)
            return
        start = following.start(*led) if following.start and _resets(following, changed, value, led) else None
        first = fitted(declared, old.declared, value) if start is None else start
        self.controls[name] = control(name, declared, first)
        setattr(self, name, self.controls[name].first)

    def _heard(self, _, message: dict, buffers: list) -> None:
        if wrong := fault(message, self.controls):
            LOG.warning(wrong)
        else:
            self._heed(message, buffers)

    def _heed(self, message: dict, buffers: list) -> None:
        match message["kind"]:
            case "rested":
                self.set_state(message["state"])
            case "entered":
                name, value = message["name"], message["value"]
                self._enter(name, Sent(value, bytes(buffers[0])) if buffers else value, partial(setattr, self))

    def set_state(self, sync_data: dict) -> None:
        """Take what the page saves: when the hand rests, and when a link there (jslink) moves a control.

        A link saves with it all that the page has set; its picture is its own matter. What is refused is put back.
        """
        take, moved = super().set_state, {name: sync_data[name] for name in sync_data if name in self.controls}
        take({name: sync_data[name] for name in sync_data if name not in (*moved, *OF_THE_PAGE)})
        put = lambda name, value: take({name: value})  # noqa: E731
        if refused := [name for name, value in moved.items() if self._enter(name, value, put)]:
            self.send_state(refused)

    def _enter(self, name: str, value, put: Callable[[str, Any], None]) -> str:
        """Take what the page says of a control, or say why not, there and here."""
        wrong = ""
        try:
            with self.hold_sync():
                put(name, self.controls[name].take(value))
        except (ValueError, TypeError, IndexError) as error:
            wrong = self._said(name, error)
        said = None if isinstance(value, Sent) else value
        self.send({"kind": "taken", "name": name, "value": said, "wrong": wrong})
        return wrong

    def _said(self, name: str, error: Exception) -> str:
        """Say on the page why a value is refused: there the control goes by its label."""
        if isinstance(error, Refused) and error.name == name:
            return f"{self.controls[name].declared.look.get('label') or name} {error.wrong}"
        return str(error) if type(error) in (ValueError, Refused) else sentence(error)


def _resets(following: Following, changed: str, value, led: list) -> bool:
    resets = following.resets
    return resets(value, *led) if callable(resets) else changed in resets if isinstance(resets, tuple) else resets


class Shared(Steering):
    """Controls that several figures have in common: what moves one of them moves all."""

    def __init__(self, controls: dict[str, Control], followings: Mapping[str, Following]):
        self.figures: list[Steering] = []
        super().__init__(controls, followings, {})

    def _moved(self, change) -> None:
        super()._moved(change)
        for figure in self.figures:
            figure.controls.update(self.controls)
            for name, value in self.state.items():
                setattr(figure, name, value)
