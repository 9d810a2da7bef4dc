"""Wrong answers to notebook 8, as students give them: by exercise, (the answer, what was done, a name for it)."""

LOG_2_PI = "jnp.log(2*jnp.pi)"
SQUARES = "((x1/2)**2 + (x2/3)**2)"
BENT = "(x1**2 + (x2*jnp.exp(-x1))**2)"
S = "(1 - jnp.tanh(z1 + z2)**2)"

WRONG = {
    "log_density_of_scaled": (
        (f"lambda x1, x2: -{SQUARES}/2 - {LOG_2_PI}", "left the determinant out", "det-left-out"),
        (f"lambda x1, x2: -{SQUARES}/2 - {LOG_2_PI} + jnp.log(6)", "added the logarithm", "sign-of-log-det"),
        (f"lambda x1, x2: -{SQUARES}/2 - {LOG_2_PI} - 6", "subtracted 6", "log-forgotten"),
        (f"lambda x1, x2: -(x1**2 + x2**2)/2 - {LOG_2_PI} - jnp.log(6)", "took x for z", "not-inverted"),
        (f"lambda x1, x2: -((2*x1)**2 + (3*x2)**2)/2 - {LOG_2_PI} - jnp.log(6)", "went forwards", "forward-for-back"),
        (
            f"lambda x1, x2: -((2*x1)**2 + (3*x2)**2)/2 - {LOG_2_PI} + jnp.log(6)",
            "density of the inverse map",
            "forward-for-back",
        ),
        (f"lambda x1, x2: jnp.exp(-{SQUARES}/2)/(12*jnp.pi)", "gave the density", "log-forgotten"),
        (f"lambda x1, x2: -{SQUARES}/2 - {LOG_2_PI} - jnp.log10(6)", "logarithm to the base 10", "other-base"),
        (f"lambda x1, x2: -{SQUARES} - {LOG_2_PI} - jnp.log(6)", "forgot the ½", "half-forgotten"),
        (f"lambda x1, x2: -{SQUARES}/2 - jnp.log(6)", "forgot log 2π", "constant-forgotten"),
        (f"lambda x1, x2: -{SQUARES}/2 - {LOG_2_PI} - jnp.log(5)", "added the diagonal", "trace"),
        (
            f"lambda x1, x2: -{SQUARES}/2 - {LOG_2_PI}/2 - jnp.log(6)",
            "the constant of one dimension",
            "one-dimension-less",
        ),
        (f"lambda x1, x2: {SQUARES}/2 - {LOG_2_PI} - jnp.log(6)", "lost the minus of the exponent", "sign"),
        (f"lambda x1, x2: -(x1/2 + x2/3)**2/2 - {LOG_2_PI} - jnp.log(6)", "squared the sum", "square-of-sum"),
    ),
    "log_det_of_coupling": (
        ("lambda z1, z2: jnp.exp(jnp.sin(z1))", "forgot the logarithm", "log-forgotten"),
        ("lambda z1, z2: jnp.cos(z1)", "took the slope of the exponent", "derivative-of-it"),
        ("lambda z1, z2: jnp.log(jnp.sin(z1))", "put s for e^s", "exp-forgotten"),
        ("lambda z1, z2: z1", "log e^{z₁}: the sine was lost", "factor-lost"),
        (
            "lambda z1, z2: jnp.log(jnp.abs(z2*jnp.exp(jnp.sin(z1)) + z1**2))",
            "put in the output itself",
            "value-for-derivative",
        ),
        ("lambda z1, z2: jnp.log(jnp.exp(jnp.sin(z1)) + 2*z1)", "added what is below the diagonal", "off-diagonal"),
        (
            "lambda z1, z2: jnp.log(jnp.abs(z2*jnp.cos(z1)*jnp.exp(jnp.sin(z1)) + 2*z1))",
            "∂f₂/∂z₁ for ∂f₂/∂z₂",
            "wrong-entry",
        ),
        ("lambda z1, z2: jnp.abs(jnp.sin(z1))", "took the size after the logarithm", "absolute"),
        ("lambda z1, z2: -jnp.sin(z1)", "gave that of the inverse", "sign"),
        ("lambda z1, z2: jnp.sin(z2)", "took the other coordinate", "wrong-letter"),
        ("lambda z1, z2: jnp.log(1 + jnp.exp(jnp.sin(z1)))", "added the diagonal", "trace"),
        ("lambda z1, z2: jnp.sin(z1) + jnp.log(jnp.abs(z2))", "kept the z₂ in front", "left-as-it-is"),
        ("lambda z1, z2: 0.0", "held that a coupling keeps areas", "no-factor"),
        ("lambda z1, z2: jnp.sin(z1)/jnp.log(10)", "logarithm to the base 10", "other-base"),
    ),
    "log_density_of_bent": (
        (f"lambda x1, x2: -{BENT}/2 - {LOG_2_PI}", "left the determinant out", "det-left-out"),
        (f"lambda x1, x2: -{BENT}/2 - {LOG_2_PI} + x1", "added the logarithm", "sign-of-log-det"),
        (f"lambda x1, x2: -(x1**2 + x2**2)/2 - {LOG_2_PI} - x1", "took x for z", "not-inverted"),
        (f"lambda x1, x2: -(x1**2 + (x2*jnp.exp(x1))**2)/2 - {LOG_2_PI} - x1", "went forwards", "forward-for-back"),
        (
            f"lambda x1, x2: -{BENT}/2 - {LOG_2_PI} - jnp.exp(x1)",
            "forgot the logarithm of the determinant",
            "log-forgotten",
        ),
        (f"lambda x1, x2: -{BENT}/2 - x1", "forgot log 2π", "constant-forgotten"),
        (f"lambda x1, x2: -{BENT} - {LOG_2_PI} - x1", "forgot the ½", "half-forgotten"),
        (f"lambda x1, x2: -(x1**2 + x2**2*jnp.exp(-x1))/2 - {LOG_2_PI} - x1", "squared x₂ alone", "square-forgotten"),
        (
            f"lambda x1, x2: -(x1**2 + (x2 - jnp.exp(x1))**2)/2 - {LOG_2_PI} - x1",
            "subtracted, not divided",
            "wrong-inverse",
        ),
        (f"lambda x1, x2: -(x1**2 + (x2/x1)**2)/2 - {LOG_2_PI} - x1", "divided by x₁", "wrong-inverse"),
        (f"lambda x1, x2: jnp.exp(-{BENT}/2 - x1)/(2*jnp.pi)", "gave the density", "log-forgotten"),
        (f"lambda x1, x2: -{BENT}/2 - {LOG_2_PI} - x1*x2", "log of the whole output", "value-for-derivative"),
        (f"lambda x1, x2: -(x1 + x2*jnp.exp(-x1))**2/2 - {LOG_2_PI} - x1", "squared the sum", "square-of-sum"),
        (f"lambda x1, x2: -{BENT}/2 - jnp.log(2)*jnp.pi - x1", "log 2 times π", "precedence"),
    ),
    "det_of_planar": (
        (f"lambda z1, z2: 0.75*{S}", "forgot that z itself moves", "identity-forgotten"),
        ("lambda z1, z2: 1 + 0.75*jnp.tanh(z1 + z2)", "took tanh for its slope", "value-for-slope"),
        ("lambda z1, z2: 1 + 0.75*(1 - jnp.tanh(z1 + z2))", "forgot the square", "square-forgotten"),
        (f"lambda z1, z2: (1 + 0.5*{S})*(1 + 0.25*{S})", "multiplied the diagonal alone", "diagonal-alone"),
        (f"lambda z1, z2: 1 + 0.125*{S}", "multiplied the entries of u", "product-for-sum"),
        (f"lambda z1, z2: 1 - 0.75*{S}", "a sign", "sign-of-a-term"),
        (f"lambda z1, z2: jnp.log(1 + 0.75*{S})", "gave the logarithm", "log-too-many"),
        (f"lambda z1, z2: 1 + 0.5*{S}", "took the first entry of u alone", "input-forgotten"),
        ("lambda z1, z2: 1.75", "forgot the slope", "slopes-left-out"),
        (f"lambda z1, z2: 2 + 0.75*{S}", "gave the trace", "trace"),
        (f"lambda z1, z2: 1 + jnp.sqrt(5/16)*{S}", "took the length of u for u·w", "norm-for-product"),
        (
            f"lambda z1, z2: jnp.eye(2) + jnp.outer(jnp.array([.5, .25]), jnp.ones(2))*{S}",
            "gave the matrix",
            "matrix-for-determinant",
        ),
        (
            "lambda z1, z2: 1 + 0.5*(1 - jnp.tanh(z1)**2) + 0.25*(1 - jnp.tanh(z2)**2)",
            "each for itself",
            "coordinates-apart",
        ),
        ("lambda z1, z2: 1 + 0.75*(1 - tanh(z1 + z2)**2)", "tanh without jnp", "name-unknown"),
    ),
}
