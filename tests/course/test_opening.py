"""The pictures with which notebooks begin: each is there, says what it shows, and stands in its notebook."""

import io
import json
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from jaclib import explore
from jaclib.course.opening import OPENINGS

FOLDER = Path(__file__).parents[2] / "notebooks"


@pytest.mark.parametrize("number", OPENINGS)
def test_a_notebook_begins_with_its_own_picture_below_its_title_and_at_most_what_it_imports(number):
    (path,) = FOLDER.glob(f"{number}_*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    place = next(i for i, cell in enumerate(cells) if f'explore.opening("{number}")' in "".join(cell["source"]))
    above = "".join(line for cell in cells[1:place] for line in cell["source"])
    assert place <= 2 and above.count("\n") < 10 and "plt.subplots" not in above


@pytest.mark.parametrize("number", OPENINGS)
def test_a_picture_is_not_empty_and_no_higher_than_what_is_left_of_a_laptops_screen(number):
    shown = explore.opening(number)
    pixels = np.asarray(Image.open(io.BytesIO(shown.png)).convert("RGBA"))
    assert (pixels[..., 3] > 0).mean() > 0.01
    assert pixels.shape[0] / 2 < 400 and len(shown.words) > 40
    shown.close()


def test_another_number_is_answered_by_those_that_there_are():
    with pytest.raises(ValueError, match=r'notebook must be one of 03, 04, .*; got 3: did you mean "03"'):
        explore.opening(3)


@pytest.mark.parametrize("given", [["05"], {}, "5", 5])
def test_what_has_no_opening_is_answered_in_a_sentence_without_a_false_hint(given):
    with pytest.raises(ValueError, match=rf"notebook must be one of 03, .*; got {re.escape(repr(given))}\.$"):
        explore.opening(given)
