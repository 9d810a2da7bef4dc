"""The hints to the exercises of notebook 08."""

from jaclib.course.hints import Hint

log_density_of_scaled = Hint(
    smaller="By what factor does $f$ multiply areas? Is the density of $x$ then higher than that of $z$, or lower?",
    worked=(
        r"Take $f(z_1, z_2) = (5z_1, 4z_2)$ instead, at $x = (0, 0)$.",
        r"It comes from $z = (0, 0)$, where $\log p_z = -\log 2\pi$, about $-1.84$.",
        r"Areas grow by $5 \cdot 4 = 20$, so the density is divided by 20: its logarithm falls by $\log 20$.",
        r"$\log p_x$ is about $-4.83$.",
    ),
    true={"-1.84": "2 * norm.logpdf(0)", "-4.83": "norm.logpdf(0, scale=5) + norm.logpdf(0, scale=4)"},
    solution="def log_density_of_scaled(x1, x2):\n"
    "    z1, z2 = x1 / 2, x2 / 3\n"
    "    return -(z1**2 + z2**2) / 2 - jnp.log(2 * jnp.pi) - jnp.log(6)",
)
log_det_of_coupling = Hint(
    smaller="Which two entries are on the diagonal of the Jacobian? How fast does the second output change with $z_2$ "
    "alone?",
    worked=(
        r"Take $f(z_1, z_2) = (z_1,\ z_2\,e^{2z_1} + z_1)$ instead.",
        r"The first output doesn't depend on $z_2$: the matrix is triangular, with $1$ and $e^{2z_1}$ on its diagonal.",
        r"Their product is the determinant. At $z_1 = 0.7$ its logarithm is $1.4$.",
    ),
    true={"1.4": "jnp.log(determinant(parse_map('u, v*e^(2u) + u', ('u', 'v')))([0.7, 1.0]))"},
    solution="def log_det_of_coupling(z1, z2):\n    return jnp.sin(z1)",
)
log_density_of_bent = Hint(
    smaller="Which $z$ does $f$ take to $(x_1, x_2)$? And by how much does $f$ multiply areas there?",
    worked=(
        r"Take $f(z_1, z_2) = (2z_1,\ z_1 + z_2)$ instead, at $x = (2, 1)$.",
        r"Undo it: $z_1 = x_1 / 2 = 1$, and then $z_2 = x_2 - z_1 = 0$.",
        r"There $\log p_z = -\frac{1}{2} - \log 2\pi$, about $-2.34$.",
        r"$\det J = 2$, so $\log 2$ is subtracted: $-3.03$.",
    ),
    true={
        "-2.34": "norm.logpdf(1) + norm.logpdf(0)",
        "-3.03": "multivariate_normal.logpdf([2, 1], cov=[[4, 2], [2, 2]])",
    },
    solution="def log_density_of_bent(x1, x2):\n"
    "    z1, z2 = x1, x2 * jnp.exp(-x1)\n"
    "    return -(z1**2 + z2**2) / 2 - jnp.log(2 * jnp.pi) - x1",
)
det_of_planar = Hint(
    smaller=r"How fast does $\tanh(z_1 + z_2)$ grow with $z_1$ alone? Which four entries does that give the Jacobian?",
    worked=(
        r"Take squares in place of $\tanh$, and $u = (2, 1)$: $f(z) = z + (2, 1)\,(z_1 + z_2)^2$, at $z = (0.3, 0.2)$.",
        r"At $z_1 + z_2 = 0.5$ the square grows with either coordinate at the rate 1.",
        r"The first output moves with $z_1$ at the rate $1 + 2 \cdot 1$, and with $z_2$ at the rate $2 \cdot 1$. The "
        r"second output in the same way:",
        r"$J = \begin{pmatrix} 3 & 2 \\ 1 & 2 \end{pmatrix}$, and $\det J = 3 \cdot 2 - 2 \cdot 1 = 4$.",
    ),
    true={
        r"\begin{pmatrix} 3 & 2 \\ 1 & 2 \end{pmatrix}": (
            "jacobian(parse_map('x + 2(x + y)^2, y + (x + y)^2'))([0.3, 0.2])"
        ),
        "4": "determinant(parse_map('x + 2(x + y)^2, y + (x + y)^2'))([0.3, 0.2])",
    },
    solution="def det_of_planar(z1, z2):\n    return 1 + 0.75 * (1 - jnp.tanh(z1 + z2) ** 2)",
)
