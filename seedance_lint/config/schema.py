"""The JSON Schema of configuration files, so that editors complete and check them."""

from collections.abc import Mapping

from seedance_lint.annotations import Any
from seedance_lint.config.keys import KEYS
from seedance_lint.rules.base import Rule
from seedance_lint.rules.registry import ALL, CATEGORIES, DEFAULT, all_rules

ID = "https://github.com/seedance-lint/seedance-lint/config.schema.json"
"""The name by which other schemas, and editors that keep schemas, know this one; the file itself comes from `seedance-lint config --schema`."""
_PLUGIN_RULE = {"type": "string", "pattern": "^[^/]+/[^/]+$"}


def config_schema() -> dict[str, Any]:
    """Return the schema of a ``seedance-lint.toml``, and of the table ``[tool.seedance-lint]`` of a pyproject.toml."""
    rules = all_rules()
    properties = {name: {**key.schema, "description": key.text} for name, key in KEYS.items()}
    properties["rules"] = {
        "type": "object",
        "description": KEYS["rules"].text,
        "properties": {name: _options(rule) for name, rule in rules.items()},
        "additionalProperties": {"type": "object"},
        "propertyNames": {"$ref": "#/$defs/rule"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "Configuration of seedance-lint",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": {
            "rule": {"anyOf": [{"enum": list(rules)}, _PLUGIN_RULE]},
            "selector": {"anyOf": [{"enum": [*rules, *CATEGORIES, DEFAULT, ALL]}, _PLUGIN_RULE]},
        },
    }


def _options(rule: Rule) -> Mapping[str, Any]:
    options = {name: {"type": _type(default), "default": default} for name, default in rule.options.items()}
    return {"type": "object", "properties": options, "additionalProperties": False}


def _type(default: object) -> str:
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", tuple: "array", dict: "object"}
    return names[type(default)]
