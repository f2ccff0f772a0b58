"""Answers the page: a question as JSON in, an answer as JSON out."""

import json
from collections.abc import Mapping
from typing import Any

from page import shown
from page.code_tab import CodeTab
from page.prompt_tab import PromptTab
from seedance_lint.lsp.hover import hover_text
from seedance_lint.lsp.offers import offers_at
from seedance_lint.lsp.roles import role_texts
from seedance_lint.profiles.catalogue import catalogue

_Asked = Mapping[str, Any]
_Tab = PromptTab | CodeTab

_last: dict[str, tuple[str, Any]] = {}
"""The last state of each tab, by the question that it was made of."""


def answer(question: str) -> str:
    """Answer a question; whatever goes wrong is reported, since the page must live on."""
    try:
        asked = json.loads(question)
        return json.dumps({"answer": _ANSWERS[asked["do"]](asked)})
    except Exception as error:
        return json.dumps({"error": f"{type(error).__name__}: {error}"})


def _tab(asked: _Asked) -> Any:
    state = json.dumps([asked.get(name) for name in ("text", "profile", "files", "name")])
    kind = "code" if asked.get("name") else "prompt"
    before = _last.get(kind)
    if before is None or before[0] != state:
        made: _Tab = CodeTab(asked, before[1] if before else None) if kind == "code" else PromptTab(asked)
        _last[kind] = before = (state, made)
    return before[1]


def _check(asked: _Asked) -> Any:
    return _tab(asked).state()


def _hover(asked: _Asked) -> Any:
    tab = _tab(asked)
    found = hover_text(tab.analysis, tab.units.points(asked["offset"]))
    if found is None:
        return None
    text, span = found
    return {"text": text, "start": tab.units.utf16(span.start), "end": tab.units.utf16(span.end)}


def _complete(asked: _Asked) -> Any:
    tab = _tab(asked)
    found = offers_at(tab.analysis, tab.units.points(asked["offset"]))
    span = None if found is None else found.located.span(found.span)
    if found is None or span is None:
        return None
    offers = [{"text": each.text, "detail": each.detail, "info": each.documentation, "tag": each.is_tag} for each in found.offers]
    return {"start": tab.units.utf16(span.start), "end": tab.units.utf16(span.end), "offers": offers, "chosen": found.typed is not None}


def _fix_all(asked: _Asked) -> Any:
    tab = _tab(asked)
    return [each for placed in tab.analysis.pieces for each in shown.edits(placed.piece.safe_edits, tab.units, placed.start)]


def _move(asked: _Asked) -> Any:
    numbers = {(asked["kind"], old): new for new, old in enumerate(asked["order"], 1) if new != old}
    return _tab(asked).moved(numbers)


def _convert(asked: _Asked) -> Any:
    return _tab(asked).converted(asked["to"])


def _request(asked: _Asked) -> Any:
    return _tab(asked).request()


def _take(asked: _Asked) -> Any:
    return _tab(asked).taken(asked["number"])


def _providers(_: _Asked) -> Any:
    found: dict[str, dict[str, Any]] = {}
    for entry in catalogue().values():
        family = found.setdefault(entry.family, {"family": entry.family, "provider": entry.provider, "profiles": []})
        family["profiles"].append({"name": entry.name, "edition": entry.edition, "title": entry.title})
    roles = {name: text.zh or "" for name, text in role_texts().items()}
    return {"providers": list(found.values()), "roles": roles}


_ANSWERS = {
    "check": _check, "hover": _hover, "complete": _complete, "fix-all": _fix_all,
    "move": _move, "convert": _convert, "request": _request, "take": _take, "providers": _providers,
}  # fmt: skip
