"""Answers to the exercises of notebook 03."""

from tests.course.answers import Answers

TWO = """
def product_of_two(x, y):
    u, v = x - y, x * y
    outer = jnp.array([[v, u], [1, 2 * v]])
    inner = jnp.array([[1, -1], [y, x]])
    return {}
"""
WARMING = """
def warming(t):
    x, y = jnp.cos(t), jnp.sin(t)
    row = jnp.array([[2 * x * y, x**2]])
    column = jnp.array([{}])
    return (row @ column)[0, 0]
"""
THREE = """
outer = parse_map("p*q, p + q", ("p", "q"))
between = parse_map("u + v^2, u*v", ("u", "v"))
inner = parse_map("x*y, x - y")

def product_of_three(x, y):
    a = jnp.array([x, y])
    b = inner(a)
    c = between(b)
    return {}
"""

ANSWERS = {
    "product_of_two": Answers(
        right=TWO.format("outer @ inner"),
        wrong={
            "reversed_product": TWO.format("inner @ outer"),
            "wrong_point": TWO.format("jnp.array([[y, x], [1, 2 * y]]) @ inner"),
            "missing_factor": TWO.format("outer"),
            "transposed": TWO.format("(outer @ inner).T"),
            "one_entry": TWO.format("outer @ inner + jnp.array([[0, 0.5], [0, 0]])"),
        },
    ),
    "warming": Answers(
        right=WARMING.format("[-y], [x]"),
        wrong={
            "sine for minus sine": WARMING.format("[y], [x]"),
            "place for velocity": WARMING.format("[x], [y]"),
            "no velocity": WARMING.format("[1.0], [1.0]"),
        },
    ),
    "fewest": Answers(
        right="fewest = 30",
        wrong={"forward": "fewest = 42", "steps": "fewest = 2", "entries": "fewest = 33", "first alone": "fewest = 18"},
    ),
    "product_of_three": Answers(
        right=THREE.format("jacobian(outer)(c) @ jacobian(between)(b) @ jacobian(inner)(a)"),
        wrong={
            "wrong_point": THREE.format("jacobian(outer)(a) @ jacobian(between)(a) @ jacobian(inner)(a)"),
            "late point": THREE.format("jacobian(outer)(b) @ jacobian(between)(b) @ jacobian(inner)(a)"),
            "reversed_product": THREE.format("jacobian(inner)(a) @ jacobian(between)(b) @ jacobian(outer)(c)"),
            "missing_factor": THREE.format("jacobian(outer)(c) @ jacobian(between)(b)"),
            "transposed": THREE.format("(jacobian(outer)(c) @ jacobian(between)(b) @ jacobian(inner)(a)).T"),
        },
    ),
}
