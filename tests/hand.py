"""What a hand does on the page of a figure, for tests without a page."""

from unittest.mock import patch


def enter(live, name: str, value, *file: bytes) -> str:
    """Type or pick a value, or give a file of that name; the sentence that then stands beside the control, or ""."""
    with patch.object(live, "send") as told:
        live._heard(live, {"kind": "entered", "name": name, "value": value}, list(file))
    return told.call_args.args[0]["wrong"]


def press(live, words: str, name: str = "order") -> None:
    """Press the button of a control that has these words."""
    (text,) = [each["text"] for row in live._looks[name]["rows"] for each in row["buttons"] if each["words"] == words]
    assert enter(live, name, text) == ""


def seen(live) -> list[str]:
    """The names of the controls that are on the page."""
    return [name for name, look in live._looks.items() if look["shown"]]
