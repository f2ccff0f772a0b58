"""Runs the stages over one document: roots, requests, prompts, bindings, rules, diagnostics."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from seedance_lint.binding import bind
from seedance_lint.config.settings import Settings
from seedance_lint.diagnostics.diagnostic import Diagnostic, RelatedPlace
from seedance_lint.diagnostics.violation import Path, Severity, Violation
from seedance_lint.hosts import find_requests
from seedance_lint.hosts.located import Host, HostFailure, MissingExtra, Root
from seedance_lint.hosts.request import Asset, PromptRequest
from seedance_lint.hosts.requests import Requests
from seedance_lint.linter.place import Places
from seedance_lint.linter.result import DocumentResult, Failure, LintResult, Summary
from seedance_lint.profiles.profile import Profile
from seedance_lint.rules.base import LintContext, Rule
from seedance_lint.rules.registry import active_rules
from seedance_lint.source.document import SourceDocument
from seedance_lint.syntax import Parser, Prompt, parse
from seedance_lint.tokens import counter
from seedance_lint.urls import masked

if TYPE_CHECKING:
    from seedance_lint.probes import Probing
    from seedance_lint.probes.prober import Prober


class Finding(NamedTuple):
    """What one rule says of one request."""

    rule: Rule
    violation: Violation


class Crash(NamedTuple):
    """A rule that raised instead of speaking."""

    rule: Rule
    error: Exception


class Linter:
    """The active rules under one profile, ready for any number of requests and documents."""

    __slots__ = ("_bare_names", "_checks", "_prober", "counter", "media", "parse", "profile", "rules", "settings")

    def __init__(self, settings: Settings) -> None:
        """Choose the rules.

        Raises:
            UnknownRule: the settings name a rule or category that does not exist.
            TokenizerFailure: the vocabulary to count tokens with cannot be read.
            PluginFailure: a plugin that the settings name is missing or broken.
            MissingLibrary: files are to be looked at, and the extra for it is not installed.
        """
        self.settings = settings
        self.profile = settings.profile
        self.rules = active_rules(settings)
        self._bare_names = self.profile.names_files_bare
        self.parse: Callable[[str], Prompt] = Parser(settings.roles).parse if settings.roles else parse
        self._checks: tuple[tuple[Rule, Callable[[LintContext], Iterator[Violation]]], ...] = tuple(
            (rule, rule.check) for rule in self.rules
        )
        self.counter = counter(settings.tokenizer, settings.plugins)
        self.media = None if settings.media is None else assets_from(settings.media, settings.profile)

        self._prober = None if settings.probing is None else _prober(settings.probing, self.rules)

    def check(self, request: PromptRequest) -> list[Finding | Crash]:
        """Return what the rules say of one request, rule by rule."""
        prompt = self.parse(request.prompt)
        context = LintContext(
            prompt, bind(prompt, request, bare_names=self._bare_names), request, self.profile, self.settings.rules, counter=self.counter
        )
        found: list[Finding | Crash] = []
        for rule, check in self._checks:
            try:
                for violation in check(context):
                    found.append(Finding(rule, violation))  # noqa: PERF401 - what was yielded before a crash counts
            except Exception as error:  # one broken rule must not hide what the others found
                found.append(Crash(rule, error))
        return found

    def lint(self, document: SourceDocument, host: Host) -> DocumentResult:
        """Lint every prompt of one document."""
        path = document.path
        diagnostics: list[Diagnostic] = []
        failures: list[Failure] = []
        prompts = skipped = 0
        for root in host.roots(document):
            if isinstance(root, HostFailure):
                failures.append(host_failure(root, document))
                continue
            requests = self.requests(root)
            skipped += requests.skipped
            prompts += len(requests.found)
            for request in requests.found:
                found = self.check(request if self._prober is None else self._probed(request, path))
                if found:
                    self._report(found, document, Places(document, root, request.prompt_path), diagnostics, failures)
        diagnostics.sort(key=_sort_key)
        summary = summarise(diagnostics, prompts=prompts, skipped=skipped)
        return DocumentResult(path, tuple(diagnostics), tuple(failures), summary, _excerpts(document, diagnostics))

    def requests(self, root: Root) -> Requests:
        """Return the requests of one top-level value; those that say nothing of files get the files of the settings."""
        requests = find_requests(root.value, self.profile)
        if self.media is None or not requests.found:
            return requests
        return requests._replace(found=[each._replace(assets=self.media) if each.assets is None else each for each in requests.found])

    def _probed(self, request: PromptRequest, path: str) -> PromptRequest:
        """Return a request with what a look at its files finds; their paths start where the file is that names them."""
        assert self._prober is not None
        named_here = request.assets is not None and request.assets is not self.media
        return self._prober.add_to(request, os.path.dirname(path) if named_here else "")  # noqa: PTH120 - pathlib would be its only use on this path

    def result(self, found: list[Finding | Crash], document: SourceDocument, root: Root, prompt_path: Path) -> LintResult:
        """Return what was found in one request as a result of its own, with places in the document."""
        diagnostics: list[Diagnostic] = []
        failures: list[Failure] = []
        self._report(found, document, Places(document, root, prompt_path), diagnostics, failures)
        diagnostics.sort(key=_sort_key)
        return LintResult(tuple(diagnostics), tuple(failures), summarise(diagnostics, prompts=1))

    def _report(
        self, found: list[Finding | Crash], document: SourceDocument, places: Places, diagnostics: list[Diagnostic], failures: list[Failure]
    ) -> None:
        for finding in found:
            if isinstance(finding, Crash):
                failures.append(_crash_failure(finding, document, places))
            else:
                diagnostics.append(self._diagnostic(finding, document, places))

    def _diagnostic(self, finding: Finding, document: SourceDocument, places: Places) -> Diagnostic:
        (at, message, advice, others, repairs, severity), meta = finding.violation, finding.rule.meta
        (start, end), exact, pointer, _ = places.place(at)
        position = document.lines.position
        related = [
            RelatedPlace(each.message, position(place.span.start), position(place.span.end), place.pointer)
            for each in others
            if (place := places.place(each.at)).found
        ]
        fixes = [made for fix in repairs if (made := places.fix(fix)) is not None]
        return Diagnostic(
            document.path,
            meta.id,
            self.settings.severity.get(meta.id) or severity or meta.severity,
            message,
            advice,
            position(start),
            position(end),
            exact,
            pointer,
            tuple(related),
            tuple(fixes),
        )


def _prober(probing: "Probing", rules: Iterable[Rule]) -> "Prober":
    from seedance_lint.probes.prober import Prober

    return Prober(probing, faces=any(rule.meta.id == "face-in-image" for rule in rules))


def assets_from(media: Mapping[str, tuple[str | None, ...]], profile: Profile) -> dict[str, tuple[Asset, ...]]:
    """Return files that were named outside of any document, as the assets of a request: kind to URLs in, kind to assets out."""
    fields = profile.request.media
    return {
        kind: tuple([Asset(kind, index + 1, url, (fields[kind], index)) for index, url in enumerate(urls)])
        for kind, urls in media.items()
        if urls
    }


def summarise(diagnostics: Iterable[Diagnostic], **counts: int) -> Summary:
    """Return the counts of a document."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    return Summary(
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        infos=severities.count(Severity.INFO),
        **counts,
    )


def _excerpts(document: SourceDocument, diagnostics: list[Diagnostic]) -> dict[int, str]:
    """Return the lines that a report may want to show, without the secrets in their URLs."""
    lines: dict[int, str] = {}
    for diagnostic in diagnostics:
        for place in (diagnostic.start, diagnostic.end, *(related.start for related in diagnostic.related)):
            if place.line not in lines:
                lines[place.line] = masked(document.lines.line_text(place.line - document.first_line))
    return lines


def host_failure(failure: HostFailure, document: SourceDocument) -> Failure:
    """Return what a host refused, with its place in the file."""
    if isinstance(failure, MissingExtra):
        return Failure(document.path, failure.message)
    place = document.position(failure.offset)
    return Failure(document.path, f"line {place.line}, column {place.column}: {failure.message}", place.line)


def _crash_failure(crash: Crash, document: SourceDocument, places: Places) -> Failure:
    placed = places.prompt()
    line = document.position(placed.span.start).line
    error = " ".join(str(crash.error).split())
    what = f"{type(crash.error).__name__}: {error}" if error else type(crash.error).__name__
    where = f"line {line}, {placed.pointer}" if placed.pointer else f"line {line}"
    return Failure(document.path, f"{where}: the rule `{crash.rule.meta.id}` failed on this prompt: {what}", line)


def _sort_key(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    return diagnostic.sort_key
