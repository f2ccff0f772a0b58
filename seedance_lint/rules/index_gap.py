"""Tags that skip a number."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from seedance_lint.binding import Mention
from seedance_lint.diagnostics.violation import Severity, Violation
from seedance_lint.pattern import Pattern
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed, nouns
from seedance_lint.syntax.tables import load_tables

_NAMED = Pattern(r"[@＠][ ]?[^\W\d_]{1,20}[ _]?([0-9]{1,2})(?![0-9])")


class IndexGap(Rule):
    """
    ## What it does
    Finds tags that skip a number: `@Image1` and `@Image3` without `@Image2`. Only where the files are unknown, as in a
    prompt without a request; otherwise `undefined-reference` and `unused-asset` know better. An information where the
    first number is among those left out, since a prompt may be one of several that share their files.

    ## Why is this bad?
    Tags follow the order of the files. Either the prompt needs a file that it never mentions, or the number is wrong.
    """

    meta = RuleMeta("index-gap", "references", Severity.WARNING, since="0.1.0", source="tags", rests_on="prompt")
    examples = (Example(bad="@Image1 as first frame, @Image3 as scene.", good="@Image1 as first frame, @Image2 as scene."),)

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        bindings = ctx.bindings
        if ctx.request.assets is not None or not bindings.mentions or ctx.request.holes:  # a program may fill in further tags
            return
        used: dict[str, set[int]] = {}
        for kind, index in bindings.by_file:
            used.setdefault(kind, set()).add(index)
        for words in bindings.bare:
            if words.index:  # "figure 0" is not a file
                used.setdefault(words.kind, set()).add(words.index)
        broken = {tag.kind for tag, _ in bindings.malformed}
        for kind, indexes in used.items():
            last = max(indexes)
            limit = ctx.profile.media[kind].max_count
            if last == len(indexes) or kind in broken or None in broken or (limit is not None and last > limit):
                continue
            numbers = _others(ctx.request.prompt, {mention.tag.span.start for mention in bindings.mentions})
            numbers |= _spanned(ctx.request.prompt, [mention for mention in bindings.mentions if mention.kind == kind])
            missing = [index for index in range(1, last) if index not in indexes and index not in numbers]
            if not missing:
                continue
            first = next((mention for mention in bindings.mentions if mention.kind == kind and mention.index > missing[0]), None)
            if first is None:  # only bare words are above the gap
                continue
            tags = listed([ctx.tag(kind, index) for index in missing], "and")
            verb = "is" if len(missing) == 1 else "are"
            message = f"`{first.tag.text}` is used, but {tags} {verb} not; tags follow the order of the {nouns(kind)}"
            yield Violation(first.tag.span, message, severity=Severity.INFO if 1 in missing else None)


def _others(prompt: str, tags: set[int]) -> set[int]:
    """Return the numbers of files that a prompt calls something of its own, and that may be counted with the others: ``@白模 1``."""
    return {int(match[1]) for match in _NAMED.finditer(prompt) if match.start() not in tags}


def _spanned(prompt: str, mentions: Sequence[Mention]) -> set[int]:
    """Return the numbers between two tags that only "to" parts: "from @Image1 to @Image5" is a movement to the grammar and may mean all of them."""
    to = Pattern(load_tables().patterns["RANGE_MARK"])
    found: set[int] = set()
    for left, right in pairwise(mentions):
        if to.fullmatch(prompt, left.tag.span.end, right.tag.span.start):
            found.update(range(left.index + 1, right.index))
    return found
