"""Wrong answers to notebook 6, as students give them: by exercise, (the answer, what was done, a name for it)."""


def numeric(h: str, axis: str, places: str = "(g(a + h * e) - g(a - h * e)) / (2 * h)") -> str:
    return (
        "def numeric_jacobian(x, y):\n"
        "    def g(p):\n"
        "        return jnp.array([p[0] ** 2 * p[1], p[0] + jnp.sin(p[1])])\n"
        f"    a, h, axis = jnp.array([x, y]), {h}, {axis}\n"
        f"    return jnp.stack([{places} for e in jnp.eye(2)], axis=axis)"
    )


def along(formula: str) -> str:
    """With A for f ahead, B for f behind, F for f here and G for g·v."""
    letters = {"A": "(x + h*vx)**2*(y + h*vy)", "B": "(x - h*vx)**2*(y - h*vy)", "F": "x**2*y"}
    for letter, meant in (letters | {"G": "(2*x*y*vx + x**2*vy)"}).items():
        formula = formula.replace(letter, meant)
    return f"lambda x, y, vx, vy, h: {formula}"


def at_once(axis: str, count: str, then: str = "", value: str = "1") -> str:
    return (
        "def jacobian_at_once(x, y):\n"
        "    def push(v):\n"
        "        f = lambda p: jnp.array([p[0] * p[1], p[0] + 2 * p[1], jnp.sin(p[0])])\n"
        f"        return jax.jvp(f, (jnp.array([x, y]),), (v,))[{value}]\n"
        f"    return jax.vmap(push, out_axes={axis})(jnp.eye({count})){then}"
    )


WRONG = {
    "gradient_check": (
        (along("(A - B) / h - G"), "divided by h, not by 2h", "not-halved"),
        (along("(A - B) / 2*h - G"), "forgot the brackets of 2h", "precedence"),
        (along("A - B / (2*h) - G"), "forgot the brackets of the difference", "precedence"),
        (along("(A - F) / h - G"), "took the forward difference", "one-sided"),
        (along("(F - B) / h - G"), "took the backward difference", "one-sided"),
        (along("(A - F) / (2*h) - G"), "left out a step, but divided by 2h", "step-left-out"),
        (along("(B - A) / (2*h) - G"), "exchanged the values", "sign"),
        (along("G - (A - B) / (2*h)"), "subtracted the other way round", "sign"),
        (along("(A + B) / (2*h) - G"), "added the values", "sum-for-difference"),
        (along("A - B - G"), "did not divide", "not-divided"),
        (along("((x + h)**2*(y + h) - (x - h)**2*(y - h)) / (2*h) - G"), "stepped along both axes", "both-vary"),
        (along("(A - B) / (2*h) - (2*x*y + x**2)"), "added g's entries up", "direction-forgotten"),
        (along("((x + h)**2*(y + h*vy) - B) / (2*h) - G"), "left vx out ahead", "direction-in-part"),
        (along("((x + h*vx)**2*(y + h) - B) / (2*h) - G"), "left vy out ahead", "direction-in-part"),
        (along("(A - (x - h)**2*(y - h*vy)) / (2*h) - G"), "left vx out behind", "direction-in-part"),
        (along("(A - (x - h*vx)**2*(y - h)) / (2*h) - G"), "left vy out behind", "direction-in-part"),
        (along("(A - B) / (2*h) - (2*x*y + x**2*vy)"), "left vx out in g·v", "direction-in-part"),
        (along("(A - B) / (2*h) - (2*x*y*vx + x**2)"), "left vy out in g·v", "direction-in-part"),
        (along("((x + h)**2*(y + h*vy) - (x - h)**2*(y - h*vy)) / (2*h) - G"), "left vx out", "direction-in-part"),
        (along("(A - B) / (2*h)"), "forgot to subtract g·v", "not-subtracted"),
        (along("(A - B) / (2*h) - 2*x*y*vx"), "forgot a term of g·v", "one-path"),
        (along("(A - B) / (2*h) - 2*x*y*vx + x**2*vy"), "forgot the brackets of g·v", "precedence"),
        (along("((x + h*vx)**2*y - (x - h*vx)**2*y) / (2*h) - G"), "moved x alone", "input-forgotten"),
        (along("(A - B)^2 / (2*h) - G"), "wrote ^ for a power", "caret"),
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
    "jacobian_at_once": (
        (at_once("0", "2"), "kept the columns as rows", "transposed"),
        (at_once("1", "3"), "counted the outputs", "outputs-for-inputs"),
        (at_once("0", "3"), "counted the outputs, and kept rows", "outputs-for-inputs"),
        (at_once("2", "2"), "counted the axes from 1", "axis-from-one"),
        (at_once("1", "1"), "pushed a single number", "outputs-for-inputs"),
        (at_once("0", "2", ".reshape(3, 2)"), "reshaped for transposed", "reshaped"),
        (at_once("1", "2", ".sum(axis=1)"), "added the columns up", "sum-for-matrix"),
        (at_once("1", "2", "[:, :1]"), "kept one column", "column-left-out"),
        (at_once("1", "2", value="0"), "took the value of each pass", "value-for-derivative"),
        (at_once("1", "2", "[::-1]"), "turned the rows round", "rows-reversed"),
    ),
    "slope_of_solution": (
        ("lambda E, e: 1", "differentiated one round", "loop-for-solution"),
        ("lambda E, e: 1 + e*jnp.cos(E)", "differentiated two rounds", "loop-for-solution"),
        ("lambda E, e: 1/(1 + e*jnp.cos(E))", "lost a sign in collecting", "sign"),
        ("lambda E, e: 1 - e*jnp.cos(E)", "gave dM/dE", "inverse"),
        ("lambda E, e: 1/(1 - e*jnp.sin(E))", "left the sine as it is", "value-for-derivative"),
        ("lambda E, e: jnp.sin(E)/(1 - e*jnp.cos(E))", "differentiated with respect to e", "own-letter"),
        ("lambda E, e: 1/(1 - jnp.cos(E))", "lost the factor e", "missing-factor"),
        ("lambda E, e: e*jnp.cos(E)", "gave the slope of the right side", "explicit-forgotten"),
        ("lambda E, e: e*jnp.cos(E)/(1 - e*jnp.cos(E))", "forgot that M moves", "explicit-forgotten"),
        ("lambda E, e: 0", "forgot that M moves, and solved", "explicit-forgotten"),
        ("lambda E, e: 1/(e*jnp.cos(E) - 1)", "exchanged the two terms", "sign"),
        ("lambda E, e: 1/(1 - e)", "left the cosine out", "inner-left-out"),
        ("lambda E, e: -1/(e*jnp.cos(E))", "lost the 1 in dividing", "one-lost"),
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
