"""The lens of explore.linear_approximation, and the panel of errors beside it."""

from functools import cache

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore, maps
from jaclib.explore.choose.map import as_map
from jaclib.explore.linear_approximation import errors
from jaclib.explore.linear_approximation.lens import CELLS, LEAST, MOST, SIZE, magnification, of_the_image
from jaclib.explore.linear_approximation.numbers import compute
from jaclib.programs.field import compiled
from tests.explore.answers import words_of

PLAY = explore.linear_approximation().controls["eps"].page(0.6)["play"]
STOPS = np.array(PLAY["values"])


def restless(x):
    """Differentiable at 0, and its derivative has no limit there."""
    there = x[0] != 0
    return jnp.array([x[0] + jnp.where(there, x[0] ** 2 * jnp.sin(1 / jnp.where(there, x[0], 1.0)), 0.0), x[1]])


SMOOTH = ("swirl", (1, 0.5)), ("polar", (2, 0.785)), ("x*y, sin(x) - y^2", (-1, 1)), ("sigmoid layer", (0.5, 0.5))
KINDS = *SMOOTH, ("|x|, y", (0, 0.5)), (restless, (0, 0)), ("rotation", (1, 0.5))


read = cache(as_map)


def shown(f, a, eps, magnify=True):
    return compute(read(f), np.array(a, dtype=float), eps, magnify)


@pytest.mark.parametrize(("f", "a"), KINDS)
def test_while_it_plays_the_circle_keeps_its_share_of_the_panel_once_it_is_as_small_as_that(f, a):
    longest = np.ptp(read(f).domain, axis=1).max()
    for eps in STOPS[SIZE * longest >= STOPS]:
        now = shown(f, a, eps)
        assert np.hypot(*(now["circle_seen"] - a).T) / longest == pytest.approx(SIZE, rel=0.01)
        assert np.hypot(*now["steps_seen"].T) / longest == pytest.approx(SIZE, rel=0.01)
        if now["fits"]:
            share = np.hypot(*(now["linear_seen"] - now["value"]).T).max() / np.ptp(now["box"], axis=1).max()
            assert share <= 1.01 * MOST or now["image_zoom"] == 1
            assert share >= 0.99 * LEAST or now["image_zoom"] > now["zoom"]


@given(st.floats(1, 5000), st.floats(1e-4, 2), st.floats(1e-6, 1e6))
def test_the_image_is_magnified_smoothly_and_from_some_radius_on_in_proportion_to_the_plane(zoom, eps, longest):
    box = ((-2.0, 2.0), (-1.0, 1.0))
    image, next_image = (of_the_image(each, eps / each, longest, box) for each in (zoom, 1.01 * zoom))
    assert of_the_image(1.0, eps, longest, box) == 1
    assert image <= next_image * (1 + 1e-12)
    assert next_image <= image * 1.01**2 * (1 + 1e-12)  # too small an ellipse grows twice as fast


def test_one_press_tells_the_whole_story_in_about_five_seconds():
    """From the first pictures of the explorer and of notebook 02 to an error that is no pixel any more."""
    for eps in (0.6, 1.0):
        assert 4.4 <= sum(eps > STOPS) * PLAY["pace"] / 1e3 <= 5.4
    factors = STOPS[1:] / STOPS[:-1]
    assert factors == pytest.approx(np.full(len(factors), factors.mean()), rel=0.011)  # three digits each
    for f, a in SMOOTH:
        now = shown(f, a, STOPS[-1])
        pixels = 350 / np.ptp(now["box"], axis=1).max()
        assert pixels * np.hypot(*(now["true_seen"] - now["linear_seen"]).T).max() < 1


@pytest.mark.parametrize("eps", [0.3, 0.06, 0.02, 0.003])
def test_the_grid_straightens_its_curvature_on_the_screen_falls_in_proportion_to_eps(eps):
    """Under z² the image of the line x = c is bent by c / 2|z|³, and that of y = d by d / 2|z|³."""
    a = np.array([1.0, 0.5])
    now = shown("complex square", a, eps)
    lines = np.concatenate([now["lines_after"], now["finer_after"]])
    p, q, r = lines[:, :-2], lines[:, 1:-1], lines[:, 2:]
    cross = np.abs(((q - p)[..., ::-1] * (r - p) * [1, -1]).sum(axis=-1))
    bent = 2 * cross / np.prod([np.hypot(*np.moveaxis(s, -1, 0)) for s in (q - p, r - q, r - p)], axis=0)
    near = np.hypot(*np.moveaxis(q - now["value"], -1, 0)) < 2
    bent, q = bent[near], q[near]
    z = np.sqrt((now["value"] + (q - now["value"]) / now["image_zoom"]) @ [1, 1j])
    either = np.stack([np.abs(z.real), np.abs(z.imag)]) / (2 * np.abs(z) ** 3) / now["image_zoom"]
    assert len(q) > 15
    assert (np.abs(bent / either - 1).min(axis=0) < 0.03).all()
    assert now["image_zoom"] == pytest.approx(0.6 / eps)


@given(st.sampled_from(SMOOTH), st.floats(-11, -1).map(lambda power: 2.0**power))
def test_the_lines_are_those_of_the_plane_and_their_images_those_under_f(kind, eps):
    f, a = read(kind[0]), np.array(kind[1], dtype=float)
    now = shown(*kind, eps)
    if now["zoom"] == 1:
        assert np.isnan(now["lines"]).all()
        return
    low, side = np.array(f.domain)[:, 0], np.ptp(f.domain, axis=1)
    ends = a + (np.concatenate([now["lines"], now["finer"]]) - a) / now["zoom"]
    cells = (ends - low) / side * CELLS * 2 ** (1 + max(0, np.floor(np.log2(now["zoom"] / 2))))
    upright, level = np.abs(np.diff(ends, axis=1)).max(axis=1).T < 1e-12
    assert (upright ^ level).all()
    along = np.where(upright[:, None], cells[:, 0], cells[:, 0])[np.arange(len(ends)), np.where(upright, 0, 1)]
    np.testing.assert_allclose(along, np.round(along), atol=1e-6)
    image = now["value"] + (now["lines_after"] - now["value"]) / now["image_zoom"]
    assert len(image) > 3
    across = np.abs(np.diff(image, axis=1)).sum()
    assert np.isfinite(across) and across > 0


@pytest.mark.parametrize("zoom", [2.0, 4.0, 32.0])
def test_finer_lines_come_into_sight_as_the_others_move_apart_and_none_jumps(zoom):
    """Just below a power of two the finer lines are full; just above it they are among the others."""
    before, after = (shown("swirl", (1, 0.5), 0.6 / zoom * factor) for factor in (1.0001, 0.9999))
    both = np.concatenate([before["lines"], before["finer"]]) if zoom > 2 else before["lines"]
    assert after["finer_seen"] < 0.001
    assert before["finer_seen"] == pytest.approx(1 if zoom > 2 else 0, abs=0.001)
    places = [sorted(line[0].round(1).tolist() for line in lines) for lines in (both, after["lines"])]
    assert np.abs(np.array(places[0]) - places[1]).max() < 0.21


@pytest.mark.parametrize(("f", "a", "poles"), [("1/x, y", (0.3, 0.5), 1), ("1/x, 1/y", (0.2, 0.3), 2)])
@pytest.mark.parametrize("eps", [0.5, 0.25, 0.1])
def test_no_line_of_the_image_goes_across_a_pole(f, a, poles, eps):
    """1/x changes sign at its pole alone."""
    now = shown(f, a, eps)
    lines = np.concatenate([now["lines_after"], now["finer_after"]])
    signs = np.sign(now["value"] + (lines - now["value"]) / now["image_zoom"])[..., :poles]
    assert (signs < 0).any()
    assert not (signs[:, 1:] * signs[:, :-1] < 0).any()


def test_the_view_goes_back_with_the_slider_to_the_same_picture():
    live = explore.linear_approximation("swirl")
    there, back = {}, {}
    for frames, stops in ((there, STOPS[20:120:9]), (back, STOPS[20:120:9][::-1])):
        for eps in stops:
            frames[eps] = live.stage.draw(live.state | {"eps": float(eps)})[0]
    assert there == back
    live.close()


def test_without_the_lens_the_circle_shrinks_in_the_plane_as_it_is():
    for eps in (1.0, 0.1, 0.002):
        now = shown("swirl", (1, 0.5), eps, magnify=False)
        np.testing.assert_allclose(now["circle_seen"], now["circle"])
        np.testing.assert_allclose(now["true_seen"], now["true"])
        assert now["zoom"] == now["image_zoom"] == 1
        assert np.isfinite(now["before"]).all()
    live = explore.linear_approximation("swirl", eps=0.01, magnify=False)
    assert "magnify=False" in live.stage.draw(live.state)[1]["call"]
    assert "Magnified" not in words_of(live)["say"]


def test_where_there_is_no_image_of_a_nothing_is_magnified():
    for f, a in (("ln x, y", (-1, 0)), ("sin(x)/x, y", (0, 0)), ("1/x, y", (0, 0.5))):
        now = shown(f, a, 0.01)
        assert now["zoom"] == now["image_zoom"] == 1
        assert np.isfinite(now["before"]).all()


def test_it_is_said_how_many_times_each_plane_is_magnified():
    assert words_of(explore.linear_approximation("swirl", (1, 0.5), 0.06))["say"].endswith(" Magnified × 10.")
    said = words_of(explore.linear_approximation("x + x^3, y", (0, 0.5), 0.06))["say"]
    assert said.endswith(f" Magnified × 10, the image × {shown('x + x^3, y', (0, 0.5), 0.06)['image_zoom']:.0f}.")
    assert "Magnified" not in words_of(explore.linear_approximation("swirl", (1, 0.5), 0.6))["say"]


def test_nothing_compiles_and_the_background_is_drawn_once_while_it_plays():
    live = explore.linear_approximation("x*y, sin(x) - y^2", a=(-1, 1))
    live.stage.draw(live.state)
    (picture, _), *_ = live.stage.pictures.values()
    programs, drawn = compiled._cache_size(), []
    draw = picture.canvas.draw
    picture.canvas.draw = lambda: drawn.append(draw())
    for eps in STOPS[STOPS < 0.6][::3]:
        live.stage.frame(live.state | {"eps": float(eps)}, sharp=False)
    assert compiled._cache_size() == programs
    assert len(drawn) <= 1  # where the ticks make room for the scale
    live.close()


# The panel of errors --------------------------------------------------------------------------------------------------

ERRORS = st.floats(-300, 300).map(lambda power: 10.0**power) | st.sampled_from([0.0, np.inf, np.nan])
MANY = 12  # at most: made as many by NaN, so that there is one program for all
ends = jax.jit(errors.ends)


@given(st.lists(ERRORS, max_size=MANY))
def test_the_panel_holds_all_errors_that_are_reached_and_at_most_two_decades_more(found):
    low, high = ends(np.array([*found, *[np.nan] * (MANY - len(found))])).tolist()
    known = [error for error in found if 0 < error < np.inf]
    assert 0 < low < high < np.inf
    if known:
        assert low <= min(known) * (1 + 1e-9)
        assert max(known) <= high * (1 + 1e-9)
        assert np.log10(high) - np.log10(low) <= np.log10(max(known)) - np.log10(min(known)) + 2


@pytest.mark.parametrize(
    ("f", "a"), [*KINDS, ("x + x^3, y", (0, 0.5)), ("1/x, y", (0.3, 0.5)), ("1e200 x^2, y", (0, 0))]
)
@pytest.mark.parametrize("eps", [0.002, 0.5, 1.9])
def test_the_panel_spans_what_is_reached(f, a, eps):
    now = shown(f, a, eps)
    low, high = now["error_ends"]
    for errors_drawn in (now["largest_by_radius"][:, 1], now["mean_by_radius"][:, 1], now["here"][1]):
        known = np.asarray(errors_drawn)[np.isfinite(errors_drawn)]
        assert ((low <= known) & (known <= high * (1 + 1e-9))).all()


@pytest.mark.parametrize(("f", "a", "slope"), [("swirl", (1, 0.5), 2), ("x + x^3, y", (0, 0.5), 3)])
def test_a_triangle_below_the_curve_has_its_slope(f, a, slope):
    now = shown(f, a, 0.1)
    (x0, y0), (x1, foot), (_, top) = now["triangle"]
    assert np.log(top / foot) / np.log(x1 / x0) == pytest.approx(slope, abs=0.02)
    assert now["slope_in_words"] == [f"slope {slope:.2f}"]
    at = np.exp(np.interp(np.log([x0, x1]), *np.log(now["largest_by_radius"]).T))
    assert (at > [y0, top]).all()
    assert y0 > now["error_ends"][0]
    assert now["law_in_words"] == ""


def test_where_the_curve_is_not_like_its_slope_there_is_no_triangle():
    now = shown("sin(1e4x), y", (1, 0), 0.01)  # 2 for the smallest radii, and 1 for those that are seen
    assert np.isnan(now["triangle"]).all()
    assert now["law_in_words"] == "slope 2.00 as ε → 0"


@pytest.mark.parametrize(
    ("f", "eps", "everywhere"), [("rotation", 0.5, True), ("shear", 2.0, True), ("|x|, y", 0.5, False)]
)
def test_the_error_of_what_is_linear_lies_along_the_bottom_and_is_said_to_be_0(f, eps, everywhere):
    now = shown(f, (1, 0.5), eps)
    low, high = now["error_ends"]
    bottom = now["largest_by_radius"][:, 1] < low * (high / low) ** 0.02
    assert bottom.all() if everywhere else bottom[errors.RADII < 0.99].all() and not bottom[errors.RADII > 1.1].any()
    assert now["here"][1] < low * (high / low) ** 0.02
    assert now["rounding_in_words"] == "0, up to rounding"
    assert "only rounding" in now["law_in_words"]
    assert shown("swirl", (1, 0.5), eps)["rounding_in_words"] == ""
    assert magnification(maps.swirl, 0.6, np.array([np.nan, 0])) == 1
