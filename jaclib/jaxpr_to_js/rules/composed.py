"""What JAX itself makes of simpler primitives."""

import jax

from jaclib.jaxpr_to_js.equations import written


def call_hi_primitive(writer, equation, *values):
    """One that JAX expands, as `frexp` and `ldexp`."""
    shapes = [jax.ShapeDtypeStruct(each.shape, each.dtype) for each in values]
    expanded = jax.make_jaxpr(equation.params["_prim"].expand)(*shapes)
    return written(writer, expanded, values)


RULES = {"call_hi_primitive": call_hi_primitive}
