"""Answers to the exercises of notebook 10."""

from tests.course.answers import Answers

STEP = """
def newton_step(x, y):
    gap = jnp.array([1.0, 0.0]) - jnp.array([x**2 + y, 2 * x - y**2])
    J = jnp.array([[2 * x, 1], [2, -2 * y]])
    return {}
"""
FOLIUM = """
def folium_slope(x, y):
    F_x = 3 * x**2 - 3 * y
    F_y = {}
    return {}
"""
WAVE = """
def hessian_of_wave(x, y):
    return jnp.array([[2 * jnp.sin(y), {}], [{}, {}]])
"""
INFORMATION = """
def information_in_variance(mu, v):
    J = jnp.diag(jnp.array([1, {}]))
    return {}
"""
DOWN = "1 / (2 * jnp.sqrt(v))"
THETA = "jnp.diag(jnp.array([1 / v, 2 / v]))"

ANSWERS = {
    "newton_step": Answers(
        right=STEP.format("jnp.array([x, y]) + jnp.linalg.solve(J, gap)"),
        wrong={
            "sign": STEP.format("jnp.array([x, y]) - jnp.linalg.solve(J, gap)"),
            "step alone": STEP.format("jnp.linalg.solve(J, gap)"),
            "multiplied": STEP.format("jnp.array([x, y]) + J @ gap"),
            "transposed": STEP.format("jnp.array([x, y]) + jnp.linalg.solve(J.T, gap)"),
        },
    ),
    "folium_slope": Answers(
        right=FOLIUM.format("3 * y**2 - 3 * x", "-F_x / F_y"),
        wrong={
            "inverse": FOLIUM.format("3 * y**2 - 3 * x", "-F_y / F_x"),
            "sign": FOLIUM.format("3 * x - 3 * y**2", "-F_x / F_y"),
            "without x": FOLIUM.format("3 * y**2", "-F_x / F_y"),
            "square alone": FOLIUM.format("y**2 - 3 * x", "-F_x / F_y"),
        },
    ),
    "hessian_of_wave": Answers(
        right=WAVE.format("2 * x * jnp.cos(y)", "2 * x * jnp.cos(y)", "-(x**2) * jnp.sin(y)"),
        wrong={
            "square kept": WAVE.format("x**2 * jnp.cos(y)", "x**2 * jnp.cos(y)", "-(x**2) * jnp.sin(y)"),
            "sign": WAVE.format("2 * x * jnp.cos(y)", "2 * x * jnp.cos(y)", "x**2 * jnp.sin(y)"),
            "not mixed": WAVE.format("0 * x", "0 * x", "-(x**2) * jnp.sin(y)"),
            "one_entry": WAVE.format("2 * x * jnp.cos(y)", "x * jnp.cos(y)", "-(x**2) * jnp.sin(y)"),
        },
    ),
    "largest_rate": Answers(
        right="largest_rate = 1 / 6",
        wrong={
            "half": "largest_rate = 1 / 12",
            "smaller": "largest_rate = 1.0",
            "no factor": "largest_rate = 1 / 3",
            "entry": "largest_rate = 0.2",
            "eigenvalue": "largest_rate = 12",
        },
    ),
    "information_in_variance": Answers(
        right=INFORMATION.format(DOWN, f"J.T @ {THETA} @ J"),
        wrong={
            "wrong side": INFORMATION.format(DOWN, f"jnp.linalg.inv(J).T @ {THETA} @ jnp.linalg.inv(J)"),
            "without J": INFORMATION.format(DOWN, THETA),
            "J once": INFORMATION.format(DOWN, f"{THETA} @ J"),
            "deviation": INFORMATION.format("1 / (2 * v)", "J.T @ jnp.diag(jnp.array([1 / v**2, 2 / v**2])) @ J"),
        },
    ),
}
