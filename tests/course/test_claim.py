"""Claims: what is true holds, what is false is named with its worst place, and the table is the same everywhere."""

from itertools import pairwise

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import compose, determinant, explore, jacobian, maps
from jaclib.course.claim import one_digit
from jaclib.course.places import points

RING = list(maps.CATALOGUE.values())


def whole(f, g, a):
    return jacobian(compose(f, g))(a)


def product(f, g, a):
    return jacobian(f)(g(a)) @ jacobian(g)(a)


def swapped(f, g, a):
    return jacobian(g)(a) @ jacobian(f)(g(a))


def test_the_chain_rule_holds_for_chains_of_maps():
    found = explore.claim("J_{f∘g} = J_f J_g", whole, product, on=list(pairwise(RING)))
    assert found.holds and found.tried == f"1,000 points of {len(RING) - 1} chains"


def test_a_product_in_the_wrong_order_does_not_hold_and_the_worst_place_is_named():
    found = explore.claim("J_{f∘g} = J_g J_f", whole, swapped, on=[(maps.polar, maps.cusp)])
    assert not found.holds
    assert found.where.startswith("polar after cusp at [")
    assert "doesn't hold to 10⁻¹²" in repr(found)


def test_the_worst_of_several_maps_is_named():
    wrong = explore.claim("det J = 6", lambda f, a: determinant(f)(a), 6.0, on=[maps.scaling, maps.fold])
    assert wrong.where.startswith("fold at")
    assert explore.claim("det J = 6", lambda f, a: determinant(f)(a), 6.0, on=maps.scaling).holds


def test_what_is_no_number_does_not_hold_and_is_said_to_be_none():
    found = explore.claim("√x √x = x", lambda x: jnp.sqrt(x) ** 2, lambda x: x, on={"x": ()})
    assert not found.holds and "no number at -" in repr(found)


def test_two_equal_infinities_are_equal():
    assert explore.claim("it", lambda x: x / 0 * jnp.sign(x), lambda x: x / 0 * jnp.sign(x), on={"x": (2,)}).holds


def test_what_is_true_or_false_is_compared_and_a_number_with_each_entry():
    positive = explore.claim("det J > 0", lambda f, a: determinant(f)(a) > 0, True, on=maps.complex_exponential)
    assert positive.holds
    assert explore.claim("0", lambda x: x - x, 0.0, on={"x": (2, 3)}).holds


def test_of_matrices_the_number_of_the_place_is_told():
    shapes = {"A": (3, 3), "B": (3, 3)}
    found = explore.claim("AB = BA", lambda A, B: A @ B, lambda A, B: B @ A, on=shapes, count=7)
    assert found.where in {f"place {k}" for k in range(1, 8)}


def test_one_point_is_one():
    assert explore.claim("a = a", lambda f, a: a, lambda f, a: a, on=maps.polar, count=1).tried == "1 point of 1 map"
    assert explore.claim("a = a", lambda a: a, lambda a: a, on=[[0.1, 0.2]]).tried == "1 place"


@given(st.floats(-12, 2))
def test_the_error_is_relative_to_entries_above_one_and_absolute_below(exponent):
    size = 10.0**exponent
    off = explore.claim("it", lambda x: 0 * x + size * 1.25, lambda x: 0 * x + size, on={"x": ()}, count=2)
    assert off.worst == pytest.approx(0.25 * min(size, 1))


def test_places_may_be_given():
    assert explore.claim("x² = x", jnp.square, lambda x: x, on=jnp.array([0.0, 1.0])).holds
    assert explore.claim("x² = x", jnp.square, lambda x: x, on=jnp.array([0.0, 2.0, 1.0])).where == "2."


def test_random_points_lie_in_the_domain():
    low, high = jnp.array(maps.polar.domain).T
    drawn = points(maps.polar)
    assert ((low <= drawn) & (drawn <= high)).all() and jnp.unique(drawn, axis=0).shape == drawn.shape


def test_shapes_that_differ_are_said():
    with pytest.raises(ValueError, match=r"same shape; got \(2,\) and \(2, 2\)"):
        explore.claim("it", lambda f, a: a, lambda f, a: jacobian(f)(a), on=maps.polar)


def test_a_table_has_a_row_for_each_claim_and_the_same_words_in_html():
    true = explore.claim("a < b & c", lambda x: x, lambda x: x, on={"x": (2,)})
    rough = explore.claim("about", lambda x: x + 3.1e-3, lambda x: x, on={"x": ()}, within=1e-2)
    table = explore.claims(true, rough)
    assert [line.split("   ")[-1].strip() for line in repr(table).splitlines()] == [
        "worst error",
        "less than 10⁻¹²",
        "0.003",
    ]
    html = table._repr_html_()
    assert "a &lt; b &amp; c" in html and html.count("<tr>") == 3 and html.count('scope="col"') == 3


@given(st.floats(1e-300, 1e300))
def test_one_digit_is_near_and_short(x):
    text = one_digit(x).translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    digit, _, power = text.rpartition("10") if "10" in text and text != "10" else (text, "", "")
    value = float(digit.strip("·") or 1) * (10.0 ** int(power) if power else 1)
    assert value == pytest.approx(x, rel=0.5)


def same(*given):
    return given[-1]


REFUSED = [
    ({"on": "polar"}, r"on must be a map .*; got 'polar'. Write maps.CATALOGUE\['polar'\]."),
    ({"on": 5}, "on must be a map"),
    ({"on": []}, "on must be a map"),
    ({"on": {}}, "on must be a map"),
    ({"on": ["polar"]}, "on must be a map"),
    ({"on": same}, "on must be a map"),
    ({"on": jnp.zeros((0, 2))}, "on must be a map"),
    ({"on": {"x": 3}}, r"on must give x a shape, such as \(2, 3\), or \(\) for a number; got 3"),
    ({"on": {"x": (-2,)}}, "on must give x a shape"),
    ({"count": 0}, "count must be a whole number from 1 on; got 0"),
    ({"count": 1.5}, "count must be a whole number"),
    ({"within": -1}, "within must be a positive number"),
    ({"within": float("nan")}, "within must be a positive number"),
    ({"within": "1e-3"}, "within must be a positive number"),
    ({"words": 5}, "words must say what is claimed; got 5"),
    ({"left": 0}, "left must be a function"),
    ({"left": lambda x: np.sin(x)}, "left calls numpy on its argument: use jax.numpy"),
    ({"right": lambda x: float(x[0])}, "right makes a Python number of its argument"),
    ({"right": lambda x: None}, "right must take 1 arguments and return numbers"),
    ({"left": lambda x, y: x}, "left must take 1 arguments and return numbers"),
]


@pytest.mark.parametrize(("wrong", "said"), REFUSED)
def test_what_cannot_be_tried_is_refused_in_a_sentence(wrong, said):
    given = {"words": "x = x", "left": same, "right": same, "on": {"x": (2,)}} | wrong
    with pytest.raises((TypeError, ValueError), match=said):
        explore.claim(**given)


def test_a_table_is_of_claims():
    one = explore.claim("x = x", same, same, on={"x": ()})
    for wrong in ((), ([one],), ("n",), (explore.claims(one),)):
        with pytest.raises(TypeError, match="claims must be given what"):
            explore.claims(*wrong)
