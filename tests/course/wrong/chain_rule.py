"""Wrong answers to notebook 3, as students give them: by exercise, (the answer, what was done, a name for it)."""

OUTER = "jnp.array([[x*y, x - y], [1, 2*x*y]])"  # at the image of (x, y)
INNER = "jnp.array([[1, -1], [y, x]])"
AT, BETWEEN_AT, OUTER_AT = "jnp.array([x, y])", "inner(jnp.array([x, y]))", "between(inner(jnp.array([x, y])))"

WRONG = {
    "product_of_two": (
        (f"lambda x, y: {INNER} @ {OUTER}", "wrote the inner matrix first", "order"),
        (f"lambda x, y: {OUTER}", "forgot the inner derivative", "inner-left-out"),
        (f"lambda x, y: {INNER}", "forgot the outer derivative", "outer-left-out"),
        (f"lambda x, y: jnp.array([[y, x], [1, 2*y]]) @ {INNER}", "took the outer matrix at (x, y)", "wrong-point"),
        (f"lambda x, y: {OUTER} * {INNER}", "took * for the matrix product", "star-for-at"),
        (f"lambda x, y: {OUTER} + {INNER}", "added the two", "sum-for-product"),
        (f"lambda x, y: ({OUTER} @ {INNER}).T", "transposed the product", "transposed"),
        (f"lambda x, y: {OUTER}.T @ {INNER}", "gradients of f as columns", "outer-transposed"),
        (f"lambda x, y: {OUTER} @ {INNER}.T", "the columns of g as rows", "inner-transposed"),
        (f"lambda x, y: jnp.array([[x - y, x*y], [1, 2*x*y]]) @ {INNER}", "∂(uv)/∂u = u", "own-letter"),
        (
            f"lambda x, y: jnp.array([[x - y, x*y], [1, 2*(x - y)]]) @ {INNER}",
            "exchanged u and v in the outer matrix",
            "coordinates-exchanged",
        ),
        (f"lambda x, y: {OUTER} @ jnp.array([[1, 1], [y, x]])", "lost the minus of -y", "sign-of-an-entry"),
        (f"lambda x, y: {OUTER} @ jnp.array([[1, -1], [x, y]])", "∂(xy)/∂x = x", "own-letter"),
        (
            f"lambda x, y: {OUTER} @ jnp.array([[1, -1], [x*y, x - y]])",
            "took the inner matrix at g(x, y)",
            "inner-at-image",
        ),
        (f"lambda x, y: jnp.array([[x*y, x - y], [1, x*y]]) @ {INNER}", "forgot the 2 of v²", "no-exponent"),
        ("lambda x, y: [(x - y)*x*y, x - y + (x*y)**2]", "gave the value of f∘g", "value-for-derivative"),
        (
            "lambda x, y: jnp.array([[v, u], [1, 2*v]]) @ jnp.array([[1, -1], [y, x]])",
            "left u and v as letters",
            "name-unknown",
        ),
    ),
    "warming": (
        ("lambda t: 2*jnp.cos(t)*jnp.sin(t)*jnp.sin(t) + jnp.cos(t)**3", "cos' = sin", "sign-of-a-derivative"),
        (
            "lambda t: 2*jnp.cos(t)**2*jnp.sin(t) + jnp.cos(t)**2*jnp.sin(t)",
            "put in the place for the velocity",
            "place-for-velocity",
        ),
        (
            "lambda t: 2*jnp.cos(t)**2*jnp.sin(t) - jnp.cos(t)**2*jnp.sin(t)",
            "turned the two entries",
            "entries-swapped",
        ),
        ("lambda t: 2*jnp.cos(t)*jnp.sin(t) + jnp.cos(t)**2", "put in 1 and 1", "inner-left-out"),
        ("lambda t: jnp.cos(t)**2*jnp.sin(t)", "gave the temperature", "value-for-derivative"),
        ("lambda t: -2*jnp.cos(t)*jnp.sin(t)**2", "counted the way over x alone", "one-path"),
        ("lambda t: jnp.cos(t)**3", "counted the way over y alone", "one-path"),
        ("lambda t: 2*jnp.cos(t)*jnp.cos(t)", "multiplied the derivatives", "product-of-slopes"),
        ("lambda t: -2*jnp.cos(t)*jnp.sin(t)**2 - jnp.cos(t)**3", "sin' = -cos", "sign-of-a-derivative"),
        (
            "def warming(t):\n    x, y = jnp.cos(t), jnp.sin(t)\n    row = jnp.array([[2 * x * y, x**2]])\n"
            "    return (row @ jnp.array([[-jnp.sin(t), jnp.cos(t)]]))[0, 0]",
            "wrote the column as a row",
            "row-for-column",
        ),
        (
            "def warming(t):\n    x, y = jnp.cos(t), jnp.sin(t)\n    row = jnp.array([[2 * x * y, x**2]])\n"
            "    return (row @ jnp.array([-jnp.sin(t), jnp.cos(t)]))[0, 0]",
            "wrote the column without its inner brackets",
            "row-for-column",
        ),
        (
            "lambda t: jnp.hypot(2*jnp.cos(t)*jnp.sin(t), jnp.cos(t)**2)",
            "the length of the gradient",
            "norm-for-product",
        ),
        ("lambda t: jnp.deg2rad(1)*(jnp.cos(t)**3 - 2*jnp.cos(t)*jnp.sin(t)**2)", "per degree", "degrees"),
        ("lambda t: [2*jnp.cos(t)*jnp.sin(t)*-jnp.sin(t), jnp.cos(t)**3]", "did not add the two ways", "not-added"),
    ),
    "fewest": (
        ("42", "took the other bracket, right to left", "other-bracket"),
        ("36", "multiplied all four numbers, 2·6·3·1", "all-sizes-multiplied"),
        ("12", "counted the last product alone", "one-product-alone"),
        ("18", "counted the first product alone", "one-product-alone"),
        ("33", "counted the entries of the three matrices", "entries-counted"),
        ("55", "counted the additions, too", "additions-counted"),
        ("72", "added both brackets", "both-brackets"),
        ("54", "added the two products that come first", "both-brackets"),
        ("2 + 6 + 3 + 1", "added the sizes", "sizes-added"),
        ("216", "multiplied 18 by 12", "costs-multiplied"),
    ),
    "product_of_three": (
        (
            f"lambda x, y: jacobian(inner)({AT}) @ jacobian(between)({BETWEEN_AT}) @ jacobian(outer)({OUTER_AT})",
            "inner first",
            "order",
        ),
        (
            f"lambda x, y: jacobian(outer)({AT}) @ jacobian(between)({AT}) @ jacobian(inner)({AT})",
            "all at (x, y)",
            "wrong-point",
        ),
        (
            f"lambda x, y: jacobian(outer)({BETWEEN_AT}) @ jacobian(between)({BETWEEN_AT}) @ jacobian(inner)({AT})",
            "went one map, not two",
            "wrong-point",
        ),
        (
            f"lambda x, y: jacobian(outer)(between({AT})) @ jacobian(between)({BETWEEN_AT}) @ jacobian(inner)({AT})",
            "left inner out on the way",
            "wrong-point",
        ),
        (
            f"lambda x, y: jacobian(between)({BETWEEN_AT}) @ jacobian(inner)({AT})",
            "left the outermost out",
            "outer-left-out",
        ),
        (
            f"lambda x, y: jacobian(outer)({OUTER_AT}) @ jacobian(between)({BETWEEN_AT})",
            "left the innermost out",
            "inner-left-out",
        ),
        (
            f"lambda x, y: jacobian(outer)({OUTER_AT}) @ jacobian(inner)({AT})",
            "left the middle one out",
            "middle-left-out",
        ),
        (
            f"lambda x, y: jacobian(outer)({OUTER_AT}) * jacobian(between)({BETWEEN_AT}) * jacobian(inner)({AT})",
            "took * for @",
            "star-for-at",
        ),
        (
            f"lambda x, y: (jacobian(outer)({OUTER_AT}) @ jacobian(between)({BETWEEN_AT}) @ jacobian(inner)({AT})).T",
            "transposed",
            "transposed",
        ),
        (f"lambda x, y: outer({OUTER_AT})", "gave the value of the chain", "value-for-derivative"),
        ("lambda x, y: jacobian(outer) @ jacobian(between) @ jacobian(inner)", "multiplied functions", "not-called"),
        ("lambda x, y: jacobian(outer(between(inner([x, y]))))", "took the Jacobian of a value", "jacobian-of-value"),
        (
            f"lambda x, y: jacobian(outer)(jacobian(between)(jacobian(inner)({AT})))",
            "nested the matrices as points",
            "matrix-as-point",
        ),
    ),
}
