"""What is typed as text and read: maps, chains, functions, sizes; and what is set by buttons."""

import html
from functools import partial

import ipywidgets as W

from jaclib.stage.control import Control, labelled
from jaclib.stage.sentence import sentence


def typed(name: str, look: dict, given) -> Control:
    """Make the text fields, with a list of what is known where there is one; what is wrong with a text is said below.

    The value stays as it was until all texts can be read.
    """
    given = next(iter(look["known"]), None) if given is None else given
    entry = _Entry(look, given)

    def read(now: str):
        return entry.known[now] if now in entry.known else look["parse"]([now], entry.first, given)

    def code(now: str) -> str:
        return look["code"](given, read(now), now == look["name"](entry.first))

    return Control(entry.box, ((entry.key,),), read, code, slow=True)


class _Entry:
    """The widgets of what is typed: a list, fields and formulas, which change together; `key` names what is meant."""

    def __init__(self, look: dict, given):
        self.look, self.given, self.first = look, given, look["take"](given)
        name_of, name, shown = look["name"], look["name"](self.first), look["fields"](self.first)
        self.listed = look["known"] | ({name: self.first} if callable(given) else {})
        self.known = {name_of(each): each for each in (*self.listed.values(), self.first)}
        self.entries = {name_of(each): entry for entry, each in self.listed.items()}
        self.key, self.wrong = W.Text(value=name), W.HTML()
        self.menu = _menu(look, [*self.listed], self.entries.get(name)) if look["menu"] else None
        self.fields = [_field(each) for each in shown]
        self.formulas = [W.HTMLMath(value=each["formula"]) if "formula" in each else None for each in shown]
        if self.menu and self.menu.value != look["own"]:
            self.fields[0].value = ""
        elif self.menu and isinstance(given, str):
            self.fields[0].value = given
        if self.menu:
            self.menu.observe(self.picked, "value")
        for field in self.fields:
            field.observe(self.entered, "value")
        self.box = W.VBox([_row(self.menu, self.fields, self.formulas), self.wrong])

    def picked(self, change) -> None:
        """Take what is picked from the list, or lead to the field."""
        if change["new"] == self.look["own"]:
            self.fields[0].focus()
        elif self.look["name"](self.listed[change["new"]]) != self.key.value:
            self.fields[0].value = ""
            self.become(self.listed[change["new"]])

    def entered(self, _) -> None:
        """Take what the texts mean, or say what is wrong with them."""
        texts = [field.value.strip() for field in self.fields]
        if self.menu and (not texts[0] or texts[0] == self.key.value):
            return
        try:
            new = self.look["parse"](texts, self.first, self.given)
        except (ValueError, TypeError, IndexError) as error:
            self.wrong.value = alert(error)
            return
        if self.menu:
            self.menu.value = self.entries.get(self.look["name"](new), self.look["own"])  # which chooses what is listed
        self.become(new)

    def become(self, new) -> None:
        """Show what is meant from now on."""
        name = self.look["name"](new)
        self.known[name], self.wrong.value = new, ""
        for field, formula, each in zip(self.fields, self.formulas, self.look["fields"](new), strict=True):
            field.description = each["label"]
            if formula:
                formula.value = each["formula"]
        self.key.value = name


def alert(error: Exception) -> str:
    """Say what is wrong, as it is shown below a field and read out."""
    words = str(error) if type(error) is ValueError else sentence(error)
    return f'<span role="alert" class="jaclib-error">{html.escape(words)}</span>'


def _menu(look: dict, listed: list[str], entry: str | None) -> W.Dropdown:
    value = look["own"] if entry is None else entry
    return labelled(W.Dropdown, look["menu"], "17em", options=[*listed, look["own"]], value=value)


def _field(look: dict) -> W.Text:
    more = {"value": look["text"], "tooltip": look.get("tip"), "continuous_update": False}
    more |= {"options": list(look["offers"]), "ensure_option": False} if "offers" in look else {}
    more |= {"placeholder": look["hint"]} if "hint" in look else {}
    return labelled(W.Combobox if "offers" in look else W.Text, look["label"], look.get("width", "22em"), **more)


def _row(menu, fields, formulas) -> W.Widget:
    pairs = [[each for each in pair if each] for pair in zip(fields, formulas, strict=True)]
    if len(pairs) > 1:
        layout = {"flex_flow": "row wrap", "align_items": "center"}
        row = W.HBox([W.HBox(pair, layout=W.Layout(**layout)) for pair in pairs])
    else:
        row = W.HBox([*([menu] if menu else []), *pairs[0]])
    row.add_class("jaclib-controls")
    return row


def buttons(name: str, look: dict, given) -> Control:
    """Make the rows of buttons; pressing one sets the value to its text."""
    text = W.Text(value=look["take"](given))
    rows = [W.HBox([W.Label(label), *(_button() for _ in row)]) for label, row in look["rows"](text.value)]
    now = dict(look)

    def press(row: int, place: int, _) -> None:
        text.value = now["rows"](text.value)[row][1][place]["text"]

    def relabel(look: dict) -> None:
        now.update(look)
        for row, (_, shown) in zip(rows, look["rows"](text.value), strict=True):
            for button, each in zip(row.children[1:], shown, strict=True):
                button.layout.display = "" if each.get("shown", True) else "none"
                button.description, button.tooltip = each["words"], each.get("tip")
                button.button_style = "success" if each.get("on") else ""
                button.disabled = each.get("off", False)

    for i, row in enumerate(rows):
        row.add_class("jaclib-controls")
        for j, button in enumerate(row.children[1:]):
            button.on_click(partial(press, i, j))
    text.observe(lambda _: relabel(now), "value")
    relabel(now)
    return Control(W.VBox(rows), ((text,),), look["read"], look["code"], adapt=relabel, slow=True)


def _button() -> W.Button:
    return W.Button(layout=W.Layout(width="auto", min_width="6em"))
