"""The tools that look at one request: check, parse, fix, convert."""

import json
from collections.abc import Mapping
from typing import Any

from seedance_lint.agents import wording
from seedance_lint.agents.arguments import Refused
from seedance_lint.agents.findings import check, place
from seedance_lint.agents.given import FILES, Given, given, known, linter_of
from seedance_lint.api import convert, fix
from seedance_lint.config.profiles import AUTO
from seedance_lint.conversion import NotOneRequest
from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.diagnostics.violation import Location
from seedance_lint.hosts import host_for
from seedance_lint.linter.fixes import fix_document
from seedance_lint.linter.lint import Linter
from seedance_lint.records import NamedTuple
from seedance_lint.reporters.readings import reference_record
from seedance_lint.rules.wording import plural
from seedance_lint.source.document import SourceDocument

MOST_FINDINGS = 100
"""The most findings that an answer lists; the rest come after these are fixed."""

MOST_REQUESTS = 10
"""Requests without findings that an answer lists."""


class Answer(NamedTuple):
    """What a tool says: a text for the model and values for its program."""

    text: str
    values: dict[str, Any]


def check_request(arguments: Mapping[str, Any]) -> Answer:
    """Check a request before it is sent."""
    values = _checked(given(arguments))
    return Answer(wording.checked(values), values)


def parse_prompt(arguments: Mapping[str, Any]) -> Answer:
    """Say which files a prompt refers to, and what for."""
    linter = linter_of(arguments.get("profile", "auto"))
    parsed = linter.parse(arguments["prompt"])
    bare = [
        {"text": each.text, "kind": each.kind, "index": each.index, "start": each.span.start, "end": each.span.end}
        for each in parsed.bare_references
    ]
    references = [reference_record(each, linter.profile) for each in parsed.references]
    values = {"profile": linter.profile.name, "characters": len(parsed.text), "references": references, "bare": bare}
    return Answer(wording.parsed(values), values)


def fix_prompt(arguments: Mapping[str, Any]) -> Answer:
    """Apply the fixes of a prompt, or of a request."""
    about, unsafe = given(arguments), arguments.get("unsafe", False)
    if about.alone:
        profile = about.requests[0].contract
        assert profile is not None
        named = profile.profile if profile.certain else "auto"
        files: dict[str, Any] = {name: arguments.get(name) for name in FILES}
        text, applied = fix(arguments["prompt"], unsafe=unsafe, profile=named, **files)
        after: dict[str, Any] = {**arguments, "prompt": text}
        changed = text != arguments["prompt"]
    else:
        body, applied = _fixed_body(about, unsafe=unsafe)
        after = {**arguments, "request": body}
        changed = body != arguments["request"]
    values = {
        "changed": changed,
        "prompt": after.get("prompt"),
        "request": after.get("request"),
        "applied": [{"rule": each.rule, "severity": str(each.severity), "message": each.message} for each in applied[:MOST_FINDINGS]],
        "mended": len(applied),
        "left": _checked(given(after)),
    }
    return Answer(wording.fixed(values), values)


def _fixed_body(about: Given, *, unsafe: bool) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """Fix a body as a file of JSON would be fixed, so that nothing but what a fix means is changed."""
    if not about.requests:
        raise Refused(_no_prompt(about))
    host, linter = host_for("request.json"), _settled(about)
    assert host is not None
    document = SourceDocument("request.json", json.dumps(about.value, ensure_ascii=False))
    made = fix_document(document, lambda text: linter.lint(text, host), unsafe=unsafe, host=host)
    return json.loads(made.document.text), made.applied


def _settled(about: Given) -> Linter:
    """Return the linter for the contract that the surroundings of a body show, which a file with only that body would not have."""
    contracts = [each.contract for each in about.requests if each.contract is not None and each.contract.certain]
    return (
        linter_of(contracts[0].profile)
        if len({each.profile.name for each in contracts}) == 1 and len(contracts) == len(about.requests)
        else about.linter
    )


def convert_request(arguments: Mapping[str, Any]) -> Answer:
    """Write a prompt or a request as another provider takes it."""
    body, prompt = arguments.get("request"), arguments.get("prompt")
    what = prompt if body is None else body
    if what is None or (body is not None and prompt is not None):
        raise Refused("give either `request` (the body that is sent) or `prompt`")
    profile, target = arguments.get("from", "auto"), arguments["to"]
    known(profile, AUTO)
    known(target)
    try:
        made = convert(what, to=target, profile=profile)
    except NotOneRequest as error:
        raise Refused(str(error)) from None
    values = {
        "complete": made.complete,
        "source": made.source,
        "target": made.target,
        "prompt": made.value if isinstance(made.value, str) else None,
        "request": made.value if not isinstance(made.value, str) else None,
        "losses": [
            {
                "message": each.message,
                "place": place(Location(each.path, span=each.span), (), body if body is not None else {"prompt": prompt}),
            }
            for each in made.losses[:MOST_FINDINGS]
        ],
        "omitted": max(len(made.losses) - MOST_FINDINGS, 0),
    }
    return Answer(wording.converted(values), values)


def _checked(about: Given) -> dict[str, Any]:
    failures = [] if about.requests or about.skipped else [_no_prompt(about)]
    counts = {"error": 0, "warning": 0, "info": 0}
    requests: list[dict[str, Any]] = []
    room, omitted = MOST_FINDINGS, 0
    for request in about.requests:
        record, findings, failed = check(request, about.value, about.linter)
        for each in findings:
            counts[each["severity"]] += 1
        if findings[:room] or len(requests) < MOST_REQUESTS:
            requests.append({**record, "findings": findings[:room]})
        omitted += max(len(findings) - room, 0)
        room = max(room - len(findings), 0)
        failures += [f"{record['pointer']}: {message}" for message in failed]
    if about.skipped:
        failures.append(f"{plural(about.skipped, 'request')} for another model than Seedance")
    return {
        "ok": not failures and not counts["error"],
        "errors": counts["error"],
        "warnings": counts["warning"],
        "infos": counts["info"],
        "requests": requests,
        "failures": failures,
        "omitted": omitted,
    }


def _no_prompt(about: Given) -> str:
    return f"no prompt found; expected it in `{about.linter.profile.request.prompt}`"
