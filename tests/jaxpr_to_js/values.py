"""Numbers that are hard, drawn by hypothesis; and how near what comes out must be."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

COUNT = 60
EDGES = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -2.5, np.inf, -np.inf, np.nan, 1e-8, 1e8, -1e300, 1e-300]
EDGES += [np.pi, 2.0**53, -(2.0**31), 2.0**31, 2.0**32, 0.49999999999999994, 4503599627370497.5, 2.0**63]
WHOLE = {"int32": 31, "int64": 52, "uint32": 32, "uint64": 64}  # bits that are drawn


def floats(shape=(COUNT,)):
    """Half of them hard ones, the others anything that isn't subnormal."""
    each = st.sampled_from(EDGES) | st.floats(-100, 100, allow_subnormal=False) | st.floats(allow_subnormal=False)
    return arrays.arrays(np.float64, shape, elements=each)


def tame(shape):
    """Numbers that can be added up without a loss that depends on the order."""
    return arrays.arrays(np.float64, shape, elements=st.integers(-64, 64).map(lambda k: k / 8))


def wholes(dtype: str, shape=(COUNT,)):
    most = 2 ** WHOLE[dtype] - 1
    least = 0 if dtype.startswith("u") else -most - (dtype == "int32")
    edges = [k for k in (0, 1, 2, 3, -1, -2, 31, 32, 63, 64, most, least) if least <= k <= most]
    return arrays.arrays(np.dtype(dtype), shape, elements=st.sampled_from(edges) | st.integers(least, most))


def truths(shape=(COUNT,)):
    return arrays.arrays(np.bool_, shape)


def agree(want, got, within=0.0, signs=True) -> None:
    """All are the same; numbers up to a relative error, zeros with their signs; beside NaN is NaN."""
    want, got = np.asarray(want), np.asarray(got)
    if want.dtype.kind in "biu":
        np.testing.assert_array_equal(got.astype(want.dtype), want)
        return
    tiny = np.finfo(want.dtype).tiny  # below it, XLA makes a 0 of numbers where it likes
    same = (want == got) | (np.isnan(want) & np.isnan(got)) | ((np.abs(want) <= tiny) & (np.abs(got) <= tiny))
    with np.errstate(all="ignore"):
        near = np.isfinite(want) & np.isfinite(got) & (np.abs(want - got) <= within * np.abs(want))
    wrong = ~(same | near)
    assert not wrong.any(), f"{got[wrong][:4]} instead of {want[wrong][:4]}"
    if signs:
        zero = (want == 0) & (got == 0)
        np.testing.assert_array_equal(np.signbit(got[zero]), np.signbit(want[zero]))
