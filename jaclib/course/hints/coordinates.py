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
moment = Hint(
    smaller="What is $x^2 + y^2$ in polar coordinates? And what does $dA$ become there?",
    worked=(
        r"Take $(x^2 + y^2)^2$ over the unit disc instead. In polar coordinates that is $r^4$, and "
        r"$dA = r\,dr\,d\theta$.",
        r"Along one ray: $\int_0^1 r^4 \cdot r\,dr = \frac{1}{6}$.",
        r"All the way round, from $\theta = 0$ to $2\pi$, it is the same on each ray: "
        r"$2\pi \cdot \frac{1}{6} = \frac{\pi}{3}$.",
    ),
    true={
        r"\frac{\pi}{3}": "dblquad(lambda y, x: (x * x + y * y) ** 2, -1, 1, lambda x: -((1 - x * x) ** 0.5), lambda "
        "x: (1 - x * x) ** 0.5)[0]"
    },
    solution="def moment(R):\n    return jnp.pi * R**4 / 2",
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
