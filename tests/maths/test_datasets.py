"""The points to be learned lie on their curves, and are the same for the same seed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import datasets

ALL = [datasets.two_moons, datasets.spirals, datasets.rings]
SEEDS = st.integers(0, 10**6)


def split(made):
    points, labels = map(np.asarray, made)
    return points[labels == 0], points[labels == 1]


@given(SEEDS, st.sampled_from(ALL), st.integers(2, 60))
def test_the_seed_alone_decides_and_the_classes_are_as_large_as_one_another(seed, make, n):
    points, labels = make(seed, n)
    again, other = make(seed, n)[0], make(seed + 1, n)[0]
    assert points.shape == (n, 2) and points.dtype == "float64" and labels.shape == (n,)
    assert np.array_equal(points, again) and not np.array_equal(points, other)
    assert np.bincount(labels, minlength=2).tolist() == [n - n // 2, n // 2]


@given(SEEDS)
def test_without_noise_each_moon_is_half_of_a_unit_circle_and_reaches_into_the_other(seed):
    upper, lower = split(datasets.two_moons(seed, 200, noise=0))
    assert np.allclose(np.hypot(*(upper - [-0.5, -0.25]).T), 1) and (upper[:, 1] >= -0.25).all()
    assert np.allclose(np.hypot(*(lower - [0.5, 0.25]).T), 1) and (lower[:, 1] <= 0.25).all()
    assert upper[:, 0].max() > lower[:, 0].min() and upper[:, 1].min() < lower[:, 1].max()


@given(SEEDS)
def test_without_noise_the_angle_of_a_spiral_grows_with_its_radius(seed):
    for points, start in zip(split(datasets.spirals(seed, 200, noise=0)), (0, np.pi), strict=True):
        radius, angle = np.hypot(*points.T), np.arctan2(*points.T[::-1])
        gap = angle - start - 2.5 * np.pi * (radius - 0.2) / 1.3
        assert np.allclose(np.cos(gap), 1) and radius.min() >= 0.2 and radius.max() <= 1.5 + 1e-12


@given(SEEDS)
def test_without_noise_the_rings_have_their_two_radii(seed):
    inner, outer = split(datasets.rings(seed, 200, noise=0))
    assert np.allclose(np.hypot(*inner.T), 0.5) and np.allclose(np.hypot(*outer.T), 1.25)


@pytest.mark.parametrize("make", ALL)
def test_evenly_are_the_places_between_which_those_without_noise_lie(make):
    even, drawn = datasets.evenly(make, 2000), np.asarray(make(4, 300, noise=0.0)[0])
    nearest = np.linalg.norm(drawn[:, None] - even, axis=-1).min(axis=1)
    step = np.linalg.norm(np.diff(even, axis=0), axis=1)
    assert nearest.max() < max(step[:999].max(), step[1000:].max())


@pytest.mark.parametrize("make", ALL)
def test_the_noise_has_the_standard_deviation_that_is_asked_for(make):
    gap = np.asarray(make(3, 20000, noise=0.2)[0]) - np.asarray(make(3, 20000, noise=0.0)[0])
    assert np.allclose(gap.std(axis=0), 0.2, rtol=0.03) and np.allclose(gap.mean(axis=0), 0, atol=0.006)


@pytest.mark.parametrize("make", ALL)
@pytest.mark.parametrize(
    ("seed", "n", "noise", "words"),
    [
        (-1, 10, 0.1, "seed must be a whole number of at least 0; got -1"),
        (0.5, 10, 0.1, "seed must be a whole number"),
        (0, 1, 0.1, "n must be a whole number of at least 2; got 1"),
        (0, 10, -0.1, "noise must be a number from 0 on, a standard deviation; got -0.1"),
        (0, 10, float("nan"), "noise must be"),
    ],
)
def test_bad_arguments_are_told_what_is_needed(make, seed, n, noise, words):
    with pytest.raises(ValueError, match=words):
        make(seed, n, noise)
