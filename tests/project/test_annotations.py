"""The shapes and dtypes written beside the arguments are true: the tests run again with beartype checking each call."""

import subprocess
import sys

import pytest

MATHS = [
    "chain_rule",
    "critical",
    "differences",
    "determinant",
    "flow",
    "frobenius",
    "jacobian",
    "linearization",
    "maps",
    "network",
    "solve",
    "trials",
]
FILES = ["chain_rule", "determinant", "differences", "flow", "jacobian", "network", "solve"]
# Left out: tests that give what is refused, and whole objects that leave jit or vmap, which rebuild them unfilled.
ON_PURPOSE = "refused or must_leave or at_fault or promises_nothing or whole or goes_through_jit_vmap_and_diff"


@pytest.mark.slow
def test_annotations_hold_in_every_call_that_the_tests_make():
    hook = ",".join(f"jaclib.{module}" for module in MATHS) + ",beartype.beartype"
    files = [f"tests/maths/test_{name}.py" for name in FILES]
    only = ["-m", "not slow", "-k", f"not ({ON_PURPOSE} or sympys or polar-)"]
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", f"--jaxtyping-packages={hook}"]
    done = subprocess.run([*command, *only, *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


def test_a_wrong_shape_is_caught_when_beartype_checks():
    script = """
from jaxtyping import install_import_hook
with install_import_hook("jaclib.network", "beartype.beartype"):
    from jaclib import network
import jax.numpy as jnp
network.mlp(network.initial(__import__("jax").random.key(0), [2, 1]), jnp.ones((2, 1)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "TypeCheckError" in done.stderr
