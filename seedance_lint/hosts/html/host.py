"""HTML: the text of a page, judged as the Markdown page that says the same, and its scripts."""

from collections.abc import Iterator

from seedance_lint.hosts import embedded
from seedance_lint.hosts.commands.names import is_prompt, names_ours
from seedance_lint.hosts.held_texts import held_texts
from seedance_lint.hosts.html.scripts import scripts
from seedance_lint.hosts.html.view import View
from seedance_lint.hosts.located import Clue, Comment, HostFailure, MissingExtra, Passed, Root
from seedance_lint.hosts.prose.tags import mentions
from seedance_lint.source.document import SourceDocument

NAME = "HTML"
_SHOWN = "Markdown"
"""The host of what a page shows."""
SUFFIXES = (".html", ".htm")

_OWN_REPORT = '<meta name="generator" content="seedance-lint '

LARGEST = 8 * 1024 * 1024
"""Characters. Larger pages are reports and archives."""
_HEAD = 2_000
"""Where a report of this program says that it is one: its prompts were read before."""


def may_hold_prompts(document: SourceDocument) -> bool:
    """Whether a page names our product, or has what may be a tag: pages have prompts, and words such as ``prompt``, of every kind."""
    return (names_ours(document.text) or mentions(document.text)) and document.text.find(_OWN_REPORT, 0, _HEAD) < 0


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield the prompts of a page and the requests of its scripts, in their order."""
    if not may_hold_prompts(document):
        return
    if len(document.text) > LARGEST:
        yield HostFailure(f"the file has {len(document.text):,} characters; the limit for HTML is {LARGEST:,}")
        return
    shown: list[Root | HostFailure | Passed] = []
    sent: list[Root | HostFailure | Passed] = []
    for part, around in _parts(document):
        (shown if part.host.NAME == _SHOWN else sent).extend(
            each for each in embedded.roots(document, part, around) if not isinstance(each, HostFailure) or isinstance(each, MissingExtra)
        )
    yield from sorted(_once(shown, sent), key=_place)


def _once(shown: list[Root | HostFailure | Passed], sent: list[Root | HostFailure | Passed]) -> Iterator[Root | HostFailure | Passed]:
    """Yield what a page shows, and what its scripts have, of which the same prompts are not found again."""
    texts = {text for each in shown for text in _prompts(each)}
    rest = [each for each in sent if not (own := _prompts(each)) or not own <= texts]
    again = {text for each in rest for text in _prompts(each)}
    yield from rest
    yield from (each for each in shown if not (own := _prompts(each)) or not own <= again)


def _prompts(found: Root | HostFailure | Passed) -> set[str]:
    """Return the prompts that a value has, at any depth."""
    return {text.strip() for text in held_texts([found], lambda name, _: is_prompt(name))}


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the comments of a page and of its scripts."""
    if not may_hold_prompts(document):
        return
    found = [each for part, _ in _parts(document, as_written=True) for each in embedded.comments(document, part)]
    text = document.text
    found += (Comment(span, _inside(text[slice(*span)]), own_line=False) for span in View(text).blocks.remarks)
    yield from sorted(found)


def _inside(comment: str) -> str:
    return comment.removeprefix("<!--").removesuffix("-->").strip(" \t\r\n-")


def _parts(document: SourceDocument, *, as_written: bool = False) -> Iterator[tuple[embedded.Embedded, tuple[Clue, ...]]]:
    from seedance_lint.hosts import host_for

    view = View(document.text)
    markdown = host_for("view.md")
    assert markdown is not None
    if view.made.length:
        yield embedded.Embedded(markdown, view.made, outer=view.written), ()
    for part in scripts(document.text, view.blocks.scripts, says_ours=view.says_ours and not as_written):
        yield part, view.titles


def _place(found: Root | HostFailure | Passed) -> int:
    return found.offset
