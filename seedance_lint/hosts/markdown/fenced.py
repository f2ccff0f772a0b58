"""The prompts in fences of a page: what calls them so, which parts of a fence are one, and how each is judged."""

import re
from collections.abc import Iterator

from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.markdown.blocks import Block
from seedance_lint.hosts.markdown.candidates import LONGEST_LABEL
from seedance_lint.hosts.markdown.declared import announces, first_tags
from seedance_lint.hosts.markdown.fences import begun_prompts, below_model, called_prompts, quoted_prompts, quotes_other
from seedance_lint.hosts.markdown.found import Found, Unsure, WrittenFence
from seedance_lint.hosts.markdown.versions import better_part, field_prompts
from seedance_lint.hosts.markdown.view import View
from seedance_lint.hosts.prose.films import orders_video
from seedance_lint.hosts.prose.labels import (
    is_example,
    is_just_prompt,
    is_of_still,
    is_one_word,
    is_other,
    is_prompt_with_parameters,
    is_request,
    is_wrong,
    prompt_label,
)
from seedance_lint.hosts.prose.tags import mentions
from seedance_lint.hosts.prose.untagged import starts_fields
from seedance_lint.hosts.prose.verdict import NO
from seedance_lint.hosts.prose.words import count_words
from seedance_lint.pattern import Pattern
from seedance_lint.source.span import Span

PROSE_LANGUAGES = frozenset(("", "text", "txt", "plaintext", "plain", "markdown", "md"))
"""The first words after a fence in which a text may be that reads like a prompt."""
_LONGEST_NAME = 5
"""Words of a line that is a name of what is below it, and no sentence."""
_INNER = Pattern(r"\s*(`{3,}|~{3,})[\w-]*[ \t]*\n(.*?)\n[ \t]*\1\s*", re.DOTALL)
_FENCE_LINE = Pattern(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
BETWEEN_FENCES = " \t\r\n>`~"


def fenced(page: View) -> Iterator[Found | Unsure]:
    """Yield the fences that are prompts, and those that may be beside others."""
    called: str | None = None
    end = 0
    for block in map(_inside, page.blocks):
        if block.language not in PROSE_LANGUAGES:
            called = None
            continue
        if called is None or _is_apart(page, end, block):  # a fence right after one is the same in other words
            called = _called(page, block)
        end = block.end
        told = below_model(block.made)
        if (told is not None and not told[1]) or _is_headed_by_other(block):
            continue  # for another product, or a picture
        quoted, is_form = ([], False) if told is not None else quoted_prompts(block.made)
        better = [] if quoted or told is not None else better_part(block.made)
        stated = [] if quoted or better or told is not None else field_prompts(block.made)
        parts = (
            [told[0]]
            if told is not None
            else quoted or better or stated or list(called_prompts(block.made)) or list(begun_prompts(block.made))
        )
        if not parts and (_has_still(block) or quotes_other(block.made)):
            continue
        is_called = bool(parts) or (called is not None and not (block.language == "" and starts_fields(block.made.value)))
        context = "form" if is_form else "exampled" if better else "labelled" if is_called else _context(page, block)
        why = "only" if quoted else "just" if stated else ""
        if told is not None:
            why = "named"
        elif called is not None and not quoted and not stated:
            named = names_ours(called) or names_ours(page.introduction(block.start))
            why = "named" if named else "just" if is_one_word(called) else "only" if is_just_prompt(called) else ""
        kind = "text" if context == "labelled" and not quoted else ""
        if context == "fence" and orders_video(block.made.value):
            context, why = "labelled", "named"
        for made in parts or (block.made,):
            verdict = page.judge(made.value, context, block.start, in_fence=True, why=why)
            if verdict == NO and context == "labelled" and page.promises_prompts:
                verdict = page.judge(made.value, "collected", block.start, in_fence=True)
            form = WrittenFence(made, block.is_marked)
            found = Found(made, form, page.around(block), verdict.passed, kind)
            if verdict != NO:
                yield found
            elif page.outline.is_ours and not mentions(made.value) and context in ("form", "labelled", "fence", "exampled", "collected"):
                yield Unsure(found._replace(called="text" if context in ("form", "labelled") else ""), block.start, in_fence=True)


def _inside(block: Block) -> Block:
    """Return a fence with nothing but another one in it as that one: what is shown there was copied with its own marks."""
    within = _INNER.fullmatch(block.made.value) if block.language in PROSE_LANGUAGES else None
    if within is None or _FENCE_LINE.search(within[2]):
        return block
    return block._replace(made=block.made.part(Span(*within.span(2))), language="text")


def _is_headed_by_other(block: Block) -> bool:
    """Whether the text of a fence begins with a heading that calls it something else: ``# Image prompt``."""
    first = block.made.value.lstrip().partition("\n")[0]
    return first.startswith("#") and is_other(first.strip("# \t*:："))


def _has_still(block: Block) -> bool:
    """Whether a line of a fence begins with what calls the rest of it a prompt of a picture: ``Sketch prompt: a pier at dusk``."""
    labels = (match[1].strip(" \t*_`#>-") for match in _LABELLED_LINE.finditer(block.made.value))
    return any(len(label) < LONGEST_LABEL and "prompt" in label.lower() and is_of_still(label) for label in labels)


_LABELLED_LINE = Pattern(r"^([^\r\n:：@]{4,60})[:：]", re.MULTILINE)


def _begins_with_tags(block: Block) -> bool:
    """Whether each line of a fence begins with a tag and has no sentence behind it: the files of a prompt, and what they are."""
    lines = [line for line in block.made.value.splitlines() if line.strip()]
    return all(any(True for _ in first_tags(line, 0)) and _LISTED.search(line) is None for line in lines)


_LISTED = Pattern(r"[.。!！?？;；]|[,，][^(（]")
"""Signs of a sentence, which an entry of a list of files has not."""


def _is_apart(page: View, end: int, block: Block) -> bool:
    """Whether anything is between the end of a fence and the next one, but for what opens that."""
    return bool(page.text[end : block.info.start].rpartition("\n")[0].strip(BETWEEN_FENCES))


def _called(page: View, block: Block) -> str | None:
    """Return what calls the text of a fence a prompt, the heading above it or the line in front of it; None where nothing does."""
    label = page.line_before(block)
    if page.is_crossed(block) or (announces(label) and _begins_with_tags(block)):
        return None
    if is_prompt_with_parameters(label):
        return label
    if len(label) < LONGEST_LABEL and (is_other(label) or is_wrong(label)):
        return None
    heading = page.outline.nearest(block.start)
    if prompt_label(heading):
        return heading
    promise = page.outline.promise(block.start) if label.lstrip("# ") == heading.lstrip("# ") else ""
    return promise if names_ours(promise) else None


def _context(page: View, block: Block) -> str:
    """Return how to judge a fence that nothing calls a prompt: as an example, as one of those that the title promises, or by itself."""
    label = page.line_before(block)
    if page.is_crossed(block) or (is_wrong(label) and len(label) < LONGEST_LABEL) or (announces(label) and _begins_with_tags(block)):
        return "other"
    if is_other(label) or is_request(label):
        is_still = is_of_still(label) and len(label) < LONGEST_LABEL and not mentions(label)
        return "other" if is_still or (is_other(label) and count_words(label) <= _LONGEST_NAME) else "code"
    if page.promises_prompts or page.outline.promise(block.start) or page.is_in_row(block):
        return "collected"
    is_called = (len(label) < LONGEST_LABEL and is_example(label)) or (is_example(page.outline.nearest(block.start).lstrip("# ")))
    return "exampled" if is_called else "fence"
