"""One page for people: a card for each request, with its prompt, its files, what was found and what a fix would change.

The page is one file that loads nothing and runs nothing. It needs the extra ``report``.
"""

from collections.abc import Iterable

from seedance_lint.linter.result import DocumentResult
from seedance_lint.reporters.base import Run, Write

DESCRIBED = True
"""This report shows requests, not findings alone."""


def report(results: Iterable[DocumentResult], run: Run, write: Write) -> None:
    """Write the page when all results are there: its head says what its cards hold.

    Raises:
        MissingLibrary: the extra ``report`` is not installed.
    """
    from seedance_lint.reporters.html.page import Page

    page = Page(run)
    for result in results:
        page.add(result)
    write(page.text())
