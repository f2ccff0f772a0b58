"""Whether fixes do what they are meant to: the fixed text is read again, and what it stands for is compared with what was meant."""

import json
from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from seedance_lint.annotations import Any
from seedance_lint.diagnostics.diagnostic import Diagnostic, FileEdit, FileFix
from seedance_lint.diagnostics.violation import Edit, Location
from seedance_lint.hosts import named_values
from seedance_lint.hosts.located import Host, HostFailure, Node, Partial, Passed, Root, Template
from seedance_lint.linter.edits import edited, touches
from seedance_lint.linter.result import DocumentResult
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

_MOST_READINGS = 64
"""How often one text is read to find out which of its fixes go wrong; those that are still in doubt then are not offered."""

_Site = tuple[int, str | int]
"""The container that holds a value (its ``id``: the readings keep it alive), and the value's key or index there."""
_Numbers = frozenset[int]


class _Inside(NamedTuple):
    """An edit of a value that the text at a site writes down: JSON in a string."""

    inner: Edit
    at: Location = Location(())


_Meant = Edit | _Inside


class _Reading(NamedTuple):
    """What a text stands for: its top-level values in order, and how many parts of it could not be read or were passed over."""

    roots: tuple[Root, ...]
    failures: int
    passed: int
    by_offset: Mapping[int, Sequence[Root]] = MappingProxyType({})


class _Outcome(NamedTuple):
    """Where an edited text differs from what was meant: at the sites of some edits, or elsewhere."""

    wrong: frozenset[_Site]
    elsewhere: bool


class Oracle:
    """Reads texts of one kind of file with and without fixes. The reading of the last text is kept for the next question."""

    __slots__ = ("_host", "_kept", "_readings")

    def __init__(self, host: Host) -> None:
        self._host = host
        self._kept: tuple[SourceDocument, _Reading | None] | None = None
        self._readings = 0

    def sound(self, document: SourceDocument, fixes: Sequence[FileFix]) -> _Numbers:
        """Return the numbers of those fixes, none of which touch, that change the values that they are meant to, and no others."""
        before = self._read(document)
        if before is None or not fixes:
            return frozenset()
        self._readings = 0
        numbers = tuple(range(len(fixes)))
        sound = self._sound(document, before, fixes, numbers)
        if sound and len(sound) < len(numbers) and not self._is_sound(document, before, fixes, sound):
            return frozenset()
        return frozenset(sound)

    def _sound(self, document: SourceDocument, before: _Reading, fixes: Sequence[FileFix], numbers: tuple[int, ...]) -> tuple[int, ...]:
        """Return the sound ones of some fixes: those whose own value comes out wrong are left out, other doubts are halved."""
        if not numbers or self._readings >= _MOST_READINGS:
            return ()
        sites = {number: _sites(before, fixes[number]) for number in numbers}
        numbers = tuple(number for number in numbers if sites[number] is not None)
        outcome = self._outcome(document, before, fixes, numbers)
        if outcome is not None and not outcome.wrong and not outcome.elsewhere:
            return numbers
        if len(numbers) <= 1:
            return ()
        if outcome is not None and outcome.wrong:
            left = tuple(number for number in numbers if outcome.wrong.isdisjoint(sites[number] or {}))
            if len(left) < len(numbers):
                return self._sound(document, before, fixes, left)
        middle = len(numbers) // 2
        return self._sound(document, before, fixes, numbers[:middle]) + self._sound(document, before, fixes, numbers[middle:])

    def _is_sound(self, document: SourceDocument, before: _Reading, fixes: Sequence[FileFix], numbers: tuple[int, ...]) -> bool:
        outcome = self._outcome(document, before, fixes, numbers)
        return outcome is not None and not outcome.wrong and not outcome.elsewhere

    def _outcome(self, document: SourceDocument, before: _Reading, fixes: Sequence[FileFix], numbers: Iterable[int]) -> _Outcome | None:
        """Compare an edited text with what was meant; None if it cannot be read as the old one could."""
        self._readings += 1
        chosen = [fixes[number] for number in numbers]
        after = self._read(edited(document, [edit for fix in chosen for edit in fix.edits]))
        if after is None or (len(after.roots), *after[1:3]) != (len(before.roots), *before[1:3]):
            return None
        meant: dict[_Site, list[_Meant]] = {}
        for fix in chosen:
            for site, edits in (_sites(before, fix) or {}).items():
                meant.setdefault(site, []).extend(edits)
        return _Comparison(meant, before).outcome(after)

    def _read(self, document: SourceDocument) -> _Reading | None:
        if self._kept is None or self._kept[0] is not document:
            self._kept = (document, _read(document, self._host))
        return self._kept[1]


def offered(result: DocumentResult, document: SourceDocument, host: Host) -> DocumentResult:
    """Return a result without the fixes that do not do what they are meant to. It costs nothing where there are no fixes."""
    fixes = [fix for found in result.diagnostics for fix in found.fixes]
    if not fixes or getattr(host, "MEANS_THE_SAME_EVERYWHERE", False):
        return result
    oracle = Oracle(host)
    sound: set[int] = set()  # by identity: two findings may have equal fixes
    for batch in _batches(fixes):
        sound.update(id(batch[number]) for number in oracle.sound(document, batch))
    if len(sound) == len({id(fix) for fix in fixes}):
        return result
    return result._replace(diagnostics=tuple([_with(found, sound) for found in result.diagnostics]))


def _with(found: Diagnostic, sound: set[int]) -> Diagnostic:
    return found._replace(fixes=tuple([fix for fix in found.fixes if id(fix) in sound]))


def _batches(fixes: list[FileFix]) -> Iterable[list[FileFix]]:
    """Yield all fixes in groups of such as do not touch each other."""
    while fixes:
        batch: list[FileFix] = []
        taken: list[FileEdit] = []
        left: list[FileFix] = []
        for fix in fixes:
            if any(touches(edit, taken) for edit in fix.edits):
                left.append(fix)
                continue
            batch.append(fix)
            for edit in fix.edits:
                insort(taken, edit)
        yield batch
        fixes = left


def _read(document: SourceDocument, host: Host) -> _Reading | None:
    roots: list[Root] = []
    failures = passed = 0
    try:
        for root in host.roots(document):
            if isinstance(root, HostFailure):
                failures += 1
            elif isinstance(root, Passed):
                passed += 1
            else:
                roots.append(root)
    except Exception:  # linting the text reports it
        return None
    by_offset: dict[int, list[Root]] = {}
    for root in roots:
        by_offset.setdefault(root.offset, []).append(root)
    return _Reading(tuple(roots), failures, passed, by_offset)


def _sites(reading: _Reading, fix: FileFix) -> dict[_Site, list[_Meant]] | None:
    """Return the places in the values that a fix is meant to change; None if they are not there."""
    found: dict[_Site, list[_Meant]] = {}
    for edit in fix.meant:
        for root in reading.roots:
            if root.offset == fix.root and (site := _site(root.value, edit)) is not None:
                found.setdefault(site[0], []).append(site[1])
                break
        else:
            return None
    return found


def _site(value: Any, edit: Edit) -> tuple[_Site, Edit | _Inside] | None:
    """Return the place of an edit in a value, and the edit; where the place is inside of a text, the text's place."""
    at = edit.at
    if not isinstance(at, Location) or not at.path:
        return None
    holder: Any = None
    name = at.path[-1]
    for index, part in enumerate(at.path):
        if isinstance(value, str):
            return (id(holder), name), _Inside(edit._replace(at=at._replace(path=at.path[index:])))
        holder, name = value, part
        if isinstance(value, list) and isinstance(part, str):  # the field of a form
            holder, name = named_values.item(value, part), named_values.VALUE
            if at.key:
                return None
        if index < len(at.path) - 1:
            try:
                value = holder[name]
            except (KeyError, IndexError, TypeError):
                return None
    return (id(holder), name), edit


class _Comparison:
    """Old and new values side by side, with what was meant to change.

    One string of a file may stand for several values (anchors of YAML, names of a program). So a value elsewhere may change as well if it
    changes just as one that was meant to.
    """

    __slots__ = ("_before", "_changed", "_meant", "_renamed")

    def __init__(self, meant: Mapping[_Site, list[_Meant]], before: _Reading) -> None:
        self._meant = meant
        self._before = before
        self._changed: dict[str, set[str]] = {}
        self._renamed: set[tuple[str, str]] = set()

    def outcome(self, after: _Reading) -> _Outcome:
        """Return where the new values are not what was meant."""
        wrong: set[_Site] = set()
        doubts: list[tuple[Any, Any]] = []  # values that changed, and renamed keys as pairs
        whole = [root.value for root in self._before.roots], [root.value for root in after.roots]
        stack: list[tuple[Any, Any]] = [whole]
        seen: set[tuple[int, int]] = set()
        while stack:
            old, new = stack.pop()
            if (id(old), id(new)) in seen:
                continue
            seen.add((id(old), id(new)))
            if type(old) is not type(new) or len(old) != len(new) or not _same_gaps(old, new):
                doubts.append((None, old))
                continue
            pairs = (
                zip(old.items(), new.items(), strict=True) if isinstance(old, dict) else zip(enumerate(old), enumerate(new), strict=True)
            )
            for (key, value), (new_key, new_value) in pairs:
                edits = self._meant.get((id(old), key))
                if key != new_key and not self._is_renamed(edits, key, new_key):
                    doubts.append((key, new_key))
                if edits is not None and not self._is_meant(edits, value, new_value):
                    wrong.add((id(old), key))
                elif edits is None or all(edit.at.key for edit in edits):  # type: ignore[union-attr]  # all are locations here
                    if isinstance(value, _CONTAINERS):
                        stack.append((value, new_value))
                    elif not _same(value, new_value):
                        doubts.append((value, new_value))
        return _Outcome(frozenset(wrong), any(not self._is_known(*doubt) for doubt in doubts))

    def _is_renamed(self, edits: list[_Meant] | None, key: object, new_key: object) -> bool:
        if edits is None or not any(edit.at.key and edit.replacement == new_key for edit in edits if isinstance(edit, Edit)):  # type: ignore[union-attr]
            return False
        self._renamed.add((str(key), str(new_key)))
        return True

    def _is_meant(self, meant: list[_Meant], value: Any, new_value: Any) -> bool:
        """Whether a value became what its edits make of it."""
        inside = [edit.inner for edit in meant if isinstance(edit, _Inside)]
        if inside:
            return self._is_meant_inside(inside, value, new_value)
        edits = [edit for edit in meant if isinstance(edit, Edit) and not edit.at.key]  # type: ignore[union-attr]
        if not edits:
            return True
        if any(edit.wrap is not None for edit in edits):
            return len(edits) == 1 and isinstance(new_value, list) and len(new_value) == 1 and _same(new_value[0], value)
        if not isinstance(value, str):
            return len(edits) == 1 and (str(new_value) == edits[0].replacement or _same(new_value, _literal(edits[0].replacement)))
        expected = _replaced(value, edits)
        if not isinstance(new_value, str) or str(new_value) != expected or not _same_gaps(value, new_value):
            return False
        self._changed.setdefault(str(value), set()).add(expected)
        return True

    def _is_meant_inside(self, edits: list[Edit], value: Any, new_value: Any) -> bool:
        """Whether the value that a text writes down became what its edits make of it."""
        if not isinstance(value, str) or not isinstance(new_value, str):
            return False
        from seedance_lint.hosts import nested

        old, new = (Root(nested.parse(text), lambda: Node(Span(0, 0), None)) for text in (value, new_value))
        meant: dict[_Site, list[_Meant]] = {}
        for edit in edits:
            site = _site(old.value, edit)
            if site is None:
                return False
            meant.setdefault(site[0], []).append(site[1])
        outcome = _Comparison(meant, _Reading((old,), 0, 0)).outcome(_Reading((new,), 0, 0))
        self._changed.setdefault(str(value), set()).add(str(new_value))
        return not outcome.wrong and not outcome.elsewhere

    def _is_known(self, old: Any, new: Any) -> bool:
        return isinstance(old, str) and isinstance(new, str) and (new in self._changed.get(old, ()) or (old, new) in self._renamed)


_CONTAINERS = (dict, list, tuple)


def _replaced(value: str, edits: Iterable[Edit]) -> str:
    spans = [(getattr(edit.at, "span", None) or Span(0, len(value)), edit.replacement) for edit in edits]
    pieces, at = [], 0
    for (start, end), replacement in sorted(spans):
        pieces += [value[at:start], replacement]
        at = end
    return "".join([*pieces, value[at:]])


def _literal(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _same(old: Any, new: Any) -> bool:
    return type(old) is type(new) and (old == new or (old != old and new != new)) and _same_gaps(old, new)  # noqa: PLR0124 - NaN


def _same_gaps(old: Any, new: Any) -> bool:
    """Whether two values leave the same open for the run of their program."""
    if isinstance(old, Partial):
        return isinstance(new, Partial) and (old.open, old.unknown) == (new.open, new.unknown)
    holes = [len(value.holes) if isinstance(value, Template) else 0 for value in (old, new)]
    return holes[0] == holes[1]
