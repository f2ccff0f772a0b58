"""Markdown: fenced blocks of the languages that other hosts read, and of ``prompt`` or ``seedance``, inside quotes and lists too."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from seedance_lint.hosts import embedded
from seedance_lint.hosts.located import Comment, HostFailure, Passed, Root, begins_line
from seedance_lint.hosts.markdown_blocks import Block, Scanner
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

NAME = "Markdown"
SUFFIXES = (".md", ".markdown")

# The first word behind a fence, and a file of that language.
_LANGUAGES = {
    "prompt": ".txt", "seedance": ".txt",
    "json": ".json", "jsonl": ".jsonl", "ndjson": ".jsonl", "jsonlines": ".jsonl",
    "yaml": ".yaml", "yml": ".yaml", "toml": ".toml",
    "python": ".py", "py": ".py", "python3": ".py", "ipython": ".py",
    "javascript": ".js", "js": ".js", "mjs": ".js", "cjs": ".js", "jsx": ".jsx", "node": ".js",
    "typescript": ".ts", "ts": ".ts", "tsx": ".tsx",
    "bash": ".sh", "sh": ".sh", "shell": ".sh", "zsh": ".sh", "console": ".sh", "shellsession": ".sh", "curl": ".sh",
    "bat": ".bat", "batch": ".bat", "cmd": ".bat", "dos": ".bat", "powershell": ".ps1", "ps1": ".ps1", "pwsh": ".ps1", "posh": ".ps1", "http": ".http", "rest": ".http",
    "csv": ".csv", "tsv": ".tsv",
}  # fmt: skip

# Blank lines and the opening of one fence, in quotes and lists too.
_FENCE = re.compile(
    r"[ \t]*(?:\r\n?|\n)(?:[ \t>]*(?>\r\n?|\n))*[ \t>]*(?:[-*+][ \t]+|[0-9]+[.)][ \t]+)*(?:`{3}|~{3})[^\r\n]*(?:\r\n?|\n)[ \t>]*"
)


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield the values of all fenced blocks."""
    for part in _parts(document):
        yield from embedded.roots(document, part)


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the document's HTML comments, and the comments of its fenced blocks."""
    text = document.text
    scanner = Scanner(text)
    blocks = list(scanner.blocks())
    found = [comment for part in _embedded(blocks) for comment in embedded.comments(document, part)]
    for start, end in scanner.comments:
        inside = text[start + 4 : end].removesuffix("-->").strip()
        own_line = begins_line(text, start, " \t>")
        found.append(Comment(Span(start, end), inside, own_line, _block_behind(text, end, blocks) if own_line else None))
    yield from sorted(found)


def _block_behind(text: str, place: int, blocks: list[Block]) -> Span | None:
    """Return the text of the fenced block that starts right behind a place; None where something else does."""
    at = bisect_right(blocks, place, key=_start)
    if at == len(blocks) or _FENCE.fullmatch(text, place, start := _start(blocks[at])) is None:
        return None
    length = blocks[at].made.length
    return Span(start, blocks[at].made.end(length - 1) if length else start)


def _start(block: Block) -> int:
    return block.made.to_file(Span(0, 0)).start


def _parts(document: SourceDocument) -> Iterator[embedded.Embedded]:
    yield from _embedded(Scanner(document.text).blocks())


def _embedded(blocks: Iterable[Block]) -> Iterator[embedded.Embedded]:
    from seedance_lint.hosts import host_for

    for block in blocks:
        host = host_for(f"block{_LANGUAGES.get(block.language, '')}")
        if host is not None:
            yield embedded.Embedded(host, block.made, block.is_marked)
