"""Wrong answers to notebook 7, as students give them: by exercise, (the answer, what was done, a name for it)."""

Z = "(W @ jnp.array([x1, x2]))"


def first_weights(delta: str, result: str = "jnp.outer(delta, x)") -> str:
    return (
        "def gradient_of_first_weights(W1, W2, x, y):\n"
        "    hidden = jnp.tanh(W1 @ x)\n"
        f"    delta = {delta}\n"
        f"    return {result}"
    )


WRONG = {
    "gradient_of_weights": (
        ("lambda row, slopes, x: jnp.outer(row, x)", "left the slopes out", "slopes-left-out"),
        ("lambda row, slopes, x: jnp.outer(x, row*slopes)", "exchanged the two", "transposed"),
        ("lambda row, slopes, x: jnp.outer(slopes, x)", "left the row out", "row-left-out"),
        ("lambda row, slopes, x: jnp.outer(row + slopes, x)", "added the slopes", "sum-for-product"),
        ("lambda row, slopes, x: jnp.outer(row/slopes, x)", "divided by the slopes", "divided"),
        ("lambda row, slopes, x: row*slopes*x", "multiplied entry by entry", "star-for-outer"),
        ("lambda row, slopes, x: (row*slopes) @ x", "took the inner product", "inner-for-outer"),
        ("lambda row, slopes, x: row*slopes", "stopped at the gradient in b", "last-step-forgotten"),
        ("lambda row, slopes, x: -jnp.outer(row*slopes, x)", "gave the step of descent", "sign"),
        (
            "lambda row, slopes, x: jnp.outer(row @ slopes, x)",
            "an inner product for the diagonal matrix",
            "inner-for-diagonal",
        ),
        ("lambda row, slopes, x: jnp.outer(row*slopes, jnp.ones_like(x))", "forgot the input", "input-forgotten"),
        ("lambda row, slopes, x: jnp.outer(row*slopes**2, x)", "took the slopes twice", "factor-twice"),
    ),
    "row_at_the_input": (
        (f"lambda x1, x2: (v*jnp.tanh({Z})) @ W", "took tanh for its slope", "value-for-slope"),
        (f"lambda x1, x2: (v*(1 - jnp.tanh({Z}))) @ W", "forgot the square", "square-forgotten"),
        ("lambda x1, x2: v @ W", "left the slopes out", "slopes-left-out"),
        (f"lambda x1, x2: v*(1 - jnp.tanh({Z})**2)", "stopped before W", "last-step-forgotten"),
        (f"lambda x1, x2: (v*(1 - jnp.tanh({Z})**2)) @ W.T", "transposed the weights", "weights-transposed"),
        (f"lambda x1, x2: W @ (v*(1 - jnp.tanh({Z})**2))", "multiplied from the other side", "order"),
        (f"lambda x1, x2: (v*(1 - {Z}**2)) @ W", "put z in for tanh z", "activation-forgotten"),
        (f"lambda x1, x2: (v*(1 - jnp.tanh(jnp.tanh({Z}))**2)) @ W", "applied tanh twice", "factor-twice"),
        (f"lambda x1, x2: (v*({Z} > 0)) @ W", "took the slopes of relu", "other-activation"),
        (
            f"lambda x1, x2: (v*jax.nn.sigmoid({Z})*(1 - jax.nn.sigmoid({Z}))) @ W",
            "slopes of the sigmoid",
            "other-activation",
        ),
        (f"lambda x1, x2: v @ jnp.tanh({Z})", "gave the value of f", "value-for-derivative"),
        (f"lambda x1, x2: (1 - jnp.tanh({Z})**2) @ W", "left v out", "row-left-out"),
        (f"lambda x1, x2: (v*(1 - jnp.tanh(v @ {Z})**2)) @ W", "took the slope at the output", "wrong-point"),
        (f"lambda x1, x2: v @ (1 - jnp.tanh({Z})**2) * W", "multiplied the sum by W", "precedence"),
        ("lambda x1, x2: (v*(1 - jnp.tanh(W @ [x1, x2])**2)) @ W", "jnp's @ wants an array", "list-for-array"),
    ),
    "cheapest": (
        ("800", "went from left to right", "left-to-right"),
        ("1540", "took the dearest bracket", "dearest"),
        ("160", "forgot the last product", "last-step-forgotten"),
        ("144", "counted one of the two halves only", "one-product-forgotten"),
        ("64", "counted the last product alone", "one-product-alone"),
        ("80", "counted the first product alone", "one-product-alone"),
        ("180", "counted the entries of the four", "entries-counted"),
        ("1440", "began in the middle, and forgot its cost", "one-product-forgotten"),
        ("240", "took 80 for the last one, too", "one-product-wrong"),
        ("6400", "multiplied two costs", "costs-multiplied"),
        ("8*10*1*10*8", "multiplied all sizes", "all-sizes-multiplied"),
        ("8 + 10 + 1 + 10 + 8", "added all sizes", "sizes-added"),
        ("368", "counted the additions, too", "additions-counted"),
        ("220", "rounded to two figures", "two-figures"),
        ("'(AB)(CD)'", "gave the brackets, not the number", "in-quotes"),
    ),
    "gradient_of_batch": (
        ("lambda Delta, A: Delta.T @ A", "gave the sum", "sum-for-mean"),
        ("lambda Delta, A: A.T @ Delta/len(A)", "exchanged the two", "transposed"),
        ("lambda Delta, A: A.T @ Delta", "exchanged the two, and gave the sum", "transposed"),
        ("lambda Delta, A: Delta @ A.T/len(A)", "transposed the other one", "other-transposed"),
        ("lambda Delta, A: Delta.T @ A/Delta.shape[1]", "divided by the outputs", "wrong-count"),
        ("lambda Delta, A: Delta.T @ A/A.size", "divided by all entries", "wrong-count"),
        ("lambda Delta, A: jnp.outer(Delta.mean(axis=0), A.mean(axis=0))", "multiplied the means", "mean-of-product"),
        ("lambda Delta, A: jnp.outer(Delta.sum(axis=0), A.sum(axis=0))", "multiplied the sums", "sum-of-product"),
        ("lambda Delta, A: jnp.outer(Delta[0], A[0])", "took one example", "one-example"),
        ("lambda Delta, A: Delta.mean(axis=0)", "stopped at the gradient in b", "last-step-forgotten"),
        ("lambda Delta, A: Delta[:, :, None]*A[:, None, :]", "did not add up", "not-added"),
        ("lambda Delta, A: -Delta.T @ A/len(A)", "gave the step of descent", "sign"),
        ("lambda Delta, A: Delta.T @ A*len(A)", "multiplied in place of dividing", "inverse"),
        ("lambda Delta, A: Delta.T * A/len(A)", "took * for the matrix product", "star-for-at"),
    ),
    "pull_of_product": (
        ("lambda row, u, v: (row*u, row*v)", "exchanged the two", "rows-swapped"),
        ("lambda row, u, v: (v, u)", "left the row out", "row-left-out"),
        ("lambda row, u, v: row*(u + v)", "added the two", "sum-for-pair"),
        ("lambda row, u, v: row*v + row*u", "wrote the product rule", "sum-for-pair"),
        ("lambda row, u, v: row*u*v", "took the value", "value-for-derivative"),
        ("lambda row, u, v: (row @ v, row @ u)", "took inner products", "inner-for-entrywise"),
        ("lambda row, u, v: (row/u, row/v)", "divided", "divided"),
        ("lambda row, u, v: (row, row)", "took it for a sum", "other-operation"),
        ("lambda row, u, v: (row + v, row + u)", "added the row", "sum-for-product"),
        ("lambda row, u, v: row*v", "gave one part", "one-part"),
        ("lambda row, u, v: (row*v, -row*u)", "as for a quotient", "sign-of-a-term"),
        ("lambda row, u, v: (jnp.outer(row, v), jnp.outer(row, u))", "took outer products", "outer-for-entrywise"),
        ("lambda row, u, v: (row*u*v, row*u*v)", "gave each the value", "value-for-derivative"),
    ),
    "gradient_of_first_weights": (
        (first_weights("W2.T @ (W2 @ hidden - y)"), "left the slopes out", "slopes-left-out"),
        (first_weights("(W2 @ (W2 @ hidden - y)) * (1 - hidden**2)"), "did not transpose W2", "weights-transposed"),
        (first_weights("(W2.T @ (y - W2 @ hidden)) * (1 - hidden**2)"), "y minus the output", "sign"),
        (
            first_weights("2 * (W2.T @ (W2 @ hidden - y)) * (1 - hidden**2)"),
            "the 2 of the square, without the ½",
            "factor-two",
        ),
        (first_weights("(W2.T @ (W2 @ hidden)) * (1 - hidden**2)"), "forgot y", "target-forgotten"),
        (first_weights("(W2.T @ (W2 @ hidden - y)) * hidden"), "took tanh for its slope", "value-for-slope"),
        (first_weights("(W2.T @ (W2 @ hidden - y)) * (1 - hidden)"), "forgot the square", "square-forgotten"),
        (first_weights("(W2 @ hidden - y) * (1 - hidden**2)"), "left W2 out", "layer-left-out"),
        (
            first_weights("(W2.T @ (W2 @ hidden - y)) * (1 - hidden**2)", "jnp.outer(x, delta)"),
            "exchanged the two",
            "transposed",
        ),
        (
            first_weights("(W2.T @ (W2 @ hidden - y)) * (1 - hidden**2)", "delta"),
            "stopped before x",
            "last-step-forgotten",
        ),
        (
            first_weights("(W2.T @ (W2 @ hidden - y)) * (1 - hidden**2)", "delta @ x"),
            "@ for the outer product",
            "inner-for-outer",
        ),
        (first_weights("W2 @ hidden - y", "jnp.outer(delta, hidden)"), "gave the gradient in W2", "other-layer"),
        (
            first_weights("(W2.T @ (W2 @ hidden - y)) * (1 - hidden**2)", "delta @ W1"),
            "went on to x",
            "gradient-in-input",
        ),
        (first_weights("W2 @ hidden - y", "jnp.sum(delta**2) / 2"), "gave the loss", "value-for-derivative"),
        (first_weights("(W2.T @ (W2 @ hidden - y)) * (1 - x**2)"), "took the slope at x", "wrong-point"),
    ),
}
