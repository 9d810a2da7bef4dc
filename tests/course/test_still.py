"""A still picture: its words, its size, and tones that can be read on white and on dark."""

import base64
import io

import matplotlib
import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from jaclib.explore import still


def luminance(color):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def shown():
    with plt.style.context("jaclib.explore.page"):
        figure, axes = plt.subplots()
        axes.plot([0, 1], [0, 1])
        data, about = still(figure, "A line.")._repr_mimebundle_()
    assert not plt.fignum_exists(figure.number)
    return data, about


def test_what_is_saved_has_the_picture_and_its_words(shown):
    data, about = shown
    image = Image.open(io.BytesIO(base64.b64decode(data["image/png"])))
    assert data["text/plain"] == "A line."
    assert image.width // 2 == about["image/png"]["width"]
    assert image.convert("RGBA").getpixel((0, 0))[3] == 0  # the page's own paper shows through


def test_a_picture_without_words_is_refused():
    with pytest.raises(ValueError, match="words must say"):
        still(plt.figure(), " ")
    with pytest.raises(ValueError, match="figure must be"):
        still(plt.figure().add_subplot(), "A line.")
    plt.close("all")


def test_text_and_lines_stand_out_on_a_white_page_and_on_a_dark_one():
    with plt.style.context("jaclib.explore.page"):
        lines = matplotlib.rcParams["axes.prop_cycle"].by_key()["color"]
        text = [matplotlib.rcParams[name] for name in ("text.color", "axes.labelcolor", "xtick.color", "ytick.color")]
    for paper in ("#ffffff", "#111111"):
        assert min(contrast(color, paper) for color in [*lines, *text]) > 3
