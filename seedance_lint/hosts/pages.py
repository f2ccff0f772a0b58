"""Documents inside of a program's texts: a page or a library of prompts in Markdown, a curl call, a sample for the reader of the page, YAML."""

import re
from collections.abc import Iterable, Iterator

from seedance_lint.hosts.located import Node, Passed, Root
from seedance_lint.pattern import Pattern
from seedance_lint.source.document import SourceDocument

_GLANCE = Pattern(r"curl[ \t]|(?:`|\\`|~){3}|^[ \t`]*(?:(?:import|from|const|await|\{)[ \t\r\n]|(?:-[ \t]+)?\w*prompt:[ \t])", re.MULTILINE)
_FENCE = Pattern(r"^[ \t]{0,3}(?:`{3}|~{3})", re.MULTILINE)
_CURL = Pattern(r"^[ \t]*(?:\$ )?curl[ \t]+\S", re.MULTILINE)
_PYTHON = Pattern(r"^(?:import[ \t]+\w[\w., ]*|from[ \t]+[\w.]+[ \t]+import[ \t].*)$", re.MULTILINE)
_SCRIPT = Pattern(r"^(?:import[ \t].*[ \t]from[ \t]+[\"']|(?:const|let|await)[ \t]|.*\bfetch\()", re.MULTILINE)
_LINE_OF_YAML = Pattern(r"(?:[\w-]+:(?:[ \t].*)?|-[ \t].*|[ \t].*|#.*)?")
"""A field, an item, a part of one, or a remark."""
_PROMPT_OF_YAML = Pattern(r"^[ \t]*(?:-[ \t]+)?\w*prompt:[ \t]", re.MULTILINE)
_SHORTEST = 40


def may_be(written: str) -> bool:
    """Whether a text of a program, as it is written, may be a document with a request: a glance."""
    if len(written) < _SHORTEST or "\n" not in written or _GLANCE.search(written) is None:
        return False
    from seedance_lint.hosts import nested

    return nested.may_hold(written)


def roots(document: SourceDocument, texts: Iterable[Node]) -> Iterator[Root | Passed]:
    """Yield what the texts of a program hold that are documents themselves; failures there are ignored."""
    from seedance_lint.hosts import embedded, host_for

    for node in texts:
        text = str(node.value)
        suffix = suffix_of(text)
        host = host_for(f"page{suffix}") if suffix else None
        made = node.form.source_map(document.text) if node.form is not None and host is not None else None
        if host is None or made is None or made.value != text:
            continue
        for found in embedded.roots(document, embedded.Embedded(host, made, outer=node.form)):
            if isinstance(found, (Root, Passed)):
                yield found


def suffix_of(text: str) -> str | None:
    """Return the suffix of a file with such a text; None if it is not one that is sure to be about a request of ours."""
    from seedance_lint.hosts.commands.names import names_ours

    if _FENCE.search(text) is not None:
        return ".md" if names_ours(text) else None
    if not names_ours(text):
        return None
    if _CURL.search(text) is not None:
        return ".sh"
    if _PYTHON.search(text) is not None:
        return ".py"
    if _SCRIPT.search(text) is not None:
        return ".js"
    is_yaml = _PROMPT_OF_YAML.search(text) is not None and all(map(_LINE_OF_YAML.fullmatch, text.splitlines()))
    return ".yaml" if is_yaml else None
