"""The mutants of `make mutants` are of the code as it is."""

from pathlib import Path

import pytest

from scripts.mutants import MUTANTS, file_of, tried_with

ROOT = Path(__file__).resolve().parents[2]
ALL = [(module, old, new) for module, pairs in MUTANTS.items() for old, new in pairs]


@pytest.mark.parametrize(("module", "old", "new"), ALL)
def test_each_has_something_to_break_and_breaks_it(module, old, new):
    code = (ROOT / "jaclib" / f"{module}.py").read_text(encoding="utf-8")
    assert old in code
    assert code.replace(old, new, 1) != code


@pytest.mark.parametrize("module", MUTANTS)
def test_each_is_tried_with_tests_that_there_are(module):
    for name in tried_with(module):
        assert (ROOT / file_of(name)).exists()
