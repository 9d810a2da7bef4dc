"""What is typed as text and read: maps, chains, functions, sizes; and what is set by buttons."""

import html
from functools import partial

import ipywidgets as W

from jaclib.stage.control import Control, number_style
from jaclib.stage.sentence import sentence


def typed(name: str, look: dict, given) -> Control:
    """Make the text fields, with a list of what is known where there is one; what is wrong with a text is said below.

    The value stays as it was until all texts can be read.
    """
    first = look["take"](given)
    name_of = look["name"]
    listed = look["known"] | ({name_of(first): first} if callable(given) else {})
    known = {name_of(each): each for each in (*listed.values(), first)}
    entries = {name_of(each): entry for entry, each in listed.items()}
    key, wrong = W.Text(value=name_of(first)), W.HTML()
    menu = _menu(look, [*listed], entries.get(key.value)) if look["menu"] else None
    fields = [_field(each) for each in look["fields"](first)]
    formulas = [W.HTMLMath(value=each["formula"]) if "formula" in each else None for each in look["fields"](first)]
    if menu and menu.value != look["own"]:
        fields[0].value = ""
    elif menu and isinstance(given, str):
        fields[0].value = given

    def become(new) -> None:
        known[name_of(new)], wrong.value = new, ""
        for field, formula, each in zip(fields, formulas, look["fields"](new), strict=True):
            field.description = each["label"]
            if formula:
                formula.value = each["formula"]
        key.value = name_of(new)

    def picked(change) -> None:
        if change["new"] == look["own"]:
            fields[0].focus()
        elif name_of(listed[change["new"]]) != key.value:
            fields[0].value = ""
            become(listed[change["new"]])

    def entered(change) -> None:
        texts = [field.value.strip() for field in fields]
        if menu and (not texts[0] or texts[0] == key.value):
            return
        try:
            new = look["parse"](texts, first, given)
        except (ValueError, TypeError, IndexError) as error:
            wrong.value = alert(error)
            return
        if menu:
            menu.value = entries.get(name_of(new), look["own"])  # which chooses what is listed
        become(new)

    if menu:
        menu.observe(picked, "value")
    for field in fields:
        field.observe(entered, "value")
    box = W.VBox([_row(menu, fields, formulas), wrong])

    def read(now: str):
        return known[now] if now in known else look["parse"]([now], first, given)

    return Control(box, ((key,),), read, lambda now: look["code"](given, read(now), now == name_of(first)), slow=True)


def alert(error: Exception) -> str:
    """What is wrong, as it is shown below a field and read out."""
    words = str(error) if type(error) is ValueError else sentence(error)
    return f'<span role="alert" class="jaclib-error">{html.escape(words)}</span>'


def _menu(look: dict, listed: list[str], entry: str | None) -> W.Dropdown:
    options, layout = [*listed, look["own"]], W.Layout(width="17em")
    value = look["own"] if entry is None else entry
    return W.Dropdown(options=options, value=value, description=look["menu"], style=number_style(), layout=layout)


def _field(look: dict) -> W.Text:
    kind = W.Combobox if "offers" in look else W.Text
    more = {"options": list(look["offers"]), "ensure_option": False} if "offers" in look else {}
    more |= {"placeholder": look["hint"]} if "hint" in look else {}
    more |= {"style": number_style(), "layout": W.Layout(width=look.get("width", "22em")), "tooltip": look.get("tip")}
    return kind(value=look["text"], description=look["label"], continuous_update=False, **more)


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
