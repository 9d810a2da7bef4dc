"""Parts of a picture by the number of their layers: each is named where so many are, and its shade says so, too."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import coordinates, draw, explore, maps, parse_map
from jaclib.draw.fields import SHADES
from jaclib.explore.plane import layers
from jaclib.explore.plane.framing import image_box
from jaclib.explore.plane.lines import domain_grid
from jaclib.explore.plane.sheet import layers_of, parts_of
from jaclib.preimages import preimages
from tests.examples import costly
from tests.looks import on_a_panel

ZIGZAG = np.stack(np.meshgrid([0.0, 300.0, 100.0, 200.0], [0.0, 200.0], indexing="ij"), axis=-1)


def shown(live) -> dict:
    """The arrays of a figure's first picture; it is closed."""
    controls = live.stage.controls
    now = live.stage.compute(**{name: controls[name].read(value) for name, value in live.state.items()})
    live.close()
    return now


@pytest.mark.parametrize("f", [maps.cusp, maps.complex_square, maps.fold, maps.swirl, parse_map("x^2 - y, y^2 - x")])
def test_a_part_is_named_where_f_has_so_many_preimages(f):
    found = parts_of(f, 1.0, image_box(f))
    for n, (places, _) in found.items():
        for place in places[:3]:
            assert len(preimages(f, place, f.domain)) == n
    assert bool(found) == (f is not maps.swirl)


@costly
@given(st.floats(0.35, 1))
def test_on_its_way_the_fold_has_parts_of_two_layers_and_of_one(t):
    """(1 − t) y + t y² = v has its solutions in closed form."""
    found = parts_of(maps.fold, t, ((-2, 2), (-1, 4)))
    for n, (places, _) in found.items():
        for v in places[:3, 1]:
            roots = np.roots([t, 1 - t, -v])
            assert np.sum(abs(roots[abs(roots.imag) < 1e-12].real) <= 2) == n
    assert 2 in found


def test_where_no_layer_lies_on_another_there_is_nothing_to_name():
    for f in (maps.polar, maps.shear, maps.reflection, parse_map("1/x, y"), parse_map("x, 1e-9 y")):
        assert parts_of(f, 1.0, image_box(f)) == {}
    assert parts_of(maps.cusp, 0.0, image_box(maps.cusp)) == {}
    assert layers.parts(np.full((3, 3, 2), np.nan), True, ((0, 1), (0, 1))) == {}


@pytest.mark.parametrize(("f", "b", "words"), [
    ("cusp", (-1.2, 0.1), "b: 3 layers"),
    ("cusp", (1, 0), "b: 1 layer"),
    ("complex square", (3, 1), "b: 2 layers"),
    ("fold", (0, -0.1), "b: no layer"),
    ("polar", (0, 0), "b"),  # a whole curve lies there
    ("sin(10000 x), y", (0.3, 0.4), "b: ≥ "),
])  # fmt: skip
def test_at_b_it_is_said_how_many_layers_lie_there(f, b, words):
    (said,) = shown(explore.determinant(f, b=b))["at_b"]
    assert said.startswith(words) if "≥" in words else said == words


@pytest.mark.parametrize("palette", [draw.LIGHT, draw.DARK], ids=["light", "dark"])
def test_the_shade_deepens_with_each_layer_and_the_key_has_the_same(palette):
    _, at = on_a_panel(
        lambda ax, palette: (lambda move: lambda now: move(now["net"]))(draw.layers(ax, palette)), palette
    )
    pixels = at({"net": ZIGZAG})
    contrasts = [np.abs(pixels(x, 100) - pixels(290, 190)).max() for x in (50, 250, 150)]
    expected = [draw.blended(palette.ink, palette.paper, SHADES[n]) for n in (1, 2, 3)]
    assert contrasts[0] < contrasts[1] < contrasts[2]
    for x, color in zip((50, 250, 150), expected, strict=True):
        wanted = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        assert pixels(x, 100) == pytest.approx(np.array(wanted), abs=0.02)


def test_the_caption_of_a_double_cover_says_what_parts_there_are():
    for call, words in (
        (lambda: explore.coordinates("polar", a=(0, 0), size=(1, 9.42)), "parts with 1 and 2 layers"),
        (lambda: explore.change_of_variables("cusp", a=(-1, -1), size=(2, 2)), "There are parts with 1 and 3 layers."),
        (lambda: explore.determinant("cusp"), "In view are parts with 1 and 3 layers."),
    ):
        live = call()
        assert words in re.sub(r"\s+", " ", live.first()[1]["say"])
        live.close()


@pytest.mark.parametrize("name", coordinates.PLANE)
def test_coordinates_open_with_what_j_predicts_in_view_and_ticks_on_grid_lines(name):
    now, f = shown(explore.coordinates(name)), coordinates.PLANE[name]
    low, high = np.array(now["view"]).T
    assert ((now["linear"] >= low) & (now["linear"] <= high)).all()
    assert np.isfinite(now["ticks"]).any()
    for axis, ((start, end), step) in enumerate(zip(f.domain, now["ticks"], strict=True)):
        if np.isfinite(step):
            ticks = np.arange(np.ceil(start / step - 1e-9), end / step + 1e-9) * step
            lines = np.unique(domain_grid(f.domain)[..., axis])
            assert len(ticks) >= 3
            assert np.abs(ticks[:, None] - lines).min(axis=1).max() < 1e-9


@pytest.mark.parametrize(("f", "alike"), [("polar", False), ("elliptic", False), ("cusp", True)])
def test_an_angle_beside_a_length_fills_the_panel_and_like_variables_have_one_unit(f, alike):
    now = shown(explore.coordinates(f))
    _, (ax, _) = draw.panels(("", ""), width=1180)
    draw.scale(ax, now["domain"], now["variables"], now["ticks"], now["alike"])
    wide, high = draw.pixels_per_unit(ax)
    assert (abs(wide / high - 1) < 1e-9) == alike
    assert alike or (np.ptp(now["domain"], axis=1) * [wide, high] / ax.get_window_extent().size).min() > 0.85
    named = {text.get_text() for text in ax.get_yticklabels()}
    assert named >= ({"−1", "0", "1"} if alike else {"−π", "−π/2", "0"})


@pytest.mark.parametrize("f", [maps.cusp, maps.complex_square, maps.fold, parse_map("x^2 - y, y^2 - x")])
def test_at_the_pointer_it_is_said_how_many_preimages_a_place_has(f):
    now = layers_of(f, 1.0, image_box(f))
    (found,) = layers.at_pointer(now)
    counted = now["layer_counts"]
    for (row, column), number in np.ndenumerate(counted):
        starts = [layers for start, layers in found["rows"][row] if start <= column]
        assert (starts or [0])[-1] == number
    inside = layers.depth(counted == np.roll(counted, 1, axis=0)) > 3  # not beside a fold, where a cell has two numbers
    x, y = (np.linspace(*found[side], count) for side, count in zip(("xlim", "ylim"), counted.shape[::-1], strict=True))
    for row, column in np.argwhere(inside)[::97]:
        assert len(preimages(f, (x[column], y[row]), f.domain)) == counted[row, column]


def test_where_no_layer_lies_on_another_the_pointer_is_told_nothing():
    for f in (maps.polar, maps.shear, parse_map("1/x, y"), parse_map("x, 1e-9 y")):
        assert layers.at_pointer(layers_of(f, 1.0, image_box(f))) == []
