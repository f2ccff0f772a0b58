"""`config`: the settings in force for a path, and where each came from."""

import os
from collections.abc import Iterator, Sequence

import click

from seedance_lint.annotations import Any
from seedance_lint.cli.given import joined
from seedance_lint.cli.options import Names, config_options, profile_option
from seedance_lint.cli.settings import configured
from seedance_lint.config.configuration import Configuration, Overrides, Resolved
from seedance_lint.config.profiles import AUTO
from seedance_lint.config.settings import Settings
from seedance_lint.reporters.visible import visible
from seedance_lint.rules.base import Rule
from seedance_lint.rules.registry import active_rules, all_rules, named_rules


@click.command("config")
@click.argument("path", default=".")
@click.option("--select", multiple=True, type=Names(), metavar="RULES", help="See `check`.")
@click.option("--ignore", multiple=True, type=Names(), metavar="RULES", help="See `check`.")
@profile_option
@config_options
@click.option("--schema", is_flag=True, help="Print the JSON Schema of configuration files and exit.")
def command(path: str, *, schema: bool, **options: Any) -> int:
    """Show the settings for a file or folder, where each comes from, and why each rule is on or off."""
    if schema:
        from json import dumps

        from seedance_lint.config.schema import config_schema

        click.echo(dumps(config_schema(), indent=2, ensure_ascii=False))
        return 0
    rules: dict[str, Any] = {name: joined(options.pop(name)) for name in ("select", "ignore")}
    if os.path.isdir(path):  # noqa: PTH112 - what holds in a folder, not for it
        path = os.path.join(path, "-")  # noqa: PTH118
    with configured(Overrides(**options, **rules)) as configuration:
        for line in _lines(path, configuration):
            click.echo(visible(line))
    return 0


def _lines(path: str, configuration: Configuration) -> Iterator[str]:
    resolved, settings = configuration.resolved_for(path), configuration.settings_for(path)
    files = " < ".join(layer.path for layer in resolved.layers)
    yield f"settings for {path.removesuffix(f'{os.sep}-')}: {f'from {files}' if files else 'no configuration file, so the defaults'}"
    yield ""
    yield from _table([(name, value, resolved.origins.get(name, "default")) for name, value in _values(resolved.settings)])
    yield ""
    active = {rule.meta.id for rule in active_rules(settings)}
    rules = all_rules(settings.plugins)
    severities = settings.severity
    yield from _table(
        [
            (
                "on" if name in active else "off",
                name,
                str(severities.get(name, rule.meta.severity)),
                _why(name, rule, resolved, settings, path),
            )
            for name, rule in rules.items()
        ]
    )


def _values(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield the keys of a configuration file with their values in words."""
    chosen = settings.contracts.chosen if settings.contracts is not None else None
    yield "profile", AUTO if chosen is None else chosen.name
    for patterns, contracts in settings.per_file_profiles:
        yield f"per-file-profiles.{_listed(patterns.patterns)}", AUTO if contracts.chosen is None else contracts.chosen.name
    if settings.contracts is not None and settings.contracts.recogniser.own:
        yield "profiles", _listed(settings.contracts.recogniser.own)
    yield "select", _listed(settings.select) or "DEFAULT"
    yield "ignore", _listed(settings.ignore) or "nothing"
    for patterns, names in settings.per_file_ignores:
        yield f"per-file-ignores.{_listed(patterns.patterns)}", _listed(names)
    for rule, severity in settings.severity.items():
        yield f"severity.{rule}", severity
    yield "fail-on", settings.fail_on or "never"
    yield "exclude", _listed(tuple(pattern for patterns in settings.exclude for pattern in patterns.patterns)) or "nothing"
    yield "plugins", _listed(settings.plugins) or "none"
    for role, words in settings.roles.items():
        yield f"roles.{role}", _listed(words)
    for rule, options in settings.rules.items():
        for option, value in options.items():
            yield f"rules.{rule}.{option}", repr(value)
    yield "max-file-bytes", f"{settings.max_file_bytes:,}"
    yield "max-prompt-bytes", f"{settings.max_prompt_bytes:,}"


def _why(name: str, rule: Rule, resolved: Resolved, settings: Settings, path: str) -> str:
    """Say which word of which file turns a rule on or off."""
    rules = all_rules(settings.plugins)
    for patterns, names in settings.per_file_ignores:
        if name in named_rules(names, rules) and patterns.match(path):
            pattern = _listed(patterns.patterns)
            return f"ignored for {pattern} ({resolved.origins[f'per-file-ignores.{pattern}']})"
    selected = [each for each in settings.select if name in named_rules([each], rules)]
    ignored = [each for each in resolved.settings.ignore if name in named_rules([each], rules)]
    is_on = any(each.meta.id == name for each in active_rules(settings))
    if ignored and not is_on:
        return f"ignored by {_listed(ignored)} ({resolved.origins['ignore']})"
    if selected:
        over = f", which is more exact than ignored by {_listed(ignored)}" if ignored else ""
        return f"selected by {_listed(selected)} ({resolved.origins['select']}){over}"
    if settings.select:
        return f"not selected ({resolved.origins['select']})"
    return "on by default" if rule.meta.default else "off by default"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words)


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield rows with their columns aligned."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
