"""The README's table of functions is what the code says of itself."""

from pathlib import Path

import jaclib
from scripts.api import README, table, with_table


def test_the_readmes_table_is_the_one_that_the_script_writes():
    text = Path(README).read_text(encoding="utf-8")
    assert with_table(text) == text


def test_every_public_name_has_a_row():
    for name in jaclib.__all__:
        assert f"`{name}" in table()
