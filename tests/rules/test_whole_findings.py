"""All that a rule says besides the message: help, severity, what it points at as well, and the titles of its fixes. Messages are the cases' own."""

from pathlib import Path

import pytest

from seedance_lint.diagnostics.violation import Span, pointer
from seedance_lint.profiles import load_profile
from seedance_lint.requests.facts import FileFacts, UrlAnswer
from seedance_lint.rules.registry import all_rules
from seedance_lint.testing import as_request, example_requests, load_cases, payload, violations, with_findings

FOLDER = Path(__file__).parent
RULES = {name: rule for name, rule in all_rules().items() if rule.examples}
PNG = FileFacts("image", "png", 90_000, width=1280, height=720)
MP4 = FileFacts("video", "mp4", 90_000, 5.0, 1280, 720, 24.0)
LOOKED_AT = {
    "unreadable-file": [
        ("video", FileFacts(problem=problem)) for problem in ("directory", "special", "unreadable", "empty", "truncated", "outside")
    ] + [("video", MP4._replace(problem="truncated"))],
    "misnamed-file": [("image", PNG), ("image", PNG._replace(format="webp")), ("video", MP4)],
    "unsupported-format": [("image", PNG._replace(format="heic")), ("image", FileFacts(size=33)), ("image", FileFacts(size=33, format="pdf"))],
    "wrong-modality": [("image", MP4), ("video", PNG), ("audio", MP4)],
    "media-dimensions": [
        ("image", PNG._replace(width=width, height=height))
        for width, height in ((299, 400), (400, 299), (300, 300), (6000, 6000), (6001, 5000), (5000, 6001), (2000, 500), (400, 1200))
    ] + [("video", MP4._replace(frame_rate=rate)) for rate in (15.0, 23.9, 24.0, 60.0, 61.0)] + [("video", MP4._replace(width=640, height=480))],
    "face-in-image": [("image", PNG._replace(faces=count)) for count in (0, 1, 2)],
    "file-too-large": [("image", PNG._replace(size=size)) for size in (30_000_000, 31_457_280, 40_000_000)] + [("video", MP4._replace(size=10**9))],
    "media-duration": [("video", MP4._replace(duration=length)) for length in (1.0, 1.9, 15.0, 15.1, 16.0, None)],
    "frame-mismatch": [("image", PNG._replace(width=720, height=1280)), ("image", PNG._replace(width=None))],
    "unreachable-url": [
        ("image", UrlAnswer(problem, status))
        for problem, status in (("denied", 403), ("missing", 404), ("server-error", 503), ("timeout", None), ("web-page", 200), ("not-asked", None))
    ] + [("image", UrlAnswer("login", 200, final_url="https://example.com/signin"))],
    "unexpected-content-type": [("image", UrlAnswer(None, 206, kind, 9, ranges=True)) for kind in ("text/plain", "image/png", "video/mp4", None)],
    "no-range-support": [("image", UrlAnswer(None, status, "image/png", 9, ranges=ranges)) for status, ranges in ((200, False), (206, True))],
}  # fmt: skip
"""Kind of a file, and what a look at it, or its server, tells."""


def shown_place(place):
    if isinstance(place, Span):
        return f"prompt[{place.start}:{place.end}]"
    inside = f"[{place.span.start}:{place.span.end}]" if place.span is not None else ""
    return pointer(place.path) + ("#" if place.key else "") + inside


def shown_edit(edit):
    return f"{shown_place(edit.at)} -> {edit.replacement!r}" if edit.wrap is None else f"{shown_place(edit.at)} in {edit.wrap}"


def lines(title, found, *, message):
    """Return what is said of one request, line by line."""
    told = [f"# {title}"]
    for finding in found:
        each = finding.violation
        told.append(f"{finding.severity} {shown_place(each.at)}" + (f": {each.message}" if message else ""))
        told += [f"  help: {each.help}"] if each.help is not None else []
        told += [f"  also {shown_place(other.at)}: {other.message}" for other in each.related]
        told += [f"  fix, {fix.applicability}: {fix.title}: {'; '.join(map(shown_edit, fix.edits))}" for fix in each.fixes]
    return told


def of_examples(rule):
    for example in rule.examples:
        profile = load_profile(example.profile)
        bad, _ = example_requests(example)
        yield from lines("the example", violations([rule], bad, profile), message=True)


def of_cases(rule):
    path = FOLDER / f"{rule.meta.id}.yaml"
    for case in load_cases(path) if path.exists() else ():
        if case.places:
            profile = load_profile(case.profile)
            found = violations(
                [rule], as_request(case.body, profile), profile, options={rule.meta.id: case.options}, clock=lambda at=case.now: at
            )
            yield from lines(case.name, found, message=not case.messages)


def of_files(rule):
    for kind, told in LOOKED_AT.get(rule.meta.id, ()):
        for name in ("seedance-2.0", "evolink-2.0", "fal-2.0", "comfyui-2.5"):
            profile = load_profile(name)
            url = "https://example.com/a.jpg" if isinstance(told, UrlAnswer) else "shots/a.jpg"
            first = "https://example.com/first"
            body = payload(f"@{kind.title()}2 is used.", profile, {kind: [first, url]})
            known = {first: PNG if kind == "image" else MP4, url: told}
            found = violations([rule], with_findings(as_request(body, profile), known), profile)
            if found:
                yield from lines(
                    f"{kind}, {name}: {', '.join(f'{key}={value}' for key, value in told._asdict().items() if value)}", found, message=True
                )


@pytest.mark.parametrize("name", RULES)
def test_all_that_is_said(name, file_regression):
    rule = RULES[name]
    told = [*of_examples(rule), *of_cases(rule), *of_files(rule)]
    file_regression.check("\n".join(told) + "\n", encoding="utf-8", basename=name)
