"""Answers to the exercises of notebook 04."""

det_of_g = {
    "code": """
def det_of_g(x, y):
    J = [[1, 2 * y], [y, x]]
    return {}
""",
    "right": "J[0][0] * J[1][1] - J[0][1] * J[1][0]",
    "sign": "J[0][1] * J[1][0] - J[0][0] * J[1][1]",
    "absolute_value": "abs(J[0][0] * J[1][1] - J[0][1] * J[1][0])",
    "plus": "J[0][0] * J[1][1] + J[0][1] * J[1][0]",
    "matrix_itself": "J",
}
ring_ratio = {
    "code": """
def ring_ratio(r, theta, size):
    outer = (r + size / 2) ** 2 * size / 2
    inner = (r - size / 2) ** 2 * size / 2
    return {}
""",
    "right": "(outer - inner) / size**2",
    "factor": "2 * (outer - inner) / size**2",
    "area": "outer - inner",
    "half the box": "(outer - r**2 * size / 2) / size**2",
    "arcs": "(outer / (r + size / 2) - inner / (r - size / 2)) / size**2",
    "once": "(outer - inner) / size",
    "whole turn": "(outer - inner) / size * 6.283185307179586 / size**2",
}
fold_line = {
    "code": "def fold_line(x):\n    return {}",
    "right": "1 / (4 * x)",
    "sign": "-1 / (4 * x)",
    "inverse": "4 * x",
    "mirror": "x",
    "at y = 1": "4 * x - 1",
    "factor": "1 / (2 * x)",
}
det_of_composition = {
    "code": "def det_of_composition(r, theta):\n    return {}",
    "right": "4 * r * r**2",
    "wrong_point": "4 * r * r",
    "missing_factor": "4 * r",
    "outer alone": "r**2",
    "angle for radius": "4 * r * 2 * theta",
    "sum": "4 * r + r**2",
}
