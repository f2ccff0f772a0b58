"""Converts the requests of a file: a body of JSON as a whole, elsewhere the tags at their places."""

import json
from collections.abc import Iterator

from seedance_lint.annotations import Any
from seedance_lint.contracts.recognise import Chosen
from seedance_lint.conversion.convert import convert_request, convert_tags, prompt_losses, target_for
from seedance_lint.conversion.layouts import wrappers
from seedance_lint.conversion.loss import Loss
from seedance_lint.diagnostics.diagnostic import FileFix
from seedance_lint.diagnostics.violation import Fix, Location
from seedance_lint.hosts import host_for
from seedance_lint.hosts.located import Host, HostFailure, Passed, shared
from seedance_lint.linter.edits import edited
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.oracle import Oracle
from seedance_lint.linter.place import Places
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple
from seedance_lint.requests.request import PromptRequest
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span


class Told(NamedTuple):
    """Something that is to be said of a place, counted from 1."""

    line: int
    column: int
    message: str


class ConvertedDocument(NamedTuple):
    """The new text of a file, what the target cannot take, notes, and the parts that could not be read."""

    document: SourceDocument
    losses: tuple[Told, ...]
    notes: tuple[Told, ...] = ()
    failures: tuple[HostFailure, ...] = ()
    prompts: int = 0


def convert_document(document: SourceDocument, host: Host, linter: Linter, target: Chosen) -> ConvertedDocument:
    """Convert a document: the body where it is JSON with one request, else the tags of each of its prompts."""
    return _whole(document, host, linter, target) or _Tags(document, host, linter, target).converted()


def _whole(document: SourceDocument, host: Host, linter: Linter, target: Chosen) -> ConvertedDocument | None:
    if host is not host_for("-.json"):  # one body in a file of lines must stay a line
        return None
    twice: list[str] = []
    try:
        payload = json.loads(document.text, object_pairs_hook=lambda pairs: _mapping(pairs, twice))
        roots = [root for root in host.roots(document) if not isinstance(root, (HostFailure, Passed))]
        if not isinstance(payload, dict) or len(roots) != 1 or roots[0].value != payload:
            return None
        made = convert_request(payload, linter, target)
    except (ValueError, RecursionError):
        return None
    found = linter.requests(roots[0]).found
    if not wrappers().issuperset(found[0].path):  # a file with a request somewhere in it is not a request
        return None
    places = Places(document, roots[0], found[0].prompt_path)
    repeated = [Told(1, 1, f"`{name}` occurs twice; only the last one was read") for name in dict.fromkeys(twice)]
    losses = (*repeated, *(_told(document, places, loss) for loss in made.losses))
    if made.value == payload:
        return ConvertedDocument(document, losses, prompts=1)
    text = json.dumps(made.value, ensure_ascii=False, indent=2) + "\n"
    return ConvertedDocument(SourceDocument(document.path, text, bom=document.bom), losses, prompts=1)


def _mapping(pairs: list[tuple[str, Any]], twice: list[str]) -> dict[str, Any]:
    """Return an object of JSON; take up the names that are twice in it."""
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            twice.append(name)
        made[name] = value
    return made


class _Tags:
    """Respells the tags of a document at their places; every edit is made only if the file then reads as it should."""

    def __init__(self, document: SourceDocument, host: Host, linter: Linter, target: Chosen) -> None:
        self._document, self._host, self._linter, self._target = document, host, linter, target
        self._losses: list[Told] = []
        self._notes: list[Told] = []
        self._failures: list[HostFailure] = []
        self._fixes: list[tuple[FileFix, Told]] = []
        self._prompts = 0

    def converted(self) -> ConvertedDocument:
        for request, places in self._requests():
            self._prompts += 1
            self._respell(request, places)
        unique = list({fix.edits: (fix, told) for fix, told in self._fixes}.values())
        sound = Oracle(self._host).sound(self._document, [fix for fix, _ in unique])
        self._losses += [told for number, (_, told) in enumerate(unique) if number not in sound]
        edits = [edit for number in sorted(sound) for edit in unique[number][0].edits]
        new = edited(self._document, edits) if edits else self._document
        return ConvertedDocument(new, tuple(sorted(self._losses)), tuple(sorted(self._notes)), tuple(self._failures), self._prompts)

    def _requests(self) -> Iterator[tuple[PromptRequest, Places]]:
        for root in self._host.roots(self._document):
            if isinstance(root, HostFailure):
                self._failures.append(root)
            elif not isinstance(root, Passed):
                whole = shared(root)
                for request in self._linter.requests(root, self._document.text, self._document.path).found:
                    yield request, Places(self._document, whole, request.prompt_path)

    def _respell(self, request: PromptRequest, places: Places) -> None:
        target = target_for(self._target, self._linter.request_profile(request))
        made = convert_tags(request, self._linter, target)
        for loss in (*made.losses, *prompt_losses(request, made, self._linter, target), *_too_many(request, target)):
            self._losses.append(_told(self._document, places, loss))
        if set(request.fields) - {self._linter.request_profile(request).request.prompt, "prompt"}:
            self._notes.append(
                _told(
                    self._document,
                    places,
                    Loss(request.prompt_path, f"only the tags were converted for {target.name}; the other fields are unchanged"),
                )
            )
        for edit in made.edits:
            span = edit.at if isinstance(edit.at, Span) else None
            told = _told(
                self._document,
                places,
                Loss(request.prompt_path, f"the tag cannot be replaced safely here; write {edit.replacement} by hand", span),
            )
            fix = places.fix(Fix(f"Write {edit.replacement}", (edit,)))
            if fix is None:
                self._losses.append(told)
            else:
                self._fixes.append((fix, told))


def _too_many(request: PromptRequest, target: Profile) -> Iterator[Loss]:
    for kind, files in (request.assets or {}).items():
        most = target.media[kind].max_count if kind in target.media else None
        for asset in files[most:] if most is not None else ():
            yield Loss(asset.path, f"{kind} {asset.index} is too many: {target.provider} takes at most {most}")


def _told(document: SourceDocument, places: Places, loss: Loss) -> Told:
    place = places.place(Location(loss.path, span=loss.span) if loss.path else Location(()))
    start = document.position(place.span.start)
    return Told(start.line, start.column, loss.message)
