"""Read-outs of matrices, and products of them in a row."""

import json

import numpy as np

from jaclib.stage import product, readout


def test_entries_that_are_not_known_are_blank():
    half = readout("J", [[1.0, 2.0], [3.0, 4.0]], known=[[True, False], [False, True]])
    assert [[bool(text) for text in row] for row in half["rows"]] == [[True, False], [False, True]]
    assert readout("v", [1.0, 2.0])["rows"] == [["\N{FIGURE SPACE}1.000"], ["\N{FIGURE SPACE}2.000"]]


def test_a_product_has_its_factors_and_its_result_in_a_row_with_the_entries_at_work():
    A, B, C = readout("A", [[1.0, 2.0]]), readout("B", [[3.0], [4.0]]), readout("A B", [[11.0]])
    row = product([A, B], C, met=[[(0, 0), (0, 1)], [(0, 0), (1, 0)], [(0, 0)]])["product"]
    assert [each["label"] for each in row] == ["A", "B", "A B"]
    assert [each["met"] for each in row] == [[[0, 0], [0, 1]], [[0, 0], [1, 0]], [[0, 0]]]
    assert "met" not in A  # what was given is left as it is
    assert len(product([B, B], note="no product")["product"]) == 2


def test_a_readout_goes_into_json_also_where_numpy_says_yes_or_no():
    assert '"columns": false' in json.dumps(readout("J", np.eye(2), columns=np.bool(False)))
