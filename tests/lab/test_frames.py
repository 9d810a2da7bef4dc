"""Every frame that a dragged stage shows is, byte for byte, one that Python drew for the state that it names."""

import pytest

from benchmarks.live_figure import measure_rows, stage_on


@pytest.mark.alone
@pytest.mark.parametrize(("lab", "line"), [("plain", "local"), ("fast", "line")], indirect=["lab"])
def test_every_frame_shown_is_what_python_drew_for_its_state(lab, line):
    rows, checked = measure_rows({"stage": stage_on(lab)}, line, steps=1, drags=1)
    assert checked["wrong"] == 0
    assert checked["right"] >= 3 * len(rows)
