"""A module takes and gives what its function does; what can't be done is said, with the place in the code."""

import json
import re
import subprocess
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from deno import find_deno_bin
from jax import lax

from jaclib.jaxpr_to_js import RULES, compile, table
from jaclib.jaxpr_to_js.__main__ import README
from jaclib.jaxpr_to_js.primitives import with_table
from jaclib.jaxpr_to_js.writer import RUNTIME, needed
from tests.jaxpr_to_js.page import both
from tests.jaxpr_to_js.values import agree

TWO = (1, 2, 3), (4, 5, 6)


class Pair(NamedTuple):
    left: np.ndarray
    right: float


def test_it_takes_and_gives_arrays_in_dictionaries_lists_and_named_tuples(page):
    def f(pair, named, *, scale):
        total = {"sum": pair.left + named["a b"][0] * scale, "parts": (pair.right, [named["a b"][1], None])}
        return Pair(total, pair.left.shape[0] > 1), jnp.isfinite(pair.right)

    given = Pair(np.arange(3.0), 2.0), {"a b": [np.float64(3), np.ones((2, 2), bool)]}
    for want, got in both(page, f, *given, scale=np.int32(2)):
        agree(want, got)
    takes = page.load(compile(f, *given, scale=np.int32(2)))["takes"]
    assert takes == [
        {"left": "float64[3]", "right": "float64[]"},
        {"a b": ["float64[]", "bool[2,2]"]},
        {"scale": "int32[]"},
    ]


def test_a_call_does_not_change_what_another_gave_nor_what_it_was_given(page):
    page.load(compile(lambda x, n: lax.fori_loop(0, n, lambda k, y: y.at[k].set(k * 1.0), x), np.zeros(3), 3))
    text = compile(lambda x: {"x": x, "again": x[:2]}, np.zeros(3))
    body = "const a=run([1,2,3]),b=run(a.x);a.x[0]=9;console.log(JSON.stringify([b,run([4,5,6]),b]));"
    run = subprocess.run([find_deno_bin(), "run", "-"], input=text + body, capture_output=True, text=True, check=True)
    first, second = ({"x": dict(zip("012", x, strict=True)), "again": dict(zip("01", x, strict=False))} for x in TWO)
    assert json.loads(run.stdout) == [first, second, first]


@pytest.mark.parametrize("given", [[1.0, 2.0], [1.0, 2.0, 3.0, 4.0], 3.0, None])
def test_the_wrong_number_of_numbers_is_refused(page, given):
    page.load(compile(lambda x: 2 * x["a"], {"a": np.ones(3)}))
    with pytest.raises(RuntimeError, match=r'argument 1\["a"\] must have 3 numbers; got '):
        page.ask(run=[{"a": given}])


def test_a_primitive_without_a_rule_is_named_with_the_line_that_asked_for_it():
    def transform(x):
        return jnp.fft.fft(x).real

    line = transform.__code__.co_firstlineno + 1
    with pytest.raises(NotImplementedError) as told:
        compile(lambda x: lax.fori_loop(0, 2, lambda _, x: transform(x), x), np.ones(4))
    assert str(told.value).startswith("`f` must be made of primitives that JavaScript can do; got ")
    assert re.search(rf"`fft` at \S+test_module\.py:{line} \(.*transform\)", str(told.value))


@pytest.mark.parametrize(
    ("f", "why"),
    [
        (lambda x: x.astype("int8").sum(), "int8"),
        (lambda x: jnp.linalg.svd(x), "`full_matrices` of a matrix that isn't square"),
        (lambda x: lax.reduce_precision(x, 8, 23), "fewer bits"),
        (lambda x: lax.population_count(x.astype("int32")), "`population_count`"),
    ],
)
def test_what_a_rule_cannot_do_is_said(f, why):
    with pytest.raises(NotImplementedError, match=r"test_module\.py:\d+") as told:
        compile(jax.jit(f), np.ones((2, 3)))
    assert why in str(told.value)


def test_what_cannot_be_an_object_in_javascript_is_refused():
    @jax.tree_util.register_pytree_node_class
    class Odd:
        def tree_flatten(self):
            return (1.0,), None

        @classmethod
        def tree_unflatten(cls, _, leaves):
            return cls()

    with pytest.raises(TypeError, match="dictionaries, lists and tuples; got a Odd"):
        compile(lambda x: Odd(), 1.0)


def test_the_table_says_what_every_primitive_gives():
    rows = re.findall(r"^\| `(\S+)` \| (.+) \|$", table(), re.MULTILINE)
    assert [name for name, _ in rows] == sorted(RULES)
    assert [name for name, says in rows if len(says) < 2] == []


def test_the_readme_has_the_table_and_its_example_runs(page):
    text = README.read_text(encoding="utf-8")
    assert with_table(text) == text
    assert "run([1, 2, 3]).double; // Float64Array [2, 4, 6]" in text
    page.load(compile(lambda x: {"double": 2 * x}, jnp.arange(3.0)))
    assert page.ask(run=[[1, 2, 3]])["double"]["kind"] == "Float64Array"
    np.testing.assert_array_equal(page.run(np.array([1.0, 2, 3]))["double"], [2, 4, 6])


def test_constants_are_kept_once_and_short():
    known = np.linspace(0, 1, 1000)
    twice = compile(lambda x: (x * known).sum() + (jnp.asarray(known)[::-1] * x).sum(), np.ones(1000))
    once = compile(lambda x: (x * known).sum(), np.ones(1000))
    assert len(once) < 12_000
    assert len(twice) < len(once) + 1000
    assert len(compile(lambda x: x + np.full(1000, 0.1), np.ones(1000))) < 1500


def test_of_the_runtime_only_what_is_called_comes_along():
    assert needed("square(x)").startswith("function square(x)")
    assert "turnedToDiagonal" in needed("eigen(x)") and "singular" not in needed("eigen(x)")
    assert len(RUNTIME) == len(set(RUNTIME)) > 30
    text = compile(jnp.sin, 1.0)
    assert "function" not in text.partition("export")[0].replace("function taken", "")
