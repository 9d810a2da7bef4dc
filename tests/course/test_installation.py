"""The check of the installation: silent where all is well, and a sentence for each thing that is not."""

import jax
import pytest

from jaclib.course import installation
from jaclib.explore import check_installation


def test_here_everything_is_in_place():
    assert check_installation()._repr_mimebundle_()[0]["text/plain"] == "✓ Everything that computes is in place."


@pytest.mark.parametrize("found", [(3, 10, 2), (3, 16, 0), (2, 7, 18)])
def test_another_python_is_named(found):
    (problem,) = installation.problems_of_python(found)
    assert f"runs {found[0]}.{found[1]}." in problem


def test_a_missing_package_and_one_too_old_are_named():
    needed = ["no-such-package-of-jaclib>=1", "numpy>=999; extra == 'notebooks'", "uv>=999; extra == 'test'", "jax"]
    missing, old = installation.problems_of_packages(needed)
    assert missing == "no-such-package-of-jaclib is missing."
    assert old.startswith("numpy >=999 is needed; ")


def test_32_bit_numbers_are_noticed():
    with jax.enable_x64(False):
        (problem,) = installation.problems_of_numbers()
    assert "32-bit" in problem


def test_what_is_wrong_comes_with_how_to_mend_it(monkeypatch):
    monkeypatch.setattr(installation.sys, "version_info", (3, 10, 1))
    wrong, mend = check_installation().found
    assert wrong.startswith("⚠ Python 3.11") and "make lab" in mend
