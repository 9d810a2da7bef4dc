"""A scene: what a live figure shows and how it is steered, said once.

    @scene(titles=…, label=…, compute=compute, paint=paint, say=say,
           a=point("point a"), eps=log_slider("radius", "ε", 1e-4, 2, play="Shrink the circle"))
    def linear_approximation(a=(2, 0.8), eps=0.5):
        \"\"\"Drag a, shrink ε: …\"\"\"

The controls go by the names of the arguments that they start from. From the scene come the widgets, the checks of the
arguments with their errors, and the code of *Copy this view*.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import partial, wraps
from types import ModuleType
from typing import Any, NamedTuple, Protocol, cast

from traitlets import HasTraits

from jaclib.stage.arguments import checked, code
from jaclib.stage.challenge import Challenge, chosen
from jaclib.stage.control import Control, started
from jaclib.stage.controls import Declared, Following
from jaclib.stage.live import Live, Marks, show
from jaclib.stage.pen import pairs, written
from jaclib.stage.steering import Shared

# what `show` takes as it is
PARTS = "titles", "label", "paint", "values", "spots", "overlaps", "grips", "tried", "more", "seen"


class Spread(NamedTuple):
    """An argument that several controls show: the weights of a layer, the sizes of a network."""

    split: Callable[[str, Any], dict[str, Any]]
    """from the argument's name and value to those of the controls; raises ValueError for what it can't be"""
    join: Callable[[dict], str]
    """from the controls' values to the argument as it is typed in a call"""


class Explorer(Protocol):
    """A function that shows a scene."""

    __name__: str
    scene: "Scene"

    def __call__(self, *args, **given) -> Live: ...


class Scene:
    """Say what a live figure shows and how it is steered, above a function without a body, which then shows it.

    The function's arguments are the controls' first values. It may have two more: `state`, controls that it shares with
    other figures, and `challenges`, the names of those that are to be solved in the figure. Where an argument is None,
    the control starts where it says. What the parts are is said by `show`, but for

    controls                         by the names of the arguments that they start from
    spread                           by their names the arguments that several controls show
    together                         arguments that one control shows, by its name: it takes all of them, and types them
                                     in this order
    fit(**first) → parts             from the controls' first values, the parts of the figure that depend on them

    Each such function takes `after`, too, a question that the figure waits for.
    """

    name: str  # of the function
    signature: inspect.Signature
    room: str  # what stands before the function's name where it is called

    def __init__(
        self,
        *,
        titles: tuple[str, ...] = (),
        label: str,
        compute: Callable[..., dict],
        paint: Callable[..., Marks],
        say: Callable[[dict], str],
        values: Callable[[dict], list[dict]] = lambda now: [],
        spots: Callable[[dict], list[dict]] | None = None,
        overlaps: Callable[[dict], list[dict]] | None = None,
        grips: Callable[..., dict] | None = None,
        challenges: Mapping[str, Challenge] | None = None,
        tried: tuple[str, int, tuple[str, str]] | None = None,
        more: tuple[str, ...] = (),
        seen: tuple[int, ...] = (0,),
        spread: Mapping[str, Spread] | None = None,
        together: Mapping[str, tuple[str, ...]] | None = None,
        fit: Callable[..., dict] = lambda **first: {},
        **controls: Declared | Following,
    ):
        self.titles, self.label, self.tried = titles, label, tried
        self.compute, self.paint, self.say, self.values, self.spots, self.fit = compute, paint, say, values, spots, fit
        self.overlaps, self.grips = overlaps, grips
        self.challenges, self.spread, self.together = challenges or {}, spread or {}, together or {}
        self.more, self.seen, self.controls = more, seen, controls

    def __call__(self, described: Callable) -> Explorer:
        self.name, self.signature = described.__name__, inspect.signature(described)
        self.room = "explore." if (described.__module__ or "").startswith("jaclib.explore.") else ""

        @wraps(described)
        def start(*args, after=None, **given) -> Live:
            try:
                bound = self.signature.bind(*args, **given)
            except TypeError as error:
                raise TypeError(f"{self.name}() {error}") from None
            return present(self, bound.arguments, after)

        start.__doc__ = documented(described, self)
        described.__annotations__.setdefault("return", Live)
        shown = cast(Explorer, start)
        shown.scene = self
        return shown


scene = Scene  # as it is written above a function


def rooms(numbers: ModuleType, picture: ModuleType, words: ModuleType) -> dict[str, Any]:
    """Take a scene's parts from the modules of its folder, as in `@scene(…, **rooms(numbers, picture, words))`.

    Each part goes by its own name: `say`, `values`, `spots`, `overlaps` and `CHALLENGES` are in words, `grips` is in
    picture.
    """
    said = {part: getattr(words, part) for part in ("say", "values", "spots", "overlaps") if hasattr(words, part)}
    said |= {"grips": picture.grips} if hasattr(picture, "grips") else {}
    return dict(compute=numbers.compute, paint=picture.paint, challenges=getattr(words, "CHALLENGES", None), **said)


def present(this: Scene, given: dict[str, Any], after=None) -> Live:
    """Show the scene, with these of its arguments given, once the question `after` is answered, if there is one."""
    if after is not None and not (isinstance(after, HasTraits) and after.has_trait("prediction")):
        raise TypeError(f"`after` must be a question, as question in question = explore.predict(…); got {after!r}.")
    usual = {name: None if p.default is p.empty else p.default for name, p in this.signature.parameters.items()}
    arguments = usual | {name: value for name, value in given.items() if value is not None}
    wanted = chosen(arguments.get("challenges") or (), this.challenges)
    state = _shared(arguments.pop("state", None), given)
    controls = dict(state.controls) if state else {}
    for name in this.spread:
        arguments |= this.spread[name].split(name, arguments.pop(name))
    for name, several in this.together.items():
        arguments[name] = tuple(arguments[each] for each in several)
    followings = {name: each for name, each in this.controls.items() if isinstance(each, Following)}
    # those that others follow come first, wherever they stand on the page
    for name, declared in sorted(this.controls.items(), key=lambda each: each[0] in followings):
        if name not in controls:
            control = started(name, declared, arguments.get(name), controls, arguments)
            controls |= {name: control} if control else {}
    order = [name for name in this.controls if name in controls]
    controls = {name: controls[name] for name in dict.fromkeys([*order, *controls])}
    parts = {part: getattr(this, part) for part in PARTS}
    parts |= this.fit(**{name: control.start for name, control in controls.items()})
    parts |= {"followings": followings, "arguments": arguments, "shared": state, "after": after, "explorer": this.name}
    call = partial(typed_call, this, controls, shared=[*(state.controls if state else ())])
    return show(controls=controls, compute=this.compute, say=this.say, call=call, challenges=wanted, **parts)


def _shared(state, given: dict[str, Any]) -> Shared | None:
    if state is None:
        return None
    if not isinstance(state, Shared):
        raise TypeError(f'`state` must be an explore.State, such as explore.State("polar"); got {state!r}.')
    both = [name for name in state.controls if given.get(name) is not None]
    if both:
        raise ValueError(f"`{both[0]}` must be left out where there is a state, which has its own.")
    return state


def typed_call(this: Scene, controls: dict[str, Control], values: dict, *, shared: Sequence[str] = ()) -> str:
    """Type the call that recreates the figure with the controls at these values.

    What can only be given by name is left out where it is as it is without being given. What a state has, and the
    function no argument for, comes after what may be any number of arguments.
    """
    words = []
    shown = {several[0]: name for name, several in this.together.items()}
    shared = [name for name in shared if name not in this.signature.parameters]
    for name, parameter in this.signature.parameters.items():
        if name in shown:
            words.append(controls[shown[name]].code(values[shown[name]]))
            continue
        if name in this.spread:
            text = this.spread[name].join(values)
        elif name in values:
            text = controls[name].code(values[name])
        else:
            continue
        if parameter.kind is parameter.VAR_POSITIONAL:
            words += [text, *(controls[each].code(values[each]) for each in shared)]
        elif parameter.kind is not parameter.KEYWORD_ONLY or text != _default(this, name, controls, values):
            words.append(f"{name}={text}")
    return f"{this.room}{this.name}({', '.join(words)})"


def _default(this: Scene, name: str, controls: dict[str, Control], values: dict) -> str | None:
    """Type the argument that is meant where none is given; None where that isn't known."""
    value, declared = this.signature.parameters[name].default, this.controls.get(name)
    if isinstance(declared, Following):
        led = [controls[each].read(values[each]) if each in controls else None for each in declared.names]
        start, declared = declared.start, declared.declare(*led)
        if value is None and start and declared and declared.kind in ("choice", "box"):
            value = start(*led)
    if declared is None or declared.kind in ("typed", "buttons"):
        return None
    if declared.kind == "drawn":
        return pairs(written(name, value))
    if value is None and declared.kind != "choice":
        return None
    if declared.kind == "open_choice":
        return declared.look["own"].code(value, value)
    return code(declared, checked(name, declared, value))


def documented(described: Callable, this: Scene) -> str:
    """Add to the docstring, before its source, what it has in common with those of all explorers."""
    text, found, source = inspect.cleandoc(described.__doc__ or "").partition("\n\nSource:")
    common = [f"`challenges` may name {', '.join(map(repr, this.challenges))}." if this.challenges else ""]
    if {"state", "f"} <= set(this.signature.parameters):
        common.append("With a `State` in place of f and a it moves together with the other figures of that state.")
    common.append("With `after`, a question of `explore.predict`, it shows the answer once that question has yours.")
    common.append("Raises ValueError or TypeError for an argument that its control can't take.")
    return f"{text}\n\n{chr(10).join(filter(None, common))}{found}{source}"
