"""What the page sends, each kind of message with its fields; `page/messages.js` is its other half."""

from collections.abc import Container

NUMBER = (int, float)
LAYOUT = {"width": NUMBER, "ratio": NUMBER, "dark": bool, "covered": bool}
KINDS: dict[str, dict] = {
    "draw": {"client": str, "seq": int, "key": str, "ahead": int, "sharp": bool, "state": dict, "layout": LAYOUT},
    "rested": {"state": dict},
    "entered": {"name": str, "value": object},
    "awaits": {"still": list},
    "dragged": {"frames": int, "rate": NUMBER, "trip": NUMBER, "drawing": NUMBER, "encoding": NUMBER},
}
CALLED = {str: "a text", int: "a whole number", NUMBER: "a number", bool: "true or false", dict: "an object"}
CALLED[list] = "a list"


def fault(message, controls: Container[str]) -> str:
    """Say in a sentence what is wrong with a message of the page to a figure with these controls: nothing, mostly.

    >>> fault({"kind": "rested", "state": {"t": 1}}, {"t"})
    ''
    >>> fault({"kind": "rested", "state": None}, {"t"})
    'In a message "rested" of the page `state` must be an object; got None.'
    """
    kind = message.get("kind") if isinstance(message, dict) else None
    if not isinstance(kind, str) or kind not in KINDS:
        return f"A message of the page must be one of {', '.join(KINDS)}; got {kind!r}."
    if wrong := _wrong(message, KINDS[kind]):
        return f'In a message "{kind}" of the page {wrong}'
    named = [message["name"]] if "name" in KINDS[kind] else message.get("state", ())
    unknown = [name for name in named if name not in controls]
    return f'In a message "{kind}" of the page `{unknown[0]}` is no control of the figure.' if unknown else ""


def _wrong(given: dict, fields: dict) -> str:
    for name, wanted in fields.items():
        value = given.get(name)
        if isinstance(wanted, dict):
            if wrong := _wrong(value if isinstance(value, dict) else {}, wanted):
                return wrong
        elif name not in given or not _is(value, wanted):
            return f"`{name}` must be {CALLED.get(wanted, 'there')}; got {value!r}."
    return ""


def _is(value, wanted) -> bool:
    return isinstance(value, wanted) and (wanted in (bool, object) or not isinstance(value, bool))
