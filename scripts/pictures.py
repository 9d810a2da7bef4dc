"""Make the README's pictures from a real JupyterLab: python scripts/pictures.py

docs/linear_approximation.png and its like are the explorers as they start; docs/first_light.gif is a drag of the point
and of the radius, as a hand would make them, frame by frame as the page showed it.
"""

import io
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from jaclib.stage.picture import fixed_palette  # noqa: E402
from tests.lab.lab import Lab, LabServer, chromium  # noqa: E402

IMPORT = "from jaclib import explore"
CALLS = {  # of the explorers, by the name of the file
    "linear_approximation": "explore.linear_approximation('polar', a=(2, 0.8), eps=1)",
    "jacobian_matrix": "explore.jacobian_matrix('polar', a=(2, 0.8))",
    "layer": "explore.layer()",
    "chain_rule": "explore.chain_rule()",
    "chain_rule_proof": "explore.chain_rule_proof()",
    "determinant": "explore.determinant('cusp')",
    "determinant_product": "explore.determinant_product()",
    "coordinates": "explore.coordinates('spherical')",
    "change_of_variables": "explore.change_of_variables('polar')",
    "sensitivity": "explore.sensitivity(0.03, step=1000)",
    "mean_value": "explore.mean_value()",
    "digits": "explore.digits()",
    "finite_differences": "explore.finite_differences(h=0.5)",
    "passes": "explore.passes(20, 20, kind='banded', way='coloured', done=2)",
    "accumulation": "explore.accumulation(order=(1, 3))",
    "checkpointing": "explore.checkpointing()",
    "vanishing_products": "explore.vanishing_products()",
    "backprop": "explore.backprop((2, 4, 3, 1), step=14)",
    "train": "explore.train(step=150)",
    "flow": "explore.flow()",
    "train_flow": "explore.train_flow(step=600)",
    "formula": "explore.formula()",
    "newton": "explore.newton(step=2)",
    "hessian": "explore.hessian(a=(-0.8, 0.3), step=9)",
    "implicit": "explore.implicit('y^2 - x^3 + x', a=(-0.7, 0.9))",
    "fisher": "explore.fisher(a=(0, 1.6))",
    "linked": "explore.linked('complex square', a=(1, 0.5))",
}
READY = """() => {
    const engines = [...(globalThis.jaclibStages ?? [])];
    return engines.length && engines.every(engine => engine.shown?.sharp && engine.shown.width === engine.layout.width);
}"""
WIDTH = 900  # of the moving picture, in pixels
MILLISECONDS = 70  # a frame


def path() -> np.ndarray:
    """Where the hand goes: once around in the (r, θ) plane, slowly at both ends."""
    t = np.linspace(0, 1, 46)
    turn = 2 * np.pi * (t - np.sin(2 * np.pi * t) / (2 * np.pi))
    return np.stack([35 * np.sin(turn), -75 * (1 - np.cos(turn)) / 2], axis=1)


def film(notebook) -> list[Image.Image]:
    """The picture while the point is dragged around, and then while the circle shrinks."""
    page = notebook.page
    picture, knob = page.locator(".jaclib-figure"), page.locator(".jaclib-handle")
    frames = []

    def shoot():
        page.wait_for_function("() => [...jaclibStages][0].stats().flying === 0")
        page.wait_for_timeout(40)
        frames.append(Image.open(io.BytesIO(picture.screenshot())).convert("RGB"))

    box = knob.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for dx, dy in path():
        page.mouse.move(x + dx, y + dy)
        shoot()
    page.mouse.up()
    page.locator("[data-name=eps] [type=range]").focus()
    for key in ["ArrowLeft"] * 18 + ["ArrowRight"] * 18:
        page.keyboard.press(key)
        shoot()
    return frames


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        server = LabServer(Path(folder), fast=True)
        try:
            lab = Lab(server, *browser)
            for name, call in CALLS.items():
                notebook = lab.notebook([IMPORT, call], viewport=(1180, 1500))
                notebook.run_all()
                notebook.page.wait_for_function(READY)
                notebook.page.locator(".jaclib-live").first.screenshot(path=ROOT / "docs" / f"{name}.png")
                if name == "linear_approximation":
                    frames = film(notebook)
                lab.close()
        finally:
            server.stop()
    height = round(frames[0].height * WIDTH / frames[0].width)
    small = [frame.resize((WIDTH, height), Image.Resampling.LANCZOS) for frame in frames]
    palette = fixed_palette(small[0])
    first, *others = (frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in small)
    first.save(
        ROOT / "docs" / "first_light.gif",
        save_all=True,
        append_images=others,
        duration=MILLISECONDS,
        loop=0,
        optimize=False,
    )


if __name__ == "__main__":
    main()
