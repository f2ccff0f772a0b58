"""Text of linted files in a page: nothing in it is markup, and nothing in it acts on a terminal or a CI service that shows the page's source."""

import re

from markupsafe import Markup, escape

from seedance_lint.reporters.visible import COMMAND, visible_lines

_TICKED = re.compile(r"`([^`\n]+)`")


def shown(value: object) -> object:
    """Return a text as markup that shows it, a line break as a backslash and an n; what is markup already, and what is not text, as it is."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _inert(visible_lines(value).replace("\n", "\\n"))


def in_lines(text: str) -> Markup:
    """Return a text as markup that shows it, line breaks included. The page's source has none of them: no text makes a line of its own there."""
    return Markup(str(_inert(visible_lines(text))).replace("\n", "&#10;"))  # noqa: S704 - escaped


def ticked(text: str, *, lines: bool = False) -> Markup:
    """Return a text as markup, with what is between backticks as code; ``lines`` keeps its line breaks."""
    show = in_lines if lines else shown
    parts = _TICKED.split(text)
    pieces = [f"<code>{show(part)}</code>" if number % 2 else str(show(part)) for number, part in enumerate(parts)]
    return Markup("".join(pieces))  # noqa: S704 - every piece is escaped


def _inert(text: str) -> Markup:
    # A CI service would take lines of the source for commands: see ``visible``.
    return Markup(re.sub(COMMAND, "&#35;#", str(escape(text))).replace("::", "&#58;:"))  # noqa: S704 - escaped
