"""The README's tables of functions and explorers are what the code says of itself."""

import jaclib
from jaclib import explore
from scripts.api import README, between, explorers, functions, with_tables


def test_the_readmes_tables_are_those_that_the_script_writes():
    text = README.read_text(encoding="utf-8")
    assert with_tables(text) == text


def test_every_public_name_has_a_row():
    assert [name for name in jaclib.__all__ if f"`{name}" not in functions()] == []
    scenes = {scene.name for scene in explore.SCENES.values()}
    others = [name for name in explore.__all__ if name not in {*scenes, "SCENES"}]
    assert "claim" in others and [name for name in others if between().count(f"| `explore.{name}") == 0] == []
    assert [scene.name for scene in explore.SCENES.values() if f"`explore.{scene.name}(" not in explorers()] == []
