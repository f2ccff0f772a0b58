"""Counts what passes on its way to the report, and says in the end what it was."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from seedance_lint.cli.output import complain
from seedance_lint.config.configuration import Configuration
from seedance_lint.diagnostics.violation import Applicability
from seedance_lint.linter.result import DocumentResult, Skipped, Summary, counts_of
from seedance_lint.reporters.visible import visible_patch
from seedance_lint.rules.base import plural


class Tally:
    """The counts of a run so far."""

    __slots__ = (
        "_configuration",
        "blocking",
        "by_rule",
        "contracts",
        "diffs",
        "failed",
        "fixable",
        "passed_over",
        "products",
        "summary",
        "unread",
        "unsafely_fixable",
        "without_prompt",
    )

    def __init__(self, configuration: Configuration) -> None:
        """Start at nothing; the configuration says of every file which findings make the run fail."""
        self._configuration = configuration
        self.summary = Summary()
        self.blocking = self.diffs = self.fixable = self.unsafely_fixable = 0
        self.by_rule: Counter[tuple[str, str]] = Counter()
        self.unread: Counter[str] = Counter()
        self.contracts: Counter[str] = Counter()
        self.products: Counter[str] = Counter()
        self.without_prompt: list[str] = []
        self.passed_over: list[str] = []
        self.failed: set[str] = set()

    def counted(self, results: Iterable[DocumentResult]) -> Iterator[DocumentResult]:
        """Pass results through; failures are reported at once."""
        for result in results:
            self._count(result)
            sys.stdout.write(result.rewritten)
            yield result

    def write_rewritten(self, results: Iterable[DocumentResult], write: Callable[[str], object], *, terminal: bool) -> None:
        """Write what fixing would change, in place of a report: as it is for `patch`, or for a terminal with nothing in it that acts."""
        for result in results:
            self._count(result)
            self.diffs += bool(result.rewritten)
            write(visible_patch(result.rewritten) if terminal else result.rewritten)
            if result.masked:
                lines = plural(result.masked, "line")
                complain(
                    f"{result.path}: the diff differs from the file in {lines} (a secret is masked, or a CI command is escaped),"
                    " so it cannot be applied as a patch; use --fix to change the file"
                )

    def _count(self, result: DocumentResult) -> None:
        self.summary = self.summary.plus(result.summary)
        for failure in result.failures:
            self.failed.add(failure.path)
            complain(f"{failure.path}: {failure.message}")
        self.contracts.update(result.contracts)
        self.products.update(result.products)
        for place in result.unread:
            self.unread[place.reason] += 1
        if self._configuration.overrides.verbose:
            told = [("not read", place) for place in result.unread] + [("skipped", place) for place in result.others]
            self.passed_over += [
                f"{place.path}:{place.line}:{place.column}: {what}: {place.reason}" for what, place in sorted(told, key=_place)
            ]
        if result.summary.without_prompt:
            self.without_prompt.append(result.path)
        counts = counts_of(result.diagnostics) if result.counts is None else result.counts
        fail_on = self._configuration.settings_for(result.path).fail_on if counts else None
        for (rule, severity, fix), number in counts.items():
            self.by_rule[rule, severity] += number
            if fail_on is not None and severity.rank <= fail_on.rank:
                self.blocking += number
            self.fixable += number * (fix is Applicability.SAFE)
            self.unsafely_fixable += number * (fix is Applicability.UNSAFE)

    @property
    def exit_code(self) -> int:
        """2 where something could not be linted, 1 where there are findings that count or a diff, else 0."""
        return 2 if self.failed else 1 if self.blocking or self.diffs else 0

    def sentences(self) -> Iterator[str]:
        """Say what was found, one line each."""
        total = self.summary
        yield from self.passed_over
        counts = [plural(number, noun) for number, noun in ((total.errors, "error"), (total.warnings, "warning")) if number]
        counts += [f"{total.infos} info"] if total.infos else []
        if total.fixed:
            yield f"{'Would fix' if self.diffs else 'Fixed'} {plural(total.fixed, 'finding')}."
        if counts or total.prompts:
            line = f"{', '.join(counts) or 'No findings'} in {plural(total.prompts, 'prompt')}{self._by_contract()}, {plural(total.files, 'file')}."
            if self.fixable or self.unsafely_fixable:
                line += f" {self.fixable} fixable with --fix"
                line += f", {self.unsafely_fixable} more with --unsafe-fixes." if self.unsafely_fixable else "."
            elif counts:
                line += " 0 fixable."
            yield line
        if counts and sys.stderr.isatty():  # logs need no such hint
            yield "Run `seedance-lint rule NAME` to learn about a rule."
        if self.failed:
            yield f"{plural(len(self.failed), 'file')} could not be checked{' completely' if total.prompts else ''}."
        if self.contracts[""]:
            yield _no_limits(self.contracts[""])
        if self.unread:
            yield _not_read(self.unread)
        for number, text in (
            (total.suppressed, f"{total.suppressed} suppressed by comments"),
            (total.baselined, f"{total.baselined} in the baseline"),
            (total.skipped, f"{plural(total.skipped, 'prompt')} skipped ({for_others(self.products)})"),
        ):
            if number:
                yield f"{text}."
        if self.without_prompt:
            yield _no_prompt(self.without_prompt, len(self.without_prompt) if self._configuration.overrides.verbose else _NAMED)
        elif not (total.files or self.failed):
            yield "No prompt files found."

    def _by_contract(self) -> str:
        """Say which contracts the prompts were checked against, where they show them."""
        if all(not name or name.startswith("assumed ") for name in self.contracts):
            return ""
        in_order = sorted(self.contracts.items(), key=lambda item: (not item[0], item[0]))  # what is unknown comes last
        named = [name if len(in_order) == 1 else f"{number} {name or 'unknown'}" for name, number in in_order]
        return f" ({', '.join(named)})"

    def statistics(self) -> Iterator[str]:
        """Give the number of findings of each rule, the most frequent first."""
        for (rule, severity), number in sorted(self.by_rule.items(), key=lambda item: (-item[1], item[0])):
            yield f"{number:>7}  {severity:<8} {rule}"


_NAMED = 5
_PRODUCTS = 3
"""Other products that the summary names."""


def for_others(products: Counter[str]) -> str:
    """Say which other products requests are for: ``for other products: Seedance 1.5, Veo 3 and others``; the most frequent first."""
    named = [name for name, _ in sorted(products.items(), key=lambda item: (-item[1], item[0])) if name]
    told = named[:_PRODUCTS]
    if not told:
        return "for other products"
    if len(named) > len(told) or "" in products:
        return f"for other products: {', '.join(told)} and others"
    return f"for other products: {', '.join(told)}"


def _no_limits(number: int) -> str:
    """Say of how many prompts no limits were checked, and how they can be."""
    told = f"The provider of {plural(number, 'prompt')} is unknown, so {'its' if number == 1 else 'their'} limits were not checked"
    return f"{told}; set the provider with --profile or `profile`."


def _not_read(reasons: Counter[str]) -> str:
    """Say how many prompts were not read, and why."""
    told = ", ".join(f"{number} {reason}" if len(reasons) > 1 else reason for reason, number in reasons.most_common())
    number = reasons.total()
    return f"{plural(number, 'prompt')} {'was' if number == 1 else 'were'} not read: {told}."


def _no_prompt(paths: list[str], most: int) -> str:
    more = f" and {len(paths) - most} more" if len(paths) > most else ""
    return f"No prompt found in {', '.join(paths[:most])}{more}."


def _place(told: tuple[str, Skipped]) -> tuple[int, int]:
    return told[1].line, told[1].column
