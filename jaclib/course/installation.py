"""Checks that all the course needs is there: in the kernel, and in the page, which answers for itself."""

import sys
from html import escape
from importlib.metadata import PackageNotFoundError, requires, version

import jax.numpy as jnp
import numpy as np
import traitlets
from packaging.requirements import Requirement

from jaclib import jacobian, maps
from jaclib.stage.lifetime import CellWidget, mimebundle

OF_THE_SERVER = {"jupyterlab", "jupyter-server"}  # it may live in an environment of its own; the page answers for it
MEND = "In the folder of the course, the command `make lab` builds an environment that has everything."
GOOD = "Everything that computes is in place."
STILL = (
    "On this page the pictures hold still. They move once the cells are run in JupyterLab. If they do not, the "
    "environment that runs JupyterLab lacks jupyterlab_widgets or anywidget: install both there and load the page anew."
)


class Installation(CellWidget):
    """The findings; a page that can show live pictures adds so, and one that can't shows what to do instead."""

    _esm = """
    export default { render({ model, el }) {
      const say = (text) => el.append(Object.assign(document.createElement("p"), { textContent: text }));
      model.get("found").forEach(say);
      say("✓ This page shows live pictures.");
    } };
    """
    found = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        html = "".join(f"<p>{escape(line)}</p>" for line in [*self.found, STILL])
        return mimebundle(self, "\n".join(self.found), html=html)


def check_installation() -> Installation:
    """Show one line if all is well; else what is wrong, and how to mend it.

    >>> print(check_installation().found[0])
    ✓ Everything that computes is in place.
    """
    problems = [*problems_of_python(sys.version_info), *problems_of_packages(), *problems_of_numbers()]
    return Installation(found=[f"⚠ {problem}" for problem in problems] + [MEND] if problems else [f"✓ {GOOD}"])


def problems_of_python(found) -> list[str]:
    good = (3, 11) <= tuple(found[:2]) < (3, 16)
    return [] if good else [f"Python 3.11 to 3.15 is needed; this kernel runs {found[0]}.{found[1]}."]


def problems_of_packages(needed: list[str] | None = None) -> list[str]:
    """Compare what is installed with the dependencies that jaclib was installed with: what is missing or too old."""
    try:
        wanted = map(Requirement, (requires("jaclib") or []) if needed is None else needed)
    except PackageNotFoundError:
        return ["jaclib itself is not installed, only found beside the notebook."]
    problems = []
    for want in wanted:
        if want.name in OF_THE_SERVER or (want.marker and not want.marker.evaluate({"extra": "notebooks"})):
            continue
        try:
            if not want.specifier.contains(has := version(want.name), prereleases=True):
                problems.append(f"{want.name} {want.specifier} is needed; {has} is installed.")
        except PackageNotFoundError:
            problems.append(f"{want.name} is missing.")
    return problems


def problems_of_numbers() -> list[str]:
    """Try JAX, with 64-bit numbers: the Jacobian of polar coordinates, against pencil and paper."""
    if jnp.zeros(()).dtype != np.float64:
        return ["JAX computes with 32-bit numbers. Restart the kernel, and import jaclib before anything else."]
    root = np.sqrt(2)
    gap = np.abs(jacobian(maps.polar)([2.0, np.pi / 4]) - np.array([[1 / root, -root], [1 / root, root]])).max()
    return [] if gap < 1e-12 else [f"JAX computes a Jacobian that is wrong by {gap:.1g}: install it anew."]
