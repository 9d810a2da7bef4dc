"""The requests that a drag sends: of a kernel that hears and draws with one interpreter, the drawing gets its share.

The page's own engine runs in node, in a time of its own, against a simulated kernel and line (`line.mjs`). Unlike a
browser's, its counts are the same on every machine.
"""

import json
import subprocess
from functools import cache
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

from jaclib.stage import Live

SIMULATION = Path(__file__).parent / "line.mjs"
SCREEN = 62.5  # new states a second, one for each picture of the screen
DRAWS, ACKNOWLEDGED = 2.5, 40  # draws until the last picture; ms after which a silent browser acknowledges a packet
# ms to draw a frame and to hear a message: a fast machine, a slow one, a slow one with busy neighbours
MACHINES = [(12, 1.5), (24, 2), (30, 10), (60, 3), (60, 15), (150, 15)]
TRIPS = [4, 84]  # ms there and back
drags = pytest.mark.parametrize(("draw", "hear"), MACHINES)
lines = pytest.mark.parametrize("trip", TRIPS)


@pytest.fixture(scope="module")
def drag(tmp_path_factory):
    stage = tmp_path_factory.mktemp("page") / "stage.mjs"
    stage.write_text(Live._esm, encoding="utf-8")
    node, _ = compute_driver_executable()  # comes with Playwright

    @cache
    def dragged(draw, hear, trip, held=False, hand=16) -> dict[str, float]:
        """Frames and messages a second, and the ms from the last move to its picture; `hand` ms between two moves."""
        given = json.dumps({"draw": draw, "hear": hear, "trip": trip, "held": held, "hand": hand})
        command = [node, str(SIMULATION), str(stage), given]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    return dragged


@drags
@lines
def test_a_drag_shows_seven_tenths_of_what_a_kernel_can_draw_that_hears_only_what_it_draws(drag, draw, hear, trip):
    assert drag(draw, hear, trip)["frames"] >= 0.7 * min(SCREEN, 1000 / (draw + hear))


@drags
@pytest.mark.parametrize(("trip", "hand"), [(4, 16), (4, 8), (84, 16)])
def test_where_the_server_holds_small_packets_back_a_drag_shows_seven_tenths_or_more(drag, draw, hear, trip, hand):
    freely = drag(draw, hear, trip, hand=hand)
    assert drag(draw, hear, trip, held=True, hand=hand)["frames"] >= 0.7 * freely["frames"]


@drags
@lines
@pytest.mark.parametrize("held", [False, True])
def test_the_kernel_hears_two_messages_for_each_frame_and_few_more(drag, draw, hear, trip, held):
    seen = drag(draw, hear, trip, held)
    assert seen["messages"] <= 2.6 * seen["frames"]


@drags
@lines
@pytest.mark.parametrize("held", [False, True])
def test_the_last_picture_is_there_two_and_a_half_draws_after_the_last_move(drag, draw, hear, trip, held):
    # half a draw until it is asked for, the draw before, its own; each with two messages heard. What is held back twice
    # waits twice: the frame before, and its own.
    late = DRAWS * (draw + 2 * hear) + trip + 2 * ACKNOWLEDGED * held
    assert drag(draw, hear, trip, held)["lag"] <= late
