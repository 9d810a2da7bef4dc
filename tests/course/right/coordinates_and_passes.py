"""Right answers to notebooks 5 to 7 in different clothes."""

FROM_DIFFERENCES = (
    "def numeric_jacobian(x, y):\n"
    "    J = np.zeros((2, 2))\n"
    "    g = lambda x, y: np.array([x**2 * y, x + math.sin(y)])\n"
    "    J[:, 0] = (g(x + 1e-5, y) - g(x - 1e-5, y)) / 2e-5\n"
    "    J[:, 1] = (g(x, y + 1e-5) - g(x, y - 1e-5)) / 2e-5\n"
    "    return J"
)
BY_LOOPS = (
    "def gradient_of_first_weights(W1, W2, x, y):\n"
    "    t = [math.tanh(sum(W1[i, j] * x[j] for j in range(3))) for i in range(2)]\n"
    "    e = [sum(W2[k, i] * t[i] for i in range(2)) - y[k] for k in range(2)]\n"
    "    d = [sum(e[k] * W2[k, i] for k in range(2)) * (1 - t[i] ** 2) for i in range(2)]\n"
    "    return [[d[i] * x[j] for j in range(3)] for i in range(2)]"
)

RIGHT = {
    "area_factor": (
        "lambda u, v: u**2 + v**2",
        "lambda u, v: abs(-(u**2) - v**2)",
        "lambda q: jnp.sum(q**2)",
        "lambda u, v: math.hypot(u, v)**2",
        "lambda u, v: abs(np.linalg.det([[v, u], [u, -v]]))",
        "lambda u, v: jnp.abs(u + 1j*v)**2",
    ),
    "volume_factor": (
        "lambda rho, beta: (2 + rho*jnp.cos(beta))*rho",
        "lambda rho, beta: 2*rho + rho**2*math.cos(beta)",
        "lambda q: q[0]*(2 + q[0]*jnp.cos(q[1]))",
        "lambda rho, beta: np.float32(rho*(2 + rho*np.sin(beta + np.pi/2)))",
        "lambda rho, beta: sp.N(rho*(2 + rho*sp.cos(beta)))",
    ),
    "scale_factors": (
        "lambda r, theta, phi: [1, r, r*np.sin(theta)]",
        "lambda r, theta, phi: jnp.linalg.norm(jacobian(spherical)([r, theta, phi]), axis=0)",
        "lambda p: (1, p[0], p[0]*math.sin(p[1]))",
        "lambda r, theta, phi: np.sqrt([[1, r**2, (r*np.sin(theta))**2]])",
        "lambda r, theta, phi: sp.Matrix([1, r, r*sp.sin(theta)])",
    ),
    "inverse_jacobian": (
        "lambda x, y: np.linalg.inv([[x/math.hypot(x, y), -y], [y/math.hypot(x, y), x]])",
        "lambda x, y: [[x/np.sqrt(x*x + y*y), y/np.sqrt(x*x + y*y)], [-y/(x*x + y*y), x/(x*x + y*y)]]",
        "lambda p: jax.jacobian(lambda p: jnp.array([jnp.hypot(p[0], p[1]), jnp.arctan2(p[1], p[0])]))(p)",
        "lambda x, y: jnp.linalg.inv(jacobian(maps.polar)([math.hypot(x, y), math.atan2(y, x)]))",
    ),
    "along_the_circle": (
        "lambda x, y: y - x**2/y",
        "lambda x, y: (y**2 - x**2)/y",
        "lambda x, y: (x**2 - y**2)/-y",
        "lambda x, y: y + x*(-x/y)",
        "lambda x, y: jax.grad(lambda s: s*jnp.sign(y)*jnp.sqrt(x**2 + y**2 - s**2))(x)",
    ),
    "cone": (
        "lambda alpha: 2*jnp.pi*(1 - jnp.cos(alpha))/3",
        "lambda alpha: 4*math.pi/3*math.sin(alpha/2)**2",
        "lambda alpha: 2*np.pi/3 - 2*np.pi/3*np.cos(alpha)",
        "lambda alpha: sp.N(2*sp.pi*(1 - sp.cos(alpha))/3)",
        "lambda alpha: pi*math.sin(alpha)**2*math.cos(alpha)/3 + pi*(1 - math.cos(alpha))**2*(2 + math.cos(alpha))/3",
    ),
    "gaussian_in_space": (
        "jnp.pi**1.5",
        "5.57",
        "5.568",
        "math.sqrt(math.pi)**3",
        "sp.pi**sp.Rational(3, 2)",
        "[np.pi*np.sqrt(np.pi)]",
        "np.float32(5.5683)",
        "Fraction(5568, 1000)",
    ),
    "gradient_check": (
        "lambda x, y, vx, vy, h: h**2*vx**2*vy",
        "lambda x, y, vx, vy, h: h*h*vx*vx*vy",
        "lambda q: q[4]**2*q[2]**2*q[3]",
        "lambda x, y, vx, vy, h:"
        " ((x + h*vx)**2*(y + h*vy) - (x - h*vx)**2*(y - h*vy))/2/h - np.dot([2*x*y, x**2], [vx, vy])",
        "lambda x, y, vx, vy, h: np.diff([(x + t*vx)**2*(y + t*vy) for t in (-h, h)])/(2*h) - 2*x*y*vx - x*x*vy",
    ),
    "jacobian_at_once": (
        "lambda x, y: [[y, x], [1, 2], [math.cos(x), 0]]",
        "lambda p: jax.jacfwd(lambda p: jnp.array([p[0]*p[1], p[0] + 2*p[1], jnp.sin(p[0])]))(p)",
        "lambda x, y: jax.vmap(lambda v: jax.jvp(lambda p: jnp.array([p[0]*p[1], p[0] + 2*p[1], jnp.sin(p[0])]),"
        " (jnp.array([x, y]),), (v,))[1])(jnp.eye(2)).T",
        "lambda x, y: jax.vmap(jax.vjp(lambda p: jnp.array([p[0]*p[1], p[0] + 2*p[1], jnp.sin(p[0])]),"
        " jnp.array([x, y]))[1])(jnp.eye(3))[0]",
        "lambda x, y: jvp(lambda p: jnp.array([p[0]*p[1], p[0] + 2*p[1], jnp.sin(p[0])]))([x, y], jnp.eye(2)).T",
    ),
    "slope_of_solution": (
        "lambda E, e: 1/(1 - e*jnp.cos(E))",
        "lambda E, e: -1/(e*math.cos(E) - 1)",
        "lambda E, e: sum((e*np.cos(E))**k for k in range(200))",
        "lambda E, e: 1/jax.grad(lambda E: E - e*jnp.sin(E))(E)",
        "lambda E, e: implicit_jacobian(lambda M, E_: E_ - e*jnp.sin(E_) - M)([E - e*np.sin(E)], [E])",
    ),
    "numeric_jacobian": (
        FROM_DIFFERENCES,
        "lambda x, y: [[2*x*y, x**2], [1, np.cos(y)]]",
        "lambda x, y: numerical_jacobian(lambda p: jnp.array([p[0]**2*p[1], p[0] + jnp.sin(p[1])]))([x, y])",
        "lambda p: jax.jacobian(lambda p: jnp.array([p[0]**2*p[1], p[0] + jnp.sin(p[1])]))(p)",
    ),
    "values_needed": (
        "51",
        "50 + 1",
        "51.0",
        "np.float32(51)",
        "Fraction(51)",
        "(51,)",
        "sp.Integer(51)",
        "len(range(51))",
    ),
    "carried": (
        "lambda x, y, dx, dy: [jnp.sin(y)*dx + x*jnp.cos(y)*dy, jnp.exp(x*y)*(y*dx + x*dy)]",
        "lambda x, y, dx, dy: (dx*math.sin(y) + x*dy*math.cos(y), math.exp(x*y)*y*dx + math.exp(x*y)*x*dy)",
        "lambda x, y, dx, dy: [[np.sin(y)*dx + x*np.cos(y)*dy], [np.exp(x*y)*(y*dx + x*dy)]]",
        "lambda x, y, dx, dy: sp.Matrix([sp.sin(y)*dx + x*sp.cos(y)*dy, sp.exp(x*y)*(y*dx + x*dy)])",
        "lambda x, y, dx, dy: jvp(lambda p: jnp.array([p[0]*jnp.sin(p[1]), jnp.exp(p[0]*p[1])]))([x, y], [dx, dy])",
        "lambda q: jnp.array([jnp.sin(q[1])*q[2] + q[0]*jnp.cos(q[1])*q[3],"
        " jnp.exp(q[0]*q[1])*(q[1]*q[2] + q[0]*q[3])])",
    ),
    "gradient_of_weights": (
        "lambda row, slopes, x: jnp.outer(row*slopes, x)",
        "lambda row, slopes, x: (row*slopes)[:, None]*x[None, :]",
        "lambda row, slopes, x: [[r*s*t for t in x] for r, s in zip(row, slopes)]",
        "lambda row, slopes, x: np.einsum('i,i,j->ij', row, slopes, x)",
        "lambda row, slopes, x: jnp.outer(x, row*slopes).T",
        "def gradient_of_weights(row, slopes, x):\n    row *= slopes\n    return jnp.outer(row, x)",
        "lambda row, slopes, x: np.diag(row) @ np.outer(slopes, x)",
    ),
    "row_at_the_input": (
        "lambda x1, x2: (v*(1 - jnp.tanh(W @ jnp.array([x1, x2]))**2)) @ W",
        "lambda x1, x2: W.T @ (v/jnp.cosh(W @ jnp.array([x1, x2]))**2)",
        "lambda x: jax.grad(lambda x: v @ jnp.tanh(W @ x))(x)",
        "lambda x1, x2: jax.grad(lambda a, b: v @ jnp.tanh(W @ jnp.array([a, b])), (0, 1))(x1, x2)",
        "lambda x1, x2: ((v*(1 - np.tanh(W @ np.array([x1, x2]))**2)) @ W).reshape(2, 1)",
        "lambda x1, x2: vjp(lambda x: jnp.tanh(W @ x))([x1, x2], v)",
        "lambda x1, x2: v[None] @ jnp.diag(1 - jnp.tanh(W @ jnp.array([x1, x2]))**2) @ W",
    ),
    "cheapest": (
        "224",
        "80 + 80 + 64",
        "8*10 + 10*8 + 8*8",
        "np.int32(224)",
        "jnp.asarray(224.0)",
        "Fraction(224)",
        "[[224]]",
    ),
    "gradient_of_batch": (
        "lambda Delta, A: Delta.T @ A/len(A)",
        "lambda Delta, A: jnp.mean(Delta[:, :, None]*A[:, None, :], axis=0)",
        "lambda Delta, A: (A.T @ Delta).T/A.shape[0]",
        "lambda Delta, A: np.einsum('ij,ik->jk', Delta, A)/len(Delta)",
        "lambda Delta, A: sum(jnp.outer(d, a) for d, a in zip(Delta, A))/len(A)",
        "lambda D, A: jax.vmap(jnp.outer)(D, A).mean(axis=0)",
    ),
    "pull_of_product": (
        "lambda row, u, v: (row*v, row*u)",
        "lambda row, u, v: [row*v, u*row]",
        "lambda row, u, v: jnp.stack([row*v, row*u])",
        "lambda row, u, v: jax.vjp(jnp.multiply, u, v)[1](row)",
        "lambda row, u, v: (row @ jnp.diag(v), row @ jnp.diag(u))",
        "def pull_of_product(row, u, v):\n    row *= 1\n    return row*v, row*u",
    ),
    "gradient_of_first_weights": (
        "lambda W1, W2, x, y: jnp.outer((W2.T @ (W2 @ jnp.tanh(W1 @ x) - y))*(1 - jnp.tanh(W1 @ x)**2), x)",
        "lambda W1, W2, x, y: np.outer(((W2 @ np.tanh(W1 @ x) - y) @ W2)/np.cosh(W1 @ x)**2, x)",
        "lambda W1, W2, x, y: jax.grad(lambda W: jnp.sum((W2 @ jnp.tanh(W @ x) - y)**2)/2)(W1)",
        BY_LOOPS,
    ),
}
