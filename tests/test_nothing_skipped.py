"""CI can't pass by leaving the browser out."""

import re

import pytest

from scripts.nothing_skipped import complaint


def report(*cases):
    return f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>"


UNIT = '<testcase classname="tests.test_maps" name="test_polar"/>'
BROWSER = '<testcase classname="tests.browser.test_stage" name="test_drag"/>'
SKIPPED = BROWSER.replace("/>", '><skipped message="no Chromium"/></testcase>')


def test_all_is_well_when_every_browser_test_ran():
    assert complaint(report(UNIT, BROWSER)) is None


@pytest.mark.parametrize(
    ("cases", "words"),
    [
        ((UNIT, SKIPPED), "Skipped.*test_drag"),
        ((UNIT, BROWSER, SKIPPED), "Skipped"),
        ((UNIT,), "None of the 1"),
        ((), "None of the 0"),
    ],
)
def test_a_skipped_or_missing_browser_test_is_a_failure(cases, words):
    assert re.search(words, complaint(report(*cases)))
