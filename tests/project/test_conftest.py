"""What conftest.py promises: compiled code has its own place, and `make check` tries a few cases of what is dear."""

import subprocess
import sys

import jax

from tests.conftest import ROOT, compiled, features


def test_another_lock_or_another_processor_has_a_folder_of_its_own():
    folders = {compiled(lock, processor) for lock in (b"jaxlib==1", b"jaxlib==2") for processor in ("avx2", "avx512f")}
    assert len(folders) == 4


def test_the_folder_in_use_is_that_of_this_processor():
    assert features()
    lock = (ROOT / "requirements.lock").read_bytes()
    assert jax.config.jax_compilation_cache_dir == str(compiled(lock, features()))


def test_of_a_test_that_is_marked_few_two_cases_are_not_left_for_later():
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "-m", "not later"]
    only = ["-k", "test_the_gradients_are_jax_grads", "tests/maths/test_network.py"]
    run = subprocess.run([*command, *only], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.count("::test_the_gradients_are_jax_grads[") == 2
