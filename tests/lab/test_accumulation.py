"""The bracketing game under a student's hand; what it says is compared with products that NumPy makes."""

import re
from itertools import pairwise

import numpy as np

from .steps import STATE, no_barrier_in_either_theme, open_explorer, until_shown


def multiplied(sizes, order) -> tuple[int, int]:
    """Multiplications, and numbers held at the peak, of real matrices that are really multiplied."""
    matrices, starts = [np.ones(shape) for shape in pairwise(sizes)], list(range(len(sizes) - 1))
    work, peak = 0, sum(each.size for each in matrices)
    for sign in order:
        place = starts.index(sign)
        left, right = matrices[place - 1 : place + 1]
        work += left.shape[0] * left.shape[1] * right.shape[1]
        peak = max(peak, sum(each.size for each in matrices) + (left @ right).size)
        matrices[place - 1 : place + 1] = [left @ right]
        del starts[place]
    return work, peak


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(each) for each in text.replace(",", " ").split())


def until(notebook, name, value):
    until_shown(notebook, f"s.{name} === {value!r}")
    state = notebook.page.evaluate(STATE)
    said = notebook.page.locator(".jaclib-say").inner_text()
    found = re.search(r"([\d,]+) multiplications, and never more than ([\d,]+) numbers", said)
    assert tuple(int(each.replace(",", "")) for each in found.groups()) == multiplied(
        numbers(state["sizes"]), numbers(state["order"])
    )
    return said


def button(notebook, name):
    return notebook.page.get_by_role("button", name=name, exact=True)


def test_brackets_are_placed_and_taken_back_with_the_pointer(lab):
    notebook = open_explorer(lab, "explore.accumulation('two waists')")
    button(notebook, "B · C").click()
    assert until(notebook, "order", "2").startswith("A (B C) D E, of sizes 30×2 · 2×40")
    button(notebook, "D · E").click()
    until(notebook, "order", "2, 4")
    button(notebook, "(B C) · (D E)").click()
    assert until(notebook, "order", "2, 4, 3").startswith("A ((B C) (D E)), ")
    button(notebook, "Undo").click()
    until(notebook, "order", "2, 4")
    button(notebook, "✓ 1: B C").click()
    until(notebook, "order", "")
    button(notebook, "as few as possible").click()
    until(notebook, "order", "2, 3, 4, 1")
    notebook.page.get_by_role("combobox", name="chain").select_option("one output")
    until(notebook, "sizes", "1, 40, 30, 40, 20")
    for way in ("from the left (reverse)", "from the right (forward)"):
        button(notebook, way).click()
        until(notebook, "order", "1, 2, 3" if "left" in way else "3, 2, 1")
    notebook.until("live.state['order'] == '3, 2, 1'")


def test_the_game_is_won_by_keys_alone_and_axe_finds_nothing_in_either_theme(lab):
    notebook = open_explorer(lab, "explore.accumulation(challenges=['fewest', 'neither'])")
    page = notebook.page
    button(notebook, "A · B").focus()
    page.keyboard.press("Enter")
    until(notebook, "order", "1")
    assert page.evaluate("() => document.activeElement.textContent").strip() == "✓ 1: A B"  # the focus stays
    page.keyboard.press("Tab"), page.keyboard.press("Enter")
    until(notebook, "order", "1, 2")
    page.keyboard.press("Tab"), page.keyboard.press("Enter")
    page.get_by_text("Start again, or take back a sign").wait_for()
    button(notebook, "Start again").press("Enter")
    until(notebook, "order", "")
    for name in ("A · B", "C · D", "(A B) · (C D)"):
        button(notebook, name).press("Enter")
        page.wait_for_function(
            f"""name => ![...document.querySelectorAll('button')].some(b => b.textContent.trim() === {name!r})"""
        )
    page.get_by_text("✓ Right.").wait_for()
    no_barrier_in_either_theme(notebook)
    button(notebook, "Next challenge").press("Enter")
    field = page.get_by_role("textbox", name="or type sizes")
    field.fill("100, 100, 1, 100, many")
    field.press("Enter")
    page.locator(".jaclib-wrong", has_text="whole numbers from 1 to 100").wait_for()
    field.fill("100, 100, 1, 100, 100")
    field.press("Enter")
    until(notebook, "sizes", "100, 100, 1, 100, 100")
    page.get_by_text("begin at the waist").wait_for()
