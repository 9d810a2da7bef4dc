"""Training as the tests run it: to the end, however often it has to be asked for."""

from jaclib.stage import Later


def patiently(f, *given, **named):
    """What f returns, however long it trains."""
    while True:
        try:
            return f(*given, **named)
        except Later:
            continue
