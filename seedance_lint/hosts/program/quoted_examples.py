"""Prompts in what a program says of itself: a text in quotes, alone behind or below a word that calls it an example or a prompt."""

import re
from collections.abc import Iterable, Iterator

from seedance_lint.hosts.located import Node, Root
from seedance_lint.hosts.program import shown_code
from seedance_lint.hosts.prose.labels import is_example, prompt_label
from seedance_lint.hosts.prose.tagged import judge
from seedance_lint.hosts.prose.tags import mentions
from seedance_lint.hosts.prose.untagged import judge_untagged
from seedance_lint.pattern import Pattern
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

_QUOTED = Pattern(
    r"^[ \t]*(?:[*•-][ \t]+)?(?P<label>[^\n:：\"“]{1,30})[:：][ \t]*(?:\n[ \t]*)?[\"“](?P<said>[^\"“”\n]{10,2000})[\"”][ \t]*$",
    re.MULTILINE,
)


def roots(document: SourceDocument, texts: Iterable[Node]) -> Iterator[Root]:
    """Yield the prompts that descriptions show, of a module that names our product."""
    for node in texts:
        made = shown_code.written_by(document, node)
        for span in examples(made.value) if made is not None else ():
            yield from shown_code.read(document, ".prompt", made, [span], node.form)  # type: ignore[arg-type]  # it is made here


def examples(text: str) -> Iterator[Span]:
    """Yield where the prompts are of a description."""
    for match in _QUOTED.finditer(text):
        label, said = match["label"].strip(), match["said"]
        context = "labelled" if prompt_label(label) else "exampled" if is_example(label) else ""
        if not context:
            continue
        verdict = judge(said, "quote") if mentions(said) else judge_untagged(said, context, in_fence=True)
        if verdict.is_prompt:
            yield Span(*match.span("said"))
