"""The hints to the exercises of notebook 06."""

from jaclib.course.hints import Hint

gradient_check = Hint(
    smaller=r"At which two points is $f$ taken, and how many steps of $h$ lie between them? And what is $g \cdot v$, "
    r"with both of its terms?",
    worked=(
        r"Take $f(x) = x^3$ of one number, at $2$ along $v = 1$ with $h = 0.1$, and the claim $g = 3x^2$.",
        r"Ahead $2.1^3 = 9.261$, behind $1.9^3 = 6.859$. From one to the other it is not one step but two, $0.2$.",
        r"So the quotient is $12.01$. And $g \cdot v = 12$: they disagree by $0.01$.",
    ),
    true={
        "9.261": "2.1**3",
        "6.859": "1.9**3",
        "12.01": "(2.1**3 - 1.9**3) / 0.2",
        "12": "jax.grad(lambda x: x**3)(2.0)",
        "0.01": "(2.1**3 - 1.9**3) / 0.2 - 12",
    },
    solution="def gradient_check(x, y, vx, vy, h):\n"
    "    ahead = (x + h * vx) ** 2 * (y + h * vy)\n"
    "    behind = (x - h * vx) ** 2 * (y - h * vy)\n"
    "    slope = 2 * x * y * vx + x**2 * vy\n"
    "    return (ahead - behind) / (2 * h) - slope",
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
jacobian_at_once = Hint(
    smaller="How many numbers does a vector have that can be pushed forward? And is what comes back a row of J, or a "
    "column?",
    worked=(
        r"Take $(xy,\ yz)$ at $(1, 2, 3)$ instead: three inputs, so there are three unit vectors to push.",
        r"What comes back is $(2, 0)$, $(1, 3)$ and $(0, 2)$. Stacked along axis 0 that is $3 \times 2$.",
        r"Each is a column, and $J = \begin{pmatrix} 2 & 1 & 0 \\ 0 & 3 & 2 \end{pmatrix}$ has them side by side: the "
        r"second index counts the inputs.",
    ),
    true={
        r"\begin{pmatrix} 2 & 1 & 0 \\ 0 & 3 & 2 \end{pmatrix}": "jacobian(parse_map('x*y, y*z', ('x', 'y', 'z')))"
        "([1.0, 2.0, 3.0])",
        "(1, 3)": "jvp(parse_map('x*y, y*z', ('x', 'y', 'z')))([1.0, 2.0, 3.0], [0.0, 1.0, 0.0])",
    },
    solution="def jacobian_at_once(x, y):\n"
    "    def f(p):\n"
    "        return jnp.array([p[0] * p[1], p[0] + 2 * p[1], jnp.sin(p[0])])\n\n"
    "    a, count, axis = jnp.array([x, y]), 2, 1\n"
    "    push = lambda v: jax.jvp(f, (a,), (v,))[1]\n"
    "    return jax.vmap(push, out_axes=axis)(jnp.eye(count))",
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
slope_of_solution = Hint(
    smaller=r"If $M$ moves with speed 1 and $E$ with speed $E'$, how fast does each of the two terms on the right "
    r"move?",
    worked=(
        r"Take $x = c + \frac14 x^2$ instead, where $c = 0.75$ has the solution $x = 1$.",
        r"Both sides move: $x' = 1 + \frac12 x\,x'$, so at the solution $x' = 1 + \frac12 x'$.",
        r"The speed stands on both sides. Collect it: $\frac12 x' = 1$, so that $x' = 2$.",
        r"One round from $x = 1$ would have said 1.",
    ),
    true={"2": "jax.grad(lambda c: 2 - 2 * jnp.sqrt(1 - c))(0.75)"},
    solution="def slope_of_solution(E, e):\n    return 1 / (1 - e * jnp.cos(E))",
)
