"""What explorers say and show of maps of all kinds is so, by plain NumPy: of sixty each night, of four in `make test`.

They are looked at in the places where it may go wrong, and in others: at the origin and on the axes, where maps are
creased, torn or undefined, and at random.
"""

import re
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pytest

from jaclib import explore, parse_map
from tests.examples import NIGHTLY
from tests.many_maps import FEW, KINDS, MAPS, central, image, is_smooth, unsure

TEXTS = list(MAPS) if NIGHTLY else FEW
RANDOM = np.random.default_rng(5).uniform(-1.8, 1.8, (16 if NIGHTLY else 4, 2)).round(2).tolist()
PLACES = [[0.0, 0.0], [0.0, 0.5], [1.0, 0.5], [-1.0, 0.3], *RANDOM]
OF_TWO = {"chain_rule": "u + v^2, u*v", "chain_rule_proof": "u + v^2, u*v", "determinant_product": "x + y^2, x*y"}
OF_MAPS = "linear_approximation", "jacobian_matrix", "determinant", "newton", "mean_value", "finite_differences"
OF_HEIGHTS = "hessian", "implicit"
EXPLORERS = *OF_MAPS, *OF_TWO, *OF_HEIGHTS, "change_of_variables", "flow"
FIGURE = r"-?\d[\d.]*(?:e[+-]?\d+)?"


@lru_cache(maxsize=1)
def explorer(name: str, text: str):
    if name in OF_TWO:
        return getattr(explore, name)(OF_TWO[name], text)
    return getattr(explore, name)(first(text) if name in OF_HEIGHTS else text)


def first(text: str) -> str:
    """Its first component."""
    depth = np.cumsum([(c == "(") - (c == ")") for c in text])
    return text[: next(k for k, c in enumerate(text) if c == "," and depth[k] == 0)]


def told(name: str, text: str, **state) -> tuple[str, list[str], dict]:
    """The caption, the cells of the read-outs and the numbers behind them."""
    live = explorer(name, text)
    # a map of x alone takes the first number of a place
    own = {
        key: np.resize(value, np.shape(live.state[key])).tolist() for key, value in state.items() if key in live.state
    }
    whole = live.state | own
    now = live.stage.compute(**live.now(whole))
    now = {key: np.asarray(value) for key, value in now.items()}
    words = live.stage.describe(now, whole)
    matrices = [part for each in words["values"] for part in each.get("product", [each])]
    return words["say"], [cell for each in matrices for row in each["rows"] for cell in row], now


def smooth_places(text: str) -> list:
    return [place for place in PLACES if is_smooth(text, place)]


def numbers(sentence: str, words: str) -> list[float]:
    """The figures that stand for {} in the words, as the sentence has them; none where the words aren't there."""
    found = re.search(re.escape(words).replace(r"\{\}", f"({FIGURE})"), sentence)
    return [float(figure) for figure in found.groups()] if found else []


def near(given: float, right: float, unsure: float = 0.0) -> bool:
    """To three figures, which is how captions are written, and to what is known of the right one."""
    return abs(given - right) <= 0.0051 * abs(right) + 1e-7 + unsure


@pytest.mark.slow
@pytest.mark.parametrize("name", EXPLORERS)
@pytest.mark.parametrize("text", TEXTS)
def test_no_caption_and_no_read_out_holds_nan_or_inf(text, name):
    for place in PLACES:
        caption, cells, _ = told(name, text, a=place, p=place, x=place)
        assert not re.search(r"\b(nan|inf)\b", " ".join([caption, *cells])), (place, caption, cells)


@pytest.mark.slow
@pytest.mark.parametrize("name", OF_MAPS)
@pytest.mark.parametrize("text", TEXTS)
def test_where_the_map_is_undefined_that_is_said_and_no_more(text, name):
    for place in PLACES:
        caption, *_ = told(name, text, a=place)
        if not np.isfinite(image(text, place)).all():
            assert "undefined" in caption, (place, caption)
            assert not re.search("det J =|ellipse|linear|lands on|orientation|column", caption), (place, caption)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["linear_approximation", "jacobian_matrix", "determinant"])
@pytest.mark.parametrize("text", TEXTS)
def test_where_there_is_no_derivative_nothing_is_called_linear_or_smooth(text, name):
    for place in PLACES:
        caption, *_ = told(name, text, a=place)
        if not is_smooth(text, place):
            assert not re.search("f is linear|smooth|parallelogram of the columns, up to rounding", caption), caption


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS)
def test_the_ellipse_its_orientation_and_what_is_nearly_it_are_those_of_central_differences(text):
    turn = np.linspace(0, 2 * np.pi, 3001)
    circle = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    for place in smooth_places(text):
        for eps in (0.05, 0.5):
            caption, *_ = told("linear_approximation", text, a=place, eps=eps)
            J, det = central(text, place), np.linalg.det(central(text, place))
            sigma = np.linalg.svd(J, compute_uv=False)
            off = np.linalg.norm(image(text, place + eps * circle) - image(text, place) - eps * circle @ J.T, axis=1)
            unknown = 2 * eps * unsure(text, place)  # a singular value is off by the norm of what J is off by
            for axis, right in zip(numbers(caption, "half-axes {} and {}"), sigma, strict=False):
                assert near(axis, eps * right, unknown), (place, caption)
            if abs(det) > 1e-6 * sigma[0] ** 2:
                assert "flattened" not in caption and "for J = 0" not in caption, (place, caption)
                assert ("orientation kept" in caption) == (det > 0), (place, caption)
            elif abs(det) <= 1e-9 * (abs(J[0, 0] * J[1, 1]) + abs(J[0, 1] * J[1, 0])):  # and not only beside an entry
                assert "flattened" in caption or "for J = 0" in caption, (place, caption)
            size = eps * (sigma[0] if sigma[0] > 1e-10 else 1.0)  # where J = 0 the error is beside the radius
            least, most = ((off.max() + far) / size for far in (-unknown, unknown))
            if least > 0.11 or not np.isfinite(off).all():
                assert not re.search("lands on (nearly|.* up to rounding[.,])", caption), (place, caption)
            if most < 0.09:
                assert "does not land" not in caption, (place, caption)
            if least > 1e-6:
                assert "f is linear here" not in caption, (place, caption)


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS)
def test_the_columns_are_those_of_central_differences(text):
    for place in smooth_places(text):
        caption, *_ = told("jacobian_matrix", text, a=place)
        for j, column in enumerate(central(text, place).T):
            length = np.hypot(*column)
            said = re.search(rf"in direction (-?\d+)° at speed ({FIGURE}) \(column {j + 1}\)", caption)
            if length < 1e-9 * np.abs(central(text, place)).max(initial=1e-300) + 1e-9:
                continue
            assert said, (place, caption)
            assert near(float(said[2]), length, 2 * unsure(text, place)), (place, caption)
            angle = np.degrees(np.arctan2(column[1], column[0])) - float(said[1])
            assert abs((angle + 180) % 360 - 180) <= 0.51, (place, caption)


def area(text: str, place, side: float) -> tuple[float, float]:
    """The area of the image of a box as a set, by the cells of a fine net that are reached, and by how much it is off.

    Its own step: 1000 by 1000 points, and a net so coarse that no cell within goes unreached.
    """
    s = np.linspace(-side / 2, side / 2, 1001)
    points = image(text, np.asarray(place) + np.stack(np.meshgrid(s, s, indexing="ij"), axis=-1))
    step = 2 * max(np.abs(np.diff(points, axis=axis)).max() for axis in (0, 1))
    low = points.min(axis=(0, 1))
    column, row = np.moveaxis(np.floor((points - low) / step).astype(int), -1, 0)
    cells = np.unique(column * (row.max() + 1) + row)
    return len(cells) * step**2, 4 * step * np.ptp(points, axis=(0, 1)).sum() + 1e-12


@pytest.mark.slow
@pytest.mark.parametrize("text", [text for text in TEXTS if text not in KINDS["torn"] | KINDS["extreme"]])
def test_the_area_is_that_of_the_places_that_are_reached(text):
    for place in PLACES[: 8 if NIGHTLY else 3]:
        caption, *_ = told("determinant", text, a=place, side=1.0)
        with np.errstate(invalid="ignore"):
            reached, off = area(text, place, 1.0)
        said = numbers(caption, "lands on an area of {}") or numbers(caption, "lands on an area of about {}")
        if said and np.isfinite(reached):
            figure = 0.05 if "lands on an area of about" in caption else 0.01  # of which there are two, at least
            assert abs(said[0] - reached) <= off + figure * reached, (place, reached, caption)


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS)
def test_the_determinant_and_its_sign_are_those_of_central_differences(text):
    for place in smooth_places(text):
        caption, *_ = told("determinant", text, a=place)
        J = central(text, place)
        det, size = np.linalg.det(J), np.linalg.norm(J)
        off = 1e-7 * size**2 + 4 * unsure(text, place) * size
        if said := numbers(caption, "At a det J = {}"):
            assert near(said[0], det) or abs(said[0] - det) < off, (place, caption)
        if abs(det) > 10 * off:
            assert f"orientation {'kept' if det > 0 else 'reversed'}" in caption, (place, caption)


def preimages(text: str, b) -> int:
    """How many cells of a fine net, next to none of which is another one, have b in their image."""
    s = np.linspace(-2, 2, 801) + 1e-4
    nodes = image(text, np.stack(np.meshgrid(s, s, indexing="ij"), axis=-1)) - b
    angle = np.arctan2(nodes[..., 1], nodes[..., 0])
    loop = [angle[:-1, :-1], angle[1:, :-1], angle[1:, 1:], angle[:-1, 1:]]
    turns = [(after - now + np.pi) % (2 * np.pi) - np.pi for now, after in zip(loop, loop[1:] + loop[:1], strict=True)]
    return int((np.abs(sum(turns)) > 3).sum())


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", [text for text in TEXTS if text in KINDS["folded"] | KINDS["smooth"] | KINDS["linear"]]
)
def test_there_are_as_many_preimages_as_small_cells_whose_image_goes_round_b(text):
    for b in np.random.default_rng(2).uniform(-1.5, 1.5, (6, 2)).round(2).tolist():
        caption, *_ = told("determinant", text, b=b)
        said = re.search(r"has (no|\d+) preimages? in the domain", caption)
        assert said, caption
        assert int(said[1].replace("no", "0")) == preimages(text, b), (b, caption)


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS)
def test_the_largest_stretch_on_the_way_is_that_of_a_thousand_places(text):
    for a, b in pairwise(PLACES):
        caption, *_ = told("mean_value", text, a=a, b=b)
        way = np.asarray(a) + np.linspace(0, 1, 400)[:, None] * (np.asarray(b) - a)
        if not all(is_smooth(text, place) for place in way):
            continue
        largest = max(np.linalg.norm(central(text, place), 2) for place in way)
        off = 2 * max(unsure(text, place) for place in way)
        if said := numbers(caption, "and at most {}"):
            assert said[0] >= largest * (1 - 0.006) - off, (a, b, caption)
            assert near(said[0], largest) or abs(said[0] - largest) <= off, (a, b, largest, caption)


@pytest.mark.parametrize("text", list(MAPS))
def test_the_map_that_is_typed_is_the_one_of_the_oracle(text):
    f = parse_map(text)
    with np.errstate(all="ignore"):
        for place in [[0.3, 0.4], [-0.7, 0.2], [0.6, -0.5]]:
            np.testing.assert_allclose(f(np.array(place)), image(text, place), rtol=1e-12)
