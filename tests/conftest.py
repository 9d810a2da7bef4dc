"""How all tests run: how many examples a property gets, and where what XLA has compiled is kept."""

import gc
import hashlib
import os
import platform
from collections import Counter
from pathlib import Path

import jax
import pytest
from hypothesis import HealthCheck, Phase, settings

ROOT = Path(__file__).resolve().parents[1]

# Without a deadline, which would judge the machine; derandomized, so that a run is red for what was changed alone.
settings.register_profile(
    "ci", deadline=None, max_examples=25, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("check", settings.get_profile("ci"), max_examples=9)  # `make check`
settings.register_profile("nightly", settings.get_profile("ci"), max_examples=200, derandomize=False, print_blob=True)
settings.register_profile("mutants", settings.get_profile("ci"), phases=[Phase.explicit, Phase.generate])
settings.load_profile("ci")  # another by `pytest --hypothesis-profile=nightly`


def features() -> str:
    """What the processor can do."""
    about = Path("/proc/cpuinfo")
    lines = about.read_text().splitlines() if about.exists() else []
    return next((line for line in lines if line.startswith(("flags", "Features"))), platform.processor())


def compiled(lock: bytes, processor: str) -> Path:
    """Where XLA's code is kept from run to run and for every kernel: that of another XLA or processor may crash."""
    return ROOT / ".pytest_cache" / "jax" / hashlib.sha256(lock + processor.encode()).hexdigest()[:16]


CACHE = {
    "compilation_cache_dir": str(compiled((ROOT / "requirements.lock").read_bytes(), features())),
    "persistent_cache_min_compile_time_secs": 0,
    "persistent_cache_min_entry_size_bytes": -1,
}
for name, value in CACHE.items():
    jax.config.update(f"jax_{name}", value)
    os.environ[f"JAX_{name.upper()}"] = str(value)  # for the kernels
os.environ["JACLIB_STORE"] = ""  # no guess is kept, here or in the kernels


def pytest_collection_modifyitems(items):
    """Mark the cases after the second of a test that is marked `few`: they are left to `make test`."""
    seen = Counter()
    for item in items:
        if item.get_closest_marker("few"):
            seen[item.function] += 1
            if seen[item.function] > 2:
                item.add_marker("later")


@pytest.fixture(scope="session")
def browser():
    """Chromium and the port of its devtools, one for all tests: Playwright can't start twice in a process."""
    from tests.lab.lab import chromium

    with chromium() as started:
        yield started


def pytest_collection_finish():
    """Before the first test: how XLA compiles, and what the garbage collector walks through."""
    if settings.get_current_profile_name() == "check":
        # The fast tests run once or twice what they compile: to optimize that takes longer than it saves.
        jax.config.update("jax_disable_most_optimizations", True)
    # What all tests share lives to the end: the garbage collector needn't walk through it, a tenth of the time.
    gc.freeze()
