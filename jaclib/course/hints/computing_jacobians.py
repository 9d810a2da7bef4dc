"""The hints to the exercises of notebook 06."""

from jaclib.course.hints import Hint

slope_of_cube = Hint(
    smaller="At which two points is the cube taken, and how far apart are they?",
    worked=(
        r"Take $t \mapsto t^2$ at $x = 3$ with the step $h = 0.1$ instead.",
        r"One step ahead, $3.1^2 = 9.61$; one step behind, $2.9^2 = 8.41$. Ahead minus behind is $1.2$.",
        r"From one to the other it is not one step but two, $0.2$: the central difference is $6$.",
    ),
    true={"9.61": "3.1**2", "8.41": "2.9**2", "6": "jax.grad(lambda t: t**2)(3.0)"},
    solution="def slope_of_cube(x, h):\n    return ((x + h) ** 3 - (x - h) ** 3) / (2 * h)",
)
numeric_jacobian = Hint(
    smaller="Each quotient says how the two outputs change when one input is nudged. Is that a row of the matrix, or a "
    "column? And what goes wrong with a large step, what with a tiny one?",
    worked=(
        r"Take $(xy,\ x + y)$ at $(2, 1)$. Nudging $x$ gives the quotients $(1, 1)$, nudging $y$ gives $(2, 1)$.",
        r"Each input has its column: $J = \begin{pmatrix} 1 & 2 \\ 1 & 1 \end{pmatrix}$. So the second index "
        r"counts the inputs.",
        r"As for the step, take $\sin$ at 1, with the slope $0.5403$. With $h = 0.1$ the quotient is $0.5394$: the "
        r"curve is bent. With $h = 10^{-17}$ it is 0, since $1 + h$ is 1 to the computer.",
        r"In between is a valley; for central differences it is near $u^{1/3}$, where $u$ is about $10^{-16}$.",
    ),
    true={
        r"\begin{pmatrix} 1 & 2 \\ 1 & 1 \end{pmatrix}": "jacobian(parse_map('x*y, x + y'))([2.0, 1.0])",
        "0.5403": "jax.grad(jnp.sin)(1.0)",
        "0.5394": "(jnp.sin(1.1) - jnp.sin(0.9)) / 0.2",
    },
    solution="def numeric_jacobian(x, y):\n"
    "    def g(p):\n"
    "        return jnp.array([p[0] ** 2 * p[1], p[0] + jnp.sin(p[1])])\n\n"
    "    a, h, axis = jnp.array([x, y]), 1e-5, 1\n"
    "    columns = [(g(a + h * e) - g(a - h * e)) / (2 * h) for e in jnp.eye(2)]\n"
    "    return jnp.stack(columns, axis=axis)",
)
values_needed = Hint(
    smaller="Which value do all the forward differences have in common? And how many inputs are nudged, one at a time?",
    worked=(
        r"Take 4 inputs and 7 outputs instead.",
        r"The value $f(a)$ is needed once. Each of the 4 inputs is nudged once, which brings all 7 outputs together.",
        r"That makes $1 + 4 = 5$ values. Central differences would nudge each input twice, and not need $f(a)$: 8.",
    ),
    true={"5": "1 + 4", "8": "2 * 4"},
    solution="values_needed = 1 + 50",
)
carried = Hint(
    smaller=r"If $x$ moves at the rate $dx$ and $y$ at the rate $dy$, how fast does $\sin y$ move? And how fast the "
    r"product $x \sin y$, both of whose factors move?",
    worked=(
        r"Take $y\,e^{2x}$ at $(0, 3)$ instead, with $dx = 1$ and $dy = 1$. Beside each value stands how fast it "
        r"moves.",
        r"`p, dp = 2 * x, 2 * dx` gives 0 and 2.",
        r"`q, dq = jnp.exp(p), jnp.exp(p) * dp` gives 1 and 2.",
        r"`dy * q + y * dq` is how fast the product moves: $1 \cdot 1 + 3 \cdot 2 = 7$.",
    ),
    true={"7": "jax.jvp(lambda x, y: y * jnp.exp(2 * x), (0.0, 3.0), (1.0, 1.0))[1]"},
    solution="def carried(x, y, dx, dy):\n"
    "    sine, dsine = jnp.sin(y), jnp.cos(y) * dy\n"
    "    product, dproduct = x * y, dx * y + x * dy\n"
    "    return jnp.array([dx * sine + x * dsine, jnp.exp(product) * dproduct])",
)
