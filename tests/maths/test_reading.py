"""What f reads is read anew, and every kind of function is taken: closures, globals, objects, ufuncs, partials."""

import dataclasses
import functools
import gc
import subprocess
import sys
import types
import weakref

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from jaclib import compose, critical_curve, linearize, maps, numerical_jacobian
from jaclib.determinant import determinant, determinant_field, volume_ratio
from jaclib.frobenius import frobenius_norm
from jaclib.jacobian import jacobian, jvp, vjp
from jaclib.preimages import preimages
from jaclib.programs.kept import KEPT, for_each_function
from jaclib.programs.reading import as_it_is
from jaclib.solve import newton

AXES = [np.array([1.0]), np.array([1.0])]
A_GLOBAL = np.diag([2.0, 3.0])


def of_global(x):
    return jax.vmap(lambda y: jnp.sum(A_GLOBAL * y, axis=1))(x[None])[0]  # read by a function inside


def through_another(x):
    return of_global(x) + 0


def by_default(x, c=A_GLOBAL):
    return c @ x


class Linear:
    def __init__(self, A):
        self.A = A

    def __call__(self, x):
        return self.A @ x

    def method(self, x):
        return self.A @ x


@dataclasses.dataclass
class Unhashable:
    A: np.ndarray

    def __call__(self, x):
        return self.A @ x


@dataclasses.dataclass(slots=True)
class Slots:
    A: np.ndarray

    def __call__(self, x):
        return self.A @ x


def every_number(f):
    """The numbers of a linear map of the plane that compiled or traced code could keep."""
    a = np.array([1.0, 1.0])
    found = [jacobian(f)(a), determinant(f)(a), determinant_field(f, AXES)[0, 0], volume_ratio(f, a, 1.0).ratio]
    found += [volume_ratio(f, a, 0.5).signed_ratio, jvp(f)(a, a), vjp(f)(a, a), linearize(f, a).jacobian]
    found += [frobenius_norm(f)(a), newton(f, [6.0, 6.0], a).x, preimages(f, [1.0, 1.0], ((-3, 3), (-3, 3)))[0]]
    return found


def by_hand(A):
    A, one = np.asarray(A), np.ones(2)
    det, inverse = np.linalg.det(A), np.linalg.inv(A)
    return [A, det, det, abs(det), det, A @ one, one @ A, A, np.linalg.norm(A), inverse @ [6, 6], inverse @ one]


def agree(f, A):
    for found, exact in zip(every_number(f), by_hand(A), strict=True):
        np.testing.assert_allclose(found, exact, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("f", [of_global, through_another, functools.partial(of_global), compose(of_global)])
def test_a_global_that_is_changed_gives_the_new_numbers_and_changed_back_the_old(f, monkeypatch):
    first, second = np.diag([2.0, 3.0]), np.array([[1.0, 4.0], [0.0, 5.0]])
    for A in (first, second, first):
        monkeypatch.setitem(globals(), "A_GLOBAL", A)
        agree(f, A)


def test_an_array_a_list_a_default_or_an_attribute_that_is_changed_in_place_gives_the_new_numbers():
    A, rows = np.diag([2.0, 3.0]), [[2.0, 0.0], [0.0, 3.0]]
    space, thing = types.SimpleNamespace(A=A), Linear(A)
    functions = [lambda x: A @ x, lambda x: jnp.array(rows) @ x, lambda x: space.A @ x, thing, thing.method]
    functions += [Unhashable(A), Slots(A), functools.partial(lambda B, x: B @ x, A), functools.partial(by_default, c=A)]
    box = ((-2.0, 2.0),) * 2
    functions += [maps.Map("mine", lambda x: A @ x, "", ("x", "y"), ("u", "v"), box, (1.0, 1.0), box)]
    for f in functions:
        agree(f, A)
    A[0, 1], A[0, 0], rows[0][0], rows[0][1] = -4.0, 1.0, 1.0, -4.0
    for f in functions:
        agree(f, A)


class Constants:
    A = np.diag([2.0, 3.0])


class Inherits(Constants):
    __slots__ = ()

    def __call__(self, x):
        return self.A @ x

    @classmethod
    def of_class(cls, x):
        return cls.A @ x

    @staticmethod
    def of_global(x):
        return Constants.A @ x

    @property
    def doubled(self):
        return 2 * Constants.A


class Helped:
    """Whose method reads what the class holds only through another method and a property."""

    scale = 0.5

    def __call__(self, x):
        return self.scaled() @ x

    def scaled(self):
        return self.scale * Inherits().doubled


OF_A_CLASS = [lambda x: Constants.A @ x, lambda x: Inherits.A @ x, Inherits(), Inherits.of_class, Inherits().of_class]
OF_A_CLASS += [Inherits.of_global, Helped(), lambda x: Helped()(x)]
OF_A_CLASS += [functools.partial(lambda kind, x: kind.A @ x, Inherits)]


@pytest.mark.parametrize("f", OF_A_CLASS)
def test_an_attribute_of_a_class_that_is_changed_gives_the_new_numbers_and_changed_back_the_old(f, monkeypatch):
    first, second = np.diag([2.0, 3.0]), np.array([[1.0, 4.0], [0.0, 5.0]])
    for A in (first, second, first):
        monkeypatch.setattr(Constants, "A", A)
        agree(f, A)
    assert as_it_is(f) == as_it_is(f)


def test_an_attribute_that_hides_that_of_the_class_is_the_one_that_is_read(monkeypatch):
    class Mine(Constants):
        def method(self, x):
            return self.A @ x

    thing, A = Mine(), np.array([[1.0, 4.0], [0.0, 5.0]])
    agree(thing.method, Constants.A)
    thing.A = A
    agree(thing.method, A)
    monkeypatch.setattr(Mine, "A", np.eye(2), raising=False)
    agree(thing.method, A)
    del thing.A
    agree(thing.method, np.eye(2))


def test_the_critical_curve_moves_with_the_number_that_f_reads():
    place = [0.25]
    f = lambda x: jnp.stack([x[0], (x[1] - place[0]) ** 2])  # noqa: E731
    for here in (0.25, -0.5):
        place[0] = here
        (curve,) = critical_curve(f, ((-1, 1), (-1, 1))).curves
        np.testing.assert_allclose(curve[:, 1], here, atol=1e-12)


def test_a_function_that_reads_something_else_is_another_and_one_that_reads_the_same_again_is_not():
    factor = [1]
    f = lambda x: factor[0] * x  # noqa: E731
    found = []
    for factor[0] in (1, 2, 3, 2):
        found.append(as_it_is(f))
    first, second, third, again = found
    assert second == again
    assert len({first, second, third, again}) == 3
    assert second != third and second != first


def test_the_number_of_outputs_may_change_with_what_f_reads():
    rows = [np.eye(2)]
    f = lambda x: rows[0] @ x  # noqa: E731
    assert vjp(f)(jnp.ones(2), jnp.ones(2)).shape == (2,)
    rows[0] = np.ones((3, 2))
    np.testing.assert_allclose(vjp(f)(jnp.ones(2), jnp.ones(3)), [3, 3])


def test_code_is_made_once_for_a_function_that_reads_the_same_whatever_kind_it_is():
    calls, A = [], np.eye(2)

    def of(x, A=A):
        calls.append(x)
        return A @ x

    for f in (of, functools.partial(of), Unhashable(A)):
        assert as_it_is(f) == as_it_is(f)
        assert hash(as_it_is(f)) == hash(as_it_is(f))
    assert as_it_is(of) is of
    for f in (of, functools.partial(of)):
        determinant_field(f, AXES)
        calls.clear()
        determinant_field(f, [axis + 1 for axis in AXES])
        assert not calls


def test_code_of_functions_that_were_not_used_lately_is_let_go_and_of_the_others_kept():
    calls = []
    twice = for_each_function(lambda f, x: calls.append(f) or 2 * f(x))
    functions = [lambda x, c=c: c * x for c in range(KEPT + 8)]
    gone = [weakref.ref(f) for f in functions[:9] if f is not functions[0]]
    for f in functions:
        assert twice(f, 1.0) == 2 * f(1.0)
        assert twice(functions[0], 1.0) == 0  # which is so the one that was used last
    assert len(calls) == len(functions)
    assert twice._cache_size() == KEPT
    calls.clear()
    del f, functions[1:9]
    gc.collect()
    assert [each() for each in gone] == [None] * 8
    assert twice(functions[0], 3.0) == 0
    assert not calls


@pytest.mark.parametrize("f", [Unhashable(np.eye(2)), Slots(np.eye(2)), Linear(np.eye(2)), Linear(np.eye(2)).method])
def test_an_object_is_taken_and_its_code_is_kept(f):
    assert as_it_is(f) == as_it_is(f)
    agree(f, np.eye(2))


def test_what_refers_to_itself_or_is_wide_is_read_to_an_end():
    loop = {"A": np.eye(2)}
    loop["self"] = loop
    many = [[i] for i in range(5000)]
    agree(lambda x: loop["A"] @ x + 0 * len(many), np.eye(2))


def test_a_numpy_ufunc_is_refused_in_plain_words_again_and_again_and_the_process_lives():
    script = """
import jax.numpy as jnp, numpy as np
from jaclib import *
from jaclib.preimages import preimages
from jaclib.programs.reading import as_it_is
a, box = jnp.ones(2), ((-1, 1), (-1, 1))
calls = [
    lambda f: jacobian(f)(a), lambda f: jvp(f)(a, a), lambda f: vjp(f)(a, a), lambda f: determinant(f)(a),
    lambda f: determinant_field(f, [a, a]), lambda f: volume_ratio(f, a, 1.0), lambda f: critical_curve(f, box),
    lambda f: linearize(f, a), lambda f: newton(f, a, a), lambda f: preimages(f, a, box),
    lambda f: frobenius_norm(f)(a), lambda f: compose(f).trace(a), lambda f: compose(f, f).trace(a),
]
for _ in range(3):
    for call in calls:
        try:
            call(np.sin)
        except TypeError as error:
            assert "calls numpy on its argument: use jax.numpy" in str(error), error
        else:
            raise AssertionError("taken")
print(numerical_jacobian(np.sin)(a).tolist())
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_differences_take_ufuncs_and_objects():
    np.testing.assert_allclose(numerical_jacobian(np.sin)([0.5]), [[np.cos(0.5)]], rtol=1e-9)
    np.testing.assert_allclose(numerical_jacobian(Slots(A_GLOBAL))([0.5, 1.0]), A_GLOBAL, rtol=1e-9, atol=1e-9)
