"""In single precision all is of the point's; 64-bit numbers switched off after the import: it is said, and once."""

import subprocess
import sys

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from jaclib import jvp, vjp
from jaclib.jacobian import pullback

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


def looped(x):
    """x², by a loop of which JAX has no reverse mode."""
    return jax.lax.while_loop(lambda now: now[0] < 1, lambda now: (now[0] + 1, now[1] * x), (0, x))[1]


@pytest.mark.parametrize("f", [jnp.square, looped])
@pytest.mark.parametrize("times", [jvp, vjp])
def test_a_vector_of_another_precision_is_taken_in_that_of_the_point(f, times):
    a, vector = np.array([1.5, -2.0], "float32"), np.array([0.5, 3.0])
    found = times(f)(jnp.asarray(a), jnp.asarray(vector))
    assert found.dtype == jnp.float32
    np.testing.assert_allclose(found, 2 * a * vector, rtol=1e-6)


def test_a_pullback_takes_a_vector_of_another_precision():
    found = pullback(jnp.square, jnp.array([1.5, -2.0], "float32"))(jnp.array([0.5, 3.0]))
    assert found.dtype == jnp.float32
    assert found.tolist() == [1.5, -12]
