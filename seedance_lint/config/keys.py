"""The keys of a configuration file: what each takes and what it is for."""

from collections.abc import Callable, Iterable, Mapping

from seedance_lint.annotations import Any
from seedance_lint.diagnostics.violation import Severity
from seedance_lint.records import NamedTuple

SEVERITIES = tuple(severity.value for severity in Severity)
FAIL_ON = (*SEVERITIES, "never")


class Wrong(ValueError):
    """A value that a key does not take. ``path`` leads from the key to what is wrong."""

    def __init__(self, message: str, *path: str) -> None:
        super().__init__(message)
        self.path = path


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Wrong(f"takes a string, not {value!r}")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Wrong(f"takes a list of strings, not {value!r}")
    return tuple(value)


def _words(value: object) -> tuple[str, ...]:
    words = _texts(value)
    if not all(map(str.strip, words)):
        raise Wrong("takes words, but one of them is empty")
    return words


def _one_of(names: Iterable[str]) -> Callable[[object], str]:
    names = tuple(names)

    def check(value: object) -> str:
        if value not in names:
            from seedance_lint.nearest import did_you_mean

            hint = did_you_mean(value, names) if isinstance(value, str) else ""
            raise Wrong(f"takes {', '.join(names)}, not {value!r}{hint}")
        return str(value)

    return check


def _bytes(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise Wrong(f"takes a number of bytes, not {value!r}")
    return value


def _table(check: Callable[[object], Any]) -> Callable[[object], dict[str, Any]]:
    def check_all(value: object) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise Wrong(f"takes a table, not {value!r}")
        checked = {}
        for name, item in value.items():
            try:
                checked[name] = check(item)
            except Wrong as wrong:
                raise Wrong(str(wrong), name, *wrong.path) from None
        return checked

    return check_all


def _anything(value: object) -> object:
    return value


_NAMES: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
_RULES: dict[str, Any] = {"type": "array", "items": {"$ref": "#/$defs/selector"}}
_SEVERITY: dict[str, Any] = {"enum": list(SEVERITIES)}
_BYTES: dict[str, Any] = {"type": "integer", "minimum": 1}


class Key(NamedTuple):
    """One key: how a value is checked (raises ``Wrong``), its JSON Schema, what it is for, and whether files that extend others add to it."""

    check: Callable[[object], Any]
    schema: Mapping[str, Any]
    text: str
    merged: bool = False


KEYS: Mapping[str, Key] = {
    "extend": Key(_text, {"type": "string"}, "Another configuration file, relative to this one, whose settings apply where this file has none."),
    "profile": Key(
        _text, {"type": "string"},
        "The contract of every request: `auto` (recognized for each request), a provider or an edition that `seedance-lint profile` lists, "
        "or a .toml file of your own.",
    ),
    "per-file-profiles": Key(
        _table(_text), {"type": "object", "additionalProperties": {"type": "string"}},
        "Path pattern, as in .gitignore and relative to this file, to the contract of the requests there; the last matching pattern wins.", merged=True,
    ),
    "profiles": Key(_texts, _NAMES, "Profiles of your own (.toml files) to recognize requests by, in addition to the built-in ones."),
    "select": Key(_texts, _RULES, 'Rules to run: ids, categories, DEFAULT or ALL. The default is ["DEFAULT"].'),
    "ignore": Key(_texts, _RULES, "Rules not to run: ids, categories, DEFAULT or ALL. A more exact name in `select` wins."),
    "per-file-ignores": Key(
        _table(_texts), {"type": "object", "additionalProperties": _RULES},
        "Path pattern, as in .gitignore and relative to this file, to rules not to run there.", merged=True,
    ),
    "severity": Key(
        _table(_one_of(SEVERITIES)), {"type": "object", "propertyNames": {"$ref": "#/$defs/rule"}, "additionalProperties": _SEVERITY},
        "Rule id to the severity of its findings.", merged=True,
    ),
    "fail-on": Key(_one_of(FAIL_ON), {"enum": list(FAIL_ON)}, "The lowest severity of findings that makes the exit code 1."),
    "exclude": Key(_texts, _NAMES, "Patterns of paths to skip, as in .gitignore and relative to this file."),
    "plugins": Key(_texts, _NAMES, "Installed plugins to use: rules, profiles, hosts and token counters."),
    "roles": Key(
        _table(_words), {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string", "pattern": "\\S"}}},
        'Role to your own words for it: [roles] character = ["heroine"].', merged=True,
    ),
    "rules": Key(_table(_table(_anything)), {"type": "object", "additionalProperties": {"type": "object"}}, "Options of rules: [rules.<id>].", merged=True),
    "max-file-bytes": Key(_bytes, _BYTES, "The largest file, or line of a JSON Lines file, to read; larger ones are failures."),
    "max-prompt-bytes": Key(_bytes, _BYTES, "The largest prompt to lint; larger ones are failures."),
}  # fmt: skip
