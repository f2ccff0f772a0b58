"""Pages about rules and profiles: as tools, and as resources."""

from collections.abc import Iterator, Mapping
from typing import Any

from seedance_lint.agents.arguments import Refused
from seedance_lint.agents.checking import Answer
from seedance_lint.nearest import did_you_mean
from seedance_lint.profiles import catalogue, load_profile
from seedance_lint.profiles.catalogue import Entry
from seedance_lint.profiles.describe import render
from seedance_lint.records import NamedTuple
from seedance_lint.rules.document import rule_text, summary
from seedance_lint.rules.registry import all_rules

RULES, PROFILES = "seedance-lint://rules/", "seedance-lint://profiles/"
"""How the URIs of resources begin."""


class Page(NamedTuple):
    """A resource: its URI, what it is called and about, and its type."""

    uri: str
    name: str
    about: str
    media_type: str


def pages() -> Iterator[Page]:
    """Yield every page."""
    for name, rule in all_rules().items():
        yield Page(RULES + name, name, f"Rule: {summary(rule)}", "text/markdown")
    for name, entry in catalogue().items():
        yield Page(PROFILES + name, name, f"Profile: {entry.title}", "text/plain")


def page(uri: str) -> tuple[str, str] | None:
    """Return the text of a page and its type; None if there is no such page."""
    if uri.startswith(RULES) and (rule := all_rules().get(uri.removeprefix(RULES))) is not None:
        return rule_text(rule), "text/markdown"
    if uri.startswith(PROFILES) and (name := uri.removeprefix(PROFILES)) in catalogue():
        return "\n".join(render(load_profile(name))) + "\n", "text/plain"
    return None


def explain_rule(arguments: Mapping[str, Any]) -> Answer:
    """Explain a rule."""
    rules, name = all_rules(), arguments["rule"]
    if name not in rules:
        raise Refused(f"unknown rule `{name[:60]}`{did_you_mean(name[:60], rules)}")
    meta, text = rules[name].meta, rule_text(rules[name])
    values = {
        "id": meta.id,
        "severity": str(meta.severity),
        "category": meta.category,
        "default": meta.default,
        "fix": None if meta.fix is None else str(meta.fix),
        "text": text,
    }
    return Answer(text, values)


def list_profiles(arguments: Mapping[str, Any]) -> Answer:
    """List the providers' contracts."""
    provider = arguments.get("provider")
    known = catalogue().values()
    chosen = [entry for entry in known if provider in (None, entry.family, entry.name)]
    if not chosen:
        families = dict.fromkeys(entry.family for entry in known)
        raise Refused(
            f"unknown provider `{str(provider)[:60]}`{did_you_mean(str(provider)[:60], families)}; known are {', '.join(families)}"
        )
    records = [_entry(entry) for entry in chosen]
    return Answer("\n".join(f"{each['name']}: {each['title']}; tags {', '.join(each['tags'])}" for each in records), {"profiles": records})


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "provider": entry.provider,
        "edition": entry.edition,
        "title": entry.title,
        "models": list(entry.models),
        "tags": [spelling.replace("{index}", "1") for spelling in entry.spellings],
        "checked": entry.checked,
    }
