"""JAX's 64-bit numbers switched off after the import: it is said, and once."""

import subprocess
import sys

import pytest

SCRIPT = """
import warnings
import jax, jax.numpy as jnp
from jaclib import jacobian, jvp
warnings.simplefilter("default")
with warnings.catch_warnings(record=True) as said:
    for _ in range(3):
        jacobian(jnp.sin)(jnp.ones(2, "float32"))  # asked for, and so no surprise
assert not said, said
jax.config.update("jax_enable_x64", False)
with warnings.catch_warnings(record=True) as said:
    for _ in range(3):
        jacobian(jnp.sin)([1.0, 2.0])
        jvp(jnp.sin)([1.0, 2.0], [1.0, 2.0])
assert len(said) == 1, said
assert "64-bit numbers have been switched off" in str(said[0].message)
assert "jax_enable_x64" in str(said[0].message)
"""


@pytest.mark.slow
def test_it_is_said_once_and_how_to_switch_them_on_again():
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
