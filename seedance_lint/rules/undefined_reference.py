"""Tags that point past the files of the request."""

import re
from collections.abc import Iterator

from seedance_lint.binding import covered
from seedance_lint.diagnostics.violation import Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed, nouns, plural
from seedance_lint.syntax.nodes import Tag
from seedance_lint.syntax.patterns import said_before, said_behind
from seedance_lint.urls import shown_name


class UndefinedReference(Rule):
    """
    ## What it does
    Finds tags whose number is higher than the number of files in the request: `@Image3` with two `image_urls`. Silent if
    the files are unknown, as in a prompt without a request, and about files that the prompt itself says may be missing ("if
    @Image3 is supplied"). For providers whose tags are plain words ("Image 3"), words
    that count something ("an image 3 times as wide"), that somebody says or that deny it ("there is no Image 3") are not tags,
    and words that are not in the provider's spelling are only a warning.

    ## Why is this bad?
    The tag names nothing. Services do not check tags: this one is ignored, and the video lacks what it was meant to show.
    """

    meta = RuleMeta("undefined-reference", "references", Severity.ERROR, since="0.1.0", source="restrictions")
    examples = (
        Example(bad="@Image1 and @Image2 as character, @Image3 as scene.", good="@Image1 as character, @Image2 as scene.", images=2),
    )

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        seen: set[Tag] = set()
        perhaps = {(each.kind, each.index) for each in ctx.bindings.unresolved if _may_be_missing(ctx.prompt.text, each.tag)}
        for mention in ctx.bindings.unresolved:
            tag = mention.tag
            if (tag.kind, mention.index) in perhaps:
                continue
            # The middle of `@Image1 to @Image5` belongs to its first tag; the last one is where it goes wrong.
            if tag in seen or mention.index not in covered(tag) or (_is_bare(tag) and _is_prose(ctx.prompt.text, tag)):
                continue
            if _is_bare(tag) and not ctx.request.given(tag.kind) and not any(map(str.isdecimal, tag.text)):
                continue  # the second video may be one that the prompt makes
            seen.add(tag)
            yield self._violation(ctx, tag)

    def _violation(self, ctx: LintContext, tag: Tag) -> Violation:
        kind = tag.kind
        own = not _is_bare(tag) or tag.last is not None or ctx.profile.accepts(kind, tag.index, tag.text)
        severity = None if own else Severity.WARNING
        if not ctx.request.given(kind):
            return Violation(tag.span, f"`{tag.text}` does not name a file: the request has no {nouns(kind)}", severity=severity)
        binding = ctx.bindings.by_file
        files = (ctx.request.assets or {})[kind]
        named = [f"{ctx.tag(kind, file.index)}{f' ({shown_name(file.url)})' if file.url else ''}" for file in files[:_MOST_NAMED]]
        named += [f"{len(files) - _MOST_NAMED} more"] if len(files) > _MOST_NAMED else []
        unused = [ctx.tag(kind, file.index) for file in files if not binding[kind, file.index].mentions]
        hint = f"; {listed(unused, 'and')} {'is' if len(unused) == 1 else 'are'} not used yet" if 0 < len(unused) <= _MOST_NAMED else ""
        limit = ctx.profile.media[kind].max_count
        most = f"; the provider takes at most {plural(limit, kind)}" if limit is not None and (tag.last or tag.index) > limit else ""
        return Violation(
            tag.span,
            f"`{tag.text}` points past the {ctx.count(kind)} of this request; expected {ctx.choices(kind)}",
            help=f"the request has {listed(named, 'and')}{hint}{most}",
            related=ctx.given_here(kind),
            severity=severity,
        )


_MOST_NAMED = 12


def _is_bare(tag: Tag) -> bool:
    return tag.text[0].isalpha()


_QUOTED = r"\"[^\"\n]{1,300}\"|“[^”]{1,300}”|「[^」]{1,300}」|『[^』]{1,300}』|„[^“”]{1,300}[“”]|«[^»]{1,300}»"
_ASIDE = r"\A[ ]*\([^()\n]{0,40}\)"
"""``@Image2 (the jetty) is supplied``."""
_NEAR = 24
"""Characters around a tag in which to look for words that count or deny."""
_NEAR_CONDITION = 80
"""Characters around a tag in which to look for a condition."""


def _is_prose(text: str, tag: Tag) -> bool:
    """Whether words that look like a tag count something, are quoted, or say that there is no such file."""
    start, end = tag.span
    if _is_quoted(text, start, end):
        return True
    return said_before("NO_FILE_BEFORE", text[max(start - _NEAR, 0) : start]) or said_behind("NO_FILE_BEHIND", text[end : end + _NEAR])


def _may_be_missing(text: str, tag: Tag) -> bool:
    """Whether a prompt says of a tag that its file may be there or not: ``if @Image2 is supplied``, ``若提供 @图片2``."""
    start, end = tag.span
    before, behind = text[max(start - _NEAR_CONDITION, 0) : start], text[end : end + _NEAR_CONDITION]
    if said_before("IF_GIVEN", before) or said_behind("GIVEN_BEHIND", behind):
        return True
    return said_before("IF", before) and said_behind("GIVEN", re.sub(_ASIDE, "", behind))


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether something between two marks is what somebody says or what is written somewhere, and not the prompt itself."""
    if text.lstrip().startswith(("{", "[")):  # the quotes of JSON
        return False
    for quote in re.finditer(_QUOTED, text):
        if quote.start() >= start:
            return False
        if quote.end() >= end:
            return bool(text[: quote.start()].strip() or text[quote.end() :].strip())
    return False
