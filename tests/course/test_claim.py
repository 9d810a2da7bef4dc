"""Claims: what is true holds, what is false is named with its worst place, and the table is the same everywhere."""

from itertools import pairwise

import jax.numpy as jnp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import compose, determinant, explore, jacobian, maps
from jaclib.course.claim import one_digit, points

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


def test_what_is_no_number_does_not_hold():
    assert not explore.claim("√x √x = x", lambda x: jnp.sqrt(x) ** 2, lambda x: x, on={"x": ()}).holds


@given(st.floats(-12, 2))
def test_the_error_is_relative_to_entries_above_one_and_absolute_below(exponent):
    size = 10.0**exponent
    off = explore.claim("", lambda x: 0 * x + size * 1.25, lambda x: 0 * x + size, on={"x": ()}, count=2)
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
        explore.claim("", lambda f, a: a, lambda f, a: jacobian(f)(a), on=maps.polar)


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
