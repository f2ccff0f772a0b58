"""The documentation of rules as Markdown: for `rule ID`, for docs/rules.md and for the README.

``python -m seedance_lint.rules.document`` rewrites ``docs/rules.md`` and the table in ``README.md`` of the current folder.
"""

import json
import sys
from collections.abc import Iterable
from inspect import cleandoc
from pathlib import Path

from seedance_lint.diagnostics.violation import Applicability
from seedance_lint.package_data import read_toml
from seedance_lint.profiles import Profile, load_profile
from seedance_lint.profiles.load import DEFAULT
from seedance_lint.rules.base import Example, Rule, listed, plural
from seedance_lint.rules.examples import example_bodies, example_requests, violations
from seedance_lint.rules.registry import CATEGORIES, all_rules

TITLES = {
    "tags": "Tags",
    "references": "Tags and files",
    "limits": "Limits",
    "roles": "Roles",
    "assets": "Files",
    "request": "Request",
    "suppressions": "Suppressions",
}
"""Headings for the categories."""

_MARK, _END = "<!-- rules: made by seedance-lint, do not edit -->", "<!-- end of rules -->"
_INTRODUCTION = """\
*error*: the service certainly rejects or ignores it. *warning*: it probably does. *info*: worth knowing. Rules that are off by default run
only if you select them. Safe fixes keep the meaning of the prompt; unsafe fixes may change it.

`--select` and `--ignore`, and `select` and `ignore` in the configuration, take rule ids, categories, `DEFAULT` and `ALL`; a more exact name
overrides a wider one. `severity` changes the severity of a rule, and `[rules.<id>]` sets its options."""
_LONGEST_PROMPT = 120
_FIXES = {None: "no fix", Applicability.SAFE: "fixed by `--fix`", Applicability.UNSAFE: "fixed by `--unsafe-fixes`"}


def summary(rule: Rule) -> str:
    """Return the first sentence of what a rule does, without its full stop."""
    first = section(rule, "What it does").split("\n\n")[0]
    sentence = " ".join(first.split()).split(". ")[0].removesuffix(".")
    return sentence.partition(": ")[0] if len(sentence) > _LONGEST_PROMPT else sentence


def section(rule: Rule, title: str) -> str:
    """Return one section of a rule's documentation; empty if it has none."""
    _, _, rest = cleandoc(rule.__doc__ or "").partition(f"## {title}\n")
    return rest.partition("\n## ")[0].strip()


def rule_text(rule: Rule, profile: Profile | None = None) -> str:
    """Return the full documentation of one rule, as Markdown with a top-level heading."""
    meta = rule.meta
    state = "on by default" if meta.default else "off by default"
    parts = [f"# {meta.id}", f"{meta.severity} · {meta.category} · {state} · {_FIXES[meta.fix]} · since {meta.since}"]
    parts += ["## What it does", section(rule, "What it does"), "## Why is this bad?", section(rule, "Why is this bad?")]
    if rule.examples:
        parts += ["## Example", *(part for example in rule.examples for part in _example(rule, example))]
    if rule.options:
        parts += ["## Options", section(rule, "Options"), f"```toml\n{_options(rule)}\n```"]
    source = _source(rule, profile or load_profile(DEFAULT))
    if source:
        parts += ["## Source", source]
    return "\n\n".join(parts) + "\n"


def rule_table(rules: Iterable[Rule], link: str) -> str:
    """Return a table of rules, one line each, with links to the anchors in the file ``link``."""
    lines = ["| rule | | finds | fix |", "|---|---|---|---|"]
    for rule in rules:
        fix = {None: "", Applicability.SAFE: "safe", Applicability.UNSAFE: "unsafe"}[rule.meta.fix]
        severity = str(rule.meta.severity) if rule.meta.default else f"{rule.meta.severity}, off"
        lines.append(f"| [`{rule.meta.id}`]({link}#{rule.meta.id}) | {severity} | {_short(rule)} | {fix} |")
    return "\n".join(lines)


def rules_page() -> str:
    """Return docs/rules.md."""
    rules = all_rules().values()
    parts = [
        "<!-- Made by `python -m seedance_lint.rules.document` from the rules themselves. -->",
        "# Rules",
        _INTRODUCTION,
        "## The reference page, line by line",
        f"Every line of the two lists of limits of the [reference page]({load_profile(DEFAULT).source}), and the rules that enforce it:",
        _page_table(),
    ]
    for category in CATEGORIES:
        members = [rule for rule in rules if rule.meta.category == category]
        parts += [f"## {TITLES[category]}", f"Category `{category}`.", rule_table(members, "")]
        parts += [_lowered(rule_text(rule)).rstrip() for rule in members]
    return "\n\n".join(parts) + "\n"


def readme_table() -> str:
    """Return the tables of all rules for the README."""
    rules = all_rules().values()
    tables = [
        f"**{TITLES[category]}**\n\n" + rule_table([rule for rule in rules if rule.meta.category == category], "docs/rules.md")
        for category in CATEGORIES
    ]
    return "\n\n".join(tables)


def updated(text: str) -> str:
    """Return a document with a new table of rules between its marks; a document without marks is replaced with the page of rules."""
    start, mark, rest = text.partition(_MARK)
    if not mark:
        return rules_page()
    return f"{start}{mark}\n\n{readme_table()}\n\n{_END}{rest.partition(_END)[2]}"


def _short(rule: Rule) -> str:
    words = summary(rule)
    for verb in ("Finds ", "Notes "):
        words = words.removeprefix(verb)
    return words.replace("|", "\\|")


def _page_table() -> str:
    lines = ["| section | the page | rules |", "|---|---|---|"]
    for line in read_toml("rules/page.toml")["line"]:
        rules = ", ".join(f"[`{name}`](#{name})" for name in line["rules"])
        lines.append(f"| {line['section']} | {line['says']} | {rules} |")
    return "\n".join(lines)


def _lowered(markdown: str) -> str:
    """Lower every heading by two levels."""
    fenced, lines = False, []
    for line in markdown.splitlines():
        fenced ^= line.startswith("```")
        lines.append(f"##{line}" if line.startswith("#") and not fenced else line)
    return "\n".join(lines)


def _options(rule: Rule) -> str:
    name = f'"{rule.meta.id}"' if "/" in rule.meta.id else rule.meta.id
    return "\n".join([f"[rules.{name}]", *(f"{option} = {json.dumps(value)}" for option, value in rule.options.items())])


def _source(rule: Rule, profile: Profile) -> str:
    if rule.meta.source is None:
        return ""
    place = profile.sources.get(rule.meta.source, "")
    return place if place.startswith("http") else f"[{place or profile.title}]({profile.source})"


def _example(rule: Rule, example: Example) -> list[str]:
    bad, good = _request(example, bad=True), _request(example, bad=False)
    under = "" if example.profile == DEFAULT else f" (profile `{example.profile}`)"
    parts = [f"{bad[0]}{under}:", bad[1]]
    messages = _messages(rule, example)
    if messages:
        parts += ["is reported as", "\n".join(f"> {message}" for message in messages)]
    files = good[0].removeprefix("This prompt") if good[0] != bad[0] and " with " in good[0] else ""
    return [*parts, f"Use instead{files and ','}{files}:", good[1]]


def _request(example: Example, *, bad: bool) -> tuple[str, str]:
    """Return an example's request in words and as a code block: only the prompt if files are just counted, else the request as JSON."""
    body = example_bodies(example)[0 if bad else 1]
    prompt = example.bad if bad else example.good
    files = _files(example, bad=bad)
    if not isinstance(files, str):
        return "This request", f"```json\n{json.dumps(body, indent=2, ensure_ascii=False)}\n```"
    if len(prompt) > _LONGEST_PROMPT:
        return f"This prompt of {len(prompt):,} characters{files}", f"```text\n{prompt[:_LONGEST_PROMPT]}…\n```"
    return f"This prompt{files}", f"```text\n{prompt or ' '}\n```"


def _files(example: Example, *, bad: bool) -> str | None:
    """Say how many files go with a prompt (empty if unknown); None if their URLs or other fields matter."""
    if example.fields is not None or example.good_fields is not None:
        return None
    pairs = zip(
        ("image", "video", "audio"),
        (example.images, example.videos, example.audios),
        (example.good_images, example.good_videos, example.good_audios),
        strict=True,
    )
    counts = []
    for kind, files, better in pairs:
        here = files if bad or better is None else better
        if isinstance(here, tuple):
            return None
        if here:
            counts.append(plural(here, kind))
    return f" with {listed(counts, 'and')}" if counts else ""


def _messages(rule: Rule, example: Example) -> list[str]:
    try:
        found = violations([rule], example_requests(example)[0], load_profile(example.profile))
    except Exception:  # a plugin's rule that fails on its own example must not break the documentation
        return []
    return [each.violation.message for each in found]


def main(paths: Iterable[str]) -> None:
    """Rewrite documents."""
    for name in paths:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(updated(text), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] or ("docs/rules.md", "README.md"))
