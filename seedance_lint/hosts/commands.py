"""What a command line sends: bodies, fields of a form, options; and what it says about where that goes."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache

from seedance_lint.hosts.command_names import base_name_of, is_beside, is_prompt, names, names_ours, plain, table
from seedance_lint.hosts.form_lists import list_of, with_lists
from seedance_lint.hosts.located import Clue, Form, Node, Template
from seedance_lint.hosts.program import HOLE, Entry
from seedance_lint.hosts.quoting import Many, Word, WordString, word_node
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

_URL = Pattern(r"https?://\S+|(?:\{\}|localhost\b|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?::\d+)?/\S*", re.IGNORECASE)
_SUBCOMMAND = Pattern(r"[a-z][a-z0-9]*(?:[:.-][a-z][a-z0-9]*)*")
_OPTION = Pattern(r"--?([A-Za-z][\w.-]*)(?:(=)(.*))?", re.DOTALL)
_FIELD = Pattern(r"([\w.\-\[\]]+)(:=@|:=|==|=@|=|@)", re.ASCII)
_INPUT = Pattern(r"(?:([a-z]+):)?@?((?:https?://)?[^\s:@]+\.[A-Za-z0-9]{2,4})")
_PARAMETER = Pattern(r"([A-Za-z_][\w-]*)=(.+)", re.ASCII | re.DOTALL)
_NUMBER = Pattern(r"-\d+(?:\.\d+)?")
_MODEL = Pattern(r"[\w.-]+(?:/[\w.-]+){0,3}")
_LONGEST_CLUE = 300
_SCRIPTS = frozenset(("py", "sh", "js", "mjs", "ts", "ps1", "bat"))

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
    is_script = any(word.rpartition(".")[2] in _SCRIPTS for word in words)
    return words[0] == HOLE or (is_script and (base_name_of(words[0]) in names("runners") or words[0].rpartition(".")[2] in _SCRIPTS))


def is_sender(program: str) -> bool:
    """Whether a program of this name sends what it is given to a server: ``curl``."""
    return base_name_of(program) in _programs()


def read(words: Sequence[Node], *, ours: bool = False) -> Invocation | None:
    """Return what a command sends; None if there are no words to tell it. ``ours``: the file that it stands in names our products."""
    fronts = names("fronts")
    while words and (base_name(words[0]) in fronts or "=" in _text(words[0]).partition("/")[0]):
        words = words[1:]
    if not words:
        return None
    program = base_name(words[0])
    known = _programs().get(program)
    if known is not None:
        return _known(program, words, known, is_httpie=bool(known.forms))
    return _any(program, words, ours=ours)


def base_name(word: Node) -> str:
    """Return the name of a program without its folder and ``.exe``."""
    return base_name_of(_text(word))


def forms(entries: Sequence[Entry], *, open: bool = False) -> list[Node]:
    """Return a mapping of texts for each prompt among some fields; another name that comes several times has a list of them.

    ``open``: there may be further fields.
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
        fields = {name: each if name == prompt else found[0] if len(found) == 1 else list_of(found) for name, found in values.items()}
        start = min(keys[name].span.start for name in fields)
        span = Span(start, max(start, *(node.span.end for node in fields.values())))
        mapping = Form({name: node.value for name, node in fields.items()}, frozenset(unknown), open=open)
        # Each has a place of its own to be known by.
        span = span if each is values[prompt][0] else Span(each.span.start, max(span.end, each.span.end))
        made.append(Node(span, mapping, children=tuple(fields.values()), keys=tuple(keys[name] for name in fields)))
    return made


def inside(node: Node, span: Span) -> Node:
    """Return a part of a word's value, with its places."""
    written = node.form
    if not isinstance(written, WordString):  # a text of a program, which is read with its places only as a whole
        return node if span == Span(0, len(_text(node))) else Node(node.span, _text(node)[slice(*span)])
    return word_node(written.text, Word(node.span, written.parts), span)


def _text(node: Node) -> str:
    return str(node.value)


def _is_option(node: Node) -> bool:
    text = _text(node)
    return len(text) > 1 and text[0] == "-" and _NUMBER.fullmatch(text) is None


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
        text = _text(value)
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
        text = _text(word)
        if not _is_option(word):
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
    text = _text(word)
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
    text = _text(word)
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
            return Node(node.span, json.loads(_text(node)))
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
        if not _SUBCOMMAND.fullmatch(_text(word)) or _is_ours(word):
            break
        call.append(_text(word))
    return call


def _any(program: str, words: Sequence[Node], *, ours: bool) -> Invocation:
    """Return what a program sends whose arguments nobody knows: every text that may be a body, and its options where one is a prompt."""
    call = _call_of(program, words)
    rest = len(call)
    entries: list[Entry] = []
    arguments: list[Node] = []
    texts: list[Node] = []
    about: list[Node] = []
    short: list[Entry] = []
    index = rest
    while index < len(words):
        word = words[index]
        index += 1
        option = _OPTION.fullmatch(_text(word)) if _is_option(word) else None
        if option is None:
            (texts if _is_body(word) else arguments).append(word)
            continue
        name = inside(word, Span(*option.span(1)))
        values: list[Node] = []
        if option[2]:
            values = [inside(word, Span(*option.span(3)))]
        elif index < len(words) and not _is_option(words[index]):
            values = [words[index]]
            index += 1
            while index < len(words) and _is_file(words[index]) and is_beside(_text(name)):
                values.append(words[index])
                index += 1
        texts += [value for value in values if _is_body(value)]
        meant = table("short").get(option[1]) if not option[0].startswith("--") else None
        if plain(_text(name)) in names("about"):
            about += values
        if meant is not None:
            short += [_short(Node(name.span, meant), value) for value in values]
        elif option[0].startswith("--"):
            entries += [_input(name, value) for value in values] or [Entry(name, Node(word.span, value=True))]
    for word in [word for word in arguments if (found := _FIELD.match(_text(word))) is not None and found[2] in ("=", "=@")]:
        entries += _field(word, takes_files=True)
    if _is_own_program(call, arguments):
        entries, short = _without_tier(entries), _without_tier(short)
    is_video = ours and _is_about_video(call, arguments, entries)
    if not any(is_prompt(str(key.value)) for key, _, _ in entries):
        is_for_us = _is_for_us(call, arguments, [*about, *(value for key, value, _ in short if key.value == "model" and value is not None)])
        told = _with_short(entries, short, 2 if is_for_us else 1) if is_for_us or is_video else entries
        entries = told or (_with_sentence(entries, arguments) if is_for_us else entries)
    clues = [Clue("argument", _text(word), word.span) for word in (*arguments, *about) if _is_clue(word)]
    fields = forms(_by_kind(entries), open=any(type(word.value) is Many for word in arguments))
    if not names("pictures").isdisjoint(map(plain, call[1:])) or _makes_sound([*call[1:], *map(_text, arguments[:1])]):
        fields = []  # the program makes pictures or sounds as well
    elif not is_video and not any(map(_is_ours, words)) and not _has_beside(entries):
        fields = []
    clues.append(Clue("call", " ".join(call), Span(words[0].span.start, words[rest - 1].span.end)))
    return Invocation(program, tuple(clues), tuple(texts), (), tuple(fields))


def _input(name: Node, value: Node) -> Entry:
    """Return an option; one that takes files of any kind has the name of a field that says what the file is for."""
    found = _INPUT.fullmatch(_text(value)) if plain(_text(name)) in names("inputs") else None
    if found is None:
        frame = table("frames")["fields"].get(_text(name).replace("-", "_"))
        is_file = frame is not None and (_is_file(value) or isinstance(value.value, Template))
        return Entry(Node(name.span, frame) if is_file else name, value)
    fields = table("inputs")
    return Entry(Node(name.span, fields["fields"].get(found[1], fields["field"])), inside(value, Span(*found.span(2))))


def _short(name: Node, value: Node) -> Entry:
    """Return an option of one letter; one that takes files may take any parameter: ``-i duration=5``, ``-i image=a.png``."""
    found = _PARAMETER.fullmatch(_text(value)) if name.value == table("short")["i"] else None
    return Entry(name, value) if found is None else Entry(inside(value, Span(*found.span(1))), inside(value, Span(*found.span(2))))


def _by_kind(entries: list[Entry]) -> list[Entry]:
    """Return options with those made one list that name a kind of files in several ways: ``--image-url`` beside ``--image-file``."""
    kinds = {plain(name): field for field, meant in table("kinds")["fields"].items() for name in meant}
    said = [entry for entry in entries if plain(str(entry.key.value)) in kinds]
    ways = {plain(str(entry.key.value))[len("image") :] for entry in said}  # all three kinds have as many letters
    if len(ways) < 2 or any(entry.value is None or type(entry.value.value) is bool or _is_body(entry.value) for entry in said):
        return entries
    return [Entry(Node(entry.key.span, kinds[plain(str(entry.key.value))]), entry.value) if entry in said else entry for entry in entries]


def _without_tier(entries: list[Entry]) -> list[Entry]:
    """Return options without the model where that is what a program of ours calls a tier of it: ``seedance generate --model mini``."""
    tiers = names("tiers")
    return [
        entry
        for entry in entries
        if plain(str(entry.key.value)) != "model" or entry.value is None or plain(_text(entry.value)) not in tiers
    ]


def _is_own_program(call: Sequence[str], arguments: Sequence[Node]) -> bool:
    """Whether a program, or the script that it runs, has the name of the model."""
    first = _text(arguments[0]) if arguments else ""
    is_script = plain(call[0]) in names("runners") and first.rpartition(".")[2] in _SCRIPTS
    return any(name in base_name_of(first if is_script else call[0]).lower() for name in table("tiers")["of"])


def _has_beside(entries: Sequence[Entry]) -> bool:
    return any(is_beside(name) for name in (str(entry.key.value) for entry in entries) if not is_prompt(name))


def _is_about_video(call: Sequence[str], arguments: Sequence[Node], entries: Sequence[Entry]) -> bool:
    """Whether a command of a program that is not known makes a video: it says so, or has an option that is beside the prompt of one."""
    if base_name_of(call[0]) in names("tools"):
        return False
    said = [*call[1:], *(text for word in arguments if " " not in (text := _text(word)))]
    return any("video" in word.lower() for word in said) or _has_beside(entries)


def _is_for_us(call: Sequence[str], arguments: Sequence[Node], about: Sequence[Node]) -> bool:
    """Whether a command makes a video of ours: by the name of its program or script, or by the model that it is given."""
    if base_name_of(call[0]) in names("tools"):
        return False
    first = _text(arguments[0]) if arguments else ""
    is_script = plain(call[0]) in names("runners") or first.rpartition(".")[2] in _SCRIPTS
    models = [text for word in arguments if (text := _text(word)).rpartition(".")[2].isdecimal() or "." not in text]
    return any(map(names_ours, call)) or (is_script and names_ours(first)) or any(map(_is_ours, about)) or any(map(_is_model, models))


def _makes_sound(words: Sequence[str]) -> bool:
    """Whether the parts of a command say that it makes a sound, and no video."""
    said = [word.lower() for word in words if " " not in word]
    known = table("pictures")
    return any(sound in word for word in said for sound in known["sounds"]) and not any(
        video in word for word in said for video in known["videos"]
    )


def _is_model(text: str) -> bool:
    return names_ours(text) and _MODEL.fullmatch(text) is not None


def _with_short(entries: list[Entry], short: list[Entry], words: int) -> list[Entry] | None:
    """Return options with those of one letter: ``jimeng video generate -p "…" -i a.png``; None where no prompt is among them."""
    told = [entry.value for entry in short if entry.key.value == "prompt" and entry.value is not None]
    if len(told) != 1:
        return None
    text = _text(told[0])
    is_said = len(text.split()) >= words and not text.strip().isdecimal()
    return [*short, *entries] if is_said or not text.isascii() or "@" in text else None


def _with_sentence(entries: list[Entry], arguments: list[Node]) -> list[Entry]:
    """Return options with the prompt among them, which a program of ours may take without a name or under one of its own.

    ``seedance generate "…"``, ``generate-seedance.sh --subject "…"``; nothing is a prompt where two options may be.
    """
    said = next((word for word in arguments if " " in _text(word).strip()), None)
    if said is not None:
        arguments.remove(said)
        return [Entry(Node(said.span, "prompt"), said), *entries]
    told = [
        entry for entry in entries if entry.value is not None and not _is_body(entry.value) and len(_text(entry.value).split()) > _SHORT
    ]
    return [Entry(Node(entry.key.span, "prompt"), entry.value) if told == [entry] else entry for entry in entries]


def _is_body(word: Node) -> bool:
    return _text(word).lstrip()[:1] in ("{", "[") and not _text(word).startswith(HOLE)


def _is_ours(word: Node) -> bool:
    return names_ours(_text(word))


def _is_file(word: Node) -> bool:
    text = _text(word)
    return not _is_option(word) and ("." in text or "/" in text) and " " not in text


def _is_clue(word: Node) -> bool:
    text = _text(word)
    return 0 < len(text) <= _LONGEST_CLUE and text != HOLE and "\n" not in text
