"""Answers to the exercises of notebook 05."""

from tests.course.answers import Answers

AREA = """
def area_factor(u, v):
    parabolic = parse_map("u*v, (u^2 - v^2)/2", ("u", "v"))
    return {}
"""
VOLUME = """
def volume_factor(rho, beta):
    edge_alpha = 2 + rho * jnp.cos(beta)
    return {}
"""
MOMENT = "def moment(R):\n    return {}\n"
CONE = "def cone(alpha):\n    return {}\n"

ANSWERS = {
    "area_factor": Answers(
        right=AREA.format("jnp.abs(determinant(parabolic)([u, v]))"),
        wrong={
            "sign": AREA.format("determinant(parabolic)([u, v])"),
            "inverse": AREA.format("1 / jnp.abs(determinant(parabolic)([u, v]))"),
            "one edge": AREA.format("jnp.linalg.norm(jacobian(parabolic)([u, v])[:, 0])"),
            "shape": AREA.format("jacobian(parabolic)([u, v])"),
        },
    ),
    "volume_factor": Answers(
        right=VOLUME.format("edge_alpha * rho"),
        wrong={
            "missing_r": VOLUME.format("edge_alpha * 1"),
            "degrees": VOLUME.format("rho * (2 + rho * jnp.cos(beta * jnp.pi / 180))"),
            "one edge": VOLUME.format("rho"),
            "edge twice": VOLUME.format("edge_alpha**2"),
            "sign": VOLUME.format("-edge_alpha * rho"),
        },
    ),
    "moment": Answers(
        right=MOMENT.format("jnp.pi * R**4 / 2"),
        wrong={
            "missing_r": MOMENT.format("2 * jnp.pi * R**3 / 3"),
            "factor": MOMENT.format("jnp.pi * R**4 / 4"),
            "one ray": MOMENT.format("R**4 / 4"),
            "area": MOMENT.format("jnp.pi * R**2"),
        },
    ),
    "cone": Answers(
        right=CONE.format("2 * jnp.pi * (1 - jnp.cos(alpha)) / 3"),
        wrong={
            "missing sine": CONE.format("2 * jnp.pi * alpha / 3"),
            "missing square": CONE.format("2 * jnp.pi * (1 - jnp.cos(alpha))"),
            "degrees": CONE.format("2 * jnp.pi * (1 - jnp.cos(jnp.deg2rad(alpha))) / 3"),
            "sign": CONE.format("2 * jnp.pi * (jnp.cos(alpha) - 1) / 3"),
        },
    ),
    "gaussian_in_space": Answers(
        right="gaussian_in_space = jnp.pi**1.5",
        wrong={
            "plane": "gaussian_in_space = jnp.pi",
            "line": "gaussian_in_space = jnp.sqrt(jnp.pi)",
            "factor": "gaussian_in_space = 2 * jnp.pi**1.5",
            "sign": "gaussian_in_space = -jnp.pi**1.5",
        },
    ),
}
