"""The tables of ``docs/configuration.md``, made from what configuration files are checked with.

usage: python -m seedance_lint.config.document docs/configuration.md
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from seedance_lint.config.keys import KEYS, Key
from seedance_lint.config.settings import Settings
from seedance_lint.rules.registry import all_rules

_SPECIAL = {"profile": '"auto"', "select": '["DEFAULT"]'}
_FORMS = {"string": "a string", "integer": "a number", "object": "a table"}


def keys_table() -> str:
    """Return all keys of a configuration file as a Markdown table: what each takes, its default and what it is for."""
    lines = ["| key | takes | default | |", "|---|---|---|---|"]
    for name, key in KEYS.items():
        default = _default(name)
        lines.append(f"| `{name}` | {_takes(key)} | {default and f'`{default}`'} | {key.text} |")
    return "\n".join(lines)


def options_table() -> str:
    """Return the options of all rules as a Markdown table."""
    lines = ["| rule | option | default |", "|---|---|---|"]
    for name, rule in all_rules().items():
        lines += [f"| [`{name}`](rules.md#{name}) | `{option}` | `{json.dumps(value)}` |" for option, value in rule.options.items()]
    return "\n".join(lines)


_TABLES = {"keys": keys_table, "options": options_table}


def updated(text: str) -> str:
    """Return a page with the tables between its marks made again."""
    for name, table in _TABLES.items():
        start, mark, rest = text.partition(f"<!-- {name}: made by seedance-lint, do not edit -->")
        end = f"<!-- end of {name} -->"
        text = f"{start}{mark}\n{table()}\n{end}{rest.partition(end)[2]}" if mark else text
    return text


def _takes(key: Key) -> str:
    if "enum" in key.schema:
        return ", ".join(f"`{json.dumps(value)}`" for value in key.schema["enum"])
    if key.schema["type"] == "array":
        return "a list of strings"
    return _FORMS[key.schema["type"]]


def _default(name: str) -> str:
    """Return a key's default as TOML; empty if there is no default."""
    default = Settings._field_defaults.get(name.replace("-", "_"))
    return _SPECIAL.get(name) or (json.dumps(default) if isinstance(default, str | int) else "")


def main(paths: Iterable[str]) -> None:
    """Write pages again."""
    for name in paths:
        path = Path(name)
        path.write_text(updated(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
