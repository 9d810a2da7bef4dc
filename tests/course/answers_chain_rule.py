"""Answers to the exercises of notebook 03."""

product_of_two = {
    "code": """
def product_of_two(x, y):
    u, v = x - y, x * y
    outer = jnp.array([[v, u], [1, 2 * v]])
    inner = jnp.array([[1, -1], [y, x]])
    return {}
""",
    "right": "outer @ inner",
    "reversed_product": "inner @ outer",
    "wrong_point": "jnp.array([[y, x], [1, 2 * y]]) @ inner",
    "inner_forgotten": "outer",
    "u and v exchanged": "jnp.array([[u, v], [1, 2 * u]]) @ inner",
    "own letter": "jnp.array([[u, v], [1, 2 * v]]) @ inner",
    "transposed": "(outer @ inner).T",
    "one_entry": "outer @ inner + jnp.array([[0, 0.5], [0, 0]])",
}
warming = {
    "code": """
def warming(t):
    x, y = jnp.cos(t), jnp.sin(t)
    row = jnp.array([[2 * x * y, x**2]])
    column = jnp.array([{}])
    return (row @ column)[0, 0]
""",
    "right": "[-y], [x]",
    "sine for minus sine": "[y], [x]",
    "place for velocity": "[x], [y]",
    "no velocity": "[1.0], [1.0]",
    "no chain": "[1.0], [0.0]",
    "steepest": "[2 * x * y / jnp.linalg.norm(row)], [x**2 / jnp.linalg.norm(row)]",
}
fewest = {"right": "30", "forward": "42", "steps": "2", "entries": "33", "first alone": "18"}
product_of_three = {
    "code": """
outer = parse_map("p*q, p + q", ("p", "q"))
between = parse_map("u + v^2, u*v", ("u", "v"))
inner = parse_map("x*y, x - y")

def product_of_three(x, y):
    a = jnp.array([x, y])
    b = inner(a)
    c = between(b)
    return {}
""",
    "right": "jacobian(outer)(c) @ jacobian(between)(b) @ jacobian(inner)(a)",
    "wrong_point": "jacobian(outer)(a) @ jacobian(between)(a) @ jacobian(inner)(a)",
    "late point": "jacobian(outer)(b) @ jacobian(between)(b) @ jacobian(inner)(a)",
    "reversed_product": "jacobian(inner)(a) @ jacobian(between)(b) @ jacobian(outer)(c)",
    "inner_forgotten": "jacobian(outer)(c) @ jacobian(between)(b)",
    "transposed": "(jacobian(outer)(c) @ jacobian(between)(b) @ jacobian(inner)(a)).T",
}
