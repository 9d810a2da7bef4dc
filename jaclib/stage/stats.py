"""What a drag was like, for a teacher whose students sit before a slow hub."""

from typing import NamedTuple


class Stats(NamedTuple):
    """The figure's last drag. Times are in milliseconds, and means over its frames.

    >>> print(Stats(frames=42, frames_a_second=30.4, round_trip=48, drawing=12.3, encoding=4.1))
    42 pictures, 30 a second; 48 ms there and back, 12.3 ms to compute and draw, 4.1 ms to encode
    """

    frames: int
    """how many pictures were seen"""
    frames_a_second: float
    round_trip: float
    """from the page to the kernel and back, without the time that a request was held there"""
    drawing: float
    """what the kernel needs to compute and draw a frame"""
    encoding: float
    """what it needs to make a PNG of it"""

    def __repr__(self) -> str:
        seen = f"{self.frames} pictures, {self.frames_a_second:.0f} a second; {self.round_trip:.0f} ms there and back"
        return f"{seen}, {self.drawing:.1f} ms to compute and draw, {self.encoding:.1f} ms to encode"
