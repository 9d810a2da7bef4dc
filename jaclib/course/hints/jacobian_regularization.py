"""The hints to the exercises of notebook 09."""

from jaclib.course.hints import Hint

squared_norm = Hint(
    smaller="What are the four entries of $J$ at $(x, y)$? And what is the square of each of them?",
    worked=(
        r"Take $(3x,\ xy)$ at the point $(2, 1)$ instead: $J = \begin{pmatrix} 3 & 0 \\ 1 & 2 \end{pmatrix}$.",
        r"The squares of its entries are 9, 0, 1 and 4.",
        r"Together $14$. No root is taken, and no entry is left out.",
    ),
    true={
        r"\begin{pmatrix} 3 & 0 \\ 1 & 2 \end{pmatrix}": "jacobian(parse_map('3x, x*y'))([2.0, 1.0])",
        "14": "frobenius_norm(parse_map('3x, x*y'))([2.0, 1.0]) ** 2",
    },
    solution="def squared_norm(x, y):\n    J = jnp.array([[2 * x, 1], [y, x]])\n    return jnp.sum(J**2)",
)
row_at_the_scores = Hint(
    smaller=r"Which row sets out from the loss $\tfrac12\lVert p - y\rVert^2$, and which matrix does it meet next?",
    worked=(
        r"Take two scores and the loss $p_1$ alone, at $p = (0.2, 0.8)$: the row that sets out is $(1, 0)$.",
        r"$J = \begin{pmatrix} 0.2 & 0 \\ 0 & 0.8 \end{pmatrix} - "
        r"\begin{pmatrix} 0.04 & 0.16 \\ 0.16 & 0.64 \end{pmatrix}$.",
        r"The row meets it: $(0.16, -0.16)$. The two add up to 0, since the same step in both scores changes nothing.",
    ),
    true={
        r"\begin{pmatrix} 0.04 & 0.16 \\ 0.16 & 0.64 \end{pmatrix}": (
            "jnp.outer(jnp.array([0.2, 0.8]), jnp.array([0.2, 0.8]))"
        ),
        "(0.16, -0.16)": "jax.grad(lambda z: jax.nn.softmax(z)[0])(jnp.log(jnp.array([0.2, 0.8])))",
    },
    solution="def row_at_the_scores(p, y):\n    J = jnp.diag(p) - jnp.outer(p, p)\n    return (p - y) @ J",
)
best_slope = Hint(
    smaller=r"Two pulls act on $w$, one towards 3 and one towards 0. What should the best $w$ be for "
    r"$\lambda = 0$, and for $\lambda = 1$?",
    worked=(
        r"Take the loss $(w - 4)^2 + 3w^2$ instead. Its derivative is $2(w - 4) + 6w$.",
        r"Where that is 0, $2w + 6w = 8$: the terms with $w$ go on one side, the number on the other.",
        r"So $8w = 8$, and $w = 1$: the penalty has pulled it from 4 towards 0.",
    ),
    true={"1": "(lambda slope: slope(0.0) / (slope(0.0) - slope(1.0)))(jax.grad(lambda w: (w - 4) ** 2 + 3 * w**2))"},
    solution="def best_slope(lam):\n    return 3 / (1 + lam)",
)
estimate = Hint(
    smaller=r"For random signs no factor was needed, since $v_j^2 = 1$. What takes the place of that 1 here?",
    worked=(
        r"Take one row in the plane, $J = (2, 1)$: $\lVert J\rVert_F^2 = 5$. A direction is "
        r"$u = (\cos t, \sin t)$.",
        r"$(J u)^2 = 4\cos^2 t + 4\cos t\,\sin t + \sin^2 t$. All the way round, both squares are $\frac{1}{2}$ on "
        r"average, and the mixed term is 0.",
        r"So on average $(J u)^2$ is $2.5$, which is half of what is wanted. In space the squares would be "
        r"$\frac{1}{3}$ on average.",
    ),
    true={
        "5": "frobenius_norm(parse_map('2x + y'))([0.0, 0.0]) ** 2",
        "2.5": "jnp.mean((2 * jnp.cos(jnp.arange(8) * jnp.pi / 4) + jnp.sin(jnp.arange(8) * jnp.pi / 4)) ** 2)",
    },
    solution="def estimate(J, u):\n    Ju = jnp.array(J) @ jnp.array(u)\n    return len(u) * jnp.sum(Ju**2)",
)
safe_size = Hint(
    smaller=r"The margin is one score minus another, $(e_i - e_j)\cdot f$. How long is the vector $e_i - e_j$? By how "
    r"much can the margin fall, at most, over a step of length $\varepsilon$?",
    worked=(
        r"Say that $f_1 + f_2 + f_3$ must not fall by as much as 6, and that $\lVert J\rVert_2 \le 2$.",
        r"The sum is $(1, 1, 1)\cdot f$, and that vector has the length $\sqrt{3}$.",
        r"Over a step of length $\varepsilon$ the point $f$ moves by $2\varepsilon$ at most, and the sum by "
        r"$\sqrt{3} \cdot 2\varepsilon$.",
        r"So it is safe up to $\varepsilon = 6 / (2\sqrt{3})$, about $1.732$.",
    ),
    true={r"\sqrt{3}": "jnp.linalg.norm(jnp.ones(3))", "1.732": "6 / (2 * jnp.linalg.norm(jnp.ones(3)))"},
    solution="def safe_size(margin, largest):\n    return margin / (jnp.sqrt(2) * largest)",
)
worst_of_straight = Hint(
    smaller="In which direction does the margin fall fastest? And how do you make a vector of that direction exactly "
    "`eps` long?",
    worked=(
        r"Take the slope $(5, 12)$ and go *uphill* by 2 instead.",
        r"The margin grows fastest along its gradient, which has the length 13.",
        r"Divided by 13 it has the length 1; times 2 it is $h = (0.769, 1.846)$, of length 2.",
        r"The margin has grown by the slope times $h$: $26$, which is $2 \cdot 13$.",
    ),
    true={
        "13": "jnp.linalg.norm(jnp.array([5, 12]))",
        "(0.769, 1.846)": "2 * jnp.array([5, 12]) / 13",
        "26": "jnp.array([5, 12]) @ jnp.array([5, 12]) * 2 / 13",
    },
    solution="def worst_of_straight(slope, eps):\n"
    "    slope = jnp.array(slope)\n"
    "    return -eps * slope / jnp.linalg.norm(slope)",
)
