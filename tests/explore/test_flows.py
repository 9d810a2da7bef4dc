"""The kinds of layers of the flows, as maps."""

import numpy as np
import pytest

from jaclib import jacobian
from jaclib.explore.learn.flows import KINDS, made_of

POINT = np.array([0.7, -0.4])


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_of_layer_can_be_called_as_a_map(name):
    assert np.isfinite(KINDS[name](POINT)).all()
    assert np.isfinite(jacobian(KINDS[name])(POINT)).all()


@pytest.mark.parametrize("name", ["affine coupling", "planar"])
def test_a_kind_with_weights_is_its_own_first_layer(name):
    pair, weights = made_of(KINDS[name], seed=0)
    first, _ = pair(type(weights)(*(leaf[:2] for leaf in weights)), (1, 0))
    np.testing.assert_array_equal(KINDS[name](POINT), first.forward(POINT))
