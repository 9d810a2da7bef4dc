"""A choice among words, which may take something else beside its options: an argument, a file."""

import io
from collections.abc import Container
from functools import partial
from itertools import chain, count

import ipywidgets as W

from jaclib.stage.control import Control, labelled
from jaclib.stage.controls import Own, Upload
from jaclib.stage.text import alert


def choice(look: dict, word: str) -> Control:
    """Make the drop-down list of the words."""
    known, pick = dict(look["options"]), dropdown(look, look["options"], word)

    def adapt(look: dict) -> None:
        known.update(look["options"])
        if list(pick.options) != list(look["options"]):
            pick.options = list(look["options"])

    return Control(pick, ((pick,),), read=known.__getitem__, code=lambda word: repr(known[word]), adapt=adapt)


def dropdown(look: dict, words, word: str) -> W.Dropdown:
    """A list as wide as its longest word needs, or as its `look` says."""
    label = look["label"]
    width = look["width"] or f"{0.55 * (max(map(len, words)) + len(label)) + 5:.1f}em"
    return labelled(W.Dropdown, label, width, options=list(words), value=word)


def open_choice(name: str, look: dict, given) -> Control:
    """Make the drop-down list, and beside it the button for a file where there is one.

    Raises what `own.take` raises for an argument that is no option.
    """
    own: Own = look["own"]
    known = dict(look["options"])
    first = given
    if not (isinstance(given, str) and given in known):
        first, known[first] = own.take(given)
    pick = dropdown(look, known, first)
    box = _with_button(pick, known, own.upload) if own.upload else pick
    return Control(box, ((pick,),), known.__getitem__, partial(own.code, given), slow=own.upload is not None)


def _with_button(pick: W.Dropdown, known: dict, upload: Upload) -> W.Widget:
    """Put the button beside the list; what is wrong with a file is said there, and the value stays as it was."""
    button = W.FileUpload(accept=upload.accept, description=upload.words, layout=W.Layout(width="auto"))
    wrong = W.HTML()

    def uploaded(change) -> None:
        for file in change["new"]:
            try:
                new = upload.read(io.BytesIO(file["content"]), file["name"])
            except ValueError as error:
                wrong.value = alert(error)
                continue
            wrong.value, word = "", _unused(file["name"], known)
            known[word] = new
            pick.options = list(known)
            pick.value = word

    button.observe(uploaded, "value")
    return W.HBox([pick, button, wrong], layout=W.Layout(max_width="100%"))


def _unused(name: str, known: Container[str]) -> str:
    """Number the name if it is taken: it stands for a single file, whose frames may have been kept."""
    numbered = (f"{name} ({place})" for place in count(2))
    return next(each for each in chain([name], numbered) if each not in known)
