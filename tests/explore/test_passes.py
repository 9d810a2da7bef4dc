"""The passes of explore.passes, against JAX's own Jacobian of the same map and the definition of a colouring."""

import jax
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore
from jaclib.chain_rule import Trace
from jaclib.draw.matrices import _hatch
from jaclib.explore.passes import colouring, stopwatch
from jaclib.explore.passes.colouring import MAP_KINDS, WAYS, band, colours, layers, multiplications, pattern
from jaclib.explore.passes.numbers import compute
from jaclib.explore.passes.words import CHALLENGES, say, values
from jaclib.stage import NotReady
from tests.explore.answers import rows_of, words_of

SHAPES = [(1, 1), (1, 7), (8, 2), (12, 12), (64, 33)]
POINT = 0.5 * np.random.default_rng(6).standard_normal(64)  # where the map of the explorer is taken


def seen(m=4, n=6, kind="dense", way="forward", done=2, measure=False):
    return compute(kind, way, m, n, done, measure)


@pytest.mark.few
@pytest.mark.parametrize("kind", MAP_KINDS)
@pytest.mark.parametrize(("m", "n"), SHAPES)
def test_after_all_passes_the_matrix_is_what_jacfwd_finds(kind, m, n):
    exact = jax.jacfwd(stopwatch.network(kind, m, n))(POINT[:n])
    for way in WAYS:
        np.testing.assert_allclose(colouring.read_off(way, kind, m, n, 64), exact, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(stopwatch.whole_jacobian(way, kind, m, n)(POINT[:n]), exact, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("kind", MAP_KINDS)
def test_a_pass_forward_brings_a_column_and_a_pass_in_reverse_a_row(kind):
    for done in range(5):
        columns, rows = (np.isfinite(seen(4, 6, kind, way, done)["known"]) for way in ("forward", "reverse"))
        assert columns[:, :done].all() and not columns[:, done:].any()
        assert rows[:done].all() and not rows[done:].any()


def test_a_coloured_pass_brings_all_columns_of_its_colour_and_the_zeros_are_known_before():
    m = n = 9
    for done in range(4):
        known = np.isfinite(seen(m, n, "banded", "coloured", done)["known"])
        np.testing.assert_array_equal(known, ~band(m, n) | (np.arange(n) % 3 < done))


@given(st.integers(1, 9), st.integers(1, 9), st.randoms(use_true_random=False))
def test_columns_of_one_colour_never_meet_in_a_row(m, n, random):
    there = np.array([[random.random() < 0.3 for _ in range(n)] for _ in range(m)])
    found = colours(there)
    for colour in range(found.max() + 1):
        assert (there[:, found == colour].sum(axis=1) <= 1).all()
    assert there.sum(axis=1).max() <= found.max() + 1 <= n


@given(st.integers(1, 64), st.integers(1, 64))
def test_a_band_of_three_takes_at_most_three_passes_and_a_full_matrix_as_many_as_it_has_columns(m, n):
    assert colours(band(m, n)).max() + 1 == band(m, n).sum(axis=1).max() <= 3
    assert colours(pattern("dense", m, n)).max() + 1 == n


@pytest.mark.parametrize("kind", MAP_KINDS)
def test_what_is_pushed_forward_and_what_is_pulled_back_are_adjoint(kind):
    """⟨w, J v⟩ = ⟨Jᵀ w, v⟩."""
    rng = np.random.default_rng(0)
    parts, v, w = layers(kind, 11, 17), rng.standard_normal((5, 17)), rng.standard_normal((5, 11))
    forth, back = colouring.push(parts, v), colouring.pull(parts, w)
    np.testing.assert_allclose((forth * w).sum(axis=1), (back * v).sum(axis=1))


@pytest.mark.parametrize(("m", "n"), SHAPES)
def test_the_multiplications_of_a_dense_map_are_those_that_the_chain_rule_counts(m, n):
    factors = tuple(layer.W for layer in reversed(layers("dense", m, n)))
    trace = Trace((), factors, ())
    assert trace.cost("jvp").multiplications == n * multiplications("dense", m, n)
    assert trace.cost("vjp").multiplications == m * multiplications("dense", m, n)


def test_of_a_banded_map_only_what_is_not_0_is_multiplied():
    assert multiplications("banded", 20, 20) == 3 * 20 - 2


def test_the_time_is_measured_only_when_asked_for_and_once_for_each_shape(monkeypatch):
    asked = []
    monkeypatch.setattr(stopwatch, "TAKEN", {})
    monkeypatch.setattr(stopwatch, "_measure", lambda f, x: asked.append(x.shape) or 0.25)
    assert "ms" not in say(seen())
    assert asked == []
    for _ in range(2):
        with pytest.raises(NotReady, match="Measuring"):
            seen(measure=True)
    assert "forward 0.25 ms" in say(seen(measure=True))
    assert "0.25 ms" in say(seen(measure=True, done=3))
    assert asked == [(6,)] * 3


def test_the_stopwatch_measures_the_time_that_a_call_takes():
    """A sleep of 20 ms can't be over sooner."""
    from time import sleep

    assert stopwatch._measure(lambda x: sleep(0.02) or x, np.ones(1)) >= 20


def test_the_words_and_readouts_say_what_the_numbers_are():
    now = seen(8, 24, done=9)
    each = 24 * 512 + 512 * 512 + 512 * 8
    words = say(now)
    assert "After 9 of 24 passes forward, 72 of 192 entries are known" in words
    assert f"{9 * each / 1e6:.1f} million multiplications" in words
    assert "forward 24, reverse 8, by colours 24. The fewest: reverse." in words
    shown = rows_of(values(now))
    assert (shown["so far"], shown["in all"]) == ([[f"{9 * each:,}"]], [[f"{24 * each:,}"]])
    assert "All ways take equally many." in say(seen(5, 5))


@pytest.mark.parametrize(
    ("name", "there", "nearly", "elsewhere"),
    [
        ("even", (9, 9), (9, 11), (4, 40)),
        ("two", (2, 30, "dense", "reverse"), (2, 30), (2, 20)),
        ("three", (20, 20, "banded", "coloured", 3), (20, 20, "banded", "forward", 3), (20, 20)),
    ],
)
def test_a_challenge_knows_where_it_is_solved_and_where_only_nearly(name, there, nearly, elsewhere):
    judged = [CHALLENGES[name].judge(seen(*each)) for each in (there, nearly, elsewhere)]
    assert [each and each.right for each in judged] == [True, False, None]


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("way", WAYS)
def test_every_shape_is_drawn_from_the_first_pass_to_the_last(way):
    for kind, m, n, done in (("dense", 1, 1, 0), ("dense", 64, 3, 64), ("banded", 3, 64, 2), ("banded", 30, 30, 1)):
        words_of(explore.passes(m, n, kind=kind, way=way, done=done))


def test_more_passes_than_there_are_change_nothing():
    assert say(seen(4, 6, done=40)) == say(seen(4, 6, done=6))


def test_what_is_negative_is_hatched_and_nothing_else():
    values, size = np.array([[0.5, -0.25], [0.0, np.nan], [-1.0, 1.0]]), (2.0, 3.0)
    strokes = _hatch(values, 2.0 * np.arange(3), -3.0 * np.arange(4), size)
    middles = np.nanmean(strokes.reshape(-1, 3, 2)[:, :2], axis=1)
    squares = {(int(-y // size[1]), int(x // size[0])) for x, y in middles}
    assert squares == {(0, 1), (2, 0)} == set(zip(*np.nonzero(values < 0), strict=True))
