"""Fail unless browser tests ran and none was skipped: `python scripts/nothing_skipped.py JUNIT_REPORT`.

A machine without a browser would pass by testing nothing.
"""

import sys
from xml.etree import ElementTree

BROWSER_TESTS = "tests.browser."


def complaint(report: str) -> str | None:
    """What is missing from a JUnit report, or None."""
    cases = list(ElementTree.fromstring(report).iter("testcase"))
    browser = [case for case in cases if case.get("classname", "").startswith(BROWSER_TESTS)]
    skipped = [case.get("name") for case in browser if case.find("skipped") is not None]
    if not browser:
        return f"None of the {len(cases)} tests was a browser test."
    if skipped:
        return f"Skipped, though they need nothing that `make test` does not install: {', '.join(skipped)}."
    return None


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        sys.exit(complaint(file.read()))
