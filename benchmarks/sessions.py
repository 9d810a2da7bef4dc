"""The first picture of each explorer in a first session and in a second: `python -m benchmarks.sessions`.

Each session is a process of its own. Timed is the call, up to the picture that is saved with the cell; the import isn't
part of it. The first session finds no compiled code, the second what the first has left.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.explorers import EXPLORERS, call_of
from benchmarks.live_figure import circumstances
from benchmarks.report import write_section

SESSION = """
import json, sys, time
from jax import monitoring
compiled = []
monitoring.register_event_listener(lambda name, **_: compiled.append(name))
from jaclib import explore
start = time.perf_counter()
live = eval(sys.argv[1])
live.first()
taken = time.perf_counter() - start
print(json.dumps([taken, compiled.count("/jax/compilation_cache/cache_misses")]))
"""


def session(call: str, cache: str) -> tuple[float, int]:
    """Seconds to the first picture in a new process, and how many programs were compiled for it, or for the import."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("JAX_")}
    own |= {"XDG_CACHE_HOME": cache, "LOCALAPPDATA": cache, "HOME": cache}
    run = [sys.executable, "-c", SESSION, call]
    return tuple(json.loads(subprocess.run(run, env=own, capture_output=True, text=True, check=True).stdout))


def row(name: str) -> str:
    with tempfile.TemporaryDirectory() as cache:
        (first, compiled), (second, again) = (session(call_of(name), cache) for _ in range(2))
    return f"| `{name}` | {first:.2f} | {second:.2f} | {second / first:.2f} | {compiled} | {again} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", default=list(EXPLORERS), help="explorers to measure; all, if none is named")
    parser.add_argument("--write", type=Path, help="also write the table into this file, in a section of its own")
    options = parser.parse_args()
    lines = [
        "## A notebook opened again\n",
        f"Written by `python -m benchmarks.sessions`. {circumstances()} From the call of an explorer to its first "
        "picture, in a process that finds no compiled code, and in the next one, which finds what that one has left; "
        "the import isn't part of it. Beside it, how many programs XLA compiled.\n",
        "| explorer | first session, s | second, s | ratio | compiled in the first | in the second |",
        "| --- | --: | --: | --: | --: | --: |",
    ]
    for name in options.names:
        lines.append(row(name))
        print(lines[-1], file=sys.stderr)
    text = "\n".join(lines)
    print(text)
    if options.write:
        write_section(options.write, "sessions", text)


if __name__ == "__main__":
    main()
