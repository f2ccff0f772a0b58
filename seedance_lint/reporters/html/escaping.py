"""Text of linted files in a page: nothing in it is markup, and nothing in it acts on a terminal or a CI service that shows the page's source."""

import re

from markupsafe import Markup, escape

from seedance_lint.reporters.visible import visible_lines

_TICKED = re.compile(r"`([^`\n]+)`")


def shown(value: object) -> object:
    """Return a text as markup that shows it; what is markup already, and what is no text, as it is."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    # GitHub's runner would take lines of the source for commands: see ``visible``.
    return Markup(str(escape(visible_lines(value))).replace("##[", "&#35;#[").replace("::", "&#58;:"))  # noqa: S704 - escaped


def ticked(text: str) -> Markup:
    """Return a message as markup, with what stands between backticks as code."""
    parts = _TICKED.split(text)
    pieces = [f"<code>{shown(part)}</code>" if number % 2 else str(shown(part)) for number, part in enumerate(parts)]
    return Markup("".join(pieces))  # noqa: S704 - every piece is escaped
