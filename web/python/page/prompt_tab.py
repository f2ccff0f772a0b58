"""The prompt of the first tab, with the files beside it."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from page import shown
from page.units import Units
from seedance_lint.binding import Binding, covered
from seedance_lint.config.profiles import AUTO
from seedance_lint.config.settings import Settings
from seedance_lint.contracts.contract import Contract
from seedance_lint.contracts.recognise import Chosen
from seedance_lint.conversion import convert_tags, prompt_losses, target_for
from seedance_lint.conversion.body import Body
from seedance_lint.conversion.content import Content
from seedance_lint.conversion.tags import respell
from seedance_lint.hosts.located import Comment, Node, Root
from seedance_lint.hosts.text import PROMPT, PlainText
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.understood import roles
from seedance_lint.lsp.analysis import Analysis, LocatedReading
from seedance_lint.profiles.generations import model_key
from seedance_lint.profiles.load import DEFAULT, find_profile, load_profile
from seedance_lint.requests.contracts import Contracts
from seedance_lint.requests.facts import FileFacts
from seedance_lint.requests.request import Asset
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span
from seedance_lint.syntax import Reference, Tag
from seedance_lint.syntax.nodes import KINDS

Shown = shown.Shown

_MOST_PROMPTS = 64
_MOST_CHOICES = 4


class WholeText:
    """The host of a text that is one prompt, whatever stands in it."""

    NAME = "prompt"
    SUFFIXES: tuple[str, ...] = ()
    MEANS_THE_SAME_EVERYWHERE = True

    def roots(self, document: SourceDocument) -> Iterator[Root]:
        """Yield the text."""
        yield Root({PROMPT: document.text}, lambda: _tree(document.text))

    def comments(self, document: SourceDocument) -> Iterator[Comment]:  # noqa: ARG002 - a prompt has none
        """Return nothing: a prompt has no comments."""
        return iter(())


def _tree(text: str) -> Node:
    span = Span(0, len(text))
    return Node(span, {PROMPT: text}, children=(Node(span, text, PlainText(*span)),), keys=(Node(Span(0, 0), PROMPT),))


_HOST = WholeText()


@lru_cache(maxsize=32)
def linter_for(profile: str) -> Linter:
    """Return the linter of a profile, or of none that is chosen (``auto``)."""
    chosen = None if profile == AUTO else Chosen(find_profile(profile))
    stand_in = load_profile(DEFAULT) if chosen is None else chosen.profiles[0]
    linter = Linter(Settings(stand_in, contracts=Contracts(chosen=chosen)))
    linter.parse = lru_cache(_MOST_PROMPTS)(linter.parse)
    return linter


class PromptTab:
    """One state of the tab: a text, the profile that it is for, and its files."""

    def __init__(self, asked: Mapping[str, Any]) -> None:
        self.text: str = asked["text"]
        self.units = Units(self.text)
        self.linter = linter_for(asked["profile"])
        self.linter.media = _assets(asked["files"])
        self.analysis = Analysis(self.text, "prompt", _HOST, self.linter)

    @property
    def located(self) -> LocatedReading:
        """The reading of the prompt."""
        placed = self.analysis.pieces[0]
        return LocatedReading(placed.piece.readings[0], 0)

    @property
    def contract(self) -> Contract:
        """What the prompt is judged by."""
        found = self.located.reading.request.contract
        return found if found is not None else Contract(self.linter.profile)

    def state(self) -> Shown:
        """Return everything that the page shows of the state."""
        reading = self.located.reading
        by_file = reading.bindings.by_file
        return {
            "contract": shown.contract(self.contract),
            "findings": self._findings(),
            "marks": shown.marks(reading, self.units, lambda span: span),
            "files": [self._file(binding) for binding in by_file.values() if binding.asset is not None],
            "missing": sorted((self._file(each) for each in by_file.values() if each.asset is None), key=lambda each: each["index"]),
            "limits": {kind: _limits(self.contract, kind) for kind in KINDS},
        }

    def _findings(self) -> list[Shown]:
        """Return the findings; a tag that points past the files may be written as one of those that there are."""
        found = shown.findings(self.analysis, self.units)
        for each in found:
            if each["rule"] == "undefined-reference" and not each["fixes"]:
                each["fixes"] = self._choices(each)
        return found

    def _choices(self, finding: Shown) -> list[Shown]:
        reading = self.located.reading
        profile = self.contract.profile
        for mention in reading.bindings.unresolved:
            span = mention.tag.span
            place = {"start": self.units.utf16(span.start), "end": self.units.utf16(span.end)}
            if place["start"] == finding["start"] and mention.tag.last is None:
                tags = [profile.tag(mention.kind, number) for number in range(1, reading.request.given(mention.kind) + 1)]
                return [{"title": f"Write {tag}", "safe": False, "edits": [{**place, "text": tag}]} for tag in tags[:_MOST_CHOICES]]
        return []

    def _file(self, binding: Binding) -> Shown:
        profile = self.contract.profile
        tag = profile.tag(binding.kind, binding.index) if binding.kind in profile.spelling else ""
        return {"kind": binding.kind, "index": binding.index, "tag": tag, "roles": roles(binding), "mentions": len(binding.mentions)}

    def moved(self, numbers: Mapping[tuple[str, int], int]) -> Shown:
        """Return the edits with which the tags name the same files, once those have other numbers."""
        reading = self.located.reading
        made = respell(reading.request, reading.bindings, self.contract.profile, self.linter.parse, numbers)
        spans = [
            reference.span if _is_range(reference) else tag.span
            for tag, reference in reading.bindings.tags
            if isinstance(tag, Tag)
            and any((tag.kind, index) in numbers for index in (reference.indexes if _is_range(reference) else covered(tag)))
        ]
        edits = [
            {"start": self.units.utf16(edit.at.start), "end": self.units.utf16(edit.at.end), "text": edit.replacement}
            for edit in made.edits
            if isinstance(edit.at, Span) and any(span.start < edit.at.end and edit.at.start < span.end for span in spans)
        ]
        return {"edits": edits, "doubts": [loss.message for loss in made.losses]}

    def converted(self, to: str) -> Shown:
        """Return the prompt as another provider takes it, and what that one cannot take."""
        request = self.located.reading.request
        target = target_for(Chosen(find_profile(to)), self.contract.profile)
        made = convert_tags(request, self.linter, target)
        files = Body(self._content(), target)
        losses = (*files.losses, *made.losses, *prompt_losses(request, made, self.linter, target))
        return {"text": made.text, "target": target.name, "losses": [loss.message for loss in losses]}

    def request(self) -> Shown:
        """Return the prompt and its files as the body of a request, and what has no place in it."""
        profile = self.contract.profile
        body = Body(self._content(), profile)
        return {"body": body.made(self.text), "profile": profile.name, "losses": [loss.message for loss in body.losses]}

    def _content(self) -> Content:
        request = self.located.reading.request
        files = tuple(asset for kind in KINDS for asset in (request.assets or {}).get(kind, ()))
        return Content(request, files, (), model_key(self.contract.profile, None))


def _is_range(reference: Reference) -> bool:
    """Whether a mention names files between its tags too."""
    return len(reference.indexes) > sum(len(covered(tag)) for tag in reference.tags if isinstance(tag, Tag))


def _assets(files: Mapping[str, list[Mapping[str, Any]]] | None) -> dict[str, tuple[Asset, ...]] | None:
    """Return files as the assets of a request, with what the browser found out about those of the disk."""
    if files is None:
        return None
    return {kind: tuple(_asset(kind, number, each) for number, each in enumerate(files.get(kind, ()), 1)) for kind in KINDS}


def _asset(kind: str, index: int, file: Mapping[str, Any]) -> Asset:
    asset = Asset(kind, index, file["url"], (kind, index - 1), file["url"])
    if file.get("facts") is None:
        return asset
    facts = FileFacts(**file["facts"])
    return asset._replace(facts=facts, size=facts.size, duration=facts.duration)


def _limits(contract: Contract, kind: str) -> Shown:
    limits = contract.profile.media.get(kind)
    return {"most": limits.max_count if limits is not None else 0, "tag": shown.spelling(contract.profile, kind)}
