"""Each number stands under its own name, and each angle is its own: told by numbers that are made up, all different.

Whether the numbers themselves are right is tested beside each explorer; this needs nothing compiled.
"""

import re
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore
from jaclib.explore.determinant import words as determinant_words
from jaclib.explore.linear_approximation import words as approximation_words
from jaclib.explore.phrases.numbers import pair

accumulation, fisher = (import_module(f"jaclib.explore.{name}") for name in ("accumulation", "fisher"))
HERE = {"a": np.array([1.0, 2.0]), "value": np.array([3.0, 4.0]), "fits": True, "too_large": False}
CIRCLE = HERE | {"eps": 0.5, "jacobian": np.array([[5, 6], [7, 8.0]]), "sigma": np.array([9.0, 2.5]), "det": 22.5}
CIRCLE |= {
    "mean": 0.011,
    "largest": 0.022,
    "slope": 2.04,
    "settled": True,
    "unit": 2e-16,
    "zoom": 1.0,
    "image_zoom": 1.0,
}
CIRCLE |= dict.fromkeys(("unbounded", "torn", "undefined", "endless", "touches"), False)
CIRCLE |= {"semi_axes": 4.5 * np.array([[np.cos(2.0), np.sin(2.0)], [0.0, 0.0]])}
BOX = HERE | {"b": np.array([0.1, 0.2]), "side": 2.0, "t": 1, "jacobian": np.array([[5.0, 6.0], [7.0, 8.5]])}
BOX |= {"det": -11.0, "ratio": 12.0, "signed": -3.0, "seen": 10.0, "four": 14.0, "layered": True, "rank": 2}
BOX |= {"rough": (False, False), "too_fine": False, "preimages": np.zeros((3, 2)), "dimension": 0, "sure": True}
BOX |= {"part_numbers": np.array([1, 3]), "partials": np.array(None)}
CIRCLE, BOX = CIRCLE | {"fits_guess": np.nan}, BOX | {"fits_guess": np.nan}  # no guess was drawn


def shown(values: list[dict]) -> dict[str, float]:
    """The numbers that stand alone, by their names."""
    cells = {each["label"]: each["rows"] for each in values if np.shape(each.get("rows")) == (1, 1)}
    return {name: read(rows[0][0]) for name, rows in cells.items()}


def read(text: str) -> float:
    plain = text.replace("·10", "e").replace("≈", "").translate(str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789"))
    return float(plain.strip().rstrip("%"))


def entries(values: list[dict], name: str) -> list[list[float]]:
    """Those of the vector or the matrix of that name."""
    (rows,) = [each["rows"] for each in values if each["label"] == name]
    return [[read(text) for text in row] for row in rows]


def test_below_the_circle_each_number_has_its_name():
    expected = {"σ₁": 9, "σ₂": 2.5, "det J": 22.5, "mean error": 0.011, "largest error": 0.022, "largest / ε": 0.044}
    assert shown(approximation_words.values(CIRCLE)) == pytest.approx(expected)


@pytest.mark.parametrize("angle", [10, 95, 115, 170, 200, 350])
def test_the_longer_half_axis_points_where_it_is_said_to_up_to_a_half_turn(angle):
    turned = np.radians(angle)
    words = approximation_words.say(CIRCLE | {"semi_axes": np.array([[np.cos(turned), np.sin(turned)], [0, 0]])})
    assert f"the longer along {angle % 180}°" in words


def test_the_circle_is_near_the_ellipse_by_its_longer_half_axis():
    longest = 0.5 * 9
    assert "lands on nearly" in approximation_words.say(CIRCLE | {"largest": 0.09 * longest})
    assert "does not land close" in approximation_words.say(CIRCLE | {"largest": 0.11 * longest})


def test_below_the_box_each_number_has_its_name():
    expected = {"det J": -11, "area of the box": 4, "of its image": 40, "∫ |det J| / area": 12, "∫ det J / area": -3}
    assert shown(determinant_words.values(BOX)) == pytest.approx(expected | {"four corners": 14, "preimages of b": 3})


def test_the_box_is_said_to_be_as_large_as_each_of_its_numbers():
    words = determinant_words.say(BOX)
    assert "A box of side 2 around a = (1, 2) lands on an area of about 40, 10 times its own." in words
    assert "∫ |det J| = 48, 12 times its own (with sign: -3 times)" in words
    assert "At a det J = -11, orientation reversed. b = (0.1, 0.2) has 3 preimages" in words
    words = determinant_words.say(BOX | {"preimages": np.zeros((0, 2)), "sure": False})
    assert "b = (0.1, 0.2) has no preimage that was found in the domain shown." in words


def test_from_the_left_is_reverse_and_from_the_right_is_forward():
    now = {"works": [111, 222, 55, 77], "sizes": [2, 3, 4, 5], "terms": [(2, 3, 4)], "peaks": [1, 2, 3, 44]}
    words = accumulation.words.say(now | {"brackets": "(A B) C"})
    assert "77 multiplications, and never more than 44 numbers held." in words
    assert "From the left (reverse) it takes 111, from the right (forward) 222, and the fewest possible are" in words
    assert "possible are 55." in words


def test_the_information_is_carried_by_j_and_not_by_its_inverse():
    sigma = 2.0
    now = fisher.compute((0.5, sigma), 300)
    np.testing.assert_allclose(now["carried"], np.diag([1 / sigma**2, 2]), rtol=1e-12)
    np.testing.assert_allclose(now["swapped"], np.diag([1 / sigma**2, 2 / sigma**4]), rtol=1e-12)
    words = fisher.say(now | {"carried": np.diag([0.31, 0.32]), "swapped": np.diag([0.41, 0.42])})
    assert "diagonal with 0.31 and 0.32, says JᵀIJ" in words
    assert "With J on the wrong side it would be 0.41 and 0.42." in words


@given(st.floats(-1e9, 1e9), st.floats(-1e-3, 1e-3))
def test_a_point_is_written_with_three_figures_of_each_coordinate_and_zero_without_a_sign(x, y):
    written = pair((x, y))
    for number, text in zip((x, y), written.strip("()").split(", "), strict=True):
        assert abs(float(text) - number) <= 0.00501 * abs(number)
        assert text != "-0"
    assert pair((-0.0, 0.0)) == "(0, 0)"


@pytest.mark.parametrize("call", [
    lambda: explore.linear_approximation("1e6 x, 1e-6 y", a=(1, 0.5)),
    lambda: explore.jacobian_matrix("1e-9*x, y", a=(1, 0.5)),
    lambda: explore.implicit("x - 1e-7*y"),
    lambda: explore.hessian("1e-9*x^2"),
])  # fmt: skip
def test_a_sentence_has_powers_of_ten_as_the_read_outs_have_them(call):
    live = call()
    said = live.first()[1]["say"]
    live.close()
    assert re.search("10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]", said)
    assert not re.search(r"\de[+-]?\d", said)
