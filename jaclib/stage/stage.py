"""The live figure in the kernel: it hears what the page wants to see, and draws the newest of it."""

import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

import anywidget
import numpy as np
import traitlets

from jaclib.draw import DARK, LIGHT, Palette, size
from jaclib.stage.control import Control
from jaclib.stage.picture import Picture
from jaclib.stage.sentence import sentence

PAGE = Path(__file__).parent / "page"
# one module to the browser
SCRIPTS = "engine", "controls", "frames", "view", "handle", "pen", "challenge", "touch", "words"
# matplotlib's fonts and parsers are shared by all figures; one of them draws at a time, whichever thread it is in
DRAWING = threading.Lock()
# The layout a page last requested, by nominal width. The next figure's first frame uses it, so that it need not be
# redrawn.
LAST_LAYOUT: dict[float, dict] = {}


class NotReady(Exception):
    """Raised by `compute` while a long computation is unfinished.

    The message is shown as progress; the page then asks again.
    """


class Stage(anywidget.AnyWidget):
    """Shows a matplotlib figure and moves it under the hand.

    `build(width, ratio, palette)` makes a figure, its axes, and the function that moves its artists to the arrays
    that `compute(**values)` gives. `describe(arrays, state)` gives the words: `say`, `values`, `call`, for a picture
    that remembers what was tried `tried`, a panel's number and a point in it, and for one with `tasks` `judged`.

    The page asks for frames by messages and gets each with the key of the state that it shows. They are drawn in a
    thread of the stage's own: it always takes the newest request, and drops what the newest has overtaken.
    """

    _esm = "\n".join((PAGE / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    _css = (PAGE / "stage.css").read_text(encoding="utf-8")
    # anywidget doesn't tell a widget which model is its own; the page looks it up by this id
    own_id = traitlets.Unicode().tag(sync=True)
    settings = traitlets.Dict().tag(sync=True)
    bindings: traitlets.List = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    still = traitlets.Bytes().tag(sync=True)  # the PNG of a state for a page that has asked for none yet, or cannot …
    shown = traitlets.Dict().tag(sync=True)  # … and its state, layout and words

    def __init__(
        self,
        build: Callable[[float, float, Palette], tuple[Any, list, Callable]],
        controls: dict[str, Control],
        compute: Callable[..., dict],
        describe: Callable[[dict, dict], dict],
        *,
        label: str,
        panels: int,
        tried: str = "",
        tasks: list[str] | tuple = (),
        across: int = 3,
    ):
        self.build, self.controls, self.compute, self.describe = build, controls, compute, describe
        self.pictures: dict[tuple, tuple[Picture, list]] = {}
        self.on_frame: Callable[[str, bytes], None] | None = None  # for a test or a benchmark that looks on
        self._wake = threading.Condition()
        self._newest: dict[str, dict] = {}  # by page: two tabs may show one notebook
        self._ahead: list[dict] = []
        self._thread: threading.Thread | None = None
        self._mirrored = False
        self._meant = 960.0
        wide, high = size(960, panels, across)
        settings: dict[str, Any] = {"label": label, "aspect": f"{wide} / {high}", "tried": tried, "tasks": list(tasks)}
        settings["handles"] = {name: control.handle for name, control in controls.items() if control.handle}
        settings["plays"] = {name: control.play for name, control in controls.items() if control.play}
        bindings = []
        for name, control in controls.items():
            for component, shown in enumerate(control.parts):
                for widget in shown:
                    index = component if control.several else None
                    about = {"name": name, "index": index, "slow": control.slow, "digits": control.digits}
                    bindings.append(about | {"model_id": widget.model_id})
                    widget.add_class(f"jaclib-of-{name}")  # the page finds by it what a slider's value is
        own_id = uuid4().hex
        super().__init__(model_id=own_id, own_id=own_id, settings=settings, bindings=bindings, values=self.state)
        self.on_msg(self._on_message)

    @property
    def state(self) -> dict:
        """The controls' values as the kernel knows them; the page is ahead of it while the hand moves."""
        return {name: control.value for name, control in self.controls.items()}

    def first(self, width: float = 960) -> tuple[bytes, dict]:
        """Draw the current state: the page shows it before it has asked, and the notebook saves it."""
        self._meant = width
        state, look = self.state, LAST_LAYOUT.get(width, {"width": width, "ratio": 1.5, "dark": False})
        png, words = self.draw(state, **look)
        with self.hold_sync():
            self.still, self.shown = png, words | {"state": state, "layout": look}
        return png, words

    def draw(self, state: dict, **look) -> tuple[bytes, dict]:
        """Draw the frame of a state, however long it takes: its PNG, and what the page must know of it."""
        while True:
            with suppress(NotReady):
                return self.frame(state, **look)

    def frame(self, state: dict, *, width: float = 960, ratio: float = 1, dark: bool = False, sharp: bool = True):
        """Draw the frame of a state. Raises what `compute` does, such as `NotReady`."""
        values = {name: self.controls[name].read(value) for name, value in state.items()}
        arrays = {name: np.asarray(array) for name, array in self.compute(**values).items()}
        with DRAWING:
            picture, axes = self._picture(width, ratio, dark)
            pixels = picture.draw(arrays)
            png = picture.sharp(pixels) if sharp else picture.quick(pixels)
            words = self.describe(arrays, state)
            tried = _in_figure(axes, *words["tried"]) if words.get("tried") else None
            places, ink = [_place(ax) for ax in axes], (DARK if dark else LIGHT).quiet
            meta = words | {"places": places, "width": width, "ink": ink, "tried": tried}
        return png, meta

    def _picture(self, width: float, ratio: float, dark: bool) -> tuple[Picture, list]:
        look = (width, ratio, dark)
        if look not in self.pictures:
            figure, axes, move = self.build(width, ratio, DARK if dark else LIGHT)
            # two pages of different widths keep one each; more would only fill the memory
            for old in list(self.pictures)[:-1]:
                del self.pictures[old]
            self.pictures[look] = Picture(figure, move), axes
        return self.pictures[look]

    def _on_message(self, _, message: dict, buffers) -> None:
        match message["kind"]:
            case "draw":
                LAST_LAYOUT[self._meant] = message["layout"]
                self._enqueue(message)
            case "controls-unreachable":
                self._mirror()
            case "hand-rested":
                for name, value in message["state"].items():
                    self.controls[name].value = value

    def _mirror(self) -> None:
        """Keep equal what shows one number, and tell the values, for a front-end that lets no widget hear another."""

        def equal(change, shown) -> None:
            for widget in shown:
                if widget.value != change["new"]:
                    widget.value = change["new"]
            self.values = self.state

        if not self._mirrored:
            self._mirrored = True
            for shown in (shown for control in self.controls.values() for shown in control.parts):
                for widget in shown:
                    widget.observe(partial(equal, shown=shown), "value")
        self.values = self.state

    def _enqueue(self, request: dict) -> None:
        request["heard"] = perf_counter()
        with self._wake:
            if request["ahead"]:
                self._ahead.append(request)
            else:
                older = self._newest.get(request["client"], request)
                self._newest[request["client"]] = max(older, request, key=lambda each: each["seq"])
                self._ahead.clear()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="jaclib stage", daemon=True)
                self._thread.start()
            self._wake.notify()

    def _work(self) -> None:
        try:
            while request := self._next():
                self._answer(request)
        finally:  # whatever ended it, the next request starts another
            with self._wake:
                self._thread = None
            if self.comm is None:  # closed in the middle of a frame, which may have made its picture anew
                self.pictures.clear()

    def _next(self) -> dict | None:
        with self._wake:
            while self.comm is not None:
                if self._newest:
                    return self._newest.pop(next(iter(self._newest)))
                if self._ahead:
                    return self._ahead.pop(0)
                self._wake.wait()
        return None

    def _answer(self, request: dict) -> None:
        start = perf_counter()
        answer = {name: request[name] for name in ("client", "seq", "key", "ahead", "sharp")}
        buffers = []
        try:
            png, meta = self.frame(request["state"], sharp=request["sharp"], **request["layout"])
            answer |= meta
            buffers = [png]
            if self.on_frame:
                self.on_frame(request["key"], png)
        except NotReady as progress:
            answer["later"] = str(progress)
        except Exception as error:  # it would be lost in this thread: the page must say it, and the drag must go on
            answer["error"] = sentence(error)
        done = perf_counter()
        # the page subtracts the time held here from the round trip, to know the line's own
        self.send(answer | {"ms": (done - start) * 1e3, "held": (done - request["heard"]) * 1e3}, buffers)

    def close(self) -> None:
        super().close()
        with self._wake:
            self._wake.notify_all()
        self.pictures.clear()


def _place(ax) -> dict:
    box = ax.get_position(original=True)  # else matplotlib applies the aspect, and takes the background for stale
    return {"box": [box.x0, 1 - box.y1, box.x1, 1 - box.y0], "xlim": ax.get_xlim(), "ylim": ax.get_ylim()}


def _in_figure(axes: list, panel: int, at) -> list[float] | None:
    ax = axes[panel]
    if not np.isfinite(at).all():
        return None
    x, y = ax.figure.transFigure.inverted().transform(ax.transData.transform(at))
    return [float(x), float(1 - y)]
