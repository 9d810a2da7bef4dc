"""A page without a browser: one Deno process in which all modules of the tests run, one after the other."""

import base64
import json
import subprocess
from pathlib import Path

import jax
import numpy as np
from deno import find_deno_bin

from jaclib.jaxpr_to_js import compile

KINDS = {"int64": "Float64Array", "float64": "Float64Array", "float32": "Float32Array", "int32": "Int32Array"}
KINDS |= {"uint32": "Uint32Array", "uint64": "BigUint64Array", "bool": "Uint8Array"}
DTYPES = {kind: dtype for dtype, kind in KINDS.items() if dtype != "int64"} | {"Uint8Array": "uint8"}


class Page:
    """Lives as long as the tests of a session."""

    def __init__(self):
        command = [find_deno_bin(), "run", "--quiet", "--no-check", str(Path(__file__).parent / "runner.js")]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, **what):
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        said = json.loads(self.process.stdout.readline())
        if "error" in said:
            raise RuntimeError(said["error"])
        return said["result"]

    def load(self, text: str):
        return self.ask(text=text)

    def run(self, *arguments):
        return unpacked(self.ask(run=packed(arguments)))

    def close(self):
        self.process.stdin.close()
        assert self.process.wait(timeout=20) == 0
        self.process.stdout.close()


def packed(tree):
    """Arrays and numbers as the runner reads them."""
    if isinstance(tree, dict):
        return {str(name): packed(each) for name, each in tree.items()}
    if hasattr(tree, "_asdict"):
        return packed(tree._asdict())
    if isinstance(tree, list | tuple):
        return [packed(each) for each in tree]
    if tree is None:
        return None
    array = as_numbers(tree)
    kind = KINDS[array.dtype.name]
    kept = array.astype(DTYPES[kind])
    kind = kind if array.ndim else "bigint" if kind == "BigUint64Array" else "number"
    kept = kept.astype("f8") if kind == "number" else kept
    return {"kind": kind, "bytes": base64.b64encode(kept.tobytes()).decode()}


def as_numbers(leaf) -> np.ndarray:
    """An array of NumPy; a key of `jax.random` as one whole number."""
    if not jax.dtypes.issubdtype(getattr(leaf, "dtype", float), jax.dtypes.prng_key):
        return np.asarray(leaf)
    words = np.asarray(jax.random.key_data(leaf)).astype("uint64")
    return words[..., 0] << np.uint64(32) | words[..., 1]


def unpacked(tree):
    if isinstance(tree, list):
        return [unpacked(each) for each in tree]
    if not isinstance(tree, dict):
        return tree
    if tree.keys() != {"kind", "bytes"}:
        return {name: unpacked(each) for name, each in tree.items()}
    dtype = {"number": "f8", "bigint": "u8"}.get(tree["kind"]) or DTYPES[tree["kind"]]
    array = np.frombuffer(base64.b64decode(tree["bytes"]), dtype)
    return array if tree["kind"] in DTYPES else array[0]


def leaves(tree) -> list:
    """The arrays of what a module gave, in the order in which JAX has them."""
    if isinstance(tree, dict):
        return [leaf for name in sorted(tree) for leaf in leaves(tree[name])]
    if isinstance(tree, list):
        return [leaf for each in tree for leaf in leaves(each)]
    return [] if tree is None else [tree]


def both(page: Page, f, *arguments, **named):
    """What JAX gives and what the module gives, leaf by leaf; the module's in the shapes of JAX's."""
    want = (f if hasattr(f, "trace") else jax.jit(f))(*arguments, **named)
    page.load(compile(f, *arguments, **named))
    return compared(want, page.run(*arguments, *([named] if named else [])))


def compared(want, got):
    want = [as_numbers(each) for each in jax.tree.leaves(plain(want))]
    got = leaves(got)
    assert len(want) == len(got)
    return [(one, np.asarray(other).reshape(one.shape)) for one, other in zip(want, got, strict=True)]


def plain(tree):
    """Named tuples as dictionaries, which JAX and the page have in the same order."""
    if hasattr(tree, "_asdict"):
        tree = tree._asdict()
    if isinstance(tree, dict):
        return {name: plain(each) for name, each in tree.items()}
    return [plain(each) for each in tree] if isinstance(tree, list | tuple) else tree
