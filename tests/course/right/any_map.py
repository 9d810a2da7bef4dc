"""Right answers to `diagnose`'s own questions in different clothes."""

RIGHT = {
    "diagnose.matrix(answer, wave, [1.5, -0.5])": (
        "[[-1.5, 2.25], [1, 0.878]]",
        "((-1.5, 2.25), (1, math.cos(0.5)))",
        "jacobian(wave)([1.5, -0.5])",
        "numerical_jacobian(wave)([1.5, -0.5])",
        "np.float32([[-1.5, 2.25], [1, 0.87758]])",
        "sp.Matrix([[-1.5, 2.25], [1, sp.cos(sp.Rational(1, 2))]])",
        "[[Fraction(-3, 2), Fraction(9, 4)], [1, Fraction(8776, 10000)]]",
        "np.array([[-1.5, 1], [2.25, np.cos(-0.5)]]).T",
    ),
    "diagnose.matrix(answer, lift, [1.2, 0.7])": (
        "[[0.7, 1.2], [1, 2], [0.362, 0]]",
        "np.vstack([[0.7, 1.2], [1, 2], [np.cos(1.2), 0]])",
        "jax.jacrev(lift)(jnp.array([1.2, 0.7]))",
        "[(0.7, 1.2), (1, 2), (0.3624, 1e-17)]",
    ),
    "diagnose.matrix(answer, drop, [1, 2, 3])": (
        "[[2, 1, 0], [0, 9, 12]]",
        "np.array([[2, 1, 0], [0, 9, 12]], dtype=np.uint8)",
        "sp.Matrix([[2, 1, 0], [0, 9, 12]])",
        "[[2.0, 1.0, -0.0], [0, 9.004, 12]]",
    ),
    "diagnose.matrix(answer, spherical, [2, 0.7, 0.4])": (
        "jacobian(spherical)([2, 0.7, 0.4])",
        "np.round(jacobian(spherical)([2, 0.7, 0.4]), 4)",
        "jax.jacfwd(spherical)(jnp.array([2, 0.7, 0.4])).tolist()",
    ),
    "diagnose.matrix(answer, height, [1, 2, 3])": ("[[4, 1, 1]]", "np.array([[4., 1., 1.]])", "sp.Matrix([[4, 1, 1]])"),
    "diagnose.matrix(answer, circle, [0.5])": (
        "[[-0.479], [0.878]]",
        "[(-math.sin(0.5),), (math.cos(0.5),)]",
        "np.array([-0.4794, 0.8776])[:, None]",
    ),
    "diagnose.chain(answer, mix, wave, [1.5, -0.5])": (
        "jacobian(mix)(wave([1.5, -0.5])) @ jacobian(wave)([1.5, -0.5])",
        "jacobian(compose(mix, wave))([1.5, -0.5])",
        "np.round(jacobian(compose(mix, wave))([1.5, -0.5]), 4)",
        "sp.Matrix([[1.02057, -1.125], [1, 2.04115]])*sp.Matrix([[-1.5, 2.25], [1, 0.877583]])",
    ),
    "diagnose.chain(answer, compose(mix, mix), wave, [1.5, -0.5])": (
        "jacobian(mix)(mix(wave([1.5, -0.5]))) @ jacobian(mix)(wave([1.5, -0.5])) @ jacobian(wave)([1.5, -0.5])",
        "jacobian(lambda p: mix(mix(wave(p))))([1.5, -0.5]).tolist()",
    ),
    "diagnose.chain(answer, area, circle, [0.5])": ("[[0.540]]", "[[math.cos(1)]]", "jnp.array([[jnp.cos(1.0)]])"),
    "diagnose.determinant(answer, maps.polar, [2, 0.5])": ("2", "2.0", "[2]", "np.array(2)", "sp.Integer(2)", "2.004"),
    "diagnose.determinant(answer, spherical, [2, 0.7, 0.4])": ("4*math.sin(0.7)", "2.58", "2.577", "4*sp.sin(0.7)"),
    "diagnose.number(answer, pi/6)": ("pi/6", "0.524", "0.5236", "sp.pi/6", "math.radians(30)", "np.float32(pi/6)"),
    "diagnose.vector(answer, [2, -1.5, 0.25])": (
        "[2, -1.5, 0.25]",
        "(2, Fraction(-3, 2), Fraction(1, 4))",
        "[[2], [-1.5], [0.25]]",
        "np.array([[2, -1.5, 0.25]])",
        "sp.Matrix([2, -1.5, 0.25])",
        "jnp.array([2, -1.5, 0.25], dtype=jnp.float32)",
    ),
}
