"""Answers to the exercises of notebook 04."""

from tests.course.answers import Answers

DET = """
def det_of_g(x, y):
    J = [[1, 2 * y], [y, x]]
    return {}
"""
RING = """
def ring_ratio(r, theta, size):
    outer = (r + size / 2) ** 2 * size / 2
    inner = (r - size / 2) ** 2 * size / 2
    return {}
"""
FOLD = """
def fold_line(x):
    return {}
"""
COMPOSITION = """
def det_of_composition(r, theta):
    return {}
"""

ANSWERS = {
    "det_of_g": Answers(
        right=DET.format("J[0][0] * J[1][1] - J[0][1] * J[1][0]"),
        wrong={
            "sign": DET.format("J[0][1] * J[1][0] - J[0][0] * J[1][1]"),
            "absolute_value": DET.format("abs(J[0][0] * J[1][1] - J[0][1] * J[1][0])"),
            "plus": DET.format("J[0][0] * J[1][1] + J[0][1] * J[1][0]"),
            "shape": DET.format("J"),
        },
    ),
    "ring_ratio": Answers(
        right=RING.format("(outer - inner) / size**2"),
        wrong={
            "factor": RING.format("2 * (outer - inner) / size**2"),
            "area": RING.format("outer - inner"),
            "once": RING.format("(outer - inner) / size"),
            "whole turn": RING.format("(outer - inner) / size * 6.283185307179586 / size**2"),
        },
    ),
    "fold_line": Answers(
        right=FOLD.format("1 / (4 * x)"),
        wrong={
            "sign": FOLD.format("-1 / (4 * x)"),
            "inverse": FOLD.format("4 * x"),
            "factor": FOLD.format("1 / (2 * x)"),
        },
    ),
    "det_of_composition": Answers(
        right=COMPOSITION.format("4 * r * r**2"),
        wrong={
            "wrong_point": COMPOSITION.format("4 * r * r"),
            "missing_factor": COMPOSITION.format("4 * r"),
            "outer alone": COMPOSITION.format("r**2"),
            "sum": COMPOSITION.format("4 * r + r**2"),
        },
    ),
}
