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
    r"entry, what does it still have to pass to reach the input?",
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
    smaller="Which pairs of neighbours have a small product? What shape is left for the last multiplication then?",
    worked=(
        r"Take the shapes $6\times 9$, $9\times 2$, $2\times 9$, $9\times 6$ instead.",
        r"From the left: $6\cdot 9\cdot 2 + 6\cdot 2\cdot 9 + 6\cdot 9\cdot 6 = 540$: the last product has a large "
        r"matrix.",
        r"In pairs: $6\cdot 9\cdot 2 = 108$ for a $6\times 2$, as many for a $2\times 6$, and $6\cdot 2\cdot 6 = 72$ "
        r"for their product: 288.",
    ),
    true={"540": "6 * 9 * 2 + 6 * 2 * 9 + 6 * 9 * 6", "288": "6 * 9 * 2 + 2 * 9 * 6 + 6 * 2 * 6"},
    solution="cheapest = 8 * 10 * 1 + 1 * 10 * 8 + 8 * 1 * 8",
)
held_at_peak = Hint(
    smaller="How many inputs are kept from the start? And how many layers has the last segment, of which one has its "
    "input among those already?",
    worked=(
        r"Take 30 layers, of which each 5th input is kept, instead.",
        r"Kept are $30 / 5 = 6$ inputs, the first of each segment.",
        r"A segment has 5 layers. The input of its first is kept, those of the other 4 are worked out again.",
        r"Held at once: $6 + 4 = 10$.",
    ),
    true={"10": "len({*range(0, 30, 5)} | {*range(25, 30)})"},
    solution="held_at_peak = 12 + 11",
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
