"""Controls as they are declared: what each is called, what it may be, and how its value is typed in a call.

A declaration is data, and knows nothing of the page that draws it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO, NamedTuple

FARTHEST = 1e6  # from 0, a coordinate of a point that is dragged
SLIDER_WIDTH = 180  # of a slider, in CSS pixels


class Declared(NamedTuple):
    """A control before it is shown."""

    kind: str
    """the name of the function below that declares it"""
    look: dict[str, Any]
    """its label, its bounds, its options: all that is needed to show it and to check a value"""
    shown: bool = True
    """whether it is on the page: not where it has no meaning, as the width of a layer that isn't there"""
    flex: str = ""
    """how it shares its row with others, in CSS, where it doesn't just take its own width"""


class Upload(NamedTuple):
    """A button beside a choice, for a file of the user's."""

    words: str
    """on the button"""
    accept: str
    """the kinds of files that it offers, as in HTML: "image/*\""""
    read: Callable[[BinaryIO, str], Any]
    """from the file in memory and its name to what `compute` takes; raises ValueError"""


class Own(NamedTuple):
    """What a choice takes beside its options."""

    take: Callable[[Any], tuple[str, Any]]
    """from an argument that is no option to its word in the list, and what `compute` takes; raises ValueError"""
    code: Callable[[Any, str], str] = lambda given, word: repr(word)
    """how a word is typed in a call, where the argument was `given`"""
    upload: Upload | None = None


class Following(NamedTuple):
    """A control that depends on others: a point whose map may change, a step that ends where the network does."""

    names: tuple[str, ...]
    """the controls that it depends on, and arguments that it asks once"""
    declare: Callable[..., Declared | None]
    """what it is, from their values as `compute` takes them; None where there is none"""
    start: Callable[..., Any] | None
    """its first value where no argument gives one, from the same"""
    resets: bool | tuple[str, ...] | Callable[..., bool]
    """whether it goes to its start when one of those changes, which of them has to, or what tells so from its value
    and from theirs"""


def following(names: str | tuple[str, ...], declare, *, start=None, resets=True) -> Following:
    """Declare a control that depends on those of the given names.

    `declare` and `start` take their values, as `compute` does; of a name whose control isn't there, or comes later, the
    argument as it was given, or None. With `resets` it goes to its start when one of them changes, unless that is None;
    without, it keeps its value as far as the new bounds allow. Where `resets` has names, it does so when one of these
    changes; where it is a function, that tells so from the value and from theirs. What is typed only ever changes its
    look.
    """
    return Following((names,) if isinstance(names, str) else tuple(names), declare, start, resets if start else False)


def slider(
    label: str, symbol: str, lo: float, hi: float, *, steps: int = 100, play: str = "", width: int = SLIDER_WIDTH
) -> Declared:
    """A number from `lo` to `hi`; `play`, the words on a button, runs it upwards.

    `width` is that of the slider, in CSS pixels; its number field is as wide as its number.
    """
    look = {"label": label, "symbol": symbol, "lo": lo, "hi": hi, "steps": steps, "play": play, "width": width}
    return Declared("slider", look)


def log_slider(label: str, symbol: str, lo: float, hi: float, *, steps: int = 100, play: str = "") -> Declared:
    """A number whose equal steps are equal factors; `play` runs it downwards."""
    return slider(label, symbol, lo, hi, steps=steps, play=play)._replace(kind="log_slider")


def whole(
    label: str,
    symbol: str,
    lo: int,
    hi: int,
    *,
    every: int = 1,
    play: str = "",
    pace: int = 500,
    again: str = "",
    width: int = SLIDER_WIDTH,
    longest: int | None = None,
    sticks: bool = False,
    cuts: bool = False,
    hurries: bool = False,
    picks: bool = False,
) -> Declared:
    """A whole number from `lo` to `hi`, in steps of `every`; a number between two steps is read as the lower one.

    `play`, the words on a button, runs it upwards, `pace` milliseconds a step; `again`, those on another, takes it
    back. Where `hi` may change, play runs up to the `longest`, and a value that `sticks` stays at the end if it was
    there; one that `cuts` takes arguments up to the `longest` and reads those beyond `hi` as `hi`. Play of one that
    `hurries` gets faster as it goes on. One that `picks` is also set by pointing at what the scene's `grips` say.
    """
    look = {"label": label, "symbol": symbol, "lo": lo, "hi": hi, "every": every, "width": width}
    look |= {"play": play, "pace": pace, "again": again, "longest": longest or hi, "hurries": hurries}
    look |= {"sticks": sticks, "most": longest if cuts and longest else hi, "picks": picks}
    return Declared("whole", look)


def choice(
    label: str, options: Sequence[str] | Mapping[str, Any], *, own: Own | None = None, width: str = ""
) -> Declared:
    """One of several words, or what they stand for: `options` are the words, or a dictionary from words to values.

    With `own` the argument is one of the words, or something else that it takes. The list has the CSS `width`, by
    default that of its longest word.
    """
    known = dict(options) if isinstance(options, Mapping) else {word: word for word in options}
    look = {"label": label, "options": known, "width": width}
    return Declared("open_choice", look | {"own": own}) if own else Declared("choice", look)


def switch(label: str) -> Declared:
    """On or off."""
    return Declared("switch", {"label": label})


def point(
    label: str,
    *,
    names: Sequence[str] = ("x", "y"),
    panel: int = 0,
    step: float = 0.05,
    base: str = "",
    sight: dict | None = None,
    click: bool = False,
    direction: bool = False,
) -> Declared:
    """A point dragged on panel number `panel`, with a number field for each coordinate.

    An arrow key moves it by `step`, with Shift by five times as much; the mouse by a fifth of it. With `base`, the
    name of another point on the panel, its value is the step that leads from there to it, and it moves along. A point
    of the line or of space has a `sight`: its "centre", which is in the middle of the panel, and the name of the `turn`
    that is its "view", or "" on the line; it is dragged along the page. With `click` it also goes to where its panel is
    clicked. One that gives a `direction` can't be given as 0.
    """
    look = {"label": label, "names": tuple(names), "panel": panel, "step": step, "base": base, "sight": sight}
    return Declared("point", look | {"click": click, "direction": direction})


def turn(label: str, *, panel: int = 0) -> Declared:
    """Where space is looked at from, azimuth and elevation in degrees: drag anywhere on panel number `panel`."""
    return Declared("turn", {"label": label, "panel": panel})


def drawn(label: str, *, panel: int = 0, most: int = 200, step: float = 0.1, guess: str = "") -> Declared:
    """At most `most` points drawn anywhere on panel number `panel`, `step` apart; `compute` takes them as pairs.

    With a `guess`, what there is to be guessed, they are the outline of a region, and are drawn before the figure
    shows it; then they stay.
    """
    return Declared("drawn", {"label": label, "panel": panel, "most": most, "step": step, "guess": guess})


def box(
    scales: Sequence[tuple[str, str, float, float]],
    *,
    steps: int = 199,
    handle: dict | None = None,
    knobs: bool = False,
) -> Declared:
    """Several numbers, each on a slider: `scales` has its label, its symbol and its bounds.

    With a `handle`, the corner that the numbers lead to from another point is dragged, too. With `knobs` each is
    dragged up and down where the scene's `grips` say.
    """
    return Declared("box", {"scales": tuple(scales), "steps": steps, "handle": handle, "knobs": knobs})


def typed(
    fields: Callable[[Any], Sequence[dict]],
    parse: Callable[[Sequence[str], Any, Any], Any],
    take: Callable[[Any], Any],
    code: Callable[[Any, Any, bool], str],
    *,
    name: Callable[[Any], str] = lambda meant: meant.name,
    known: Mapping[str, Any] | None = None,
    menu: str = "",
    own: str = "",
    words: Callable[[str, Any], str] = lambda entry, meant: entry,
) -> Declared:
    """Something that is typed as text and read: a map, a chain of maps, a function, a list of sizes.

    fields(meant) → the text fields: for each its "label", "text" and what of "hint", "tip", "offers", "width" and
                    "formula" (LaTeX to set behind it) it has
    parse(texts, first, given) → what the texts mean, where the argument `given` meant `first`; raises ValueError with a
                    sentence on what to write instead
    take(argument) → what the argument of a call means; raises as well
    code(given, meant, first) → how it is typed in a call, `first` telling whether it is still what was given
    name(meant) → its name in the figure's state, which it is found by again
    With a `menu`, its label, there is a list beside the field, of what is `known` by its entries and then `own`, which
    leads to the field; there words(entry, meant) stand for an entry.
    """
    look = {"fields": fields, "parse": parse, "take": take, "code": code, "name": name}
    return Declared("typed", look | {"known": dict(known or {}), "menu": menu, "own": own, "words": words})


def buttons(rows, take: Callable[[Any], str], code: Callable[[str], str], read: Callable[[str], Any]) -> Declared:
    """A value that is set by buttons: rows(text) gives for each row its label and its buttons.

    A button is a dictionary of its "words", its "tip", whether it is "on" or "off" and the "text" it sets. `take` makes
    the text from the argument of a call, `code` types it in one, `read` gives what `compute` takes.
    """
    return Declared("buttons", {"rows": rows, "take": take, "code": code, "read": read})
