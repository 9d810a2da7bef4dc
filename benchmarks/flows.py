"""Maps that are written as loops, and how long they compile: `python -m benchmarks.flows`.

A teacher's pendulum, followed by 1, 3 and 10 steps of the classical Runge–Kutta method. For each explorer that takes a
map: CPU seconds from the call to the first picture, as a multiple of those that `jax.jit(jacobian(f))` takes for the
same map in the same process. What doesn't depend on the map is compiled before, by a picture of another one.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.live_figure import circumstances
from benchmarks.report import write_section

STEPS = 1, 3, 10
GOAL = 4  # for maps of three steps and more
EXPLORERS = {  # its arguments for another map, and for the pendulum
    "jacobian_matrix": ("'x + y/3, y'", "pendulum"),
    "linear_approximation": ("'x + y/3, y'", "pendulum"),
    "chain_rule": ("'u, v', 'x + y/3, y'", "'u, v', pendulum"),
    "chain_rule_proof": ("'u, v', 'x + y/3, y'", "'u, v', pendulum"),
    "determinant": ("'x + y/3, y'", "pendulum"),
    "determinant_product": ("'x, y', 'x + y/3, y'", "'x, y', pendulum"),
    "change_of_variables": ("'x + y/3, y'", "pendulum"),
    "mean_value": ("'x + y/3, y'", "pendulum"),
    "finite_differences": ("'x + y/3, y'", "pendulum"),
    "flow": ("'x + y/3, y'", "pendulum"),
    "newton": ("'x + y/3, y'", "pendulum"),
    "hessian": ("'x^2 + y/3'", "lambda x: pendulum(x)[0]"),
    "implicit": ("'x^2 + y/3'", "lambda x: pendulum(x)[0]"),
}
SESSION = """
import json, sys, time
import jax, jax.numpy as jnp
from jaclib import explore, jacobian

steps, other, arguments, name = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]

def rate(x):
    return jnp.stack([x[1], -jnp.sin(x[0])])

def pendulum(x, h=0.3):
    for _ in range(steps):
        k1 = rate(x)
        k2 = rate(x + h / 2 * k1)
        k3 = rate(x + h / 2 * k2)
        k4 = rate(x + h * k3)
        x = x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return x

def first_picture(arguments):
    start = time.process_time()
    live = eval(f"explore.{name}({arguments})")
    live.stage.draw(live.state)
    return time.process_time() - start

jax.config.update("jax_enable_compilation_cache", False)
first_picture(other)
start = time.process_time()
jax.jit(jacobian(lambda x: pendulum(x)))(jnp.array([1.0, 0.5])).block_until_ready()
alone = time.process_time() - start
print(json.dumps([alone, first_picture(arguments)]))
"""


def session(name: str, steps: int) -> tuple[float, float]:
    """CPU seconds of `jit(jacobian(f))` alone, and of the explorer's first picture."""
    other, arguments = EXPLORERS[name]
    own = {key: value for key, value in os.environ.items() if not key.startswith("JAX_")}
    run = [sys.executable, "-c", SESSION, str(steps), other, arguments, name]
    printed = subprocess.run(run, env=own, capture_output=True, text=True, check=True).stdout
    return tuple(json.loads(printed.splitlines()[-1]))  # before it stands that the pendulum takes long to compile


def median(name: str, steps: int) -> tuple[float, float]:
    """Of three sessions the one whose ratio is between the others': to compile once takes 0.5 to 0.7 s, by chance."""
    return sorted((session(name, steps) for _ in range(3)), key=lambda each: each[1] / each[0])[1]


def row(name: str) -> list[str]:
    found = {steps: median(name, steps) for steps in STEPS}
    ratios = {steps: first / alone for steps, (alone, first) in found.items()}
    met = all(ratio <= GOAL for steps, ratio in ratios.items() if steps >= 3)
    cells = [f"{first:.1f} s, {ratios[steps]:.1f} ×" for steps, (_, first) in found.items()]
    return [f"`{name}`", *cells, "met" if met else "MISSED"]


def main(names):
    header = ["explorer", *(f"{steps} step{'s' * (steps > 1)}" for steps in STEPS), f"≤ {GOAL} × from 3 steps on"]
    lines = [header, ["---", *["--:"] * len(STEPS), "---"], *map(row, names)]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    about = __doc__.partition("\n\n")[2].strip().replace("\n", " ")
    text = (
        f"## Maps written as loops\n\nWritten by `python -m benchmarks.flows`. {circumstances()}\n\n{about}\n\n{table}"
    )
    print(text)
    return text


if __name__ == "__main__":
    if sys.argv[1:]:  # only some: nothing is written
        main(sys.argv[1:])
    else:
        write_section(Path(__file__).with_name("RESULTS.md"), "flows", main(EXPLORERS))
