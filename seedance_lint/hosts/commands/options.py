"""The words of a command of which nobody knows how it takes them: its options with their values, and the rest."""

import re
from collections.abc import Sequence

from seedance_lint.hosts.commands.names import is_beside, names, plain, table
from seedance_lint.hosts.commands.purpose import is_sentence, text_of
from seedance_lint.hosts.located import Node, Template
from seedance_lint.hosts.program.mappings import HOLE, Entry
from seedance_lint.hosts.prompt_files import kind_of
from seedance_lint.hosts.shell.quoting import Word, WordString, word_node
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

_OPTION = Pattern(r"--?([A-Za-z][\w.-]*)(?:(=)(.*))?", re.DOTALL)
_INPUT = Pattern(r"(?:([a-z]+):)?@?((?:https?://)?[^\s:@]+\.[A-Za-z0-9]{2,4})")
_PARAMETER = Pattern(r"([A-Za-z_][\w-]*)=(.+)", re.ASCII | re.DOTALL)
_FOLDER = Pattern(r"\{[\w-]+\}[/\\]")
"""The slot of a folder in front of a path: ``{baseDir}/scripts/a.py``."""
_NUMBER = Pattern(r"-\d+(?:\.\d+)?")


class Options(NamedTuple):
    """What the words of a command are. ``short`` are those options of one letter that are known, ``about`` says where the request goes.

    ``texts`` may be bodies; ``arguments`` are the words without an option, ``unread`` the names of options that nothing is made of.
    """

    entries: list[Entry]
    short: list[Entry]
    about: list[Node]
    texts: list[Node]
    arguments: list[Node]
    unread: list[Node]


def read_options(words: Sequence[Node]) -> Options:
    """Return what the words behind a program and its subcommands are."""
    found = Options([], [], [], [], [], [])
    index = 0
    while index < len(words):
        word = words[index]
        index += 1
        option = _OPTION.fullmatch(text_of(word)) if is_option(word) else None
        if option is None:
            (found.texts if is_body(word) else found.arguments).append(word)
            continue
        name = inside(word, Span(*option.span(1)))
        values: list[Node] = []
        if option[2]:
            values = [inside(word, Span(*option.span(3)))]
        elif index < len(words) and not is_option(words[index]) and not _is_flag(name, words[index]):
            values = _values(words[index:], several=is_beside(text_of(name)))
            index += len(values)
        found.texts.extend(value for value in values if is_body(value))
        meant = table("short").get(option[1]) if not option[0].startswith("--") else None
        if plain(text_of(name)) in names("about"):
            found.about.extend(values)
        if meant is not None:
            found.short.extend(_short(Node(name.span, meant), value) for value in values)
        elif option[0].startswith("--"):
            read = _parameter if plain(text_of(name)) in names("parameters") else _input
            found.entries.extend([read(name, value) for value in values] or [Entry(name, Node(word.span, value=True))])
        elif option[1] not in table("short_of_results")["names"]:
            found.unread.append(name)
    return found


def _is_flag(name: Node, behind: Node) -> bool:
    """Whether an option takes no value, and the word behind it is a sentence, which is an argument."""
    return plain(text_of(name)) in names("flags") and is_sentence(behind) and not is_body(behind)


def _values(words: Sequence[Node], *, several: bool) -> list[Node]:
    """Return the value of an option, and the files behind it where it takes several or has one itself."""
    values = [words[0]]
    if several or kind_of(text_of(words[0])) is not None:
        for word in words[1:]:
            if not _is_file(word):
                break
            values.append(word)
    return values


def _input(name: Node, value: Node) -> Entry:
    """Return an option; one that takes files of any kind has the name of a field that says what the file is for."""
    found = _INPUT.fullmatch(text_of(value)) if plain(text_of(name)) in names("inputs") else None
    if found is None:
        frame = table("frames")["fields"].get(text_of(name).replace("-", "_"))
        is_file = frame is not None and (_is_file(value) or isinstance(value.value, Template))
        return Entry(Node(name.span, frame) if is_file else name, value)
    fields = table("inputs")
    return Entry(Node(name.span, fields["fields"].get(found[1], fields["field"])), inside(value, Span(*found.span(2))))


def _parameter(name: Node, value: Node) -> Entry:
    """Return what an option holds that takes any parameter by its name: ``--set "model=Seedance 2.0"``."""
    found = _PARAMETER.fullmatch(text_of(value))
    return Entry(name, value) if found is None else Entry(inside(value, Span(*found.span(1))), inside(value, Span(*found.span(2))))


def _short(name: Node, value: Node) -> Entry:
    """Return an option of one letter; one that takes files may take any parameter: ``-i duration=5``, ``-i image=a.png``."""
    return _parameter(name, value) if name.value == table("short")["i"] else Entry(name, value)


def inside(node: Node, span: Span) -> Node:
    """Return a part of a word's value, with its places."""
    written = node.form
    if not isinstance(written, WordString):  # a text of a program, which is read with its places only as a whole
        return node if span == Span(0, len(text_of(node))) else Node(node.span, _cut(node.value, span))
    return word_node(written.text, Word(node.span, written.parts), span)


def _cut(value: object, span: Span) -> str:
    """Return a part of the text of a program, with the holes in it."""
    text = str(value)[slice(*span)]
    holes = [Span(hole.start - span.start, hole.end - span.start) for hole in value.holes] if isinstance(value, Template) else []
    kept = tuple(hole for hole in holes if hole.start >= 0 and hole.end <= len(text))
    return Template(text, kept) if kept else text


def is_option(node: Node) -> bool:
    """Whether a word is an option, and neither a lone dash nor a number."""
    text = text_of(node)
    return len(text) > 1 and text[0] == "-" and _NUMBER.fullmatch(text) is None


def is_body(word: Node) -> bool:
    """Whether a word may be an object or a list."""
    text = text_of(word)
    return text.lstrip()[:1] in ("{", "[") and not text.startswith(HOLE) and _FOLDER.match(text) is None


def _is_file(word: Node) -> bool:
    text = text_of(word)
    return not is_option(word) and ("." in text or "/" in text) and " " not in text
