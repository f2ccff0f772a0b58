"""Commands are run under the contract of the reference page, so that its fixes are safe whatever a request says of itself."""

import pytest


@pytest.fixture
def check(check_page):
    return check_page
