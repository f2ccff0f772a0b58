"""Examples of command lines in what a program says of itself: the text of ``--help``, the description of a module."""

import re
from collections.abc import Iterable, Iterator

from seedance_lint.hosts import shown_code
from seedance_lint.hosts.located import Node, Root
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

_EXAMPLE = re.compile(
    r"^[ \t]*(?:[$>%][ \t]+)?(?P<command>(?:(?:bash|sh|zsh|python3?|py|node|npx|bunx|bun|deno|uvx|uv|pnpm|go|curl)[ \t]|\$0[ \t]|\.{0,2}/?[\w./-]+\.(?:sh|py|m?[jt]s)[ \t]"
    r"|[\w-]*(?:seedance|dreamina|jimeng)[\w-]*[ \t])(?:[^\r\n\\]|\\[^\r\n]|\\\r?\n)*)",
    re.MULTILINE,
)
_TELLS = re.compile(r"(?:--?[\w-]*prompt[ =\n\\]|[ \t]-p[ \t]|[ \t]generate[ \t]).*?[\"']|eedance.*?[\"']", re.DOTALL)


def may_have(text: str) -> bool:
    """Whether a text may have such an example, as far as a glance tells: in some line, or as all of it."""
    return ("rompt" in text or " -p " in text) and ("\n" in text or _EXAMPLE.match(text) is not None)


def examples(text: str) -> Iterator[Span]:
    """Yield where the command lines of a text are."""
    found = 0
    for match in _EXAMPLE.finditer(text):
        if found < shown_code.MOST and _TELLS.search(match["command"]) is not None:
            found += 1
            yield Span(*match.span("command"))


def roots(document: SourceDocument, texts: Iterable[Node]) -> Iterator[Root]:
    """Yield what the examples of command lines in texts of a program that names our product send."""
    for node in texts:
        made = shown_code.written_by(document, node) if may_have(str(node.value)) else None
        if made is not None:
            for span in examples(made.value):
                yield from shown_code.read(document, ".sh", made, [span], node.form)
