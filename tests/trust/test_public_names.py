"""Everything that somebody outside may rely on, in one list: whoever changes it, sees that in the golden file."""

import inspect
from collections.abc import Iterator
from enum import Enum

import click

import seedance_lint
from seedance_lint import testing
from seedance_lint.cli.commands import commands
from seedance_lint.config.keys import KEYS
from seedance_lint.diagnostics import violation
from seedance_lint.hosts import located
from seedance_lint.plugins import GROUPS
from seedance_lint.profiles import names
from seedance_lint.reporters.registry import FORMATS, TABLES
from seedance_lint.reporters.schema import output_schema
from seedance_lint.rules import base
from seedance_lint.rules.registry import all_rules
from seedance_lint.source import Span

FOR_PLUGINS = {
    "seedance_lint.rules.base": [base.API_VERSION, base.Rule, base.RuleMeta, base.Example, base.LintContext, base.GivenFile],
    "seedance_lint.diagnostics.violation": [
        violation.Violation, violation.Fix, violation.Edit, violation.Location, violation.Related, violation.Severity, violation.Applicability,
    ],
    "seedance_lint.source": [Span],
    "seedance_lint.hosts.located": [located.Node, located.Root, located.Comment, located.HostFailure, located.Host],
    "seedance_lint.testing": [getattr(testing, name) for name in testing.__all__],
}  # fmt: skip


def described(name: str, value: object) -> Iterator[str]:
    """Describe a name: parameters and defaults, not types, which Pythons print in different ways."""
    if isinstance(value, type):
        bases = [tuple] if issubclass(value, tuple) else value.__bases__  # of records, which Pythons make in two ways
        yield f"class {name}({', '.join(each.__name__ for each in bases if each is not object)})"
        if issubclass(value, Enum):
            yield f"    {', '.join(f'{member.name} = {member.value!r}' for member in value)}"
        elif hasattr(value, "_fields"):
            yield f"    {', '.join(value._fields)}; defaults: {value._field_defaults}"
        own = {key: each for key, each in vars(value).items() if not key.startswith("_") and key not in getattr(value, "_fields", ())}
        for key, each in own.items():
            if inspect.isfunction(each):
                yield f"    {key}{parameters(each)}"
            elif isinstance(each, property) or type(each).__name__ == "member_descriptor":
                yield f"    {key}"
    elif callable(value):
        yield f"{name}{parameters(value)}"
    else:
        yield f"{name} = {value!r}"


def parameters(function) -> str:
    signature = inspect.signature(function)
    plain = [each.replace(annotation=inspect.Parameter.empty) for each in signature.parameters.values()]
    return str(signature.replace(parameters=plain, return_annotation=inspect.Signature.empty))


def test_the_library(file_regression):
    lines = ["seedance_lint"]
    for name in sorted(set(seedance_lint.__all__) - {"__version__"}):
        lines += [f"  {line}" for line in described(name, getattr(seedance_lint, name))]
    for module, values in FOR_PLUGINS.items():
        lines += ["", module]
        for value in values:
            lines += [f"  {line}" for line in described(getattr(value, "__name__", "API_VERSION"), value)]
    lines += ["", "entry points", *(f"  {group}" for group in GROUPS)]
    file_regression.check("\n".join(lines) + "\n")


def test_the_command_line(file_regression):
    lines = []
    context = click.Context(commands)
    for name in commands.list_commands(context):
        command = commands.get_command(context, name)
        lines.append(f"seedance-lint {name}")
        for param in command.params:
            what = "/".join([*param.opts, *param.secondary_opts]) if isinstance(param, click.Option) else f"[{param.name}]"
            kinds = ["flag"] if getattr(param, "is_flag", False) else []
            kinds += [kind for kind, holds in (("multiple", param.multiple), ("required", param.required)) if holds]
            choices = getattr(param.type, "choices", None)
            lines.append(f"  {' '.join([what, *kinds, *([', '.join(choices)] if choices else [])])}")
    lines += ["", "formats", *(f"  {name}" for name in (*FORMATS, *TABLES)), "", "configuration", *(f"  {key}" for key in KEYS)]
    file_regression.check("\n".join(lines) + "\n")


def test_rules_and_profiles(file_regression):
    lines = [
        f"{rule.meta.id}: {rule.meta.category}, {rule.meta.severity}, {'on' if rule.meta.default else 'off'}"
        f"{f', {rule.meta.fix} fix' if rule.meta.fix else ''}{f', options {dict(rule.options)}' if rule.options else ''}"
        for _, rule in sorted(all_rules(()).items())
    ]
    file_regression.check("\n".join([*lines, "", "profiles", *(f"  {name}" for name in names())]) + "\n")


def keys(schema: dict, whole: dict, at: str) -> Iterator[str]:
    """Yield the keys that a JSON Schema describes."""
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    for name, inner in schema.get("properties", {}).items():
        yield f"{at}{name}"
        yield from keys(inner, whole, f"{at}{name}.")
    if "items" in schema:
        yield from keys(schema["items"], whole, f"{at}[].")


def test_keys_of_the_output(file_regression):
    import json

    schema = json.loads(output_schema())
    found = list(keys(schema, schema, ""))
    assert "diagnostics.[].start.line" in found
    file_regression.check("\n".join(found) + "\n")
