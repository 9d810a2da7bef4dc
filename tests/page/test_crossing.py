"""What the kernel really says is what the page takes, and what the page really says is what the kernel takes."""

import json
import subprocess
from pathlib import Path

from deno import find_deno_bin

from jaclib.stage import NotReady
from jaclib.stage.messages import KINDS, fault
from tests.one_dot import dot

CROSSING = Path(__file__).parent / "crossing.mjs"


def what_a_kernel_says() -> list[dict]:
    """An answer of each kind."""
    live = dot()
    said: list[dict] = []
    live.send = lambda message, buffers=None: said.append(message)
    request = {"client": "a", "seq": 1, "key": "k", "ahead": 0, "sharp": False, "heard": 0.0, "state": {"t": 0.5}}
    request |= {"layout": {"width": 360, "ratio": 1, "dark": True, "covered": False}}
    live.send(*live.stage.answer(request))
    for error in (NotReady("half"), ValueError("No.")):
        live.stage.compute = lambda t, error=error: (_ for _ in ()).throw(error)
        live.send(*live.stage.answer(request))
    live._heard(live, {"kind": "entered", "name": "t", "value": "0.3"}, [])
    live.close()
    return said


def test_each_half_takes_what_the_other_says():
    said = what_a_kernel_says()
    assert [message["kind"] for message in said] == ["frame", "later", "error", "taken"]
    command = [find_deno_bin(), "run", "--allow-read", CROSSING, json.dumps(said)]
    page = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert page["faults"] == [""] * 4
    assert {message["kind"] for message in page["sent"]} == set(KINDS)
    assert [fault(message, {"t"}) for message in page["sent"]] == [""] * len(page["sent"])
