"""`rule`: explain a rule, or list all."""

import click

from seedance_lint.cli.options import RuleName
from seedance_lint.cli.output import Refusal
from seedance_lint.rules.registry import all_rules


@click.command("rule")
@click.argument("rule_id", type=RuleName(), required=False, metavar="[ID]")
def command(rule_id: str | None) -> int:
    """Explain one rule, or list all."""
    rules = all_rules()
    if rule_id is None:
        width = max(len(name) for name in rules)
        for name, rule in rules.items():
            off = "" if rule.meta.default else " (off by default)"
            click.echo(f"{name:<{width}}  {rule.meta.severity:<7}  {rule.meta.category}{off}")
        return 0
    if rule_id not in rules:
        from seedance_lint.nearest import did_you_mean

        raise Refusal(f"no rule is called `{rule_id}`{did_you_mean(rule_id, rules)}")
    from inspect import getdoc

    click.echo(f"# {rule_id}\n\n{getdoc(type(rules[rule_id]))}")
    return 0
