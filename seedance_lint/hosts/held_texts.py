"""The texts that values hold, at any depth."""

from collections.abc import Callable, Iterable

from seedance_lint.hosts.located import Root


def held_texts(found: Iterable[object], is_wanted: Callable[[str, str], bool]) -> set[str]:
    """Return the texts among the values that hosts found of which one is wanted, by the name of its field (``""`` in a list) and itself."""
    waiting: list[tuple[str, object]] = [("", root.value) for root in found if isinstance(root, Root)]
    texts: set[str] = set()
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(str(field), each) for field, each in value.items()]
        elif isinstance(value, list):
            waiting += [("", each) for each in value]
        elif isinstance(value, str) and is_wanted(name, value):
            texts.add(str(value))
    return texts
