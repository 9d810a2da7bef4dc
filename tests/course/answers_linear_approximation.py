"""Answers to the exercises of notebook 02."""

from tests.course.answers import Answers

PREDICTION = """
def prediction(h):
    square, start = maps.complex_square, jnp.array([1.0, 0.5])
    return {}
"""
JACOBIAN = """
def jacobian_of_g(x, y):
    column_1, column_2 = [jnp.exp(y), 2 * x], [x * jnp.exp(y), -1]
    return {}
"""
ASPECT = """
def aspect(J):
    long, short = jnp.linalg.svd(J, compute_uv=False)
    return {}
"""

ANSWERS = {
    "prediction": Answers(
        right=PREDICTION.format("square(start) + jacobian(square)(start) @ h"),
        wrong={
            "transposed": PREDICTION.format("square(start) + jacobian(square)(start).T @ h"),
            "true image": PREDICTION.format("square(start + h)"),
            "step alone": PREDICTION.format("jacobian(square)(start) @ h"),
            "wrong_point": PREDICTION.format("square(start) + jacobian(square)(start + h) @ h"),
            "wrong start": PREDICTION.format("start + jacobian(square)(start) @ h"),
            "one_entry": PREDICTION.format("square(start) + jacobian(square)(start) @ h + jnp.array([0, 1])"),
        },
    ),
    "jacobian_of_g": Answers(
        right=JACOBIAN.format("jnp.array([column_1, column_2]).T"),
        wrong={
            "transposed": JACOBIAN.format("jnp.array([column_1, column_2])"),
            "columns_swapped": JACOBIAN.format("jnp.array([column_2, column_1]).T"),
            "sign": JACOBIAN.format("jnp.array([column_1, column_2]).T * jnp.array([[1, 1], [1, -1]])"),
            "one_entry": JACOBIAN.format("jnp.array([column_1, column_2]).T + jnp.array([[0, 1], [0, 0]])"),
            "wrong variable": JACOBIAN.format("jnp.array([column_1, column_1]).T"),
            "shape": JACOBIAN.format("jnp.array(column_1)"),
        },
    ),
    "aspect": Answers(
        right=ASPECT.format("long / short"),
        wrong={
            "inverse": ASPECT.format("short / long"),
            "squared": ASPECT.format("(long / short) ** 2"),
            "columns": ASPECT.format("jnp.max(s := jnp.linalg.norm(J, axis=0)) / jnp.min(s)"),
            "eigenvalues": ASPECT.format("jnp.max(s := abs(jnp.linalg.eigvals(J))) / jnp.min(s)"),
            "length alone": ASPECT.format("long"),
            "area": ASPECT.format("abs(jnp.linalg.det(J))"),
        },
    ),
}
