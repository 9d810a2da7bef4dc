"""The hints to the exercises of notebook 03."""

from jaclib.course.hints import Hint

product_of_two = Hint(
    smaller="At which point does the outer map start: at $(x, y)$, or where $g$ has arrived? And which map acts first?",
    worked=(
        r"Take $g(x, y) = (x + y,\ xy)$ and $f(u, v) = (u^2, v)$, at the point $(1, 2)$.",
        r"First the point: $g$ takes it to $(3, 2)$. So $J_f$ is evaluated there: "
        r"$\begin{pmatrix} 2u & 0 \\ 0 & 1 \end{pmatrix} = \begin{pmatrix} 6 & 0 \\ 0 & 1 \end{pmatrix}$.",
        r"$J_g$ is evaluated at $(1, 2)$ itself: $\begin{pmatrix} 1 & 1 \\ 2 & 1 \end{pmatrix}$.",
        r"What acts first stands on the right: $J_f\,J_g = \begin{pmatrix} 6 & 6 \\ 2 & 1 \end{pmatrix}$.",
    ),
    true={
        r"\begin{pmatrix} 6 & 0 \\ 0 & 1 \end{pmatrix}": "jacobian(parse_map('u^2, v', ('u', 'v')))([3.0, 2.0])",
        r"\begin{pmatrix} 1 & 1 \\ 2 & 1 \end{pmatrix}": "jacobian(parse_map('x + y, x*y'))([1.0, 2.0])",
        r"\begin{pmatrix} 6 & 6 \\ 2 & 1 \end{pmatrix}": "jacobian(parse_map('(x + y)^2, x*y'))([1.0, 2.0])",
    },
    solution="def product_of_two(x, y):\n"
    "    u, v = x - y, x * y\n"
    "    return jnp.array([[v, u], [1, 2 * v]]) @ jnp.array([[1, -1], [y, x]])",
)
warming = Hint(
    smaller=r"The column is the walker's velocity. How fast does her first coordinate change, $\cos t$? And her "
    r"second, $\sin t$?",
    worked=(
        r"Let the temperature be $x y^2$ instead, and the walker at $(t^2, t^3)$.",
        r"The row is the gradient, $(y^2, 2xy)$. The column is the velocity: $2t$ above $3t^2$.",
        r"At $t = 1$ she is at $(1, 1)$. The row is $(1, 2)$, the velocity is $(2, 3)$.",
        r"The temperature rises at the rate $1 \cdot 2 + 2 \cdot 3 = 8$.",
    ),
    true={
        "(1, 2)": "jacobian(parse_map('x*y^2'))([1.0, 1.0])[0]",
        "(2, 3)": "jax.jvp(lambda t: jnp.array([t**2, t**3]), (1.0,), (1.0,))[1]",
        "8": "jax.grad(lambda t: t**8)(1.0)",
    },
    solution="def warming(t):\n    x, y = jnp.cos(t), jnp.sin(t)\n    return 2 * x * y * (-y) + x**2 * x",
)
fewest = Hint(
    smaller="Write down the shapes of the three matrices, the outermost first. How many multiplications does the "
    "product of the first two take, and what is its shape?",
    worked=(
        r"Take $\mathbb R^5 \to \mathbb R^4 \to \mathbb R^2 \to \mathbb R^6$ instead: the matrices are $6\times 2$, "
        r"$2\times 4$ and $4\times 5$.",
        r"From the left: $6\cdot 2\cdot 4 = 48$ for a $6\times 4$ matrix, then $6\cdot 4\cdot 5 = 120$: together 168.",
        r"From the right: $2\cdot 4\cdot 5 = 40$ for a $2\times 5$ matrix, then $6\cdot 2\cdot 5 = 60$: together 100.",
        r"Here the brackets from the right are the better ones.",
    ),
    true={"168": "6 * 2 * 4 + 6 * 4 * 5", "100": "2 * 4 * 5 + 6 * 2 * 5"},
    solution="fewest = 1 * 3 * 6 + 1 * 6 * 2",
)
product_of_three = Hint(
    smaller="Follow the point. Where does `inner` take $(x, y)$, and where does `between` take it from there? Each "
    "map's Jacobian is evaluated where that map starts.",
    worked=(
        r"Take three maps of one variable: first $x \mapsto 2x$, then $u \mapsto u^2$, then $w \mapsto w^3$. Start at "
        r"$x = 1$.",
        r"The point goes from 1 to $b = 2$, and from there to $c = 4$.",
        r"The last map starts at $c$ and has the slope $3c^2 = 48$ there. The middle one starts at $b$: $2b = 4$. The "
        r"first one has the slope 2.",
        r"The outermost stands first: $48 \cdot 4 \cdot 2 = 384$.",
    ),
    true={"48": "jax.grad(lambda w: w**3)(4.0)", "384": "jax.grad(lambda x: ((2 * x) ** 2) ** 3)(1.0)"},
    solution="def product_of_three(x, y):\n"
    "    a = jnp.array([x, y])\n"
    "    b = inner(a)\n"
    "    c = between(b)\n"
    "    return jacobian(outer)(c) @ jacobian(between)(b) @ jacobian(inner)(a)",
)
