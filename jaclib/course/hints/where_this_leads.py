"""The hints to the exercises of notebook 10."""

from jaclib.course.hints import Hint

newton_step = Hint(
    smaller="What is the residual at $(x, y)$, from the value that the map has there to $(1, 0)$? Which step does "
    "$J$ turn into just that?",
    worked=(
        r"Take the equation $(x^2,\ x + y) = (4, 3)$ instead, at the point $(1, 1)$.",
        r"The value there is $(1, 2)$: the residual, from there to the target, is $(3, 1)$.",
        r"$J = \begin{pmatrix} 2 & 0 \\ 1 & 1 \end{pmatrix}$. Solve $J h = (3, 1)$: the step is $h = (1.5, -0.5)$.",
        r"It leads from $(1, 1)$ to $(2.5, 0.5)$.",
    ),
    true={
        r"\begin{pmatrix} 2 & 0 \\ 1 & 1 \end{pmatrix}": "jacobian(parse_map('x^2, x + y'))([1.0, 1.0])",
        "(1.5, -0.5)": "jnp.linalg.solve(jacobian(parse_map('x^2, x + y'))([1.0, 1.0]), jnp.array([3, 1]))",
        "(2.5, 0.5)": "jnp.ones(2) + jnp.linalg.solve(jacobian(parse_map('x^2, x + y'))([1.0, 1.0]), jnp.array([3, "
        "1]))",
    },
    solution="def newton_step(x, y):\n"
    "    residual = jnp.array([1, 0]) - jnp.array([x**2 + y, 2 * x - y**2])\n"
    "    J = jnp.array([[2 * x, 1], [2, -2 * y]])\n"
    "    return jnp.array([x, y]) + jnp.linalg.solve(J, residual)",
)
folium_slope = Hint(
    smaller="Write $F(x, y) = x^3 + y^3 - 3xy$. Which of its terms change when $y$ alone moves?",
    worked=(
        r"Take the curve $x^2 + xy + y^2 = 7$ at its point $(1, 2)$ instead.",
        r"If $x$ alone moves, $F_x = 2x + y = 4$. If $y$ alone moves, $F_y = x + 2y = 5$: the term $xy$ counts in "
        r"both.",
        r"Along the curve $F_x\,dx + F_y\,dy = 0$, so $4\,dx + 5\,dy = 0$, and the slope $dy/dx$ is $-0.8$.",
    ),
    true={"-0.8": "jax.grad(lambda x: (jnp.sqrt(28 - 3 * x**2) - x) / 2)(1.0)"},
    solution="def folium_slope(x, y):\n    return -(3 * x**2 - 3 * y) / (3 * y**2 - 3 * x)",
)
hessian_of_wave = Hint(
    smaller=r"The gradient of $F$ is $(2x \sin y,\ x^2 \cos y)$. How fast does its first entry change with $y$, and "
    r"its second with $x$?",
    worked=(
        r"Take $F(x, y) = xy^3$ instead. Its gradient is $(y^3, 3xy^2)$.",
        r"Row 1, the derivatives of $y^3$ with respect to $x$ and $y$: $(0, 3y^2)$.",
        r"Row 2, those of $3xy^2$: $(3y^2, 6xy)$. The two mixed ones agree, as they must.",
    ),
    true={
        "(y^3, 3xy^2)": "lambda x, y: jax.grad(lambda p: p[0] * p[1] ** 3)(jnp.array([x, y]))",
        "(0, 3y^2)": "lambda x, y: jax.hessian(lambda p: p[0] * p[1] ** 3)(jnp.array([x, y]))[0]",
        "(3y^2, 6xy)": "lambda x, y: jax.hessian(lambda p: p[0] * p[1] ** 3)(jnp.array([x, y]))[1]",
    },
    solution="def hessian_of_wave(x, y):\n"
    "    mixed, bend = 2 * x * jnp.cos(y), -(x**2) * jnp.sin(y)\n"
    "    return jnp.array([[2 * jnp.sin(y), mixed], [mixed, bend]])",
)
largest_rate = Hint(
    smaller="What is the Hessian of $F$, the matrix of *second* derivatives? And along which of its axes is the bowl "
    "steepest?",
    worked=(
        r"Take $F(x, y) = 3x^2 + 2xy + 3y^2$ instead: $H = \begin{pmatrix} 6 & 2 \\ 2 & 6 \end{pmatrix}$, with the "
        r"eigenvalues $8$ and $4$.",
        r"Along an axis with the eigenvalue $\lambda$ each step multiplies what is left by $1 - \eta\lambda$.",
        r"The steepest one decides: $1 - 8\eta$ must stay above $-1$, so $\eta$ must stay below $\frac{1}{4}$.",
    ),
    true={
        r"\begin{pmatrix} 6 & 2 \\ 2 & 6 \end{pmatrix}": (
            "jax.hessian(lambda p: 3 * p[0] ** 2 + 2 * p[0] * p[1] + 3 * p[1] ** 2)(jnp.zeros(2))"
        ),
        r"\frac{1}{4}": "2 / jnp.linalg.eigvalsh(jnp.array([[6, 2], [2, 6]]))[1]",
    },
    solution="largest_rate = 2 / 12",
)
change_of_square = Hint(
    smaller=r"Multiply out $(X + dX)(X + dX)$, with the factors in their order. Which of the terms are linear in $dX$?",
    worked=(
        r"Take $X X^{\mathsf T}$ instead, at $X = \begin{pmatrix} 1 & 2 \\ 0 & 1 \end{pmatrix}$, with "
        r"$dX = \begin{pmatrix} 0 & 1 \\ 0 & 0 \end{pmatrix}$.",
        r"$(X + dX)(X + dX)^{\mathsf T}$ has four terms: $X X^{\mathsf T}$ is the old value, and "
        r"$dX\,dX^{\mathsf T}$ is of second order.",
        r"What is linear in $dX$ is $dX\,X^{\mathsf T}$, plus $X\,dX^{\mathsf T}$.",
        r"So the change is $\begin{pmatrix} 4 & 1 \\ 1 & 0 \end{pmatrix}$.",
    ),
    true={
        r"\begin{pmatrix} 4 & 1 \\ 1 & 0 \end{pmatrix}": (
            "jax.jvp(lambda X: X @ X.T, (jnp.array([[1.0, 2], [0, 1]]),), (jnp.array([[0.0, 1], [0, 0]]),))[1]"
        )
    },
    solution="def change_of_square(X, dX):\n    return X @ dX + dX @ X",
)
information_in_variance = Hint(
    smaller=r"$\sigma = \sqrt v$: what is $d\sigma / dv$? Which matrix then takes a step in $(\mu, v)$ to a step in "
    r"$(\mu, \sigma)$?",
    worked=(
        r"Take the logarithm $s = \log\sigma$ for the second parameter instead, at $\sigma = 2$.",
        r"$\sigma = e^s$, so $d\sigma/ds = \sigma = 2$, and $J = \begin{pmatrix} 1 & 0 \\ 0 & 2 \end{pmatrix}$ takes "
        r"steps in $(\mu, s)$ to steps in $(\mu, \sigma)$.",
        r"In $(\mu, \sigma)$ the information is $\begin{pmatrix} 1/\sigma^2 & 0 \\ 0 & 2/\sigma^2 \end{pmatrix}$, "
        r"here with $0.25$ and $0.5$ on the diagonal.",
        r"$J^{\mathsf T} I J = \begin{pmatrix} 0.25 & 0 \\ 0 & 2 \end{pmatrix}$: the 2 comes in twice, once from each "
        r"side.",
    ),
    true={
        # the variance of the score, over a Gaussian of mean 0 and deviation 2, by quadrature
        r"\begin{pmatrix} 0.25 & 0 \\ 0 & 2 \end{pmatrix}": (
            "(lambda x: (lambda score, weight: (score * weight) @ score.T)"
            "(jnp.stack([x / 4, x**2 / 4 - 1]), norm.pdf(x, scale=2) * 0.01))(jnp.arange(-20, 20, 0.01))"
        )
    },
    solution="def information_in_variance(mu, v):\n    return jnp.diag(jnp.array([1 / v, 1 / (2 * v**2)]))",
)
