"""Examples of command lines in what a program says of itself: the text of ``--help``, the description of a module."""

import re
from collections.abc import Iterable, Iterator

from seedance_lint.hosts import embedded
from seedance_lint.hosts.located import Clue, Node, Passed, Root
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMapBuilder
from seedance_lint.source.span import Span

PRODUCT = "seedance"
ABOUT = f"\n# {PRODUCT}"
"""What the text around an example names, and the example need not."""

MOST = 50
"""Examples of one text."""

_EXAMPLE = re.compile(
    r"^[ \t]*(?:[$>%][ \t]+)?(?P<command>(?:(?:bash|sh|zsh|python3?|node|npx|bunx|bun|deno|uvx|uv|pnpm|go|curl)[ \t]|\$0[ \t]|\.{0,2}/?[\w./-]+\.(?:sh|py|m?[jt]s)[ \t]"
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
        if found < MOST and _TELLS.search(match["command"]) is not None:
            found += 1
            yield Span(*match.span("command"))


def roots(document: SourceDocument, texts: Iterable[Node]) -> Iterator[Root | Passed]:
    """Yield what the examples of command lines in texts of a program that names our product send; failures there are ignored."""
    from seedance_lint.hosts import host_for

    host = host_for("command.sh")
    for node in texts if host is not None else ():
        text = str(node.value)
        made = node.form.source_map(document.text) if node.form is not None and may_have(text) else None
        if host is None or made is None or made.value != text:
            continue
        for span in examples(text):
            builder = SourceMapBuilder()
            builder.append(made.part(span))
            builder.escape(ABOUT, made.to_file(span).end, 0)
            for found in embedded.roots(document, embedded.Embedded(host, builder.build(), outer=node.form)):
                if isinstance(found, Root):
                    yield found._replace(around=(*found.around, Clue("heading", PRODUCT, made.to_file(span))))
