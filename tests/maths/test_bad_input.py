"""The specification of errors: what each function refuses, with which words. Read each table as its rules."""

import math

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from jaclib import compose, critical_curve, diagnose, flow, linearize, maps, network, numerical_jacobian
from jaclib.determinant import determinant, determinant_field, slogdet, volume_ratio
from jaclib.frobenius import frobenius_estimate, frobenius_norm
from jaclib.jacobian import jacobian, jvp, vjp
from jaclib.solve import implicit_jacobian, newton

KEY = jax.random.key(0)
V = jnp.ones(2)
BOX = ((-1, 1), (-1, 1))

# Every function that takes a map f and a point a, as one call of both.
AT_A_POINT = {
    "jacobian": lambda f, a: jacobian(f)(a),
    "jvp": lambda f, a: jvp(f)(a, V),
    "vjp": lambda f, a: vjp(f)(a, V),
    "numerical_jacobian": lambda f, a: numerical_jacobian(f)(a),
    "linearize": linearize,
    "compose.trace": lambda f, a: compose(f).trace(a),
    "determinant": lambda f, a: determinant(f)(a),
    "slogdet": lambda f, a: slogdet(f)(a),
    "volume_ratio": lambda f, a: volume_ratio(f, a, 1.0),
    "frobenius_norm": lambda f, a: frobenius_norm(f)(a),
    "frobenius_estimate": lambda f, a: frobenius_estimate(f, KEY, 2)(a),
    "newton": lambda f, a: newton(f, V, a),
    "diagnose.matrix": lambda f, a: diagnose.matrix(np.eye(2), f, a),
    "diagnose.chain": lambda f, a: diagnose.chain(np.eye(2), maps.polar, f, a),
    "diagnose.determinant": lambda f, a: diagnose.determinant(1, f, a),
}

BAD_POINTS = {
    "a scalar": (2.0, ValueError, r"must be a vector of shape \(n,\); got a scalar\. Write jnp\.array\(\["),
    "a matrix": (jnp.ones((2, 2)), ValueError, r"must be a vector of shape \(n,\); got shape \(2, 2\)\. .*vmap"),
    "empty": (jnp.ones(0), ValueError, r"must have at least one entry; got shape \(0,\)"),
    "booleans": (jnp.array([True, False]), TypeError, r"must hold real floating-point numbers; got bool"),
    "complex": (jnp.array([1j, 2]), TypeError, r"must hold real .*; got complex128\. Write a complex map as two real"),
    "NaN": (jnp.array([math.nan, 1.0]), ValueError, r"must be finite; got \[nan  1\.\]"),
    "infinity": ([1.0, math.inf], ValueError, r"must be finite; got \[ 1\. inf\]"),
    "a text": ("1, 2", TypeError, r"must be an array of real numbers; got '1, 2'"),
    "nothing": (None, TypeError, r"must be an array of real numbers; got None"),
    "no array": (object(), TypeError, r"must be an array of real numbers; got object"),
    "ragged": ([[1.0], [1.0, 2.0]], (TypeError, ValueError), r"must (be an array of real numbers|be a vector|have)"),
}


@pytest.mark.parametrize("bad", BAD_POINTS)
@pytest.mark.parametrize("name", AT_A_POINT)
def test_a_bad_point_is_refused(name, bad):
    point, kind, words = BAD_POINTS[bad]
    if bad == "ragged" and name in ("jvp", "vjp"):
        return  # there it is a pytree of two arrays
    argument = "start" if name == "newton" else "a"
    with pytest.raises(kind, match=f"^{argument} {words}"):
        AT_A_POINT[name](maps.complex_square.function, point)


WHOLE = [1, 2], (1, 2.0), np.array([1, 2]), jnp.array([1, 2]), np.uint8([1, 2]), range(1, 3)


@pytest.mark.parametrize("whole", WHOLE)
@pytest.mark.parametrize("name", [each for each in AT_A_POINT if not each.startswith(("diagnose", "compose"))])
def test_whole_numbers_are_taken_as_the_real_numbers_that_they_are(name, whole):
    found, exact = (AT_A_POINT[name](maps.complex_square.function, given) for given in (whole, [1.0, 2.0]))
    jax.tree.map(np.testing.assert_array_equal, jax.tree.leaves(found), jax.tree.leaves(exact))


def test_whole_numbers_are_taken_as_directions_axes_and_in_jit():
    f, a = maps.complex_square.function, jnp.array([1.0, 2.0])
    np.testing.assert_array_equal(jvp(f)(a, [1, 0]), jvp(f)(a, [1.0, 0.0]))
    np.testing.assert_array_equal(vjp(f)(a, [1, 0]), vjp(f)(a, [1.0, 0.0]))
    np.testing.assert_array_equal(jax.jit(jacobian(f))(jnp.array([1, 2])), jacobian(f)(a))
    np.testing.assert_array_equal(determinant_field(f, [[1, 2], [0]]), [[4], [16]])
    np.testing.assert_array_equal(newton(f, [3, 4], [2, 2]).x, newton(f, [3.0, 4.0], [2.0, 2.0]).x)
    np.testing.assert_array_equal(implicit_jacobian(lambda x, y: x - 2 * y)([2], [1]), [[0.5]])


def unpacking(u):
    p, q = u
    return p * q


def branching(x):
    return x if x[0] > 0 else -x


BAD_MAPS = {  # and what it is said to have returned
    "a tuple": (lambda x: (x[0], x[1]), r"a tuple\. Return jnp\.array"),
    "a list": (lambda x: [x[0], x[1]], r"a list\. Return jnp\.array"),
    "a Python float": (lambda x: 3.0, r"a Python number\. Use jax\.numpy"),
    "nothing": (lambda x: None, r"NoneType\. Does it end in a return"),
    "a dictionary": (lambda x: {"u": x}, r"dict\. Return jnp\.array.*bers\.$"),
    "a list of lists": (lambda x: [[x[0]], [x[1]]], r"a list of lists\. .* of numbers alone\.$"),
    "integers": (lambda x: jnp.array([1, 2]), r"int64"),
    "complex numbers": (lambda x: x * 1j, r"complex128"),
    "a matrix": (lambda x: jnp.outer(x, x), r"shape \(2, 2\)\. Flatten it with \.ravel\(\)\.$"),
    "an empty array": (lambda x: x[:0], r"shape \(0,\)\. Return at least one number\.$"),
}
UNTRACEABLE = {
    "numpy": (lambda x: np.sin(x), r"calls numpy on its argument: use jax\.numpy \(jnp\.sin for np\.sin\)"),
    "math": (lambda x: jnp.array([math.sin(x[0]), x[1]]), r"makes a Python number .*: use jax\.numpy"),
    "float": (lambda x: jnp.array([float(x[0]), x[1]]), r"makes a Python number .*: use jax\.numpy"),
    "in-place": (lambda x: x.__setitem__(0, 1.0), r"fills an array in place: return jnp\.array"),
    "a power with ^": (lambda x: x ^ 2, r"writes a power with \^: in Python it is \*\*"),
    "a mask": (lambda x: x[x > 0], r"picks entries by a condition: use jnp\.where"),
    "a branch": (branching, r"decides by the value of its argument .*: use jnp\.where"),
    "other entries": (lambda x: (lambda u, v, w: x)(*x), r"must accept its argument; it fails on shape \(2,\): "),
}


def name_of(function):
    return {"compose.trace": "map 1 of the composition", "diagnose.chain": "g"}.get(function, "f")


@pytest.mark.parametrize("bad", BAD_MAPS)
@pytest.mark.parametrize("name", AT_A_POINT)
def test_a_map_that_returns_something_else_is_refused(name, bad):
    f, came = BAD_MAPS[bad]
    must = rf"must return one real array of shape \(m,\) or \(\); it returned {came}"
    with pytest.raises(TypeError, match=f"^{name_of(name)} {must}"):
        AT_A_POINT[name](f, jnp.array([1.0, 2.0]))


@pytest.mark.parametrize("bad", UNTRACEABLE)
@pytest.mark.parametrize("name", [each for each in AT_A_POINT if each != "numerical_jacobian"])
def test_a_map_that_jax_cannot_follow_is_refused(name, bad):
    f, words = UNTRACEABLE[bad]
    with pytest.raises((TypeError, ValueError, IndexError), match=f"^{name_of(name)} {words}"):
        AT_A_POINT[name](f, jnp.array([1.0, 2.0]))


@pytest.mark.parametrize("name", AT_A_POINT)
def test_what_is_no_function_is_refused(name):
    with pytest.raises(TypeError, match=f"^{name_of(name)} must be a function of one vector; got 3"):
        AT_A_POINT[name](3, jnp.array([1.0, 2.0]))


NEEDS_SQUARE = ["determinant", "slogdet", "volume_ratio", "diagnose.determinant"]


@pytest.mark.parametrize("name", NEEDS_SQUARE)
def test_a_determinant_of_a_matrix_that_is_not_square_is_refused(name):
    with pytest.raises(ValueError, match=r"f must have as many outputs as inputs .* its Jacobian is 3 × 2"):
        AT_A_POINT[name](lambda x: jnp.stack([x[0], x[1], x[0]]), jnp.array([1.0, 2.0]))


A = jnp.array([1.0, 2.0])
F = maps.complex_square
P = network.initial(KEY, [2, 3, 1])
AT_A_NUMBER = r"map 1 of the composition must accept its argument; it fails on shape \(\): "
WRONG_INDICES = [(lambda: compose(lambda u: u[0] * u[1], lambda v: v[0])(A), AT_A_NUMBER)]
WRONG_VALUES = [
    # Names and options that don't exist.
    (lambda: jacobian(F, "backward"), r'mode must be "forward", "reverse" or None; got \'backward\''),
    (lambda: numerical_jacobian(F, method="five-point"), r'method must be "central", "forward" or "complex"'),
    (lambda: determinant(F, "diagonal"), r'structure must be "triangular" or None; got \'diagonal\''),
    (lambda: slogdet(F, "diagonal"), r'structure must be "triangular" or None; got \'diagonal\''),
    (lambda: compose(F).trace(A).product("best"), r'order must be "reverse", "forward", "optimal", or nested'),
    (lambda: compose(F).trace(A).cost("best"), r'order must be "reverse", "forward", "optimal", or nested'),
    (lambda: maps.find("spiral"), r"name must be one of 'polar', .*'sigmoid layer'; got 'spiral'"),
    (lambda: diagnose.number(1, 2, {"typo": 3.0}), r"near_misses must be named by .*; got typo"),
    # Directions that don't fit.
    (lambda: jvp(F)(A, jnp.ones(3)), r"v must have the shape of a, \[\(2,\)\], or .*; got \[\(3,\)\]"),
    (lambda: jvp(F)(A, 1.0), r"v must have the shape of a"),
    (lambda: jvp(F)(A, jnp.ones((2, 2, 2))), r"v must have the shape of a"),
    (lambda: jvp(F)({"x": A}, {"y": A}), r"v must be built like a"),
    (lambda: vjp(F)(A, jnp.ones(3)), r"w must have shape \(2,\) as f\(a\) has, or \(k, 2\) .*; got \(3,\)"),
    (lambda: vjp(F)(A, jnp.ones((1, 1, 2))), r"w must have shape \(2,\)"),
    (lambda: linearize(F, A)(jnp.ones(3)), r"x must have shape \(2,\) as the point a has; got shape \(3,\)"),
    (lambda: linearize(F, A).error(jnp.ones(3)), r"h must have shape \(2,\) as a has, or \(k, 2\)"),
    # Points where there is nothing to linearize.
    (lambda: linearize(jnp.log, [-1.0]), r"f must be differentiable at a; got f\(a\) = \[nan\]"),
    (lambda: linearize(jnp.sqrt, [0.0]), r"f must be differentiable at a; got .* J_f\(a\) = \[\[inf\]\]"),
    # Numbers out of range.
    (lambda: numerical_jacobian(F, step=0), r"step must be a positive number, or None .*; got 0"),
    (lambda: numerical_jacobian(F, step=-0.1), r"step must be a positive number"),
    (lambda: numerical_jacobian(F, step=math.nan), r"step must be a positive number"),
    (lambda: volume_ratio(F, A, 0.0), r"size must be one positive number, the side of the box; got 0\.0"),
    (lambda: volume_ratio(F, A, [1.0, 2.0]), r"size must be one positive number"),
    (lambda: volume_ratio(lambda x: x, jnp.ones(4), 1.0), r"a must have at most 3 entries, .*; got 4"),
    (lambda: critical_curve(F, ((1, -1), (0, 1))), r"box must be \(\(x0, x1\), \(y0, y1\)\) with x0 < x1"),
    (lambda: critical_curve(F, (1, 2)), r"box must be"),
    (lambda: critical_curve(lambda x: x[:1], BOX), r"f must have as many outputs as inputs"),
    (lambda: determinant_field(F, [A] * 4), r"axes must hold 1, 2 or 3 vectors, .*; got 4"),
    (lambda: determinant_field(F, []), r"axes must hold 1, 2 or 3 vectors"),
    (lambda: determinant_field(F, [A, 1.0]), r"axis 2 must be a vector"),
    (lambda: determinant_field(lambda x: x[:1], [A, A]), r"f must have as many outputs as inputs"),
    (
        lambda: determinant_field(lambda x: jnp.stack([x[0] * jnp.cos(x[-1]), x[0]]), [[1.0, 2.0]]),
        r"f must have as many .* axes must hold one vector for each input; got 2 outputs and 1 axis. Give an axis",
    ),
    (
        lambda: determinant_field(maps.polar, [[1.0, 2.0]]),
        r"f must accept .* shape \(1,\): .*polar; got \(1,\). Of that shape the axes make it: f needs one axis",
    ),
    (lambda: frobenius_estimate(F, KEY, 1), r"samples must be a whole number of at least 2, .*; got 1"),
    (
        lambda: compose(unpacking, lambda v: jnp.stack([*v, v[0]]))(A),
        r"map 1 of the composition must accept its argument; it fails on shape \(3,\): too many values to unpack",
    ),
    (lambda: maps.linear([[1, 2], [3]]), r"matrix must be .* rows of equal length; got \[\[1, 2\], \[3\]\]"),
    (lambda: maps.linear("A"), r"matrix must be an array of finite numbers"),
    (lambda: maps.sigmoid([[1, 2]], ["one"]), r"b must be an array of finite numbers with 1 axis; got"),
    (lambda: frobenius_estimate(F, KEY, 2.5), r"samples must be a whole number"),
    (lambda: newton(F, [1.0], A), r"y must have shape \(2,\) as start has: .*; got shape \(1,\)"),
    (lambda: newton(lambda x: x[:1], A, A), r"f must give as many numbers as it takes; got 1 from 2"),
    (lambda: newton(F, A, A, limit=0), r"limit must be a whole number of at least 1; got 0"),
    (lambda: newton(F, A, A, tolerance=-1), r"tolerance must be a positive number; got -1"),
    # Maps, layers and flows.
    (lambda: F(jnp.ones(3)), r"x must have shape \(2,\), for x, y, to go into complex square; got \(3,\)"),
    (lambda: maps.linear([1.0, 2.0]), r"matrix must be an array of finite numbers with 2 axes"),
    (lambda: maps.linear([[1.0, math.nan]]), r"matrix must be an array of finite numbers with 2 axes"),
    (lambda: maps.sigmoid([[1.0, 2.0]], [1.0, 2.0]), r"b must have shape \(1,\), one number for each row of W"),
    (lambda: network.initial(KEY, [3]), r"sizes must be two or more positive whole numbers, .*; got \[3\]"),
    (lambda: network.initial(KEY, [3, 0]), r"sizes must be two or more positive whole numbers"),
    (lambda: network.mlp(P, jnp.ones(3)), r"W must have shape \(m, n\) .*; got \(3, 2\), \(3,\) and \(3,\)"),
    (lambda: network.mlp([], A), r"parameters must hold at least one layer; got none"),
    (lambda: network.loss(P, A, A), r"y must have the shape of the network's output, \(1,\); got \(2,\)"),
    (lambda: network.gradients(P, A, A), r"y must have the shape of the network's output"),
    (lambda: network.gradients([], A, A), r"parameters must hold at least one layer; got none"),
]
WRONG_TYPES = [
    (lambda: vjp(F)(A, [1j, 0]), r"w must"),
    (lambda: linearize(F, A).semi_axes("x"), r"eps must be an array of real numbers; got 'x'"),
    (lambda: numerical_jacobian(jnp.abs, method="complex")(A), r"f must keep complex numbers"),
    (lambda: frobenius_estimate(F, 0, 10), r"key must be one JAX random key, such as .*key\(0\); got 0"),
    (lambda: frobenius_estimate(F, 7, 10), r"key must be one JAX random key, such as .*key\(7\); got 7"),
    (lambda: frobenius_estimate(F, None, 10), r"key must be one JAX random key"),
    (lambda: frobenius_estimate(F, jax.random.split(KEY), 10), r"key must be one JAX random key"),
    (lambda: network.initial(0, [2, 3]), r"key must be one JAX random key, .*; got 0"),
    (
        lambda: compose(jnp.sin, lambda u: jnp.ones((3, 3)) @ u, F)([1.0, 2.0]),
        r"map 2 of the composition must accept its argument; it fails on shape \(2,\): ",
    ),
    (
        lambda: compose(lambda u: (lambda p, q, r: p)(*u), lambda v: (lambda p, q: v)(*v))([1, 2]),
        r"map 1 of the composition must accept its argument; it fails on shape \(2,\): ",
    ),
    (lambda: implicit_jacobian(3), r"F must be a function"),
    (lambda: implicit_jacobian(lambda x, y: np.sin(x) + y)(A, A), r"F calls numpy on its argument"),
    (lambda: network.mlp(P, A, "tanh"), r"activation must be a function"),
    (lambda: flow.affine_coupling(1.0, jnp.sin, 1), r"scale must be a function"),
    (lambda: flow.affine_coupling(jnp.sin, None, 1), r"shift must be a function"),
    (lambda: flow.log_density(F, jnp.sin), r"flow must be a Flow; got Map"),
]
KINDS = {ValueError: WRONG_VALUES, TypeError: WRONG_TYPES, IndexError: WRONG_INDICES}
OTHERS = [(kind, *row) for kind, rows in KINDS.items() for row in rows]


@pytest.mark.parametrize(("kind", "call", "words"), OTHERS, ids=[words for _, _, words in OTHERS])
def test_anything_else_is_refused(kind, call, words):
    with pytest.raises(kind, match=f"^{words}"):
        call()


def test_keys_of_either_kind_are_taken_inside_jit_too():
    both = jax.random.key(0), jax.random.PRNGKey(0)
    of = lambda key: frobenius_estimate(F, key, 3)(A).squared  # noqa: E731
    assert len({float(value) for key in both for value in (of(key), jax.jit(of)(key))}) == 1


def test_a_composition_takes_a_list_as_the_point_that_it_is():
    np.testing.assert_array_equal(compose(lambda u: u + 1, lambda v: 2 * v)([1, 2]), [3, 5])


def test_inside_jit_shapes_are_checked_and_values_go_through():
    with pytest.raises(ValueError, match=r"a must be a vector of shape \(n,\); got a scalar"):
        jax.jit(jacobian(F.function))(2.0)
    assert np.isnan(jax.jit(jacobian(F.function))(jnp.array([math.nan, 1.0]))).any()
    assert np.isnan(jax.jit(lambda a: linearize(jnp.log, a).value)(jnp.array([-1.0]))).all()


def test_what_goes_wrong_inside_f_keeps_its_own_error_as_the_cause():
    with pytest.raises(ValueError, match=r"f must accept its argument; it fails on shape \(3,\): ") as caught:
        jacobian(maps.polar)(jnp.ones(3))
    assert isinstance(caught.value.__cause__, ValueError)

    def broken(x):
        raise ZeroDivisionError("mine")

    with pytest.raises(ZeroDivisionError, match="mine"):
        jacobian(broken)(A)
