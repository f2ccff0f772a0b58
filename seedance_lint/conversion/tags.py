"""Tags of one provider in the spelling of another."""

import re
from collections.abc import Callable, Mapping

from seedance_lint.binding import Bindings, bind, covered
from seedance_lint.conversion.loss import Loss
from seedance_lint.diagnostics.violation import Edit, Path
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple
from seedance_lint.requests.request import PromptRequest
from seedance_lint.source.span import Span
from seedance_lint.syntax.nodes import Prompt, Reference, Tag

Numbers = Mapping[tuple[str, int], int]
"""Kind and index of a file to its index in the target, where that is another."""

_LONGEST_RANGE = 100
_BARE_JOINTS = ("to", "through", "-", "–", "至", "到")
"""What joins the numbers of a range whose tag is plain words."""


class Respelled(NamedTuple):
    """A prompt in the target's spelling, the edits that make it, and what cannot be respelled."""

    text: str
    edits: tuple[Edit, ...]
    losses: tuple[Loss, ...] = ()


def respell(request: PromptRequest, bindings: Bindings, target: Profile, parse: Callable[[str], Prompt], numbers: Numbers) -> Respelled:
    """Write every tag as the target spells it, ranges as ranges. Where the new text would not name the same files, that is reported.

    A range whose files move, or that the target would not read as one, is written as a list.
    """
    text = request.prompt
    wanted = sorted((each.kind, numbers.get((each.kind, each.index), each.index)) for each in bindings.mentions)
    made, edits = text, list[Edit]()
    for as_ranges in (True, False):
        edits = _edits(text, bindings, target, numbers, as_ranges=as_ranges)
        edits = sorted((edit for edit in edits if text[edit.at.start : edit.at.end] != edit.replacement), key=lambda edit: edit.at)  # type: ignore[union-attr]
        made = _made(text, edits)
        after = bind(parse(made), request._replace(prompt=made), bare_names=target.names_files_bare).mentions
        if sorted((each.kind, each.index) for each in after) == wanted:
            return Respelled(made, tuple(edits))
    return Respelled(made, tuple(edits), tuple(_doubts(request.prompt_path, bindings, target)))


def _doubts(path: Path, bindings: Bindings, target: Profile) -> list[Loss]:
    """Say where a prompt would name other files under the target."""
    tags = {mention.tag.span for mention in bindings.mentions}
    if target.names_files_bare:
        words = [each for each in bindings.bare if each.span not in tags]
        if words:
            return [Loss(path, f"`{each.text}` is plain text, but {target.provider} would read it as a tag", each.span) for each in words]
    return [Loss(path, f"the tags cannot be written so that {target.provider} reads the same files; check them by hand")]


def _edits(text: str, bindings: Bindings, target: Profile, numbers: Numbers, *, as_ranges: bool) -> list[Edit]:
    edits: list[Edit] = []
    seen: set[Span] = set()
    for tag, reference in bindings.tags:
        if not isinstance(tag, Tag) or tag.span in seen or reference.span in seen:
            continue
        seen.add(tag.span)
        span, indexes = tag.span, _indexes(tag)
        if _is_range(reference):
            seen.add(reference.span)
            seen.update(each.span for each in reference.tags)
            span, indexes = Span(reference.tags[0].span.start, reference.tags[-1].span.end), reference.indexes
        names = [target.tag(tag.kind, numbers.get((tag.kind, each), each)) for each in indexes]
        if as_ranges and len(indexes) > 1 and not any((tag.kind, each) in numbers for each in indexes):
            written = _range(_joint(text[span.start : span.end]), names[0], names[-1], str(indexes[-1]), bare=target.names_files_bare)
        else:
            written = (", " if text[span.start : span.end].isascii() else "、").join(names)
        edits.append(Edit(span, _apart(text, span, written)))
    return edits


def _joint(words: str) -> str:
    """Return what joins the ends of a range: `` to `` of ``@Image1 to @Image3``, ``-`` of ``Image 1-3``."""
    found = re.search(r"\d\W*?([ \t]*(?:through|thru|to|至|到|[-–—~～…]|\.{2,3})[ \t]*)", words, re.IGNORECASE)
    return found[1] if found else "-"


def _range(joint: str, first: str, last: str, number: str, *, bare: bool) -> str:
    """Write a range: where tags are plain words it has one of them, ``Image 1 to 3``, else two."""
    if not bare:
        return f"{first}{joint}{last}"
    return f"{first}{joint if joint.strip().casefold() in _BARE_JOINTS else '-'}{number}"


def _indexes(tag: Tag) -> tuple[int, ...]:
    return tuple(covered(tag)) if tag.last is None or tag.last - tag.index <= _LONGEST_RANGE else (tag.index,)


def _is_range(reference: Reference) -> bool:
    """Whether tags at both ends stand for what is between them."""
    tags = [tag for tag in reference.tags if isinstance(tag, Tag)]
    return len(tags) == len(reference.tags) == 2 and len(reference.indexes) > 2 and all(tag.last is None for tag in tags)


def _apart(text: str, span: Span, written: str) -> str:
    """Return a tag with a space where it would grow together with a word or number of the prose."""
    before, behind = text[: span.start][-1:], text[span.end :][:1]
    left = " " if written[0].isascii() and written[0].isalnum() and before.isascii() and before.isalnum() else ""
    right = " " if written[-1].isalnum() and behind.isascii() and (behind.isalnum() or behind == "_") else ""
    return f"{left}{written}{right}"


def _made(text: str, edits: list[Edit]) -> str:
    pieces, at = [], 0
    for edit in edits:
        assert isinstance(edit.at, Span)
        pieces += [text[at : edit.at.start], edit.replacement]
        at = edit.at.end
    return "".join([*pieces, text[at:]])
