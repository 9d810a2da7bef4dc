"""A map of one's own, each kind that is written: it gives a picture, or a sentence that says what to write instead."""

import ast
import functools
import math
import re
import sys
from itertools import count, product

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import sympy as sp

from jaclib import FormulaError, compose, explore, jacobian, maps
from jaclib.explore.choose.map import as_map
from jaclib.explore.learn.flows import LAYER_KINDS
from jaclib.own.function import as_own, from_function
from jaclib.own.in_code import written
from tests.examples import NIGHTLY
from tests.hand import enter

A = np.array([1.0, 0.5])


class Shifted:
    """An object that can be called, and can't be hashed."""

    __hash__ = None

    def __init__(self, f, by):
        self.f, self.by = f, by

    def __call__(self, p):
        return self.f(p + self.by)


def both(x, y, m):
    return [x * x - y, x * y + 2 * y][:m]


def filled(array):
    def f(p):
        y = array(2)
        y[0] = p[0]
        return y

    return f


def in_reverse_only(m):
    rows = lambda p: jnp.stack([jnp.stack([2 * p[0], -1.0]), jnp.stack([p[1], p[0] + 2])][:m])  # noqa: E731
    f = jax.custom_vjp(lambda p: jnp.stack(both(*p, m)))
    f.defvjp(lambda p: (f(p), p), lambda p, w: (w @ rows(p),))
    return f


def pictures(m):
    """What is taken, as functions of the plane to m numbers, all the same one but for the last."""
    array = lambda p: jnp.stack(both(*p, m))  # noqa: E731
    return {
        "an array": array,
        "two arguments": lambda x, y: jnp.stack(both(x, y, m)),
        "any number of arguments": lambda *p: jnp.stack(both(*p, m)),
        "a list": lambda p: both(*p, m),
        "a tuple of two arguments": lambda x, y: tuple(both(x, y, m)),
        "jit-ed": jax.jit(array),
        "a partial": functools.partial(lambda m, p: jnp.stack(both(*p, m)), m),
        "an object": Shifted(array, jnp.zeros(2)),
        "a composition": compose(array, lambda p: 1.0 * p),
        "custom_vjp": in_reverse_only(m),
        "a Map": as_own(array, 2, m),
        "undefined at the usual start": lambda p: jnp.log(p[0] - 1.5) + array(p),
    }


ROWS = r"Write them one after the other, as in \[x, y\]\.$"
THIRD = "an entry that isn't there"  # but in space it is


def refused(m):
    """What is not taken, and words of the sentence that is said."""
    shape = jax.ShapeDtypeStruct((m,), float)
    return {
        "numpy": (lambda p: np.sin(p), "use jax.numpy"),
        "a NumPy ufunc": (np.sin, "use jax.numpy"),
        "np.array": (lambda x, y: np.array([x, y]), "use jax.numpy"),
        "math": (lambda x, y: jnp.stack([math.sin(x), y]), "use jax.numpy"),
        "math of a vector": (math.sin, "use jax.numpy"),
        "a branch": (lambda p: p if p[0] > 0 else -p, "jnp.where"),
        "a mask": (lambda p: p[p > 0], "jnp.where"),
        "a count": (lambda p: [p[0] for _ in range(p[0])], "known before"),
        "in-place": (filled(np.zeros), "return jnp.array"),
        "in-place in JAX": (filled(jnp.zeros), "return jnp.array"),
        "whole numbers": (lambda p: jnp.floor(p).astype(int)[:m], "Return real floating-point numbers"),
        "complex numbers": (lambda p: (1j * p)[:m], "two real outputs"),
        "a class": (Shifted, "Give an object of it"),
        "one output more": (lambda p: jnp.stack([*both(*p, m), p[0]]), "must be a map"),
        "three arguments": (lambda x, y, z: x + y + z, "must be a function of one vector"),
        "no arguments": (lambda: 3.0, "must be a function of one vector"),
        "no return": (lambda p: None, "return statement"),
        "a Python number": (lambda p: 3.0, "Use jax.numpy all the way"),
        "a power with ^": (lambda p: p[:m] ^ 2, r"in Python it is \*\*"),
        "a slip": (lambda p: jnp.sine(p), "stops with AttributeError"),
        "an attribute": (lambda p: p.first, "an array has no attribute"),
        "a dictionary": (lambda p: {"u": p[0]}, r"it returned dict\. Return jnp\.array\(\[…\]\) of its numbers\.$"),
        "rows": (lambda x, y: [[x], [y]], r"must return one number for each output; number 1 is a list\. " + ROWS),
        "a matrix": (lambda p: jnp.outer(p, p), r"returned shape \(2, 2\)\. Flatten it with \.ravel\(\)\.$"),
        "SymPy": (lambda p: sp.Matrix([p[0], p[1]]), "such as SymPy: return jnp.array"),
        THIRD: (lambda p: jnp.stack([p[2], p[0]][:m]), r"reads entry \[2\] of an array that has 2 entries, \[0\] and"),
        "a list of vectors": (lambda p: [p] * m, "one number for each output"),
        "another shape": (lambda p: jnp.ones((5, 5)) @ p, "must accept its argument"),
        "called out of JAX": (lambda p: jax.pure_callback(np.asarray, shape, p[:m]), "write it in jax.numpy"),
        "no function": ({1, 2}, "must be a formula or a function|, a formula or a function"),
        "a Map of space": (maps.linear(np.eye(3)), "must be a map|takes 3"),
        "one decimal comma": ("1,5x" + ", y" * (m - 1), "a decimal comma"),
        "an unfinished formula": ("2 +", "must follow"),
        "other letters": ("a b, a b^2" if m == 2 else "a b", "write x for a and y for b"),
    } | ({"a slip in the name": ("swrl", "did you mean swirl")} if m == 2 else {})


# Each explorer that takes a map: how many outputs it wants, and whether it takes others, too.
TO_THE_PLANE = {
    **{name: getattr(explore, name) for name in ("linear_approximation", "jacobian_matrix", "determinant")},
    **{name: getattr(explore, name) for name in ("coordinates", "change_of_variables", "finite_differences")},
    **{name: getattr(explore, name) for name in ("newton", "flow", "mean_value")},
    "determinant_product, f": lambda f: explore.determinant_product(f, "fold"),
    "determinant_product, g": lambda f: explore.determinant_product("fold", f),
    "State": lambda f: explore.linear_approximation(state=explore.State(f)),
}
OF_ANY_SIZE = {
    "chain_rule, f": lambda f: explore.chain_rule(f, "polar"),
    "chain_rule, g": lambda f: explore.chain_rule("u + v", f),
    "chain_rule_proof, g": lambda f: explore.chain_rule_proof("u*v, u", f),
}
TO_THE_NUMBERS = {
    "hessian": explore.hessian,
    "implicit": explore.implicit,
    "change_of_variables, h": lambda h: explore.change_of_variables(h=h),
}
SIZES = {**dict.fromkeys(TO_THE_PLANE, 2), **dict.fromkeys(OF_ANY_SIZE, 2), **dict.fromkeys(TO_THE_NUMBERS, 1)}
EXPLORERS = TO_THE_PLANE | OF_ANY_SIZE | TO_THE_NUMBERS
OPEN = (*("one output more", "three arguments", "other letters", "a list of vectors"), *("a Map of space", THIRD))
ELSEWHERE_A_MAP = {
    **dict.fromkeys(OF_ANY_SIZE, OPEN),
    **dict.fromkeys(("determinant_product, f", "determinant_product, g"), ("other letters",)),
    "coordinates": ("a Map of space", "three arguments", THIRD),
}


def drawn(explorer, f):
    """The picture's words, once it has been drawn."""
    live = EXPLORERS[explorer](f)
    try:
        return live.stage.draw(live.state)[1]
    finally:
        live.close()


@pytest.mark.few
@pytest.mark.parametrize("kind", pictures(2))
def test_each_kind_that_is_taken_gives_a_picture_of_the_same_map(kind):
    f = as_map(pictures(2)[kind])
    if kind != "undefined at the usual start":
        np.testing.assert_allclose(f(A), [0.5, 1.5])
        np.testing.assert_allclose(jacobian(f)(A), [[2, -1], [0.5, 3]])
    assert np.isfinite(f(np.array(f.point))).all()
    assert drawn("linear_approximation", pictures(2)[kind])["say"]


@pytest.mark.few
@pytest.mark.parametrize("explorer", EXPLORERS)
def test_what_is_not_taken_is_said_with_its_mend_and_nothing_from_inside(explorer):
    for kind, (given, words) in refused(SIZES[explorer]).items():
        if kind in ELSEWHERE_A_MAP.get(explorer, ()):
            continue
        with pytest.raises((ValueError, TypeError), match=words) as caught:
            EXPLORERS[explorer](given), pytest.fail(kind)
        said = str(caught.value)
        assert not [inside for inside in ("Tracer", "jax.errors", "__", "Traceback", "\n") if inside in said], kind
        assert len(said) < 300
        assert caught.value.__cause__ is None


@pytest.mark.slow
@pytest.mark.parametrize(("explorer", "kind"), list(product(EXPLORERS, pictures(2)))[:: 1 if NIGHTLY else 31])
def test_each_kind_gives_a_picture_in_each_explorer(explorer, kind):
    assert drawn(explorer, pictures(SIZES[explorer])[kind])["say"]


COUNTED = ["flow", "mean_value", "jacobian_matrix", "change_of_variables"]
COUNTED += ["determinant_product, f", "determinant_product, g", *OF_ANY_SIZE]


@pytest.mark.slow
@pytest.mark.parametrize("explorer", COUNTED)
def test_up_to_the_first_picture_a_map_is_called_six_times_at_most(explorer):
    """To see what it returns, whether it has a derivative, how long it is; and once in each of two programs.

    A map that is written as a loop takes long to compile, as often as it is called in what is compiled.
    """
    calls = []

    def mine(p):
        calls.append(p)
        return jnp.stack([p[1], -jnp.sin(p[0])])

    live = EXPLORERS[explorer](mine)
    live.stage.draw(live.state)
    live.close()
    assert 0 < len(calls) <= 6


@pytest.mark.parametrize("kind", ["two arguments", "a list", "custom_vjp", "an object"])
def test_a_function_to_the_numbers_is_taken_too(kind):
    F = as_own(pictures(1)[kind], 2, 1, "F", twice=True)
    np.testing.assert_allclose(F(A), [0.5])
    np.testing.assert_allclose(jacobian(F)(A), [[2, -1]])
    np.testing.assert_allclose(jax.jacfwd(jax.jacfwd(F))(A), [[[2, 0], [0, 0]]])


def rounds(n, loop):
    def spun(x):
        turn = lambda y: jnp.stack([jnp.sin(y[1]) + 0.1 * y[0], y[0] * y[1]])  # noqa: E731
        rolled = lambda: jax.lax.fori_loop(0, n, lambda _, y: turn(y), x)  # noqa: E731
        return rolled() if loop else functools.reduce(lambda y, _: turn(y), range(n), x)

    return spun


def test_of_a_function_that_takes_long_to_compile_that_is_said_first_and_a_loop_in_jax_takes_less(capsys):
    as_map(rounds(2, loop=False)), as_map(rounds(40, loop=True))
    assert capsys.readouterr().out == ""
    as_map(rounds(40, loop=False))
    said = capsys.readouterr().out
    assert said.startswith("spun has ") and "jax.lax.fori_loop" in said


COUNT = count(1)
RANDOM = [lambda x, y: (np.random.rand() * x, y), lambda p: p + np.random.normal(size=2), lambda p: next(COUNT) * p]


@pytest.mark.parametrize("f", RANDOM)
def test_a_map_that_gives_another_value_each_time_is_refused(f):
    with pytest.raises(ValueError, match=r"^f gives another value each time that it is called\. If it draws random"):
        as_map(f)


def test_a_map_that_magnifies_rounding_or_was_drawn_once_is_none_of_these():
    drawn = np.random.default_rng(0).normal(size=2)
    turn = jnp.array(np.linalg.qr(np.random.default_rng(1).normal(size=(2, 2)))[0])
    doubled = lambda p: jax.lax.fori_loop(0, 60, lambda _, q: jnp.mod(2 * (turn @ q), 1.0), p)  # noqa: E731
    tiny, huge = lambda p: jnp.log(p) * 1e-200 + 0 * turn @ p, lambda p: (turn @ p + 1e12) - 1e12
    for f in (lambda p: p + drawn, doubled, tiny, huge, lambda p: jnp.log(p - 9), lambda p: jnp.sin(1e6 * turn @ p)):
        assert as_map(f).outputs == ("u", "v")


def test_what_can_be_differentiated_only_once_is_refused_where_that_is_too_little():
    number = jax.ShapeDtypeStruct((), float)
    once = jax.custom_jvp(lambda p: p[0] ** 2)
    slope = lambda p, v: jax.pure_callback(lambda p, v: 2 * p[0] * v[0], number, p, v, vmap_method="sequential")  # noqa: E731
    once.defjvp(lambda at, along: (at[0][0] ** 2, slope(at[0], along[0])))
    assert as_own(once, 2, 1, "F").outputs == ("u1",)
    with pytest.raises(TypeError, match="F is differentiated twice here"):
        as_own(once, 2, 1, "F", twice=True)


THERE = {
    "each entry": lambda v: [v[0], v[1]],
    "from the end": lambda v: [v[-1], v[-2]],
    "a slice that is too long": lambda v: v[:5],
    "a slice that is moved to where it fits": lambda v: jax.lax.dynamic_slice(v, (2,), (2,)),
    "in a loop": lambda v: jax.lax.fori_loop(0, 2, lambda i, s: s + v[i] * v, v),
    "counted by the argument": lambda v: v[jnp.argmax(v)] * v,
    "of a table": lambda v: jnp.arange(5.0)[4] * v,
    "of a matrix": lambda v: jnp.outer(v, jnp.arange(3.0))[1, 2] * v,
    "set a column": lambda v: jnp.zeros((2, 3)).at[:, 2].set(v)[:, 2],
    "set": lambda v: v.at[1].set(v[0]).at[-2].add(1.0),
    "taken and rolled": lambda v: jnp.roll(jnp.take(v, 1) * v, 3) + jnp.flip(jnp.sort(v)),
    "algebra": lambda v: jnp.linalg.solve(jnp.outer(v, v) + jnp.eye(2), v) + jnp.linalg.inv(jnp.diag(v)) @ v,
    "interpolated": lambda v: jnp.interp(v, jnp.arange(3.0), jnp.arange(3.0)) + jnp.quantile(v, 0.3),
    "convolved": lambda v: jnp.convolve(v, jnp.ones(2), mode="same") + jnp.cumsum(v) + jnp.polyval(v, v),
    "jit-ed": jax.jit(lambda v: [v[1], v[0]]),
}
BEYOND = {
    "reads": (lambda v: [v[2], v[0]], "reads entry [2] of an array that has 2 entries, [0] and [1]."),
    "reads from the end": (lambda v: [v[-3], v[0]], "reads entry [-3] of an array that has 2 entries"),
    "reads, jit-ed": (jax.jit(lambda v: [v[7], v[0]]), "reads entry [7] of an array that has 2 entries"),
    "reads a table": (lambda v: jnp.arange(5.0)[5] * v, "reads entry [5] of an array that has 5 entries, [0] to [4]."),
    "reads a matrix": (lambda v: jnp.outer(v, v)[0, 2] * v, "reads entry [2] of an array that has 2 entries"),
    "reads what is one": (lambda v: v[:1][1] * v, "reads entry [1] of an array that has 1 entry, [0]."),
    "sets": (lambda v: v.at[2].set(1.0), "sets entry [2] of an array that has 2 entries"),
    "adds": (lambda v: v.at[-3].add(1.0), "sets entry [-3] of an array that has 2 entries"),
}


@pytest.mark.parametrize("kind", THERE)
def test_entries_that_are_there_are_read_and_set_in_every_way_without_a_word(kind):
    assert as_own(THERE[kind], 2, 2)([0.3, 0.7]).shape == (2,)


@pytest.mark.parametrize("kind", BEYOND)
def test_an_entry_that_is_not_there_is_named_as_numpy_would(kind):
    f, words = BEYOND[kind]
    with pytest.raises(ValueError, match=re.escape(words)):
        as_own(f, 2, 2)


def test_a_function_that_reads_three_entries_is_one_of_space():
    assert len(from_function(lambda v: [v[0] * v[1], v[1], v[2] + v[0]]).variables) == 3
    assert len(from_function(lambda v: [v[0] * v[1], v[1]]).variables) == 2


def test_a_function_of_three_numbers_is_shown_in_space():
    live = explore.coordinates(lambda x, y, z: [x * y, y * z, z + x])
    assert len(live.state["a"]) == 3
    live.close()


# What one gives with a map --------------------------------------------------------------------------------------------


def test_the_domain_the_names_and_the_start_are_the_given_ones():
    given = {"domain": ((0, 3), (-3, 3)), "names": ("r", "θ"), "outputs": ("x", "y")}
    disc = explore.own_map(lambda r, t: (r * jnp.cos(t), r * jnp.sin(t)), point=(2, 0.5), **given)
    assert (disc.variables, disc.outputs, disc.domain) == (("r", "θ"), ("x", "y"), ((0, 3), (-3, 3)))
    state = explore.State(disc)
    assert state.a == [2, 0.5]
    assert state._looks["a"]["names"] == ("r", "θ")
    formula = explore.own_map("r cos θ, r sin θ", names=("r", "θ"), domain=((0, 3), (-3, 3)))
    np.testing.assert_allclose(formula([2.0, 0.5]), disc([2.0, 0.5]), rtol=1e-15)
    assert all(lo < x < hi for x, (lo, hi) in zip(formula.point, formula.domain, strict=True))
    assert explore.own_map(maps.polar, point=(1, 2)).point == (1, 2)
    assert explore.own_map(lambda p: jnp.log(p), domain=((-9, 1), (-9, 1))).point[0] > 0  # where it has a value


def unpacking(p):
    r, t = p
    return r * t, t


def test_names_may_be_written_with_commas():
    named = explore.own_map(lambda r, t: (r, t), names="r, t", outputs="u,v")
    assert (named.variables, named.outputs) == (("r", "t"), ("u", "v"))
    assert explore.own_map("r cos θ, r sin θ", names="r, θ").variables == ("r", "θ")


PAIRS = r"^domain must be a pair \(from, to\) for each variable"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"names": ("r",), "point": (1, 2)}, "must have one entry for each variable; names has 1, point has 2"),
        ({"names": ("r", "r")}, "must be 2 different names"),
        ({"outputs": ("u", "v", "w")}, "must be 2 different names"),
        ({"domain": 3}, "a pair"),
        ({"domain": ((0, 1), (1, 0))}, "from a smaller number to a larger one"),
        ({"domain": ((0, 1), (1, 2, 3))}, "a pair"),
        ({"point": ("a", 1)}, "2 finite numbers"),
        ({"point": (-1, 1)}, r"has a value; got \(-1, 1\)"),
        ({"f": 3}, "f must be a function or a formula"),
        ({"f": "x +"}, "must follow"),
        ({"f": "1,5x, y"}, "is a decimal comma meant"),
        ({"f": lambda x, y, z: x, "names": ("x", "y")}, "names must be 3 different names"),
        ({"domain": (0, 3, -3, 3)}, PAIRS),
        ({"f": lambda r, t: (r, t), "domain": (0, 3, -3, 3)}, PAIRS),
        ({"f": lambda r, t: (r, t), "domain": "0, 3"}, PAIRS),
        ({"f": lambda r, t: (r, t), "domain": ((0, 3), (-3, 3), (0, 1))}, PAIRS),
        ({"f": "x y, x", "domain": (0, 3, -3, 3)}, PAIRS),
        ({"f": lambda r, t: (r, t), "names": ("r", "s", "t")}, "^names must be 2 different names"),
        ({"f": lambda r, t: (r, t), "names": "r, s, t"}, "^names must be 2 different names"),
        ({"f": lambda r, t: (r, t), "names": "rt"}, "^names must be 2 different names"),
        ({"f": lambda r, t: (r, t), "point": (1, 2, 3)}, "^point must be 2 finite numbers"),
        ({"f": lambda r, t: (r, t), "point": "1, 2"}, "^point must be 2 finite numbers"),
        ({"f": unpacking, "names": ("r", "s", "t")}, "^names must be 2 different names"),
        ({"names": ("a", "b", "c", "d")}, "^names must be for 1, 2 or 3 variables; got .*, for 4"),
        ({"point": (1, 2, 3, 4)}, "^point must be for 1, 2 or 3 variables"),
        ({"point": ()}, "^point must be for 1, 2 or 3 variables"),
        ({"f": lambda x, y: x.first, "names": ("x", "y", "z")}, "^f .*an array has no attribute"),
        ({"f": lambda x, y: (lambda: 1)(x), "names": ("x", "y")}, "^f .*positional argument"),
    ],
)
def test_what_does_not_fit_the_map_is_said(given, words):
    with pytest.raises((ValueError, TypeError), match=words):
        explore.own_map(given.pop("f", lambda p: jnp.log(p)), **given)


# Typed, the sentence stands below the field, and the picture stays ----------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("polr", "did you mean polar?"),
        ("x*y", "2 components are needed, and 1 was given"),
        ("x, y, x*y", "2 components are needed, and 3 were given"),
        ("1,5x, y", "is a decimal comma meant? It is written as a point; try 1.5x, y"),
        ("2x+1 y", "1 was given: write another after a comma; try 2x+1, y"),
        ("a b, (a^2-b^2)/2", "write x for a and y for b, or begin with f(a, b) = …; try x y, (x^2-y^2)/2"),
        ("x u, x", "write y for u, or begin with f(x, u) = …; try x y, x"),
        ("x u, y", "the variables are x, y; write x, y or a number for u"),
        ("sin(r cos t, r", "At character 12: a ) is missing"),
        ("2x(", "At character 4"),
    ],
)
def test_typed_the_sentence_stands_beside_the_field_and_the_map_stays(text, words):
    state = explore.State("swirl")
    assert words in enter(state, "f", [text])
    assert state.f == "swirl"
    state.close()


def test_the_catalogues_names_are_understood_everywhere():
    flow = explore.flow("swirl")
    assert flow.state["f"] == "swirl"
    assert as_map("Elliptic").variables == ("μ", "ν")
    flow.close()


@pytest.mark.parametrize("text", ["polar", "Polar", "(u, v) = (x*y, x + y)", "f(a, b) = a b, a"])
def test_a_name_or_a_head_may_be_typed(text):
    state = explore.State("swirl")
    assert enter(state, "f", [text]) == ""
    assert state.f in ("polar", text)
    state.close()


def test_in_a_chain_a_near_name_is_said_and_each_nameless_function_stays_its_own():
    live = explore.chain_rule(lambda u, v: u + 2 * v, lambda x, y: (x * y, x), a=(1, 2))
    inner, outer = (each.function for each in reversed(live.now()["maps"]))
    nameless = live._looks["maps"]["fields"][1]["text"]
    assert "did you mean polar" in enter(live, "maps", ["polr", nameless])
    assert enter(live, "maps", ["u - v", nameless]) == ""
    (_, kept) = live.now()["maps"]
    np.testing.assert_allclose(kept([3.0, 5.0]), inner(jnp.array([3.0, 5.0])))
    assert outer(jnp.array([1.0, 1.0])) == 3
    live.close()


# Copied, it is code ---------------------------------------------------------------------------------------------------

NAMED = lambda p: 2.0 * p  # noqa: E731


def test_in_code_a_function_has_its_name_and_one_without_is_asked_for_it(monkeypatch):
    def defined(p):
        return p

    mine = explore.own_map("x*y, x", domain=((0, 1), (0, 1)))
    assert (written(defined), written(NAMED), written(jnp.tanh)) == ("defined", "NAMED", "jnp.tanh")
    assert (written(maps.swirl), written(as_map("x*y, x"))) == ("'swirl'", "'x*y, x'")
    assert "give your function this name" in written(lambda p: p)
    assert "give your function this name" in written(mine)
    monkeypatch.setattr(sys.modules["__main__"], "mine", mine, raising=False)  # as in a notebook
    assert written(mine) == "mine"


LAMBDAS = lambda u, v: (u * v, u), lambda x, y: (x + y, x * y)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "names"),
    [
        (lambda: explore.linear_approximation(LAMBDAS[1], a=(1, 0.25)), {"f": LAMBDAS[1]}),
        (lambda: explore.chain_rule(*LAMBDAS, a=(1, 0.25)), {"f": LAMBDAS[0], "g": LAMBDAS[1]}),
        (lambda: explore.determinant_product("fold", LAMBDAS[1], a=(1, 0.25)), {"g": LAMBDAS[1]}),
        (lambda: explore.hessian(lambda x, y: x * y**2), {"F": lambda x, y: x * y**2}),
        (lambda: explore.flow(LAMBDAS[1], 2), {"f": LAMBDAS[1]}),
    ],
)
def test_a_copied_view_of_nameless_functions_is_python_that_recreates_it_once_they_are_named(make, names):
    live = make()
    code = live.stage.draw(live.state)[1]["call"]
    *comments, call = code.splitlines()
    (parsed,) = ast.parse(code).body
    assert isinstance(parsed.value, ast.Call)
    assert "#" not in call
    assert comments == [f"# first give your function this name, as in {name} = lambda x: …" for name in names]
    again = eval(code, {"explore": explore} | names)
    assert again.state == live.state
    live.close(), again.close()


@pytest.mark.parametrize("f", [lambda p: 2.0 * p, NAMED, maps.swirl, functools.partial(jnp.multiply, 2.0)])
def test_a_copied_view_is_a_call_of_an_explorer(f):
    live = explore.linear_approximation(f)
    code = live.stage.draw(live.state)[1]["call"]
    live.close()
    (call,) = ast.parse(code).body
    assert "#" not in code.splitlines()[-1]
    assert isinstance(call.value, ast.Call) and {each.arg for each in call.value.keywords} == {"f", "a", "eps"}


@pytest.mark.parametrize("text", ["r cosθ, r sinθ", "rcosθ, rsinθ", "r costheta, r sintheta"])
def test_polar_coordinates_typed_without_brackets_are_told_how_to_write_them(text):
    with pytest.raises(FormulaError) as caught:
        explore.own_map(text, names=("r", "θ"))
    f = explore.own_map(caught.value.suggestion, names=("r", "θ"))
    np.testing.assert_allclose(f([2.0, 0.3]), [2 * math.cos(0.3), 2 * math.sin(0.3)])
    for explorer in (explore.coordinates, explore.linear_approximation):
        with pytest.raises(FormulaError) as caught:
            explorer(text)
        np.testing.assert_allclose(as_map(caught.value.suggestion)([2.0, 0.3]), f([2.0, 0.3]))


@pytest.mark.parametrize(
    "text", ["z1 + z2^2/4, z2", "z_1 + z_2^2/4, z_2", "z₁ + z₂²/4, z₂", "f(z1, z2) = (z1 + z2²/4, z2)"]
)
def test_the_names_that_the_axes_of_a_flow_have_are_its_variables(text):
    f = as_map(text, LAYER_KINDS)
    assert f.variables == ("z₁", "z₂") or "f(" in text
    np.testing.assert_allclose(f([0.5, -1.0]), [0.75, -1.0])
