"""What a program of jq is given by the command that runs it: ``--arg name value``, ``--argjson name value``."""

from collections.abc import Mapping, Sequence

from seedance_lint.hosts import nested
from seedance_lint.hosts.located import Node

NAME = "jq"

_TEXTS, _VALUES = "--arg", "--argjson"


def given(text: str, words: Sequence[Node]) -> Mapping[str, Node]:
    """Return what the names of a program of jq stand for."""
    found: dict[str, Node] = {}
    for option, name, value in zip(words, words[1:], words[2:], strict=False):
        if option.value == _TEXTS:
            found[str(name.value)] = value
        elif option.value == _VALUES:
            made = nested.whole(value, text)
            if made is not value:
                found[str(name.value)] = made
    return found
