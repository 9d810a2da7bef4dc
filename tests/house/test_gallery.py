"""docs/gallery.md shows every explorer, and every picture of docs/gallery."""

import re
from pathlib import Path

import pytest

from jaclib import explore
from scripts.gallery import STILLS
from scripts.pictures import CALLS

DOCS = Path(__file__).resolve().parents[2] / "docs"
GALLERY = (DOCS / "gallery.md").read_text(encoding="utf-8")
EXPLORERS = {scene.name for scene in explore.SCENES.values()} | {"linked"}
LARGEST = 3_000_000  # bytes, of all pictures


def test_every_explorer_has_a_heading():
    assert set(re.findall(r"^### `explore\.(\w+)`$", GALLERY, re.MULTILINE)) == EXPLORERS == set(CALLS)


@pytest.mark.parametrize("name", [*CALLS, *(f"still-{name}" for name in STILLS)])
def test_it_is_shown_as_it_is_now_and_as_it_was_unless_it_is_new(name):
    words = GALLERY.partition(f"](gallery/{name}.png)")[0].rpartition("### ")[2]
    assert (f"](gallery/{name}-before.png)" in GALLERY) is ("New:" not in words)


def test_the_pictures_shown_are_those_that_there_are_and_they_are_small():
    shown = re.findall(r"\]\(gallery/([^)]+)\)", GALLERY)
    there = sorted((DOCS / "gallery").iterdir())
    assert sorted(shown) == [path.name for path in there]
    assert sum(path.stat().st_size for path in there) < LARGEST
