"""The live figure, and the one call that an explorer ends with: controls and functions become a figure."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

import traitlets

from jaclib.draw import cover, fit_words, panels, size, style
from jaclib.stage.challenge import Judgement
from jaclib.stage.control import Control
from jaclib.stage.controls import Following
from jaclib.stage.lifetime import mimebundle
from jaclib.stage.readouts import comments_above
from jaclib.stage.sentence import with_powers
from jaclib.stage.stage import Stage
from jaclib.stage.stats import Stats
from jaclib.stage.steering import Shared, Steering

Mark = Callable[..., None]
Marks = dict[str | tuple[str, ...], Mark | list[Mark]]
EVERYTHING = "*"  # moves what takes all arrays at once, which is rare
QUESTION = "question"  # among what a figure waits for, beside the names of the guesses that are drawn
COVERED = "This picture is waiting for your prediction. Then it shows what happens."
# on the panels that are covered, and above those to draw on
FIRST, DRAW = "your prediction comes first", "draw your guess here, or set its corners"
# The layout a page last requested, by nominal width. The next figure's first frame uses it, so that it need not be
# redrawn.
LAST_LAYOUT: dict[float, dict] = {}


class Live(Steering):
    """A live figure: its controls and its picture. `state` is what it shows; `close()` leaves nothing behind."""

    _still = traitlets.Bytes().tag(sync=True)  # the PNG of a state for a page that has asked for none yet, or cannot …
    _shown = traitlets.Dict().tag(sync=True)  # … and its state, layout and words
    _awaits = traitlets.List(traitlets.Unicode()).tag(sync=True)  # the predictions that it waits for, covered

    def __init__(self, stage: Stage, followings, arguments, shared=None, after=None, **settings):
        self.stage, self._meant = stage, 960.0
        self._drag: Stats | None = None
        self._question = after
        super().__init__(stage.controls, followings, arguments, shared, **settings)
        self._awaits = awaited(after, stage.controls)
        if after:
            after.observe(self._answered, "prediction")
        stage.send = self.send
        if shared:
            shared.figures.append(self)

    def first(self, width: float = 960) -> tuple[bytes, dict]:
        """Draw the current state: the page shows it before it has asked, and the notebook saves it."""
        self._meant = width
        state, look = self.state, LAST_LAYOUT.get(width, {"width": width, "ratio": 1.5, "dark": False})
        look = look | {"covered": bool(self._awaits)}
        png, words = self.stage.draw(state, **look)
        with self.hold_sync():
            self._still, self._shown = png, words | {"state": state, "layout": look}
        return png, words

    def stats(self) -> Stats:
        """What the last drag was like: pictures a second, and what each of them took, on the line and in the kernel.

        Raises RuntimeError where nothing was dragged yet.
        """
        if self._drag is None:
            raise RuntimeError("Drag something in the figure and let go first: the numbers are those of the last drag.")
        return self._drag

    def _heed(self, message: dict, buffers: list) -> None:
        match message:
            case {"kind": "draw", "layout": layout}:
                LAST_LAYOUT[self._meant] = layout
                self.stage.ask(message)
            case {"kind": "awaits", "still": still}:
                self._awaits = [each for each in self._awaits if each in still]
            case {"kind": "dragged", "frames": frames, "rate": rate, "trip": trip, **times}:
                self._drag = Stats(frames, rate, trip, times["drawing"], times["encoding"])
            case _:
                super()._heed(message, buffers)

    def _moved(self, change) -> None:
        super()._moved(change)
        if self.shared and change.name in self.shared.controls:
            setattr(self.shared, change.name, change.new)

    def _answered(self, change) -> None:
        drawn = [each for each in self._awaits if each != QUESTION]
        self._awaits = [QUESTION, *drawn] if change.new is None else drawn  # one may wish to guess again

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        # the picture and its words go into the notebook, for readers without a kernel and for its tests
        png, words = self.first()
        return mimebundle(self, words["say"], png)

    def close(self) -> None:
        self.stage.close()
        if self._question:
            self._question.unobserve(self._answered, "prediction")
            self._question = None
        if self.shared and self in self.shared.figures:
            self.shared.figures.remove(self)
        super().close()


def show(
    titles: tuple[str, ...],
    controls: dict[str, Control],
    compute: Callable[..., dict],
    paint: Callable[..., Marks],
    say: Callable[[dict], str],
    *,
    label: str,
    explorer: str = "",
    values: Callable[[dict], list[dict]] = lambda now: [],
    call: Callable[[dict], str] = lambda state: "",
    tried: tuple[str, int, tuple[str, str]] | None = None,
    spots: Callable[[dict], list[dict]] | None = None,
    overlaps: Callable[[dict], list[dict]] | None = None,
    grips: Callable[..., dict] | None = None,
    challenges: Sequence[tuple[str, Callable[[dict], Judgement | None]]] = (),
    more: Sequence[str] = (),
    followings: Mapping[str, Following] = MappingProxyType({}),
    arguments: Mapping[str, Any] = MappingProxyType({}),
    shared: Shared | None = None,
    after: traitlets.HasTraits | None = None,
    seen: Sequence[int] = (0,),
) -> Live:
    """A live figure with a panel for each of `titles`, steered by `controls`.

    compute(**values) → arrays       all numbers of the picture, pure: a frame is kept and named by its state
    paint(palette, *axes) → marks    puts the artists up once: the marks by the names of the arrays that move them
    say(arrays) → sentence           describes the figure: the caption, the text alternative, the saved text
    values(arrays) → read-outs       `readout`s below the picture: the first five in sight, all of them under Numbers
    call(state) → code               what recreates this view
    tried                            (name, panel, place): for each value of control name leave a ring where the two
                                     arrays named in place say
    explorer                         the name of the function that shows the figure
    spots(arrays) → spots            `spot`s: touch one in the picture, and what it shows of a matrix is lit
    overlaps(arrays) → layers        how many lie where, said at the pointer: see `plane.layers.at_pointer`
    grips(arrays, *axes) → places    by a control's name, where in the picture it is taken hold of: a `box` with `knobs`
                                     has its "panel" and its numbers' places "at"; a whole number that `picks` has
                                     "grids" of cells and "wires" between neurons, each from the number of its first one
    challenges                       (task, judge): judge(arrays) is (whether it is solved, why or a hint), or None
    more                             the controls that are seldom used: they are folded away
    followings, arguments            the controls that follow others, and what else those ask for
    shared                           controls that it has in common with other figures
    after                            a question: until it has a `prediction` the answer is covered …
    seen                             … which is all but these panels
    """
    guessed = [each.declared.look["panel"] for each in controls.values() if each.declared.look.get("guess")]

    def build(width, ratio, palette, covered=False):
        figure, axes = panels(titles, width=width, ratio=ratio, palette=palette)
        with style(palette):
            marks = paint(palette, *axes)
            fit_words(figure)
            words = {i: DRAW if i in guessed else FIRST for i in range(len(axes)) if covered and i not in seen}
            covers = [cover(axes[i], palette, said, above=i in guessed) for i, said in words.items()]
            return figure, axes, partial(move, marks, covers=covers)

    def describe(now, state, covered=False):
        words: dict[str, Any] = {"call": comments_above(call(state))}
        if covered:
            return words | {"say": COVERED, "values": [], "judged": [None for _ in challenges]}
        words |= {"say": with_powers(say(now)), "values": values(now)}
        judged = [judge(now) for _, judge in challenges]
        words["judged"] = [each and each._replace(words=with_powers(each.words)) for each in judged]
        if spots:
            words["spots"] = [each | {"words": with_powers(each["words"])} for each in spots(now)]
        if overlaps:
            words["overlaps"] = overlaps(now)
        if tried:
            _, panel, place = tried
            words["tried"] = panel, [now[name] for name in place]
        return words

    wide, high = size(960, len(titles))
    settings: dict[str, Any] = {"label": label, "explorer": explorer, "aspect": f"{wide} / {high}"}
    more = [name for name in more if name in controls]
    settings |= {"more": more, "tried": tried[0] if tried else "", "tasks": [task for task, _ in challenges]}
    return Live(
        Stage(build, controls, compute, describe, grips, seen), followings, arguments, shared, after, **settings
    )


def awaited(question, controls: Mapping[str, Control]) -> list[str]:
    """Name what a figure waits for: its question if that has no answer yet, and the guesses that are to be drawn."""
    asked = [QUESTION] if question and question.prediction is None else []
    return asked + [name for name, each in controls.items() if each.declared.look.get("guess") and not each.first]


def move(marks: Marks, now: dict, covers: Sequence[Callable[[], None]] = ()) -> None:
    """Move each mark to the arrays that it is named for, in the order in which they were put up; then cover panels.

    >>> move({"t": print, ("a", "b"): [print, print]}, {"a": 1, "b": 2, "t": 3})
    3
    1 2
    1 2
    """
    for key, some in marks.items():
        names = (key,) if isinstance(key, str) else key
        try:
            arrays = [now] if key == EVERYTHING else [now[name] for name in names]
        except KeyError as name:
            given = ", ".join(now)
            raise ValueError(f"A mark is moved by {name}, but `compute` gives no more than {given}.") from None
        for mark in some if isinstance(some, list) else [some]:
            mark(*arrays)
    for hide in covers:
        hide()


def together(*some: Marks) -> Marks:
    """Join the marks of several panels: those that are named for the same arrays are moved together.

    >>> together({"a": print, "b": print}, {"a": [print]}) == {"a": [print, print], "b": [print]}
    True
    """
    marks: dict[str | tuple[str, ...], list[Mark]] = {}
    for each in some:
        for names, mark in each.items():
            marks.setdefault(names, []).extend(mark if isinstance(mark, list) else [mark])
    return {**marks}
