"""Tags of one provider in the spelling of another."""

from collections.abc import Callable, Mapping

from seedance_lint.binding import Bindings, bind
from seedance_lint.conversion.loss import Loss
from seedance_lint.diagnostics.violation import Edit, Path
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple
from seedance_lint.requests.request import PromptRequest
from seedance_lint.source.span import Span
from seedance_lint.syntax.nodes import Prompt, Reference, Tag

Numbers = Mapping[tuple[str, int], int]
"""Kind and index of a file to its index in the target, where that is another."""


class Respelled(NamedTuple):
    """A prompt in the target's spelling, the edits that make it, and what cannot be respelled."""

    text: str
    edits: tuple[Edit, ...]
    losses: tuple[Loss, ...] = ()


def respell(request: PromptRequest, bindings: Bindings, target: Profile, parse: Callable[[str], Prompt], numbers: Numbers) -> Respelled:
    """Write every tag as the target spells it. Where the new text would not name the same files, that is told."""
    text = request.prompt
    edits = [edit for edit in _edits(text, bindings, target, numbers) if text[edit.at.start : edit.at.end] != edit.replacement]  # type: ignore[union-attr]
    edits.sort(key=lambda edit: edit.at)
    made = _made(text, edits)
    wanted = [(each.kind, numbers.get((each.kind, each.index), each.index)) for each in bindings.mentions]
    after = bind(parse(made), request._replace(prompt=made), bare_names=target.names_files_bare).mentions
    if [(each.kind, each.index) for each in after] == wanted:
        return Respelled(made, tuple(edits))
    return Respelled(made, tuple(edits), tuple(_doubts(request.prompt_path, bindings, target)))


def _doubts(path: Path, bindings: Bindings, target: Profile) -> list[Loss]:
    """Say where a prompt would name other files under the target."""
    tags = {mention.tag.span for mention in bindings.mentions}
    if target.names_files_bare:
        words = [each for each in bindings.bare if each.span not in tags]
        if words:
            return [Loss(path, f"`{each.text}` is plain text, and {target.provider} would read it as a tag", each.span) for each in words]
    return [Loss(path, f"the tags cannot be written so that {target.provider} reads the same files; check them by hand")]


def _edits(text: str, bindings: Bindings, target: Profile, numbers: Numbers) -> list[Edit]:
    edits: list[Edit] = []
    seen: set[Span] = set()
    for tag, reference in bindings.tags:
        if not isinstance(tag, Tag) or tag.span in seen or reference.span in seen:
            continue
        seen.add(tag.span)
        span, indexes = tag.span, _indexes(tag)
        if _is_range(reference) and (target.names_files_bare or _moves(reference, numbers)):
            seen.add(reference.span)
            seen.update(each.span for each in reference.tags)
            span, indexes = Span(reference.tags[0].span.start, reference.tags[-1].span.end), reference.indexes
        comma = ", " if text[span.start : span.end].isascii() else "、"
        edits.append(
            Edit(span, _apart(text, span, comma.join(target.tag(tag.kind, numbers.get((tag.kind, each), each)) for each in indexes)))
        )
    return edits


def _indexes(tag: Tag) -> tuple[int, ...]:
    return (
        (tag.index,) if tag.last is None or tag.last <= tag.index or tag.last - tag.index > 100 else tuple(range(tag.index, tag.last + 1))
    )


def _is_range(reference: Reference) -> bool:
    """Whether tags at both ends stand for what is between them."""
    tags = [tag for tag in reference.tags if isinstance(tag, Tag)]
    return len(tags) == len(reference.tags) == 2 and len(reference.indexes) > 2 and all(tag.last is None for tag in tags)


def _moves(reference: Reference, numbers: Numbers) -> bool:
    return any((reference.kind, index) in numbers for index in reference.indexes)


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
