"""An explorer as the tests use it: trained to the end, drawn, its challenges judged."""

from jaclib.stage import Later


def patiently(f, *given, **named):
    """What f returns, however long it trains."""
    while True:
        try:
            return f(*given, **named)
        except Later:
            continue


def drawn(live) -> str:
    """What is said of an explorer's picture, which is drawn; then it is closed."""
    png, words = live.stage.draw(live.state)
    live.close()
    assert png.startswith(b"\x89PNG")
    assert "nan" not in words["say"]
    return words["say"]


def verdict(judged) -> bool | None:
    """What a challenge finds: True, False where a state is nearly right, or else None; the first two in some words."""
    assert judged is None or len(judged.words) > 20
    return None if judged is None else judged.right
