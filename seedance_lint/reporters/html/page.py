"""The page as a whole: its head, its filter, its style sheet, and its cards."""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files

from seedance_lint.linter.result import DocumentResult, Failure, Summary
from seedance_lint.probes import MissingLibrary
from seedance_lint.records import NamedTuple
from seedance_lint.reporters.base import Run
from seedance_lint.reporters.html.cards import Card, Cards
from seedance_lint.rules.base import plural
from seedance_lint.rules.document import section, summary

try:
    import PIL  # noqa: F401
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    from seedance_lint.reporters.html.escaping import in_lines, shown, ticked
except ImportError:
    raise MissingLibrary("the HTML report", "report") from None


class Choice(NamedTuple):
    """Something that the page can be narrowed down to: a class of cards and findings, its name, how many there are, what it is about."""

    name: str
    text: str
    number: int
    title: str = ""


class Page:
    """Takes results one by one, and gives the page in the end."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._cards = Cards()
        self._made: list[Card] = []
        self._failures: list[Failure] = []
        self._summary = Summary()
        self._rules: dict[str, str] = {}  # id to class
        self._findings: Counter[str] = Counter()  # by class

    def add(self, result: DocumentResult) -> None:
        """Take up a result."""
        self._summary = self._summary.plus(result.summary)
        self._failures += result.failures
        for found in result.diagnostics:
            name = self._rules.setdefault(found.rule, f"rule{len(self._rules)}")
            self._findings.update((name, str(found.severity)))
        self._made += self._cards.of(result)

    def text(self) -> str:
        """Return the page."""
        environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=shown)
        environment.filters.update(in_lines=in_lines, ticked=ticked)
        template = environment.from_string(_file("report.html.jinja"))
        choices = list(self._choices())
        style = "\n".join([_file("report.css"), *_hovered(), *_chosen(choices), *self._cards.thumbnails.rules()])
        page: str = template.render(
            cards=self._made,
            choices=choices,
            failures=self._failures,
            full=self._cards.thumbnails.full,
            kinds=_FILE_KINDS,
            notes=list(self._notes()),
            policy=_policy(style),
            rules=self._rules,
            rule_texts=list(self._rule_texts()),
            style=Markup(style),  # noqa: S704 - made here, of numbers and pictures in base64
            summary=self._summary,
            title=self._title(),
            told=self._run.rules,
            version=self._run.version,
        )
        return page + "\n"

    def _title(self) -> str:
        total = self._summary
        counts = [plural(number, noun) for number, noun in ((total.errors, "error"), (total.warnings, "warning")) if number]
        counts += [f"{total.infos} info"] if total.infos else []
        return f"{', '.join(counts) or 'No findings'} in {plural(total.prompts, 'request')}"

    def _notes(self) -> Iterator[str]:
        total = self._summary
        for number, text in (
            (total.suppressed, "suppressed by comments"),
            (total.baselined, "in the baseline"),
            (total.skipped, "for other products skipped"),
            (total.fixed, "fixed"),
            (total.unread, "not read: assembled at run time"),
        ):
            if number:
                noun = "request" if text.startswith(("for", "not")) else "finding"
                yield f"{plural(number, noun)} {text}"

    def _choices(self) -> Iterator[Choice]:
        yield Choice("all", "All", len(self._made))
        for name, text in (("error", "Errors"), ("warning", "Warnings"), ("info", "Information")):
            if self._findings[name]:
                yield Choice(name, text, self._findings[name])
        clean = sum(not card.findings for card in self._made)
        if clean:
            yield Choice("clean", "Without findings", clean)
        for rule, name in sorted(self._rules.items()):
            yield Choice(name, rule, self._findings[name], summary(self._run.rules[rule]) if rule in self._run.rules else "")

    def _rule_texts(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield each rule that found something: its class, its id, what it finds and why that is bad."""
        for rule, name in sorted(self._rules.items()):
            if rule in self._run.rules:
                told = self._run.rules[rule]
                yield name, rule, section(told, "What it does"), section(told, "Why is this bad?")


_FILE_KINDS = ("image", "video", "audio")
_MOST_HOVERED = 12


def _file(name: str) -> str:
    return files("seedance_lint.reporters.html").joinpath(name).read_text("utf-8")


def _hovered() -> Iterator[str]:
    """Yield rules that light up a file's card with its tags, and the other way round."""
    for kind in _FILE_KINDS:
        for number in range(1, _MOST_HOVERED + 1):
            name = f".{kind}{number}"
            yield f".card:has({name}:hover) {name}{{outline:2px solid var(--{kind});outline-offset:1px}}"


def _chosen(choices: list[Choice]) -> Iterator[str]:
    """Yield rules that hide what is not of the chosen kind, and those that show which one is."""
    for choice in choices:
        at = f"#show-{choice.name}"
        label = f"~.top label[for=show-{choice.name}]"
        yield f"{at}:checked{label}{{background:var(--ink);border-color:var(--ink);color:var(--card)}}"
        yield f"{at}:focus-visible{label}{{outline:2px solid var(--image);outline-offset:2px}}"
        if choice.name != "all":
            yield f"{at}:checked~main .card:not(.{choice.name}),{at}:checked~main .finding:not(.{choice.name}){{display:none}}"


def _policy(style: str) -> str:
    digest = b64encode(sha256(style.encode("utf-8", "surrogatepass")).digest()).decode()
    return f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
