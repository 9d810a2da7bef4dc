"""The hints to the exercises of notebook 02."""

from jaclib.course.hints import Hint

prediction = Hint(
    smaller="Where does $a$ itself land? And starting from there, by how much does the matrix say that the image "
    "moves?",
    worked=(
        r"Take $f(x, y) = (xy,\ x + y)$, $a = (2, 1)$ and the step $h = (0.1, -0.2)$ instead.",
        r"$f(a) = (2, 3)$, and $J_f(a) = \begin{pmatrix} 1 & 2 \\ 1 & 1 \end{pmatrix}$, whose rows meet the step: "
        r"$J h = (-0.3, -0.1)$.",
        r"So the linear approximation puts $a + h$ at $f(a) + J h = (1.7, 2.9)$.",
        r"Really it lands at $(1.68, 2.9)$: close by, and not the same.",
    ),
    true={
        "(2, 3)": "parse_map('x*y, x + y')([2.0, 1.0])",
        r"\begin{pmatrix} 1 & 2 \\ 1 & 1 \end{pmatrix}": "jacobian(parse_map('x*y, x + y'))([2.0, 1.0])",
        "(-0.3, -0.1)": "jacobian(parse_map('x*y, x + y'))([2.0, 1.0]) @ jnp.array([0.1, -0.2])",
        "(1.7, 2.9)": "jnp.array([2, 3]) + jacobian(parse_map('x*y, x + y'))([2.0, 1.0]) @ jnp.array([0.1, -0.2])",
        "(1.68, 2.9)": "parse_map('x*y, x + y')([2.1, 0.8])",
    },
    solution="def prediction(h):\n"
    "    a = jnp.array([1.0, 0.5])\n"
    "    return maps.complex_square(a) + jacobian(maps.complex_square)(a) @ h",
)
jacobian_of_g = Hint(
    smaller="Hold $x$ still, as if it were a plain number such as 5. How fast do $x\\,e^y$ and $x^2 - y$ then change "
    "with "
    "$y$?",
    worked=(
        r"Take $k(x, y) = (y \sin x,\ x + y^3)$ instead.",
        r"Column 1: hold $y$ still, and let $x$ move. That gives $y \cos x$ and $1$.",
        r"Column 2: hold $x$ still, and let $y$ move. That gives $\sin x$, a plain number times $1$, and $3y^2$.",
        r"So $J_k = \begin{pmatrix} y \cos x & \sin x \\ 1 & 3y^2 \end{pmatrix}$.",
    ),
    true={
        r"\begin{pmatrix} y \cos x & \sin x \\ 1 & 3y^2 \end{pmatrix}": (
            "lambda x, y: jacobian(parse_map('y*sin(x), x + y^3'))([x, y])"
        )
    },
    solution="def jacobian_of_g(x, y):\n    return jnp.array([[jnp.exp(y), x * jnp.exp(y)], [2 * x, -1]])",
)
aspect = Hint(
    smaller=r"The half-axes of the ellipse are $\varepsilon\sigma_1$ and $\varepsilon\sigma_2$. What becomes of "
    r"$\varepsilon$ when one is compared with the other?",
    worked=(
        r"Take $J = \begin{pmatrix} 3 & 0 \\ 4 & 5 \end{pmatrix}$. Then "
        r"$J^{\mathsf T} J = \begin{pmatrix} 25 & 20 \\ 20 & 25 \end{pmatrix}$, with the eigenvalues $45$ and $5$.",
        r"The singular values are their roots, $6.708$ and $2.236$; in code, `jnp.linalg.svd(J, compute_uv=False)`.",
        r"So this ellipse is $3$ times as long as it is wide, though the images of $e_1$ and $e_2$ are both of "
        r"length 5.",
    ),
    true={
        r"\begin{pmatrix} 25 & 20 \\ 20 & 25 \end{pmatrix}": (
            "jnp.array([[3, 4], [0, 5]]) @ jnp.array([[3, 0], [4, 5]])"
        ),
        "45": "jnp.linalg.eigvalsh(jnp.array([[25, 20], [20, 25]]))[1]",
        "6.708": "jnp.linalg.norm(jnp.array([[3, 0], [4, 5]]), 2)",
        "2.236": "jnp.linalg.norm(jnp.array([[3, 0], [4, 5]]), -2)",
        "3": "jnp.linalg.cond(jnp.array([[3, 0], [4, 5]]))",
    },
    solution="def aspect(J):\n    longest, shortest = jnp.linalg.svd(J, compute_uv=False)\n    return longest / "
    "shortest",
)
