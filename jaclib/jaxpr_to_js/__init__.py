"""JAX in the browser: the jaxpr of a function becomes the text of one ES module, with JAX's numbers in float64.

It stands alone: nothing here imports another part of jaclib.
"""

from jaclib.jaxpr_to_js.module import compile
from jaclib.jaxpr_to_js.primitives import RULES, table

__all__ = ["RULES", "compile", "table"]
