"""The live figure in the kernel: it hears what the page wants to see, and draws the newest of it."""

import threading
from collections.abc import Callable, Container
from contextlib import suppress
from time import perf_counter
from typing import Any

import numpy as np

from jaclib.draw import DARK, LIGHT, Palette
from jaclib.stage.control import Control
from jaclib.stage.picture import Picture
from jaclib.stage.sentence import sentence

# matplotlib's fonts and parsers are shared by all figures; one of them draws at a time, whichever thread it is in
DRAWING = threading.Lock()
ALONE = 0.3  # seconds without a request: the page has no more neighbours to ask for


class NotReady(Exception):
    """Raised by `compute` while a long computation is unfinished.

    The message is shown as progress; the page then asks again.
    """


class Stage:
    """Draws the frames of a live figure: the newest that was asked for, in a thread of its own.

    `build(width, ratio, palette, covered)` makes a figure, its axes, and the function that moves its artists to the
    arrays that `compute(**values)` gives. `describe(arrays, state, covered)` gives the words: `say`, `values`, `call`,
    for a picture that remembers what was tried `tried`, a panel's number and a point in it, and for one with tasks
    `judged`. What is `covered` waits for a prediction, and tells nothing of the answer but on the panels of `seen`.
    `grips(arrays, *axes)` says where in the picture controls are taken hold of.
    A state has the value of each of the `controls` as the page has it.

    Each frame goes to `send` with the key of the state that it shows. The thread always takes the newest request, and
    drops what the newest has overtaken.
    """

    def __init__(
        self,
        build: Callable[[float, float, Palette, bool], tuple[Any, list, Callable]],
        controls: dict[str, Control],
        compute: Callable[..., dict],
        describe: Callable[[dict, dict, bool], dict],
        grips: Callable[..., dict] | None = None,
        seen: Container[int] = (),
    ):
        self.build, self.controls, self.compute, self.describe = build, controls, compute, describe
        self.grips, self.seen = grips, seen
        self.send: Callable[[dict, list], None] = lambda answer, buffers: None
        self.encoding = 0.0  # ms for the last PNG
        self.pictures: dict[tuple, tuple[Picture, list]] = {}
        self.on_frame: Callable[[str, bytes], None] | None = None  # for a test or a benchmark that looks on
        self._wake = threading.Condition()
        self._newest: dict[str, dict] = {}  # by page: two tabs may show one notebook
        self._ahead: list[dict] = []
        self._rest: dict | None = None  # the request for what is seen, of which what is ahead was asked for
        self._ground: Any = None  # the background that it left
        self._thread: threading.Thread | None = None
        self._open = True

    def draw(self, state: dict, **look) -> tuple[bytes, dict]:
        """Draw the frame of a state, however long it takes: its PNG, and what the page must know of it."""
        while True:
            with suppress(NotReady):
                return self.frame(state, **look)

    def frame(self, state: dict, *, width: float = 960, ratio: float = 1, dark=False, covered=False, sharp=True):
        """Draw the frame of a state. Raises what `compute` does, such as `NotReady`."""
        values = {name: self.controls[name].read(value) for name, value in state.items()}
        arrays = {name: np.asarray(array) for name, array in self.compute(**values).items()}
        with DRAWING:
            picture, axes = self._picture(width, ratio, dark, covered)
            pixels = picture.draw(arrays)
            start = perf_counter()
            png = picture.sharp(pixels) if sharp else picture.quick(pixels)
            self.encoding = (perf_counter() - start) * 1e3
            words = self.describe(arrays, state, covered)
            tried = _in_figure(axes, *words["tried"]) if words.get("tried") else None
            places = [_place(ax) | {"covered": covered and i not in self.seen} for i, ax in enumerate(axes)]
            ink = (DARK if dark else LIGHT).quiet
            meta = words | {"places": places, "width": width, "ink": ink, "tried": tried}
            meta |= {"grips": self.grips(arrays, *axes)} if self.grips else {}
        return png, meta

    def _picture(self, width: float, ratio: float, dark: bool, covered: bool) -> tuple[Picture, list]:
        look = (width, ratio, dark, covered)
        if look not in self.pictures:
            figure, axes, move = self.build(width, ratio, DARK if dark else LIGHT, covered)
            # two pages of different widths keep one each; more would only fill the memory
            for old in list(self.pictures)[:-1]:
                del self.pictures[old]
            self.pictures[look] = Picture(figure, move), axes
        return self.pictures[look]

    def ask(self, request: dict) -> None:
        """Ask for a frame: of its "state" and "layout", for the page "client", or "ahead" of any wish."""
        request["heard"] = perf_counter()
        with self._wake:
            if not self._open:
                return
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
                answer = self.answer(request)
                if request is not self._rest:  # else for nobody: the picture has come back to where the hand rests
                    self.send(*answer)
                if not request["ahead"]:
                    self._rest, self._ground = request, self._background()
        finally:  # whatever ended it, the next request starts another
            with self._wake:
                self._thread = None
            if not self._open:  # closed in the middle of a frame, which may have made its picture anew
                self.pictures.clear()

    def _next(self) -> dict | None:
        with self._wake:
            while self._open:
                if self._newest:
                    return self._newest.pop(next(iter(self._newest)))
                if self._ahead:
                    return self._ahead.pop(0)
                if not self._wake.wait(ALONE if self._is_away() else None):
                    return self._rest
        return None

    def _background(self) -> Any:
        return next((picture.background for picture, _ in reversed(self.pictures.values())), None)

    def _is_away(self) -> bool:
        """Whether what was drawn ahead has left another background, so that the next step had to wait for one."""
        return self._rest is not None and self._background() is not self._ground

    def answer(self, request: dict) -> tuple[dict, list[bytes]]:
        """Answer to what was asked for: with the frame, how far `compute` is with it, or what is wrong."""
        start = perf_counter()
        answer = {name: request[name] for name in ("client", "seq", "key", "ahead", "sharp")} | {"kind": "frame"}
        buffers = []
        try:
            png, meta = self.frame(request["state"], sharp=request["sharp"], **request["layout"])
            answer |= meta | {"encoding": self.encoding}
            buffers = [png]
            if self.on_frame:
                self.on_frame(request["key"], png)
        except NotReady as progress:
            answer |= {"kind": "later", "later": str(progress)}
        except Exception as error:  # it would be lost in this thread: the page must say it, and the drag must go on
            answer |= {"kind": "error", "error": sentence(error)}
        done = perf_counter()
        # the page subtracts the time held here from the round trip, to know the line's own
        return answer | {"ms": (done - start) * 1e3, "held": (done - request["heard"]) * 1e3}, buffers

    def close(self) -> None:
        with self._wake:
            self._open = False
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
