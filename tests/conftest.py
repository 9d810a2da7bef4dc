"""Half the time of `make check`: what XLA has compiled stays compiled, from run to run and in every kernel."""

import gc
import os
from pathlib import Path

import jax

CACHE = {
    "compilation_cache_dir": str(Path(__file__).resolve().parents[1] / ".pytest_cache" / "jax"),
    "persistent_cache_min_compile_time_secs": 0,
    "persistent_cache_min_entry_size_bytes": -1,
}
for name, value in CACHE.items():
    jax.config.update(f"jax_{name}", value)
    os.environ[f"JAX_{name.upper()}"] = str(value)  # for the kernels


def pytest_collection_finish():
    """What all tests share lives to the end: the garbage collector needn't walk through it, a tenth of the time."""
    gc.freeze()
