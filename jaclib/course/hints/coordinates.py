"""The hints to the exercises of notebook 05."""

from jaclib.course.hints import Hint

area_factor = Hint(
    smaller=r"What sign has $\det J$ here? And can a factor of areas be negative?",
    worked=(
        r"Take $f(u, v) = (uv,\ u)$ instead, at $u = 3$, $v = 1$.",
        r"$J = \begin{pmatrix} v & u \\ 1 & 0 \end{pmatrix} = \begin{pmatrix} 1 & 3 \\ 1 & 0 \end{pmatrix}$, so "
        r"$\det J = -3$: the plane is turned over.",
        r"A small area becomes $3$ times as large.",
    ),
    true={
        r"\begin{pmatrix} 1 & 3 \\ 1 & 0 \end{pmatrix}": "jacobian(parse_map('u*v, u', ('u', 'v')))([3.0, 1.0])",
        "-3": "determinant(parse_map('u*v, u', ('u', 'v')))([3.0, 1.0])",
    },
    solution="def area_factor(u, v):\n    return u**2 + v**2",
)
volume_factor = Hint(
    smaller=r"A turn by $\beta$ moves the point on a circle around the core of the tube. What is the radius of that "
    r"circle?",
    worked=(
        r"Take cylindrical coordinates $(r, \theta, z)$ instead, at $r = 2.5$.",
        r"The edges along $r$ and $z$ have the lengths $\Delta r$ and $\Delta z$.",
        r"A turn by $\Delta\theta$ moves the point on a circle of radius 2.5 around the axis, by $2.5\,\Delta\theta$.",
        r"The edges are perpendicular, so the volume is their product: before $dr\,d\theta\,dz$ stands $2.5$.",
    ),
    true={"2.5": "determinant(parse_map('r*cos(t), r*sin(t), z', ('r', 't', 'z')))([2.5, 0.3, 1.0])"},
    solution="def volume_factor(rho, beta):\n    return (2 + rho * jnp.cos(beta)) * rho",
)
scale_factors = Hint(
    smaller=r"A turn by $\theta$ alone goes along a meridian, a turn by $\varphi$ alone along a parallel. What are the "
    r"radii of these two circles?",
    worked=(
        r"Take elliptic coordinates $(\cosh\mu\cos\nu,\ \sinh\mu\sin\nu)$ instead, at $\mu = 1$, $\nu = 0$.",
        r"$J = \begin{pmatrix} \sinh\mu\cos\nu & -\cosh\mu\sin\nu \\ \cosh\mu\sin\nu & \sinh\mu\cos\nu "
        r"\end{pmatrix}$, which is $\sinh 1$ times the unit matrix there.",
        r"Both columns have the length $1.1752$: so much longer than its step is each edge of a small box.",
    ),
    true={
        "1.1752": "jnp.linalg.norm(jacobian(parse_map('cosh(u)*cos(v), sinh(u)*sin(v)', ('u', 'v')))([1.0, 0.0])[:, 1])"
    },
    solution="def scale_factors(r, theta, phi):\n    return jnp.array([1, r, r * jnp.sin(theta)])",
)
inverse_jacobian = Hint(
    smaller=r"What is the matrix of polar coordinates, with $\cos\theta = x/r$ and $\sin\theta = y/r$ put in? And what "
    "is its determinant?",
    worked=(
        r"Take $f(u, v) = (uv,\ v)$ instead. There $x = uv$ and $y = v$.",
        r"$J = \begin{pmatrix} v & u \\ 0 & 1 \end{pmatrix}$, and $\det J = v$.",
        r"Its inverse, in $x$ and $y$: $\begin{pmatrix} \frac{1}{y} & -\frac{x}{y^2} \\ 0 & 1 \end{pmatrix}$.",
        r"Indeed $u = x/y$ has these two derivatives. And $\partial u/\partial y$ is not $1/(\partial y/\partial u)$, "
        r"which would be $1/0$.",
    ),
    true={
        r"\begin{pmatrix} \frac{1}{y} & -\frac{x}{y^2} \\ 0 & 1 \end{pmatrix}": "lambda x, y: "
        "jnp.linalg.inv(jacobian(parse_map('u*v, v', ('u', 'v')))([x / y, y]))"
    },
    solution="def inverse_jacobian(x, y):\n    r = jnp.hypot(x, y)\n"
    "    return jnp.array([[x / r, y / r], [-y / r**2, x / r**2]])",
)
along_the_circle = Hint(
    smaller="While $x$ moves and $r$ is held, how fast does $y$ move? And what are the two terms of the chain rule for "
    "$T$?",
    worked=(
        r"Take $T = x + 3y$ instead, and hold $s = x + y$.",
        r"With $s$ held, $y = s - x$: for each unit of $x$, $y$ falls by 1.",
        r"$\left(\frac{\partial T}{\partial x}\right)_s = 1 + 3 \cdot (-1) = -2$, though "
        r"$\left(\frac{\partial T}{\partial x}\right)_y = 1$.",
    ),
    true={"-2": "jax.grad(lambda x: x + 3 * (5 - x))(1.0)"},
    solution="def along_the_circle(x, y):\n    return y - x * x / y",
)
cone = Hint(
    smaller=r"From where to where do $\rho$, $\varphi$ and $\theta$ run in the cone? And what stands before "
    r"$d\rho\,d\varphi\,d\theta$?",
    worked=(
        r"Take a slice of the unit ball instead, like one of an orange: $\theta$ from 0 to $\frac{\pi}{2}$ only.",
        r"The integral of $\rho^2 \sin\varphi$ is a product of three, since the limits are plain numbers:",
        r"$\int_0^1 \rho^2 d\rho = \frac{1}{3}$, $\quad\int_0^\pi \sin\varphi\,d\varphi = 2$, "
        r"$\quad\int_0^{\pi/2} d\theta = \frac{\pi}{2}$.",
        r"Together $\frac{\pi}{3}$: a quarter of the ball's $\frac{4}{3}\pi$, as it must be.",
    ),
    true={r"\frac{\pi}{3}": "tplquad(lambda t, p, r: r**2 * jnp.sin(p).item(), 0, 1, 0, jnp.pi, 0, jnp.pi / 2)[0]"},
    solution="def cone(alpha):\n    return 2 * jnp.pi * (1 - jnp.cos(alpha)) / 3",
)
gaussian_in_space = Hint(
    smaller="$e^{-x^2-y^2-z^2}$ is a product of three factors, each of one variable. What is the integral of one of "
    "them over the line?",
    worked=(
        r"Take $e^{-2x^2-2y^2}$ over the plane instead.",
        r"In polar coordinates: $\int_0^\infty e^{-2r^2} r\,dr = \frac{1}{4}$, and once round: "
        r"$2\pi \cdot \frac{1}{4} = \frac{\pi}{2}$.",
        r"But it is also $e^{-2x^2} \cdot e^{-2y^2}$, so $\frac{\pi}{2}$ is the square of the integral over the line. "
        r"That one is its root, $1.2533$: in each further dimension it comes in once more.",
    ),
    true={
        r"\frac{\pi}{2}": "dblquad(lambda y, x: 2.718281828459045 ** (-2 * x * x - 2 * y * y), -6, 6, -6, 6)[0]",
        "1.2533": "quad(lambda x: 2.718281828459045 ** (-2 * x * x), -6, 6)[0]",
    },
    solution="gaussian_in_space = jnp.pi**1.5",
)
