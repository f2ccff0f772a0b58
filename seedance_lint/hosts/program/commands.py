"""Command lines inside of programs: lists of their words, and texts that a program hands to a shell."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from seedance_lint.hosts.located import Clue, Form, Node, Passed, Root
from seedance_lint.hosts.program.known_calls import calls_known
from seedance_lint.hosts.program.mappings import Entry, computed, mapping
from seedance_lint.package_data import read_toml
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import SourceDocument

_PRODUCT = "seedance"
"""What a program is about that names it anywhere."""


class Sent(NamedTuple):
    """What a command sends, and what its words say about where that goes."""

    value: Node
    around: tuple[Clue, ...]


def may_be_words(words: Iterable[object]) -> bool:
    """Whether texts may be the words of a command with a prompt, as far as a glance tells: ``--prompt``, ``-p``, ``curl``."""
    return any(
        isinstance(word, str) and ((word.startswith("-") and (word == "-p" or "prompt" in word)) or word in _senders()) for word in words
    )


@cache
def _senders() -> frozenset[str]:
    return frozenset(read_toml("hosts/commands/commands.toml")["programs"]["curl"]["names"])


def runs_command(function: str) -> bool:
    """Whether a function of this name runs a text as a command, or hands it to a shell."""
    return function in calls_known("shells")


def sent_by(words: Sequence[Node], document: str, node: Node, *, ours: bool) -> Sent | None:
    """Return the request of a command whose words are a list of a program; None if it sends none, or several."""
    from seedance_lint.hosts import nested  # with the hosts of shells, which few programs need
    from seedance_lint.hosts.commands import sent as commands

    if str(words[0].value).startswith("-"):
        words = [computed(words[0].span), *words]
    call = commands.read(words, ours=ours)
    if call is None:
        return None
    around = (*call.around, Clue("heading", _PRODUCT, node.span)) if ours else call.around
    if len(call.fields) == 1:
        (fields,) = call.fields
        entries = [Entry(key, value) for key, value in zip(fields.keys, fields.children, strict=True)]
        is_whole = isinstance(fields.value, Form) and fields.value.whole
        return Sent(mapping(node.span, entries, open=False, kind=Form, whole=is_whole), around)
    bodies = [nested.whole(text, document) if isinstance(text.value, str) and nested.may_hold(text.value) else text for text in call.texts]
    found = [body for body in bodies if isinstance(body.value, dict)]
    return Sent(found[0], around) if len(found) == 1 else None


def roots(document: SourceDocument, texts: Iterable[Node]) -> Iterator[Root | Passed]:
    """Yield what the command lines send that a program hands to a shell; failures there are ignored."""
    from seedance_lint.hosts import embedded, host_for, nested

    for node in texts:
        text = str(node.value)
        made = node.form.source_map(document.text) if node.form is not None and nested.may_hold(text) else None
        host = host_for("command.sh")
        if host is None or made is None or made.value != text:
            continue
        for found in embedded.roots(document, embedded.Embedded(host, made, outer=node.form)):
            if isinstance(found, (Root, Passed)):
                yield found
