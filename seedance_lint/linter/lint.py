"""Runs the stages over one document: roots, requests, prompts, bindings, rules."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence

from seedance_lint.annotations import TYPE_CHECKING
from seedance_lint.config.settings import Settings
from seedance_lint.contracts.contract import ASSUMED, SET, Contract
from seedance_lint.contracts.recognise import NEWER, Chosen
from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.hosts.located import COMMENT_MARK, Host, HostFailure, Passed, Root, shared
from seedance_lint.linter.crash import internal_error
from seedance_lint.linter.place import Places
from seedance_lint.linter.report import Found, Oversize, Report
from seedance_lint.linter.result import DocumentResult, Failure, LintResult
from seedance_lint.profiles.profile import Profile
from seedance_lint.requests import Contracts, Requests, find_requests
from seedance_lint.requests.filled_in import without_templates
from seedance_lint.requests.place import is_plain_prompt
from seedance_lint.requests.programs import of_us, without_words_of_tests
from seedance_lint.requests.request import Asset, PromptRequest
from seedance_lint.requests.within import within
from seedance_lint.rules.base import LintContext, Rule
from seedance_lint.rules.engine import Engine, Finding
from seedance_lint.rules.registry import active_rules
from seedance_lint.source.document import SourceDocument
from seedance_lint.syntax import Parser, Prompt, parse
from seedance_lint.tokens import counter

if TYPE_CHECKING:
    from seedance_lint.linter.standing import Subject
    from seedance_lint.probes import Probing
    from seedance_lint.probes.prober import Prober


class Linter:
    """The active rules, ready for any number of requests and documents.

    ``contracts`` chooses the contract of each request; ``profile`` is for requests that were made by hand, and ``assumed`` the contract that
    they are under.
    """

    __slots__ = ("_engine", "_longest", "_prober", "assumed", "contracts", "counter", "media", "profile", "rules", "settings")

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
        self.contracts = settings.contracts or Contracts(chosen=Chosen((settings.profile,)))
        is_chosen = self.contracts.chosen is not None
        self.assumed = Contract(settings.profile, SET) if is_chosen else Contract(settings.profile, ASSUMED, others=NEWER)
        self._longest = settings.max_prompt_bytes // 4  # a character has four bytes at most
        self.rules = active_rules(settings)
        self.counter = counter(settings.tokenizer, settings.plugins)
        reads = Parser(settings.roles).parse if settings.roles else parse
        self._engine = Engine(self.rules, parse=reads, options=settings.rules, counter=self.counter)
        self.media = None if settings.media is None else _assets(settings.media, settings.profile)
        self._prober = None if settings.probing is None else _prober(settings.probing, self.rules)

    @property
    def parse(self) -> Callable[[str], Prompt]:
        """What reads prompts; a caller that sees the same ones again may replace it with one that remembers them."""
        return self._engine.parse

    @parse.setter
    def parse(self, parse: Callable[[str], Prompt]) -> None:
        self._engine.parse = parse

    def check(self, request: PromptRequest) -> Sequence[Found]:
        """Return what the rules say of one request, rule by rule."""
        return self.judge(request)[1]

    def judge(self, request: PromptRequest) -> tuple[LintContext | None, Sequence[Found]]:
        """Return what one request says, and what the rules say of it; None if it is too large to be read."""
        if len(request.prompt) > self._longest and (oversize := self._oversize(request.prompt)):
            return None, [oversize]
        context = self.read(request)
        found: Sequence[Found] = self._engine.check(context)
        contract = request.contract
        if contract is None or not found or (contract.certain and not contract.others and not contract.relayed):
            return context, found
        if not any(type(each) is Finding and (each.violation.fixes or each.rule.meta.rests_on == "contract") for each in found):
            return context, found  # all of it would be found, and nothing fixed, under any contract
        from seedance_lint.linter.standing import forbidden_by_all, softened, weakened

        if contract.relayed:
            found = softened(found)
        allowed = self._allowed_elsewhere(found, context, contract)
        if contract.certain:
            return context, forbidden_by_all(found, allowed)
        return context, weakened(found, context, allowed, self.contracts.recogniser)

    def _allowed_elsewhere(self, found: Sequence[Found], context: LintContext, contract: Contract) -> "frozenset[Subject]":
        """Return what some other contract, which the request may be under as well, does not forbid."""
        from seedance_lint.linter.standing import resting_on_contract, subjects_of

        resting = resting_on_contract(found)
        if not resting:
            return frozenset()
        subjects, rules = subjects_of(resting), frozenset(each.rule.meta.id for each in resting)
        allowed: set[Subject] = set()
        for name in contract.others:
            elsewhere = self._engine.read(context.request, self.contracts.recogniser.profile(name), context.prompt)
            allowed |= subjects - subjects_of(resting_on_contract(self._engine.check_with(rules, elsewhere)))
        return frozenset(allowed)

    def read(self, request: PromptRequest) -> LintContext:
        """Return what a request says: its syntax tree, and which tag names which file, under its profile."""
        return self._engine.read(request, self.request_profile(request))

    def request_profile(self, request: PromptRequest) -> Profile:
        """Return the profile that a request is checked against."""
        return request.contract.profile if request.contract is not None else self.profile

    def lint(self, document: SourceDocument, host: Host) -> DocumentResult:
        """Lint every prompt of one document."""
        report = Report(document, self.settings)
        prompts = skipped = suppressed = 0
        try:
            for root in host.roots(document):
                if isinstance(root, HostFailure):
                    report.refuse(root)
                    continue
                if isinstance(root, Passed):
                    report.passed(root)
                    continue
                requests = self.requests(root, document.text, document.path)
                skipped += requests.skipped
                for other in requests.others:
                    report.left_out(other.product, Places(document, root, other.path) if self.settings.verbose else None)
                for each in requests.unread:
                    report.passed(Passed(each.reason, Places(document, root, each.path).prompt().span.start))
                prompts += len(requests.found)
                for request in requests.found:
                    report.count(request.contract, is_alone=not request.assets and is_plain_prompt(request.fields))
                whole = shared(root) if len(requests.found) > 1 else root
                for request in requests.found:
                    self._add(request, Places(document, whole, request.prompt_path), report)
        except Exception as error:  # what was found before counts, and so do the other files
            report.failures.append(Failure(document.path, internal_error(error)))
        if self.settings.suppressions and report.anchors is not None and COMMENT_MARK in document.text:
            from seedance_lint.linter.suppressions import suppress

            suppressed = suppress(report, host.comments(document), self.rules, self.settings.plugins)
        return report.document_result(prompts=prompts, skipped=skipped, suppressed=suppressed)

    def _add(self, request: PromptRequest, places: Places, report: Report) -> None:
        """Lint one request; whatever breaks there is reported, and takes no other with it."""
        try:
            request = request if self._prober is None else self._probed(request, report.document.path)
            found = self.check(request)
            first = len(report.diagnostics)
            if found:
                report.add(found, places, request.contract)
            if self.settings.described:
                self._describe(request, found, places, report, report.diagnostics[first:])
        except Exception as error:
            report.fail(error, places)

    def _describe(
        self, request: PromptRequest, found: Sequence[Found], places: Places, report: Report, diagnostics: Sequence[Diagnostic]
    ) -> None:
        """Take up what was understood of a request."""
        from seedance_lint.linter.described import describe

        if any(isinstance(each, Oversize) for each in found):  # the failure reports it
            return
        folder = self._folder(request, report.document.path)
        placed = places.prompt()
        told = [each.violation.at for each in found if isinstance(each, Finding)]
        report.requests.append(
            describe(
                request,
                self.read(request),
                (report.document.position(placed.span.start), placed.pointer),
                zip(told, diagnostics, strict=True),
                lambda url: None if self._prober is None else self._prober.path_of(url, folder),
            )
        )
        places.forget()

    def requests(self, root: Root, text: str | None = None, path: str = "") -> Requests:
        """Return the requests of one top-level value; those that say nothing of files get the files of the settings.

        With the ``text`` of the whole document, and its ``path``, prompts of a program are left out that are for something else than videos.
        """
        requests = find_requests(root.value, self.contracts, root.around)
        if text is not None and requests.found:
            around = (*root.around, *within(root.value, text, root.offset, path))
            if len(around) > len(root.around):
                requests = find_requests(root.value, self.contracts, around)
            requests = without_templates(of_us(requests, root.value, text, around, root.offset))
            requests = without_words_of_tests(requests, root.value, path)
        if self.media is None or not requests.found:
            return requests
        return requests._replace(found=[each._replace(assets=self.media) if self._stands_alone(each) else each for each in requests.found])

    def _stands_alone(self, request: PromptRequest) -> bool:
        """Whether a request says nothing of files, not even that a program will fill them in."""
        if request.assets is not None:
            return False
        said = {*request.fields, *getattr(request.fields, "unknown", ())}
        return said.isdisjoint(self.profile.request.media.values())

    def _probed(self, request: PromptRequest, path: str) -> PromptRequest:
        """Return a request with what a look at its files finds."""
        assert self._prober is not None
        return self._prober.add_to(request, self._folder(request, path))

    def _folder(self, request: PromptRequest, path: str) -> str:
        """Return where the names of a request's files start: where the file is that names them; empty for files that the user named."""
        named_here = request.assets is not None and request.assets is not self.media
        return (os.path.dirname(path) or os.curdir) if named_here else ""

    def result(self, found: Sequence[Found], places: Places, contract: Contract | None) -> LintResult:
        """Return what was found in one request, under its contract, as a result of its own."""
        report = Report(places.document, self.settings)
        report.add(found, places, contract)
        return report.result(prompts=1)

    def _oversize(self, prompt: str) -> Oversize | None:
        size, limit = len(prompt.encode("utf-8", "surrogatepass")), self.settings.max_prompt_bytes
        return (
            Oversize(f"the prompt has {size:,} bytes; prompts over {limit:,} bytes are not linted (max-prompt-bytes)")
            if size > limit
            else None
        )


def _prober(probing: "Probing", rules: Iterable[Rule]) -> "Prober":
    from seedance_lint.probes.prober import Prober

    return Prober(probing, faces=any(rule.meta.id == "face-in-image" for rule in rules))


def _assets(media: Mapping[str, tuple[str | None, ...]], profile: Profile) -> dict[str, tuple[Asset, ...]]:
    """Return files that were named outside of any document, as the assets of a request: kind to URLs in, kind to assets out."""
    fields = profile.request.media
    return {
        kind: tuple([Asset(kind, index + 1, url, (fields.get(kind, f"{kind}_urls"), index)) for index, url in enumerate(urls)])
        for kind, urls in media.items()
    }
