"""The Jacobian and the multivariate chain rule, as functions of functions.

A map takes a vector of shape (n,) to a vector of shape (m,); its Jacobian at a point is an (m, n) matrix.
Importing jaclib switches JAX to 64-bit numbers: derivatives are compared here to twelve figures.
"""

import jax

from jaclib import datasets, diagnose, flow, maps, network
from jaclib.chain_rule import compose
from jaclib.critical import critical_curve
from jaclib.determinant import determinant, determinant_field, slogdet, volume_ratio
from jaclib.differences import numerical_jacobian
from jaclib.formula import FormulaError, parse_map
from jaclib.frobenius import frobenius_estimate, frobenius_norm
from jaclib.jacobian import jacobian, jvp, vjp
from jaclib.linearization import linearize
from jaclib.solve import implicit_jacobian, newton

jax.config.update("jax_enable_x64", True)

__all__ = ["compose", "jacobian", "jvp", "linearize", "numerical_jacobian", "vjp"]
__all__ += ["critical_curve", "determinant", "determinant_field", "slogdet", "volume_ratio"]
__all__ += ["frobenius_estimate", "frobenius_norm", "implicit_jacobian", "newton"]
__all__ += ["FormulaError", "datasets", "diagnose", "flow", "maps", "network", "parse_map"]
