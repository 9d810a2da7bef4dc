"""The hints to the exercises of notebook 07."""

from jaclib.course.hints import Hint

gradient_of_weights = Hint(
    smaller="If the one weight $W_{ij}$ grows a little, which single $z_i$ moves, and how fast? What do the slope and "
    "the row make of that?",
    worked=(
        r"Say that the row $(2, -1)$ arrives, the slopes are $(0.5, 1)$, and the layer's input is $(3, 4, 1)$.",
        r"Through the activation the row becomes $(1, -1)$, entry by entry: that is the gradient in $b$.",
        r"$W_{ij}$ is multiplied by the $j$-th entry of the input. So entry $(i, j)$ of the gradient is the $i$-th of "
        r"the one times the $j$-th of the other:",
        r"$\begin{pmatrix} 3 & 4 & 1 \\ -3 & -4 & -1 \end{pmatrix}$.",
    ),
    true={
        r"\begin{pmatrix} 3 & 4 & 1 \\ -3 & -4 & -1 \end{pmatrix}": (
            "jax.grad(lambda W: jnp.array([2, -1]) @ (jnp.array([0.5, 1]) * (W @ jnp.array([3, 4, 1]))))"
            "(jnp.zeros((2, 3)))"
        )
    },
    solution="def gradient_of_weights(row, slopes, x):\n    return jnp.outer(row * slopes, x)",
)
row_at_the_input = Hint(
    smaller=r"What is the slope of $\tanh$ at each $z_i$? And once the row has been multiplied by these, entry by "
    r"entry, what must it still go through to reach the input?",
    worked=(
        r"Take squares in place of $\tanh$, $v = (1, 3)$, $W = \begin{pmatrix} 1 & 2 \\ 0 & 1 \end{pmatrix}$ and "
        r"$x = (1, 1)$.",
        r"$z = W x = (3, 1)$, and the slopes of $z^2$ there are $2z = (6, 2)$.",
        r"The row times the slopes is $(6, 6)$. Then it meets the columns of $W$: $(6, 18)$ is the gradient.",
    ),
    true={
        "(3, 1)": "jnp.array([[1, 2], [0, 1]]) @ jnp.array([1, 1])",
        "(6, 18)": "jax.grad(lambda x: (x[0] + 2 * x[1]) ** 2 + 3 * x[1] ** 2)(jnp.ones(2))",
    },
    solution="def row_at_the_input(x1, x2):\n"
    "    z = W @ jnp.array([x1, x2])\n"
    "    return (v * (1 - jnp.tanh(z) ** 2)) @ W",
)
cheapest = Hint(
    smaller="Each multiplication removes one of the three inner sizes, 10, 1 and 10. What does it cost to remove "
    "each of them first?",
    worked=(
        r"Take the shapes $6\times 9$, $9\times 2$, $2\times 9$, $9\times 6$ instead.",
        r"From the left: $6\cdot 9\cdot 2 + 6\cdot 2\cdot 9 + 6\cdot 9\cdot 6 = 540$. The last product is the "
        r"expensive one.",
        r"In pairs: $6\cdot 9\cdot 2 = 108$ for a $6\times 2$, as many for a $2\times 6$, and $6\cdot 2\cdot 6 = 72$ "
        r"for their product: 288.",
    ),
    true={"540": "6 * 9 * 2 + 6 * 2 * 9 + 6 * 9 * 6", "288": "6 * 9 * 2 + 2 * 9 * 6 + 6 * 2 * 6"},
    solution="cheapest = 8 * 10 * 1 + 1 * 10 * 8 + 8 * 1 * 8",
)
gradient_of_batch = Hint(
    smaller="What does example $i$ alone contribute to entry $(j, k)$ of the gradient? And which product of two "
    "matrices adds that up over $i$?",
    worked=(
        r"Take two examples, $\Delta = \begin{pmatrix} 1 & 0 \\ 2 & 3 \end{pmatrix}$ and "
        r"$A = \begin{pmatrix} 4 \\ 1 \end{pmatrix}$: the layer has one input and two outputs.",
        r"The first contributes $(1, 0)^{\mathsf T}\cdot 4$, the second $(2, 3)^{\mathsf T}\cdot 1$.",
        r"Their sum is $(6, 3)^{\mathsf T}$. The mean over two examples is half of it, $(3, 1.5)$ as a column.",
    ),
    true={
        "(6, 3)": "jnp.array([[1, 0], [2, 3]]).T @ jnp.array([4, 1])",
        "(3, 1.5)": (
            "jax.grad(lambda W: jnp.sum(jnp.array([[1, 0], [2, 3]]) * jnp.outer(jnp.array([4, 1]), W)) / 2)"
            "(jnp.zeros(2))"
        ),
    },
    solution="def gradient_of_batch(Delta, A):\n    return Delta.T @ A / len(A)",
)
pull_of_product = Hint(
    smaller="If only entry $u_i$ moves, which entries of $u * v$ move, and how fast? What does the row make of that?",
    worked=(
        r"Take a quotient of numbers instead, $q = u/v$ at $u = 6$ and $v = 2$, and let the row be 5.",
        r"The derivative of $q$ in $u$ is $1/v = 0.5$, so $5\cdot 0.5 = 2.5$ goes back to $u$.",
        r"The derivative in $v$ is $-u/v^2 = -1.5$, so $5\cdot(-1.5) = -7.5$ goes back to $v$.",
        r"The pull-back gives both: $(2.5, -7.5)$.",
    ),
    true={"(2.5, -7.5)": "jnp.array(jax.grad(lambda u, v: 5 * u / v, (0, 1))(6.0, 2.0))"},
    solution="def pull_of_product(row, u, v):\n    return row * v, row * u",
)
gradient_of_first_weights = Hint(
    smaller=r"The loss hands back the row $W_2 \tanh(W_1 x) - y$. What does it meet first on its way back, and what "
    "next?",
    worked=(
        r"Take single numbers and squares: $\frac{1}{2}\,(w_2\,(w_1 x)^2 - y)^2$ with $w_1 = 1$, $w_2 = 3$, $x = 2$, "
        r"$y = 10$.",
        r"Forwards: $z = 2$, its square is 4, and the output is 12.",
        r"Back: the loss hands over $12 - 10 = 2$. Times $w_2$, it is 6. Times the slope $2z = 4$, it is 24.",
        r"Times the input $x$, it is the derivative in $w_1$: $48$.",
    ),
    true={"48": "jax.grad(lambda w: (3 * (w * 2) ** 2 - 10) ** 2 / 2)(1.0)"},
    solution="def gradient_of_first_weights(W1, W2, x, y):\n"
    "    hidden = jnp.tanh(W1 @ x)\n"
    "    row = (W2 @ hidden - y) @ W2\n"
    "    return jnp.outer(row * (1 - hidden**2), x)",
)
