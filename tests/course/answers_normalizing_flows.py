"""Answers to the exercises of notebook 08."""

log_density_of_scaled = {
    "code": """
def log_density_of_scaled(x1, x2):
    z1, z2 = x1 / 2, x2 / 3
    log_p_z = -(z1**2 + z2**2) / 2 - jnp.log(2 * jnp.pi)
    return {}
""",
    "right": "log_p_z - jnp.log(6)",
    "no determinant": "log_p_z",
    "plus": "log_p_z + jnp.log(6)",
    "no logarithm": "log_p_z - 6",
    "other base": "log_p_z - jnp.log10(6)",
}
log_det_of_coupling = {
    "code": "def log_det_of_coupling(z1, z2):\n    return {}",
    "right": "jnp.sin(z1)",
    "no logarithm": "jnp.exp(jnp.sin(z1))",
    "shift": "jnp.sin(z1) + z1**2",
    "other part": "jnp.sin(z2)",
    "below": "z2 * jnp.exp(jnp.sin(z1)) * jnp.cos(z1) + 2 * z1",
}
log_density_of_bent = {
    "code": """
def log_density_of_bent(x1, x2):
    z1, z2 = x1, x2 * jnp.exp(-x1)
    log_normal = lambda z1, z2: -(z1**2 + z2**2) / 2 - jnp.log(2 * jnp.pi)
    return {}
""",
    "right": "log_normal(z1, z2) - x1",
    "plus": "log_normal(z1, z2) + x1",
    "no determinant": "log_normal(z1, z2)",
    "not undone": "log_normal(x1, x2) - x1",
}
det_of_planar = {
    "code": """
def det_of_planar(z1, z2):
    t = jnp.tanh(z1 + z2)
    return {}
""",
    "right": "1 + 0.75 * (1 - t**2)",
    "identity": "0.75 * (1 - t**2)",
    "tanh for its slope": "1 + 0.75 * t",
    "apart": "1 + 0.5 * (1 - jnp.tanh(z1) ** 2) + 0.25 * (1 - jnp.tanh(z2) ** 2)",
    "diagonal": "(1 + 0.5 * (1 - t**2)) * (1 + 0.25 * (1 - t**2))",
}
