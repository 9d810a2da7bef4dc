"""The page's modules by themselves, in Deno: a file of JavaScript beside this one is one test."""

import subprocess
from pathlib import Path

import pytest
from deno import find_deno_bin

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.test.js"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.removesuffix(".test.js"))
def test_all_that_the_file_says_is_true(file):
    run = subprocess.run([find_deno_bin(), "test", "--no-check", file], cwd=HERE, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert " passed" in run.stdout


def test_there_are_some():
    assert FILES
