"""Wrong answers to notebook 2, as students give them: by exercise, (the answer, what was done, a name for it)."""

J = "jnp.array([[2., -1.], [1., 2.]])"
START, IMAGE = "jnp.array([1.0, 0.5])", "jnp.array([0.75, 1.0])"

WRONG = {
    "prediction": (
        (f"lambda h: {J} @ h", "left the image of a out", "base-left-out"),
        (f"lambda h: {IMAGE} + {J}.T @ h", "transposed the matrix", "matrix-transposed"),
        (f"lambda h: {IMAGE} + h @ {J}", "multiplied from the other side", "matrix-transposed"),
        (f"lambda h: maps.complex_square({START} + h)", "gave the true image", "exact-for-linear"),
        (f"lambda h: {IMAGE} + jacobian(maps.complex_square)({START} + h) @ h", "took J at a + h", "wrong-point"),
        (f"lambda h: {IMAGE} + jacobian(maps.complex_square)(h) @ h", "took J at h", "wrong-point"),
        (f"lambda h: {START} + {J} @ h", "added to a, not to f(a)", "base-not-mapped"),
        (f"lambda h: {IMAGE} + {J} @ ({START} + h)", "multiplied J by a + h", "step-from-zero"),
        (f"lambda h: {IMAGE} + {J} @ (h - {START})", "took h for the point itself", "step-is-not-point"),
        (f"lambda h: {IMAGE} - {J} @ h", "a sign", "sign-of-correction"),
        (f"lambda h: {IMAGE} + ({J} * h).sum(0)", "summed over the wrong axis", "star-for-at"),
        (f"lambda h: {IMAGE} + {J} * h", "took * for the matrix product", "star-for-at"),
        (f"lambda h: {IMAGE} + {J} @ h / 2", "halved it, as the quadratic term is", "half"),
        (f"lambda h: {IMAGE} + h", "forgot the matrix", "matrix-left-out"),
        (
            "lambda h: jnp.array([-1.0, 1.0]) + jnp.array([[1., -2.], [2., 1.]]) @ h",
            "took (½, 1) for a",
            "entries-swapped",
        ),
    ),
    "jacobian_of_g": (
        ("lambda x, y: jnp.array([[jnp.exp(y), 2*x], [jnp.exp(y), -1]]).T", "lost the x in front", "held-factor-lost"),
        (
            "lambda x, y: jnp.array([[jnp.exp(y), 2*x], [x*jnp.exp(y), 1]]).T",
            "lost the minus of -y",
            "sign-of-an-entry",
        ),
        (
            "lambda x, y: jnp.array([[jnp.exp(y), 2*x], [x*y*jnp.exp(y - 1), -1]]).T",
            "power rule for e^y",
            "power-rule-on-exp",
        ),
        ("lambda x, y: jnp.array([[jnp.exp(y), 2*x], [x*jnp.exp(y), 2*x - 1]]).T", "x did not stay still", "both-vary"),
        (
            "lambda x, y: jnp.array([[jnp.exp(y), 2*x], [(1 + x)*jnp.exp(y), -1]]).T",
            "product rule, x moves too",
            "both-vary",
        ),
        ("lambda x, y: jnp.array([[jnp.exp(y), 2*x], [x*jnp.exp(y), -y]]).T", "∂(-y)/∂y = -y", "left-as-it-is"),
        (
            "lambda x, y: jnp.array([[jnp.exp(y), 2*x], [x*jnp.exp(y), 0]]).T",
            "took y for a constant",
            "input-forgotten",
        ),
        ("lambda x, y: jnp.array([[jnp.exp(y), 2*x], [x*jnp.exp(y), -1]])", "dropped the .T", "transposed"),
        (
            "lambda x, y: jnp.array([[jnp.exp(y), 2*x], [-1, x*jnp.exp(y)]]).T",
            "column from the bottom up",
            "entries-swapped",
        ),
        ("lambda x, y: jnp.array([[jnp.exp(y), 2*x], [x*jnp.exp(x), -1]]).T", "e^x for e^y", "wrong-letter"),
        ("lambda x, y: jnp.array([[jnp.exp(y), 2*x], [x, -1]]).T", "∂e^y/∂y = 1", "exp-gives-one"),
        (
            "lambda x, y: jnp.array([[jnp.exp(y), 2*x], [x*jnp.log(y), -1]]).T",
            "logarithm as the slope",
            "integral-for-slope",
        ),
        ("lambda x, y: jnp.array([[jnp.exp(y), 2*x], [x*exp(y), -1]]).T", "exp without jnp", "name-unknown"),
        ("lambda x, y: jnp.array([[jnp.exp(y), 2*x], [x*jnp.e^y, -1]]).T", "wrote ^ for a power", "caret"),
    ),
    "aspect": (
        ("lambda J: jnp.linalg.svd(J)[1][1] / jnp.linalg.svd(J)[1][0]", "shorter by longer", "inverse"),
        (
            "lambda J: jnp.abs(jnp.linalg.eigvals(J)).max() / jnp.abs(jnp.linalg.eigvals(J)).min()",
            "eigenvalues",
            "eigen-for-singular",
        ),
        ("lambda J: jnp.linalg.norm(J, 2)", "gave the longer half-axis alone", "longest-alone"),
        ("lambda J: jnp.abs(jnp.linalg.det(J))", "gave the factor of areas", "area-for-aspect"),
        ("lambda J: jnp.linalg.cond(J)**2", "forgot the roots of the eigenvalues of JᵀJ", "root-forgotten"),
        ("lambda J: jnp.linalg.norm(J[:, 0]) / jnp.linalg.norm(J[:, 1])", "compared the columns", "columns-for-axes"),
        ("lambda J: jnp.linalg.norm(J[0]) / jnp.linalg.norm(J[1])", "compared the rows", "rows-for-axes"),
        ("lambda J: J[0, 0] / J[1, 1]", "compared the diagonal", "diagonal-for-axes"),
        ("lambda J: jnp.abs(J).max() / jnp.abs(J).min()", "compared the entries", "entries-for-axes"),
        (
            "lambda J: jnp.linalg.svd(J)[1][0] - jnp.linalg.svd(J)[1][1]",
            "how much longer, not how many times",
            "difference",
        ),
        ("lambda J: jnp.linalg.svd(J)[1]", "gave both half-axes", "not-divided"),
        ("lambda J: frobenius_norm(J) / jnp.linalg.det(J)", "norm by determinant", "norm-by-area"),
        ("lambda J: jnp.linalg.cond(J, 'fro')", "the condition number of another norm", "other-norm"),
        ("lambda J: np.trace(J) / np.linalg.det(J)", "trace by determinant", "diagonal-for-axes"),
    ),
}
