"""What stands below the picture and in it: numbers as they are read, lines that can be touched, and the ring."""

import numpy as np
import pytest

from jaclib.stage import control, count, readout, show, slider, spot
from jaclib.stage.live import move
from jaclib.stage.readouts import number


@pytest.mark.parametrize("x", [0, 1, -1, 3.14159, -0.5, 1e-7, -1e-7, 12345.6, -9999.4, 1e300])
def test_a_number_is_as_wide_as_its_negative_and_reads_back_to_three_figures(x):
    shown = number(x)
    assert len(shown) == len(number(-x))
    superscripts = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    plain = shown.strip().replace("−", "-").replace("·10", "e").translate(superscripts)
    assert float(plain) == pytest.approx(x, rel=6e-3, abs=6e-4)


def test_0_has_three_decimals_and_where_three_say_nothing_there_is_a_power_of_ten():
    assert [number(x).strip() for x in (0, 0.01, 9999.4)] == ["0.000", "0.010", "9999.400"]
    assert [number(x).strip() for x in (0.0099, 1e4)] == ["9.90·10⁻³", "1.00·10⁴"]
    assert count("multiplications", 52_800)["rows"] == [["52,800"]]


def test_what_is_no_number_is_said_in_words():
    assert number(np.nan).strip() == "undefined"
    assert number(np.inf).strip() == "∞"
    assert number(-np.inf) == "−∞"


def test_a_vector_is_set_as_a_column_and_a_matrix_as_it_is():
    assert [len(row) for row in readout("a", np.zeros(3))["rows"]] == [1, 1, 1]
    assert [len(row) for row in readout("J", np.zeros((2, 3)))["rows"]] == [3, 3]


def entries(value, **how):
    return [[text.strip() for text in row] for row in readout("J", value, **how)["rows"]]


def test_the_numbers_of_a_matrix_have_one_format_and_those_of_a_table_one_a_column():
    assert entries([[0.01, 0.003], [0, -2]]) == [["0.010", "0.003"], ["0.000", "−2.000"]]
    assert entries([[1, 1e-9], [0, 2]]) == [["1.00·10⁰", "1.00·10⁻⁹"], ["0", "2.00·10⁰"]]
    assert entries([[3e-4, 0.5], [1e-3, 0.75]], table=True) == [["3.00·10⁻⁴", "0.500"], ["1.00·10⁻³", "0.750"]]
    assert entries([1, 1e-9], known=[True, False]) == [["1.000"], [""]]  # what isn't seen decides nothing


def test_a_line_that_can_be_touched_has_a_gap_where_either_coordinate_is_unknown():
    path = [(0, 0), (np.nan, 1), (1, np.nan), (1, np.inf), (2, 3)]
    assert spot({}, panel=0, path=path, words="")["path"] == [[0, 0], None, None, None, [2, 3]]


def test_the_ring_of_what_was_tried_is_left_in_its_own_panel_where_it_is_said():
    """In the middle of the second panel's limits, which is the middle of its box."""
    controls = {"t": control("t", slider("t", "t", 0, 1), 0.2)}
    shown = ("one", "two"), controls, lambda t: {"t": t, "half": 0.5}, lambda palette, *axes: {}, lambda now: ""
    live = show(*shown, label="two", tried=("t", 1, ("half", "half")))
    _, words = live.stage.draw(live.state)
    live.close()
    x0, y0, x1, y1 = words["places"][1]["box"]
    assert words["tried"] == pytest.approx([(x0 + x1) / 2, (y0 + y1) / 2])


def test_a_mark_for_an_array_that_compute_does_not_give_says_so():
    with pytest.raises(ValueError, match="A mark is moved by 'speed', but `compute` gives no more than t, place"):
        move({"t": print, ("place", "speed"): print}, {"t": 1, "place": 2})
