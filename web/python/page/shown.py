"""Findings, tags and contracts as the page shows them."""

from collections.abc import Callable, Iterable
from typing import Any

from page.units import Units
from seedance_lint.contracts.contract import Contract
from seedance_lint.diagnostics.diagnostic import Diagnostic, FileEdit
from seedance_lint.diagnostics.violation import Applicability
from seedance_lint.lsp.analysis import Analysis, Reading, span_of
from seedance_lint.profiles.profile import Profile
from seedance_lint.source.span import Span
from seedance_lint.syntax import Tag

Shown = dict[str, Any]


def contract(found: Contract) -> Shown:
    """Return a contract and what it rests on."""
    profile = found.profile
    return {
        "name": profile.name,
        "title": profile.title,
        "family": profile.family,
        "standing": found.standing,
        "evidence": [each.text for each in found.evidence],
        "summary": found.summary,
        "source": profile.source,
    }


def findings(analysis: Analysis, units: Units) -> list[Shown]:
    """Return all findings in the order of the text, with those of their fixes that do what they are meant to."""
    shown = []
    for placed in analysis.pieces:
        for found in placed.piece.offers:
            span = span_of(found, placed)
            shown.append(_finding(found, units.utf16(span.start), units.utf16(span.end), placed.start, units))
        for problem in placed.piece.problems:
            start, end = (units.utf16(offset + placed.start) for offset in problem.span)
            shown.append(
                {"rule": "", "severity": "warning", "message": problem.message, "start": start, "end": end, "pointer": "", "fixes": []}
            )
    return sorted(shown, key=lambda each: (each["start"], each["end"]))


def edits(made: Iterable[FileEdit], units: Units, shift: int = 0) -> list[Shown]:
    """Return edits of the whole text."""
    return [
        {"start": units.utf16(each.start + shift), "end": units.utf16(each.end + shift), "text": each.replacement} for each in sorted(made)
    ]


def marks(reading: Reading, units: Units, place: Callable[[Span], Span | None]) -> list[Shown]:
    """Return what is to be coloured of a prompt: tags by kind, and roles. ``place`` finds a span of the prompt in the text."""
    shown = []
    past = {mention.tag.span for mention in reading.bindings.unresolved}
    for tag, reference in reading.bindings.tags:
        span = place(tag.span)
        if span is None:
            continue
        read = isinstance(tag, Tag)
        name = tag.kind if read else "broken"
        files = [[tag.kind, index] for index in reference.indexes or (tag.index,)] if read else []
        shown.append({**_place(span, units), "mark": name, "files": files, "missing": tag.span in past})
    for phrase in reading.prompt.role_phrases:
        span = place(phrase.span)
        if span is not None and phrase.role is not None and not phrase.negated:
            shown.append({**_place(span, units), "mark": "role", "files": [], "missing": False})
    return sorted(shown, key=lambda each: (each["start"], each["end"]))


def spelling(profile: Profile, kind: str) -> str:
    """Return how a profile writes the first tag of a kind; empty where it takes none of that kind."""
    return profile.tag(kind, 1) if kind in profile.spelling else ""


def _finding(found: Diagnostic, start: int, end: int, shift: int, units: Units) -> Shown:
    return {
        "rule": found.rule,
        "severity": str(found.severity),
        "message": found.message,
        "help": found.help,
        "start": start,
        "end": end,
        "pointer": found.pointer,
        "contract": found.contract,
        "fixes": [
            {"title": fix.title, "safe": fix.applicability is Applicability.SAFE, "edits": edits(fix.edits, units, shift)}
            for fix in found.fixes
        ],
    }


def _place(span: Span, units: Units) -> Shown:
    return {"start": units.utf16(span.start), "end": units.utf16(span.end)}
