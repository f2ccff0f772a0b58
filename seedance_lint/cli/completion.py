"""What a shell offers after the Tab key. Imported when a shell asks, never by a run."""

from click.shell_completion import CompletionItem, FishComplete, add_completion_class

from seedance_lint.profiles import catalogue
from seedance_lint.rules.registry import ALL, CATEGORIES, DEFAULT, all_rules


def rules(incomplete: str) -> list[CompletionItem]:
    """Return the rules whose ids start like this."""
    found = [rule.meta for rule in all_rules().values() if rule.meta.id.startswith(incomplete)]
    return [CompletionItem(meta.id, help=f"{meta.severity}, {meta.category}{'' if meta.default else ', off by default'}") for meta in found]


def rule_names(incomplete: str) -> list[CompletionItem]:
    """Return what may follow in a list of rules and categories with commas between them; what is in it already is left out."""
    before, comma, last = incomplete.rpartition(",")
    given = set(before.split(","))
    categories = [CompletionItem(name, help="category") for name in CATEGORIES]
    words = [CompletionItem(ALL, help="every rule"), CompletionItem(DEFAULT, help="the rules that run by default")]
    items = [*rules(last), *(item for item in (*categories, *words) if item.value.startswith(last))]
    return [CompletionItem(before + comma + item.value, help=item.help) for item in items if item.value not in given]


def profiles(incomplete: str) -> list[CompletionItem]:
    """Return the profiles whose names start like this."""
    return [CompletionItem(entry.name, help=entry.title) for entry in catalogue().values() if entry.name.startswith(incomplete)]


class Fish(FishComplete):
    """Completion for fish that keeps commas: click's own script takes what is after one for something else."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split --max 1 ","')


def prepare() -> None:
    """Tell click what it does not know of shells by itself."""
    add_completion_class(Fish)
