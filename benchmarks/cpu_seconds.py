"""What the tests cost, in CPU seconds: a plugin of pytest, and the table of what it wrote.

    CPU_SECONDS=after.jsonl make test PYTEST_ARGS="-p benchmarks.cpu_seconds"
    python -m benchmarks.cpu_seconds before.jsonl after.jsonl …

Each process of a run adds a line for each test: what it and all below it (servers, kernels, browsers) have computed
since the test before. So the test that opens a browser or starts a server pays for it.
"""

import json
import os
import re
import sys
from collections import Counter
from pathlib import Path

import psutil
import pytest

# the first that fits
PARTS = {
    "the project itself": r"tests/project/|tests/house/test_mutants",
    "notebooks": r"notebooks/|tests/(lab|course)/test_(notebooks|course)\.py",
    "figures in the browser": r"tests/lab/",
    "pictures": r"tests/explore/\w*pictures\.py",
    "exercises and typed formulas": r"tests/course/|tests/maths/test_(diagnose|formula)\.py",
    "maths": r"jaclib/|tests/maths/",
    "servers, make, draw and stage": r"tests/(draw|house|page|stage)/",
    "explorers": r"tests/explore/",
    "starting, collecting, ending": r"collection|the end",
}
ME = psutil.Process()
spent = 0.0


def so_far(alone: bool) -> float:
    """CPU seconds of this process and all below it, or of this process alone."""
    own = ME.cpu_times()
    if alone:
        return own.user + own.system
    return sum(own[:4]) + sum(map(_of, ME.children(recursive=True)))


def _of(process: psutil.Process) -> float:
    try:
        return sum(process.cpu_times()[:4])  # user, system, and of the children that have ended
    except psutil.Error:
        return 0.0  # it has ended just now: its parent has its seconds


def add(name: str, config: pytest.Config) -> None:
    global spent
    has_workers = bool(getattr(config.option, "numprocesses", None)) and not hasattr(config, "workerinput")
    now = so_far(alone=has_workers)
    with open(os.environ["CPU_SECONDS"], "a", encoding="utf-8") as file:
        # what ends without its parent waiting for it takes its seconds along
        file.write(json.dumps([name, round(max(0.0, now - spent), 3)]) + "\n")
    spent = now


def pytest_collection_finish(session):
    add("collection", session.config)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item):
    result = yield
    add(item.nodeid, item.config)
    return result


def pytest_unconfigure(config):
    add("the end", config)


def by_part(path: Path) -> Counter:
    """CPU seconds of a run, by part."""
    parts = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        name, seconds = json.loads(line)
        part = next((part for part, pattern in PARTS.items() if re.match(pattern, name)), "the rest")
        parts[part] += max(0.0, seconds)
    return parts


def table(runs: list[tuple[str, Counter]]) -> str:
    """A row a part and a column a run, and each run's share of the first."""
    header = ["CPU seconds", *(name for name, _ in runs)]
    rows = [[part, *(f"{run[part]:,.0f}" for _, run in runs)] for part in PARTS]
    totals = [run.total() for _, run in runs]
    rows.append(["**in all**", *(f"**{total:,.0f}**" for total in totals)])
    rows.append(["share of the first", *(f"{total / totals[0]:.0%}" for total in totals)])
    lines = [header, ["---", *["--:"] * len(runs)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    print(table([(Path(name).stem, by_part(Path(name))) for name in sys.argv[1:]]))
