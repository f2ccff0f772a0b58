"""Rules of plugins: what they yield is checked before anything relies on it."""

import re
from collections.abc import Callable, Iterable, Iterator

from seedance_lint.annotations import TypeVar
from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Location, Place, Related, Severity, Violation
from seedance_lint.plugins import Ending, PluginFailure, called, each_of, in_a_line
from seedance_lint.rules.base import Rule
from seedance_lint.rules.context import LintContext
from seedance_lint.source.span import Span

_Check = Callable[..., Iterable[Violation]]
_Kind = TypeVar("_Kind")
_HALF = re.compile("[\ud800-\udfff]")


def plugin_of(rule: Rule) -> str:
    """Return the name of the plugin that provides a rule; empty for built-in rules."""
    return rule.meta.id.rpartition("/")[0]


def guarded(rule: Rule, check: _Check) -> _Check:
    """Wrap a method of a plugin's rule, so that its violations are checked and ``sys.exit`` cannot end the process."""
    name = plugin_of(rule)

    def look(context: LintContext, *things: object) -> Iterator[Violation]:
        try:
            found = called(check, context, *things)
            _check_violations(found)
            for violation in each_of(found):
                _check_violation(violation, context.request.prompt)
                yield violation
        except _Unsound as unsound:
            raise PluginFailure(f"its plugin `{name}` is broken: {unsound}") from None
        except Ending as ending:
            if isinstance(ending.raised, SystemExit):
                raise PluginFailure(f"its plugin `{name}` tried to end the program (exit code {ending.raised.code!r})") from None
            raise PluginFailure(f"its plugin `{name}` raised {in_a_line(ending)}") from None
        except KeyboardInterrupt as stop:  # who pressed Ctrl-C, or a plugin: what tells of it knows which
            stop.add_note(f"in the plugin `{name}`")
            raise

    return look


class _Unsound(Exception):  # it never leaves this module
    pass


def _check_violations(found: object) -> None:
    if not isinstance(found, Iterable) or isinstance(found, (str, Violation)):
        raise _Unsound(f"it returned {_shown(found)} instead of yielding violations")


def _check_violation(found: object, prompt: str) -> None:
    if not isinstance(found, Violation):
        raise _Unsound(f"it yielded {_shown(found)} instead of a Violation")
    _check_place(found.at, len(prompt), "at")
    _check_text(found.message, "message", prompt)
    if found.help is not None:
        _check_text(found.help, "help", prompt)
    if found.severity is not None and not isinstance(found.severity, Severity):
        raise _Unsound(f"the `severity` of a violation is {_shown(found.severity)}, not a Severity")
    for related in _tuple(found.related, Related, "related"):
        _check_place(related.at, len(prompt), "related")
        _check_text(related.message, "related", prompt)
    for fix in _tuple(found.fixes, Fix, "fixes"):
        _check_text(fix.title, "title", prompt)
        if not isinstance(fix.applicability, Applicability):
            raise _Unsound(f"the `applicability` of a fix is {_shown(fix.applicability)}, not an Applicability")
        for edit in _tuple(fix.edits, Edit, "edits"):
            _check_place(edit.at, len(prompt), "at")
            for text in (edit.replacement, *(edit.wrap or ())):
                _check_text(text, "replacement", prompt, empty=True)


def _check_place(at: Place, length: int, name: str) -> None:
    span = at.span if isinstance(at, Location) else at
    if isinstance(at, Location) and not (isinstance(at.path, tuple) and all(type(part) in (str, int) for part in at.path)):
        raise _Unsound(f"the `{name}` of a violation has the path {_shown(at.path)}, not a tuple of names and numbers")
    if span is None and isinstance(at, Location):
        return
    if not isinstance(span, Span) or not all(type(end) is int for end in span):
        raise _Unsound(f"the `{name}` of a violation is {_shown(span)}, not a Span of integers or a Location")
    if not 0 <= span.start <= span.end or (span.end > length and not isinstance(at, Location)):
        raise _Unsound(f"the `{name}` of a violation is {_shown(span)}, but the prompt has only {length} characters")


def _check_text(text: object, name: str, prompt: str, *, empty: bool = False) -> None:
    if not isinstance(text, str) or not (text or empty):
        raise _Unsound(f"the `{name}` of a violation is {_shown(text)}, not a string")
    if not text.isascii() and set(_HALF.findall(text)) - set(prompt):  # what the prompt has may be quoted
        raise _Unsound(f"the `{name}` of a violation is {_shown(text)}, which contains half of a surrogate pair")


def _tuple(values: object, kind: type[_Kind], name: str) -> tuple[_Kind, ...]:
    if not isinstance(values, tuple) or not all(isinstance(each, kind) for each in values):
        raise _Unsound(f"the `{name}` of a violation is {_shown(values)}, not a tuple of {kind.__name__}")
    return values


def _shown(value: object) -> str:
    shown = ascii(value)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"
