"""What a command line sends: bodies, fields of a form, options; and what it says about where that goes."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache

from seedance_lint.hosts.commands.names import base_name_of, is_prompt, names, names_ours, plain, table, takes_files
from seedance_lint.hosts.commands.options import inside, is_body, is_option, read_options
from seedance_lint.hosts.commands.purpose import (
    SCRIPTS,
    is_about_video,
    is_all_said,
    is_beside_video,
    is_for_us,
    is_maker,
    is_ours,
    is_own_program,
    is_sentence,
    makes_other,
    makes_video,
    may_make_picture,
    text_of,
)
from seedance_lint.hosts.form_lists import list_of, with_lists
from seedance_lint.hosts.located import Clue, Form, Node
from seedance_lint.hosts.program.mappings import HOLE, Entry
from seedance_lint.hosts.prose.labels import names_others
from seedance_lint.hosts.shell.quoting import Many, WordString
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

_URL = Pattern(r"https?://\S+|(?:\{\}|localhost\b|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?::\d+)?/\S*", re.IGNORECASE)
_SUBCOMMAND = Pattern(r"[a-z][a-z0-9]*(?:[:.-][a-z][a-z0-9]*)*")
_FIELD = Pattern(r"([\w.\-\[\]]+)(:=@|:=|==|=@|=|@)", re.ASCII)
_LONGEST_CLUE = 300

MOST_PROMPTS = 100
"""Prompts of one command; each is a request with all its other options."""


class Invocation(NamedTuple):
    """One command. ``texts`` are sent as they are (JSON, form bodies); ``files`` are files whose content is; ``fields`` are mappings."""

    program: str
    around: tuple[Clue, ...]
    texts: tuple[Node, ...]
    files: tuple[str, ...]
    fields: tuple[Node, ...]


class _Program(NamedTuple):
    """How one program takes its arguments."""

    short: frozenset[str]
    body: frozenset[str]
    fields: frozenset[str]
    other: frozenset[str]
    forms: frozenset[str]


_NO_PROGRAM = _Program(frozenset(), frozenset(), frozenset(), frozenset(), frozenset())


_SHORT = 3
"""Words of an option that may be the name of a style or of a person."""


@cache
def _programs() -> dict[str, _Program]:
    found = {}
    for known in table("programs").values():
        sets = [
            frozenset(name if len(name) == 1 else plain(name) for name in known.get(key, ()))
            for key in ("body", "fields", "other", "forms")
        ]
        found.update(dict.fromkeys(known["names"], _Program(frozenset(known["short"]), *sets)))
    return found


def may_be_own(words: Sequence[str]) -> bool:
    """Whether the first words of a command may run a program of the same project: a script, or what only the run tells."""
    if not words:
        return False  # "<< TEXT" alone
    is_script = any(word.rpartition(".")[2] in SCRIPTS for word in words)
    return words[0] == HOLE or (is_script and (base_name_of(words[0]) in names("runners") or words[0].rpartition(".")[2] in SCRIPTS))


def is_sender(program: str) -> bool:
    """Whether a program of this name sends what it is given to a server: ``curl``."""
    return base_name_of(program) in _programs()


def read(words: Sequence[Node], *, ours: bool = False, named: bool = False) -> Invocation | None:
    """Return what a command sends; None if there are no words to tell it.

    ``named``: the file that it stands in names our products; ``ours``: and it may be a program of the same project.
    """
    fronts = names("fronts")
    while words and (base_name(words[0]) in fronts or "=" in text_of(words[0]).partition("/")[0]):
        words = words[1:]
    if not words:
        return None
    program = base_name(words[0])
    known = _programs().get(program)
    if known is not None:
        return _known(program, words, known, is_httpie=bool(known.forms))
    return _any(program, words, ours=ours, named=ours or named)


def base_name(word: Node) -> str:
    """Return the name of a program without its folder and ``.exe``."""
    return base_name_of(text_of(word))


def forms(entries: Sequence[Entry], *, open: bool = False, whole: bool = False) -> list[Node]:
    """Return a mapping of texts for each prompt among some fields; another name that comes several times has a list of them.

    ``open``: there may be further fields. ``whole``: these are all that a command is given.
    """
    keys: dict[str, Node] = {}
    values: dict[str, list[Node]] = {}
    unknown: set[str] = set()
    for key, value, _ in with_lists(entries):
        name = str(key.value)
        keys.setdefault(name, key)
        if value is None or type(value.value) is Many:
            unknown.add(name)
        else:
            values.setdefault(name, []).append(value if is_prompt(name) else _list_or_object(value))
    values = {name: found for name, found in values.items() if name not in unknown}
    prompt = next((name for name in values if is_prompt(name)), None)
    if prompt is None:
        return []
    made = []
    for each in values[prompt][:MOST_PROMPTS]:
        if text_of(each).lower() in names("fillers"):
            continue  # the command stands in a sentence
        fields = {name: each if name == prompt else found[0] if len(found) == 1 else list_of(found) for name, found in values.items()}
        start = min(keys[name].span.start for name in fields)
        span = Span(start, max(start, *(node.span.end for node in fields.values())))
        mapping = Form({name: node.value for name, node in fields.items()}, frozenset(unknown), open=open, whole=whole)
        # Each has a place of its own to be known by.
        span = span if each is values[prompt][0] else Span(each.span.start, max(span.end, each.span.end))
        made.append(Node(span, mapping, children=tuple(fields.values()), keys=tuple(keys[name] for name in fields)))
    return made


def _known(program: str, words: Sequence[Node], known: _Program, *, is_httpie: bool) -> Invocation:
    texts: list[Node] = []
    files: list[str] = []
    entries: list[Entry] = []
    around: list[Clue] = []
    is_form = not is_httpie
    for name, value in _options(words[1:], known):
        if name in known.forms and value is None:
            is_form = True
        if value is None:
            continue
        text = text_of(value)
        if name in known.body:
            if text.startswith("@") and name != "dataraw":
                files.append(text[1:])
            else:
                texts.append(value)
        elif name in known.fields:
            entries += _field(value, takes_files=name in ("F", "form"))
        elif name in ("", "url") and _URL.fullmatch(text):
            around.append(Clue("argument", text, value.span))
        elif not name and is_httpie:
            entries += _item(value)
    around.append(Clue("call", program, words[0].span))
    made = forms(entries)
    if not is_form:
        made = [Node(each.span, {**each.value}, children=each.children, keys=each.keys) for each in made if isinstance(each.value, Form)]
    return Invocation(program, tuple(around), tuple(texts), tuple(files), tuple(made))


def _options(words: Sequence[Node], known: _Program) -> Iterator[tuple[str, Node | None]]:
    """Yield the options of a known program as they are compared, each with its value; plain arguments have the name ``""``."""
    queue = iter(words)
    for word in queue:
        text = text_of(word)
        if not is_option(word):
            yield "", word
        elif text.startswith("--"):
            name, mark, _ = text[2:].partition("=")
            if mark:
                yield plain(name), inside(word, Span(len(name) + 3, len(text)))
            elif plain(name) in known.body | known.fields | known.other or plain(name) == "url":
                yield plain(name), next(queue, None)
            else:
                yield plain(name), None
        else:
            at = next((index for index, letter in enumerate(text[1:], 1) if letter in known.short), 0)
            for letter in text[1 : at or len(text)]:
                yield letter, None
            if at and at + 1 < len(text):
                yield text[at], inside(word, Span(at + 1, len(text)))
            elif at:
                yield text[at], next(queue, None)


def _field(word: Node, *, takes_files: bool) -> list[Entry]:
    """Return the field of a form that a word gives: ``name=text``, ``name=@file;type=…``."""
    text = text_of(word)
    name, mark, value = text.partition("=")
    if not mark or not name:
        return []
    start, end = len(name) + 1, len(text)
    if takes_files and value.startswith(("@", "<")) and not is_prompt(name):
        start += 1
        end -= len(value) - len(value.split(";")[0])
    return [Entry(inside(word, Span(0, len(name.removesuffix("[]")))), inside(word, Span(start, end)))]


def _item(word: Node) -> list[Entry]:
    """Return the field that a word of httpie gives: ``name=text``, ``name:=JSON``, ``name@file``."""
    text = text_of(word)
    found = _FIELD.match(text)
    if found is None or found[2] == "==":
        return []
    start = (
        found.start(2) + 1 if is_prompt(found[1]) else found.end()
    )  # "prompt=@Image1 …" does not name a file, whatever the program makes of it
    value = inside(word, Span(start, len(text)))
    if found[2] == ":=":
        value = _json(value)
    return [Entry(inside(word, Span(0, found.end(1))), value)]


def _json(node: Node) -> Node:
    """Return the value that a word writes down as JSON, with its places; the word itself where it writes down none."""
    made = _list_or_object(node)
    if made is node:
        try:
            return Node(node.span, json.loads(text_of(node)))
        except ValueError:
            return node
    return made


def _list_or_object(node: Node) -> Node:
    from seedance_lint.hosts import nested

    return nested.whole(node, node.form.text) if isinstance(node.form, WordString) else node


def _call_of(program: str, words: Sequence[Node]) -> list[str]:
    """Return a program with its subcommands."""
    call = [program]
    for word in words[1:]:
        if not _SUBCOMMAND.fullmatch(text_of(word)) or is_ours(word):
            break
        call.append(text_of(word))
    return call


def _any(program: str, words: Sequence[Node], *, ours: bool, named: bool) -> Invocation:
    """Return what a program sends whose arguments nobody knows: every text that may be a body, and its options where one is a prompt."""
    call = _call_of(program, words)
    rest = len(call)
    entries, short, about, texts, arguments, unread = read_options(words[rest:])
    short = [_with_product(entry) for entry in short]
    for word in [word for word in arguments if (found := _FIELD.match(text_of(word))) is not None and found[2] in ("=", "=@")]:
        entries += _field(word, takes_files=True)
    if is_own_program(call, arguments) or (ours and not any(names_others(text_of(word)) for word in words)):
        entries, short = _without_tier(entries), _without_tier(short)
    makes = ours and is_maker(call, arguments)
    is_video = makes or (ours and is_about_video(call, arguments, entries)) or (named and makes_video(call))
    told: list[Entry] | None = None
    if not any(is_prompt(str(key.value)) for key, _, _ in entries):
        for_us = is_for_us(call, arguments, [*about, *_models(short)])
        told = _with_short(entries, short, 2 if for_us else 1) if for_us or is_video else None
        entries = told or (_with_sentence(entries, arguments) if for_us else _with_argument(entries, arguments) if makes else entries)
    entries = entries if told else [*(entry for entry in short if entry.key.value == table("short")["i"]), *entries]
    about += [] if told else _models(short)
    clues = [Clue("argument", text_of(word), word.span) for word in (*arguments, *about) if _is_clue(word)]
    is_open = any(type(word.value) is Many for word in arguments)
    plain_words = [text_of(word) for word in arguments if _FIELD.match(text_of(word)) is None]
    fields = forms(
        _by_kind([_hidden_list(entry) for entry in entries]),
        open=is_open,
        whole=not (is_open or unread or texts) and is_all_said(call, plain_words, entries),
    )
    is_of_video = is_video or any(map(is_ours, words)) or is_beside_video(entries, named=named)
    makes_none = makes_other([*call, *map(text_of, arguments[:1])], len(call)) or may_make_picture(call, arguments, entries)
    if not is_of_video or any(map(_is_usage, words[1:])) or makes_none:
        fields = []  # a program that makes pictures or sounds as well is read where it makes videos
    clues.append(Clue("call", " ".join(call), Span(words[0].span.start, words[rest - 1].span.end)))
    return Invocation(program, tuple(clues), tuple(texts), (), tuple(fields))


def _hidden_list(entry: Entry) -> Entry:
    """Return an option for several files without its value where that is what only the run tells: ``--images "$IMAGES"`` may be a list with commas."""
    name, value = plain(str(entry.key.value)), entry.value
    is_hidden = value is not None and isinstance(value.form, WordString) and text_of(value) == HOLE
    is_list = name.endswith("s") and not is_prompt(name) and takes_files(name)
    return Entry(entry.key, None) if is_hidden and is_list else entry


def _is_usage(word: Node) -> bool:
    """Whether a word says that something may be left out, as a description of a command does: ``[--image``, ``[options]``."""
    text = text_of(word)
    if not text.startswith("[") or " " in text:
        return False
    return text.startswith("[--") or (text[1:2] == "-" and text[2:3].isalpha()) or plain(text.strip("[]<>")) in names("usage")


def _by_kind(entries: list[Entry]) -> list[Entry]:
    """Return options with those made one list that name a kind of files in several ways: ``--image-url`` beside ``--image-file``."""
    kinds = {plain(name): field for field, meant in table("kinds")["fields"].items() for name in meant}
    said = [entry for entry in entries if plain(str(entry.key.value)) in kinds]
    ways = {plain(str(entry.key.value))[len("image") :] for entry in said}  # all three kinds have as many letters
    if len(ways) < 2 or any(entry.value is None or type(entry.value.value) is bool or is_body(entry.value) for entry in said):
        return entries
    return [Entry(Node(entry.key.span, kinds[plain(str(entry.key.value))]), entry.value) if entry in said else entry for entry in entries]


def _without_tier(entries: list[Entry]) -> list[Entry]:
    """Return options without the model where that is what a program of ours calls a tier of it: ``seedance generate --model mini``."""
    tiers = names("tiers")
    return [
        entry
        for entry in entries
        if plain(str(entry.key.value)) != "model" or entry.value is None or plain(text_of(entry.value)) not in tiers
    ]


def _with_short(entries: list[Entry], short: list[Entry], words: int) -> list[Entry] | None:
    """Return options with those of one letter: ``jimeng video generate -p "…" -i a.png``; None where no prompt is among them."""
    told = [entry.value for entry in short if entry.key.value == "prompt" and entry.value is not None]
    if len(told) != 1:
        return None
    text = text_of(told[0])
    is_said = len(text.split()) >= words and not text.strip().isdecimal()
    return [*short, *entries] if is_said or not text.isascii() or "@" in text else None


def _with_product(entry: Entry) -> Entry:
    """Return an option of one letter; one that may be the prompt and is the name of a product says the model: ``-p seedance``, of a provider."""
    text = text_of(entry.value) if entry.value is not None else ""
    is_product = entry.key.value == "prompt" and " " not in text and (names_ours(text) or names_others(text))
    return Entry(Node(entry.key.span, "model"), entry.value) if is_product else entry


def _models(short: list[Entry]) -> list[Node]:
    """Return the models that options of one letter name."""
    return [value for key, value, _ in short if key.value == "model" and value is not None]


def _with_sentence(entries: list[Entry], arguments: list[Node]) -> list[Entry]:
    """Return options with the prompt among them, which a program of ours may take without a name or under one of its own.

    ``seedance generate "…"``, ``generate-seedance.sh --subject "…"``; nothing is a prompt where two options may be.
    """
    made = _with_argument(entries, arguments)
    if made is not entries:
        return made
    told = [
        entry
        for entry in entries
        if entry.value is not None
        and not is_body(entry.value)
        and len(text_of(entry.value).split()) > _SHORT
        and not any(part in plain(str(entry.key.value)) for part in table("other_texts")["parts"])
    ]
    return [Entry(Node(entry.key.span, "prompt"), entry.value) if told == [entry] else entry for entry in entries]


def _with_argument(entries: list[Entry], arguments: list[Node]) -> list[Entry]:
    """Return options with the argument of several words among them, which is the prompt; the options themselves where there is none."""
    said = next(filter(is_sentence, arguments), None)
    if said is None:
        return entries
    arguments.remove(said)
    return [Entry(Node(said.span, "prompt"), said), *entries]


def _is_clue(word: Node) -> bool:
    text = text_of(word)
    return 0 < len(text) <= _LONGEST_CLUE and text != HOLE and "\n" not in text
