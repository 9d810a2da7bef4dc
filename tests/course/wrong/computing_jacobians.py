"""Wrong answers to notebook 6, as students give them: by exercise, (the answer, what was done, a name for it)."""


def numeric(h: str, axis: str, places: str = "(g(a + h * e) - g(a - h * e)) / (2 * h)") -> str:
    return (
        "def numeric_jacobian(x, y):\n"
        "    def g(p):\n"
        "        return jnp.array([p[0] ** 2 * p[1], p[0] + jnp.sin(p[1])])\n"
        f"    a, h, axis = jnp.array([x, y]), {h}, {axis}\n"
        f"    return jnp.stack([{places} for e in jnp.eye(2)], axis=axis)"
    )


WRONG = {
    "slope_of_cube": (
        ("lambda x, h: ((x + h)**3 - (x - h)**3) / h", "divided by h, not by the distance 2h", "not-halved"),
        ("lambda x, h: ((x + h)**3 - x**3) / h", "took the forward difference", "one-sided"),
        ("lambda x, h: (x**3 - (x - h)**3) / h", "took the backward difference", "one-sided"),
        ("lambda x, h: ((x + h)**3 - x**3) / (2*h)", "left out a step, but divided by 2h", "step-left-out"),
        ("lambda x, h: ((x - h)**3 - (x + h)**3) / (2*h)", "exchanged the values", "sign"),
        ("lambda x, h: ((x + h)**3 - (x - h)**3) / 2*h", "forgot the brackets of 2h", "precedence"),
        ("lambda x, h: 3*x**2", "gave the exact slope", "exact-for-difference"),
        ("lambda x, h: (x + h**3 - (x - h**3)) / (2*h)", "cubed the step alone", "brackets"),
        ("lambda x, h: (x + h)**3 - (x - h)**3", "did not divide", "not-divided"),
        ("lambda x, h: ((x + h)**2 - (x - h)**2) / (2*h)", "squared", "other-function"),
        ("lambda x, h: (x + h)**3 - (x - h)**3 / (2*h)", "forgot the brackets of the difference", "precedence"),
        ("lambda x, h: ((x + h)**3 + (x - h)**3) / (2*h)", "added the values", "sum-for-difference"),
        ("lambda x, h: ((x + h/2)**3 - (x - h/2)**3) / h", "took half the step", "half-step"),
        ("lambda x, h: ((x + h)^3 - (x - h)^3) / (2*h)", "wrote ^ for a power", "caret"),
    ),
    "numeric_jacobian": (
        (numeric("1e-5", "0"), "stacked the columns as rows", "transposed"),
        (numeric("1e-17", "1"), "took the smallest step there is", "step-too-small"),
        (numeric("1e-15", "1"), "took a step of the size of rounding", "step-too-small"),
        (numeric("0", "1"), "let h be 0, as in the limit", "step-zero"),
        (numeric("1", "1"), "took a step of 1", "step-too-large"),
        (numeric("0.1", "1"), "took a step that is seen", "step-too-large"),
        (numeric("1e-5", "2"), "counted the axes from 1", "axis-from-one"),
        (numeric("1e-5", "0", "(g(a + h * e) - g(a)) / h"), "forward, and as rows", "transposed"),
        (numeric("1e-5", "1", "(g(a + h * e) - g(a - h * e)) / h"), "divided by h", "not-halved"),
        (numeric("1e-5", "1", "(g(a + h * e) - g(a)) / (2 * h)"), "left out a step", "step-left-out"),
        (numeric("1e-5", "1", "(g(a - h * e) - g(a + h * e)) / (2 * h)"), "exchanged the values", "sign"),
        (numeric("1e-5", "1", "(g(a + h) - g(a - h)) / (2 * h)"), "stepped along both axes", "both-vary"),
        (numeric("1e-5", "1", "g(a + h * e) - g(a - h * e)"), "did not divide", "not-divided"),
        (numeric("1e5", "1"), "turned the sign of the exponent", "step-too-large"),
    ),
    "values_needed": (
        ("50", "forgot the value in the middle", "middle-forgotten"),
        ("100", "counted central differences", "central-for-forward"),
        ("150", "counted a value for each entry", "entries-counted"),
        ("3", "counted the outputs", "outputs-for-inputs"),
        ("4", "outputs and one", "outputs-for-inputs"),
        ("510", "gave the minutes", "minutes-for-values"),
        ("8.5", "gave the hours", "minutes-for-values"),
        ("500", "gave the minutes, without the middle", "minutes-for-values"),
        ("153", "counted each output for itself", "outputs-counted"),
        ("101", "central, and the middle", "central-for-forward"),
        ("53", "added inputs and outputs", "sizes-added"),
        ("1", "held that one value is enough", "one-sweep"),
        ("5.1e2", "minutes, in another form", "minutes-for-values"),
        ("52", "counted the middle twice", "off-by-one"),
    ),
    "carried": (
        (
            "lambda x, y, dx, dy: [jnp.cos(y)*dx*dy, jnp.exp(x*y)*(y*dx + x*dy)]",
            "multiplied the rates",
            "product-of-slopes",
        ),
        (
            "lambda x, y, dx, dy: [jnp.sin(y)*dx + jnp.cos(y)*dy, jnp.exp(x*y)*(y*dx + x*dy)]",
            "lost x",
            "held-factor-lost",
        ),
        (
            "lambda x, y, dx, dy: [jnp.sin(y)*dx - x*jnp.cos(y)*dy, jnp.exp(x*y)*(y*dx + x*dy)]",
            "sin' = -cos",
            "sign-of-a-derivative",
        ),
        (
            "lambda x, y, dx, dy: [jnp.sin(y)*dx + x*jnp.cos(y)*dy, jnp.exp(x*y)*(dx + dy)]",
            "lost y and x",
            "inner-left-out",
        ),
        (
            "lambda x, y, dx, dy: [jnp.sin(y)*dx + x*jnp.cos(y)*dy, jnp.exp(x*y)*(x*dx + y*dy)]",
            "∂(xy)/∂x = x",
            "own-letter",
        ),
        (
            "lambda x, y, dx, dy: [jnp.sin(y)*dx + x*jnp.cos(y)*dy, jnp.exp(x*y)*dx*dy]",
            "rate of xy is dx·dy",
            "product-of-slopes",
        ),
        (
            "lambda x, y, dx, dy: [jnp.sin(y)*dx + x*jnp.cos(y)*dy, jnp.exp(y*dx + x*dy)]",
            "e to the rate",
            "outer-at-rate",
        ),
        (
            "lambda x, y, dx, dy: [jnp.sin(y)*dx + x*jnp.cos(y)*dy, y*dx + x*dy]",
            "stopped before exp",
            "last-step-forgotten",
        ),
        ("lambda x, y, dx, dy: [x*jnp.sin(y), jnp.exp(x*y)]", "gave the value", "value-for-derivative"),
        (
            "lambda x, y, dx, dy: [x*jnp.sin(y) + jnp.sin(y)*dx + x*jnp.cos(y)*dy, jnp.exp(x*y)*(1 + y*dx + x*dy)]",
            "added the value",
            "value-added",
        ),
        (
            "lambda x, y, dx, dy: [(x + dx)*jnp.sin(y + dy), jnp.exp((x + dx)*(y + dy))]",
            "gave f(a + h)",
            "exact-for-linear",
        ),
        ("lambda x, y, dx, dy: [dx*jnp.sin(dy), jnp.exp(dx*dy)]", "put the step into f", "function-of-step"),
        (
            "lambda x, y, dx, dy: [jnp.sin(y)*dx + y*jnp.exp(x*y)*dy, x*jnp.cos(y)*dx + x*jnp.exp(x*y)*dy]",
            "multiplied by Jᵀ",
            "matrix-transposed",
        ),
        (
            "lambda x, y, dx, dy: [[jnp.sin(y), x*jnp.cos(y)], [y*jnp.exp(x*y), x*jnp.exp(x*y)]]",
            "gave the matrix",
            "matrix-for-product",
        ),
        ("lambda x, y, dx, dy: [jnp.sin(y)*dx + x*jnp.cos(y), jnp.exp(x*y)*(y*dx + x)]", "forgot dy", "step-forgotten"),
    ),
}
