"""The widgets of a page, for tests that use them as a hand would."""


def below(widget):
    """The widget and all those in it."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from below(child)
