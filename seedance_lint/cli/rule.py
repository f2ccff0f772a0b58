"""`rule`: explain a rule, or list all."""

import re
import sys
from collections.abc import Iterator, Mapping
from textwrap import fill

import click

from seedance_lint.cli.options import RuleName, color_option
from seedance_lint.cli.output import Refusal, wants_color, width_of
from seedance_lint.rules.base import Rule
from seedance_lint.rules.registry import CATEGORIES, all_rules

_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


@click.command("rule")
@click.argument("rule_id", type=RuleName(), required=False, metavar="[ID]")
@color_option
def command(rule_id: str | None, color: str) -> int:
    """Explain one rule, or list all rules or those of a category.

    On a terminal the text is formatted; elsewhere it is Markdown. Rules of an installed plugin are called PLUGIN/ID.
    """
    if rule_id is None:
        _list(all_rules())
        return 0
    from seedance_lint.rules.document import rule_text

    rules = all_rules(_plugins(rule_id))
    if rule_id in CATEGORIES:
        _list({name: rule for name, rule in rules.items() if rule.meta.category == rule_id})
        return 0
    if rule_id not in rules:
        from seedance_lint.nearest import did_you_mean

        raise Refusal(f"unknown rule `{rule_id}`{did_you_mean(rule_id, [*rules, *CATEGORIES])}")
    text = rule_text(rules[rule_id])
    colored = wants_color(sys.stdout, color)
    if sys.stdout.isatty() or colored:
        text = "\n".join(_set(text, min(width_of(sys.stdout), 100), color=colored))
    click.echo(text.rstrip("\n"), color=True)
    return 0


def _plugins(rule_id: str) -> tuple[str, ...]:
    """Return the plugin that a rule's id names."""
    name, slash, _ = rule_id.partition("/")
    if not slash:
        return ()
    from seedance_lint.plugins import PluginFailure

    try:
        all_rules((name,))
    except PluginFailure as failure:
        raise Refusal(str(failure)) from None
    return (name,)


def _list(rules: Mapping[str, Rule]) -> None:
    from seedance_lint.rules.document import summary

    width = max(len(name) for name in rules)
    room = width_of(sys.stdout) - width - 14
    for name, rule in rules.items():
        words = summary(rule) + ("" if rule.meta.default else " (off by default)")
        if sys.stdout.isatty():
            words = fill(words, max(room, 20), break_on_hyphens=False).replace("\n", "\n" + " " * (width + 11))
        click.echo(f"{name:<{width}}  {rule.meta.severity:<7}  {words}")


def _set(markdown: str, width: int, *, color: bool) -> Iterator[str]:
    """Yield the lines of a text that was Markdown, for reading on a terminal."""

    def bold(text: str) -> str:
        return click.style(text, bold=True) if color else text

    def inline(text: str) -> str:
        text = _LINK.sub(r"\1 <\2>", text)
        return _CODE.sub(lambda code: click.style(code[1], fg="cyan"), text) if color else text

    for block in re.split(r"\n\n(?=(?:[^`]|`(?!``)|```[^`]*```)*\Z)", markdown.strip()):
        if block.startswith("```"):
            yield from (f"    {line}" for line in block.splitlines()[1:-1])
        elif block.startswith("#"):
            yield bold(block.lstrip("# "))
        elif block.startswith(">"):
            yield from (inline(fill(line[2:], width, initial_indent="  ", subsequent_indent="  ")) for line in block.splitlines())
        else:
            yield inline(fill(" ".join(block.split()), width, break_long_words=False, break_on_hyphens=False))
        yield ""
