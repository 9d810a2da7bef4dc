"""Compiled code is kept for one lock and one kind of processor."""

import jax

from tests.conftest import ROOT, compiled, features


def test_another_lock_or_another_processor_has_a_folder_of_its_own():
    folders = {compiled(lock, processor) for lock in (b"jaxlib==1", b"jaxlib==2") for processor in ("avx2", "avx512f")}
    assert len(folders) == 4


def test_the_folder_in_use_is_that_of_this_processor():
    assert features()
    lock = (ROOT / "requirements.lock").read_bytes()
    assert jax.config.jax_compilation_cache_dir == str(compiled(lock, features()))
