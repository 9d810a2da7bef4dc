"""What XLA has compiled is kept for the next session, in a place for this processor, and only so much of it."""

import json
import math
import os
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import jax
import pytest

from jaclib.course import compiled

SESSION = """
import json, sys
import jax
from jax import monitoring
events = []
monitoring.register_event_listener(lambda name, **_: events.append(name))
if len(sys.argv) > 1:
    jax.jit(lambda x: x + 3)(1.0)
from jaclib import explore
import jax.numpy as jnp
value = jax.jit(lambda x: jnp.sin(x) @ x)(jnp.ones(3))
count = lambda what: events.count("/jax/compilation_cache/cache_" + what)
print(json.dumps([jax.config.jax_compilation_cache_dir, count("hits"), count("misses"), float(value)]))
"""


def started(home, *arguments, **environment):
    """A new process whose user has this home."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("JAX_", "XDG_"))}
    own |= {"HOME": str(home), "XDG_CACHE_HOME": str(home / ".cache"), "LOCALAPPDATA": str(home)} | environment
    own |= {"MPLCONFIGDIR": str(home / "matplotlib")}  # matplotlib complains where it can't write
    run = [sys.executable, "-c", SESSION, *arguments]
    return subprocess.Popen(run, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process):
    """Where compiled code is kept in it, and how often it was found there and not; it says nothing, and is right."""
    said, complained = process.communicate()
    assert (process.returncode, complained) == (0, "")
    *counts, value = json.loads(said)
    assert value == pytest.approx(3 * math.sin(1), rel=1e-12)
    return counts


def session(home, *arguments, **environment):
    return ended(started(home, *arguments, **environment))


@pytest.mark.slow
@pytest.mark.parametrize("before", [(), ("something was compiled before the explorers came",)])
def test_the_second_session_finds_what_the_first_has_compiled(tmp_path, before):
    place, hits, misses = session(tmp_path, *before)
    assert place.startswith(str(tmp_path))
    assert misses > 0
    again, hits, misses = session(tmp_path, *before)
    assert (again, misses) == (place, 0)
    assert hits > 0


@pytest.mark.slow
def test_where_it_was_told_elsewhere_or_cannot_write_nothing_is_changed(tmp_path):
    mine = str(tmp_path / "mine")
    assert session(tmp_path, JAX_COMPILATION_CACHE_DIR=mine)[0] == mine
    assert session(tmp_path, JAX_ENABLE_COMPILATION_CACHE="false")[0] is None
    (tmp_path / "file").write_text("no folder")
    assert session(tmp_path, XDG_CACHE_HOME=str(tmp_path / "file"), LOCALAPPDATA=str(tmp_path / "file"))[0] is None


@pytest.mark.slow
@pytest.mark.parametrize("share", [0, 0.5])
def test_what_was_cut_short_is_compiled_anew_without_a_word(tmp_path, share):
    place, _, compiled_first = session(tmp_path)
    for entry in Path(place).glob("*-cache"):
        whole = entry.read_bytes()
        entry.write_bytes(whole[: int(share * len(whole))])
    assert session(tmp_path) == [place, 0, compiled_first]


@pytest.mark.slow
def test_two_sessions_at_once_do_not_hinder_each_other_and_the_next_finds_all(tmp_path):
    for process in [started(tmp_path), started(tmp_path)]:
        ended(process)
    _, hits, misses = session(tmp_path)
    assert (hits > 0, misses) == (True, 0)


def test_the_test_run_keeps_what_it_compiles_in_its_own_folder_and_not_in_the_users():
    own = str(Path(__file__).resolve().parents[2] / ".pytest_cache")
    assert os.environ["JAX_COMPILATION_CACHE_DIR"].startswith(own)  # for kernels and other processes
    compiled.keep()
    assert jax.config.jax_compilation_cache_dir.startswith(own)


def test_what_is_old_and_what_is_too_much_is_let_go(tmp_path, monkeypatch):
    monkeypatch.setattr(compiled, "LARGEST_CACHE", 250)
    sizes = {"new": (0, 100), "newer": (-1, 100), "third": (10, 100), "stale": (compiled.OLDEST + 60, 1)}
    for name, (age, size) in sizes.items():
        file = tmp_path / "some processor" / f"{name}-cache"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(bytes(size))
        os.utime(file, (time.time() - age,) * 2)
    compiled.let_go(tmp_path)
    assert {file.name for file in tmp_path.rglob("*-cache")} == {"new-cache", "newer-cache"}


def test_another_processor_and_another_xla_or_python_have_folders_of_their_own(tmp_path):
    folders = {compiled.folder(tmp_path, p, v) for p in ("avx2", "avx512f") for v in ("0.10.0", "0.10.1")}
    assert len(folders) == 4
    assert compiled.processor()
    assert version("jaxlib") in compiled.VERSION
    assert sys.version.startswith(compiled.VERSION.split()[-1])
