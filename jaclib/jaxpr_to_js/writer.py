"""The module while it is written: its lines, its memory, its constants, and the loops that store values."""

import base64
import json
import re
from collections.abc import Sequence
from contextlib import contextmanager
from math import prod
from pathlib import Path

import numpy as np

from jaclib.jaxpr_to_js import views
from jaclib.jaxpr_to_js.views import Value, View

# How the numbers of each dtype are kept. Whole numbers of 64 bits with a sign are kept as float64: exact to 2^53.
ARRAYS = {
    "float64": "Float64Array",
    "float32": "Float32Array",
    "int64": "Float64Array",
    "int32": "Int32Array",
    "uint32": "Uint32Array",
    "uint64": "BigUint64Array",
    "bool": "Uint8Array",
}
WRITTEN_OUT = 12  # numbers: more of them take less room in base64
EXPORTED = re.compile(r"^export (function (\w+).*?^}|const (\w+) = .*?;)$", re.MULTILINE | re.DOTALL)
RUNTIME = {
    match[2] or match[3]: match[1]
    for file in sorted((Path(__file__).parent / "runtime").glob("*.js"))
    for match in EXPORTED.finditer(file.read_text(encoding="utf-8"))
}


class Writer:
    """Lives as long as one module is written."""

    def __init__(self, rules: dict):
        self.rules = rules  # how each primitive is written, by its name
        self.names = 0
        self.declared: list[str] = []  # memory and constants, made once
        self.lines: list[str] = []  # what a call does
        self.constants: dict[tuple, View] = {}
        self.in_place: set[int] = set()  # ids of equations that may write over their first operand
        self.done: dict = {}  # what is worked out already, here or around

    def name(self, letter: str) -> str:
        self.names += 1
        return f"{letter}{self.names}"

    def line(self, text: str) -> None:
        self.lines.append(text)

    def memory(self, shape: Sequence[int], dtype) -> View:
        """Room for an array, taken once and for all calls."""
        name = self.name("v")
        self.declared.append(f"const {name}=new {ARRAYS[np.dtype(dtype).name]}({prod(shape)});")
        return views.contiguous(f"{name}[{{}}]", shape, dtype)

    def constant(self, array) -> View:
        """An array that is known: as one number, if all are the same; else kept once, however often it is used."""
        array = np.asarray(array)
        flat = array.ravel()
        if flat.size and all(each.tobytes() == flat[0].tobytes() for each in flat[1:]):
            return views.single(number(flat[0]), array.dtype, array.shape)
        key = array.dtype.name, flat.tobytes()
        if key not in self.constants:
            name = self.name("v")
            self.declared.append(f"const {name}={numbers(flat)};")
            self.constants[key] = views.contiguous(f"{name}[{{}}]", array.shape, array.dtype)
        return views.contiguous(self.constants[key].text, array.shape, array.dtype)

    @contextmanager
    def loops(self, shape: Sequence[int]):
        """Write for-loops around what follows, and give the names of the coordinates."""
        coordinates = [self.name("i") if n != 1 else "0" for n in shape]
        for n, i in zip(shape, coordinates, strict=True):
            if i != "0":
                self.line(f"for(let {i}=0;{i}<{n};{i}++){{")
        yield coordinates
        self.line("}" * sum(i != "0" for i in coordinates))

    @contextmanager
    def block(self, start: str):
        """Write what follows between braces: what is worked out there isn't known afterwards."""
        before = dict(self.done)
        self.line(start + "{")
        yield
        self.line("}")
        self.done = before

    def store(self, target: View, value: Value) -> None:
        """Write a value into memory."""
        if views.size(target) == 0:
            return
        (into, source), _ = views.merged([target, value])
        assert isinstance(into, View)  # as the target is
        if not (isinstance(source, View) and into.strides == (1,) and self._copied(into, source)):
            with self.loops(into.shape) as i:
                self.line(f"{views.at(into, i)}={unwrapped(views.at(source, i))};")

    def _copied(self, into: View, source: View) -> bool:
        """Write a fill or a copy of neighbours in one call, if it is one."""
        (n,), to = into.shape, views.place(into, "0")
        if "{}" not in source.text:
            self.line(f"{into.text[:-4]}.fill({source.text},{to},{to}+{n});")
        elif views.in_memory(source) and source.strides == (1,) and n > 8:
            self.line(f"copied({into.text[:-4]},{to},{source.text[:-4]},{views.place(source, '0')},{n});")
        else:
            return False
        return True

    def held(self, value: Value) -> View:
        """The value as a view: an expression is worked out here, once."""
        if isinstance(value, View):
            return value
        if value not in self.done:
            self.done[value] = self._single(value) if views.size(value) == 1 else self.copy(value)
        return self.done[value]

    def _single(self, value: Value) -> View:
        name = self.name("s")
        self.line(f"const {name}={unwrapped(views.at(value, ['0'] * len(value.shape)))};")
        return views.single(name, value.dtype, value.shape)

    def copy(self, value: Value) -> View:
        """The value in memory of its own."""
        target = self.memory(value.shape, value.dtype)
        self.store(target, value)
        return target

    def dense(self, value: Value) -> View:
        """The value in memory, row by row."""
        value = self.held(value)
        return value if views.is_contiguous(value) else self.copy(value)

    def reshaped(self, value: Value, shape: Sequence[int]) -> Value:
        found = views.reshaped(value, shape)
        if found is None:
            found = views.reshaped(self.copy(value), shape)
        assert found is not None  # of contiguous memory there is a view in any shape
        return found


def unwrapped(text: str) -> str:
    """An expression without the brackets around all of it."""
    if not (text.startswith("(") and text.endswith(")")):
        return text
    depth = 0
    for k, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and k < len(text) - 1:
            return text
    return text[1:-1]


def number(value) -> str:
    """One number as JavaScript writes it, in brackets if it has a sign."""
    value = np.asarray(value)
    if value.dtype.kind == "f":
        text = "NaN" if np.isnan(value) else repr(float(value)).replace("inf", "Infinity").removesuffix(".0")
    else:
        text = f"{int(value)}n" if value.dtype == np.uint64 else str(int(value))
    return f"({text})" if text.startswith("-") else text


def numbers(array: np.ndarray) -> str:
    """Several numbers as an expression that gives them in an array of their kind."""
    kind = ARRAYS[array.dtype.name]
    short = array.dtype.kind in "biu" and array.dtype != np.uint64 and np.abs(array).max(initial=0) < 1e4
    if array.size <= WRITTEN_OUT or short:
        return f"{kind}.of({','.join(unwrapped(number(each)) for each in array)})"
    kept = array.astype("<f8") if kind == "Float64Array" else array.astype(array.dtype.newbyteorder("<"))
    return f"decoded({kind},{json.dumps(base64.b64encode(kept.tobytes()).decode())})"


def needed(text: str) -> str:
    """The functions that a module calls, and those that these call, without their comments."""
    names, waiting = set(), [text]
    while waiting:
        words = set(re.findall(r"\w+", waiting.pop()))
        fresh = [name for name in RUNTIME if name in words and name not in names]
        names |= set(fresh)
        waiting += [RUNTIME[name] for name in fresh]
    lines = [line.strip() for name in RUNTIME if name in names for line in RUNTIME[name].split("\n")]
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*", "*")))
