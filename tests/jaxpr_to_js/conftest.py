"""One Deno process for all these tests."""

import pytest

from tests.jaxpr_to_js.page import Page


@pytest.fixture(scope="session")
def page():
    page = Page()
    yield page
    page.close()
