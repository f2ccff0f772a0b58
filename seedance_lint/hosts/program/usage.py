"""Examples in what a program says of itself: command lines in the text of ``--help`` or the description of a module, and the JSON of a request."""

import json
import re
from collections.abc import Iterable, Iterator

from seedance_lint.hosts.commands.names import base_name_of, names_ours, plain, table
from seedance_lint.hosts.held_texts import held_texts
from seedance_lint.hosts.located import Node, Root
from seedance_lint.hosts.program import shown_code
from seedance_lint.pattern import Pattern
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

_RUNNERS = r"(?:bash|sh|zsh|python3?|py|node|npx|bunx|bun|deno|uvx|uv|pnpm|go|curl)[ \t]|\$0[ \t]|\.{0,2}/?[\w./-]+\.(?:sh|py|m?[jt]s)[ \t]"
_OURS = r"[\w-]*(?:seedance|dreamina|jimeng)[\w-]*[ \t]"
_ITSELF = r"(?:%\(prog\)s|\{prog\})"
"""What stands for the name of the program in its own help (https://docs.python.org/3/library/argparse.html#prog)."""
_QUOTED = r"(?:\"[^\"\r\n]*\"|'[^'\r\n]*')"
_OPTIONS = rf"(?:--?[a-z][\w-]*(?:[ =](?:{_QUOTED}|[^\s\"'-][^\s\"']*))?[ \t]+)*"
_ANY = rf"[a-z][\w.-]*[ \t]+(?:[a-z][a-z0-9:-]*[ \t]+){{0,3}}{_OPTIONS}--[\w-]*prompt[ =]{_QUOTED}[ \t]*(?=[\r\n\\]|--?[a-z]|\Z)"
"""A program of any name whose words are its subcommands and options, with a prompt in quotes among them."""
_LEAD = r"(?:(?:usage|e\.?g\.?|examples?|try(?: it)?|run|用法|示例|例|例如)[ \t]*[:：][ \t]*)?"
"""What may be in front of a command on its line: ``Usage: python clip.py --prompt "…"``."""
_EXAMPLE = Pattern(
    rf"^[ \t]*(?i:{_LEAD})(?:[$>%][ \t]+)?(?P<command>(?:{_RUNNERS}|{_OURS}|{_ITSELF}[ \t]|(?<=\$[ ])[a-z][\w.-]*[ \t]|{_ANY})(?:'[ \t]*[\[{{][^']{{0,5000}}'|[^\r\n\\]|\\[^\r\n]|\\\r?\n)*)",
    re.MULTILINE,
)
_TELLS = Pattern(
    r"(?:--?[\w-]*prompt[ =\n\\]|[ \t]-p[ \t]|[ \t]generate[ \t]).*?[\"']|(?:eedance|%\(prog\)s|\{prog\}).*?[\"']|[\"']prompt\\?[\"'][ \t]*:",
    re.DOTALL,
)
_IN_PROSE = Pattern(rf"[ \t]*(?:[$>%][ \t]+)?(?P<command>(?:{_RUNNERS}|{_OURS})[^\r\n]*)")
_IN_CODE = Pattern(r"[ \t]*(?:[$>%][ \t]+)?(?P<command>[a-z./~$\{][\w./~{}$-]*[ \t][^\r\n]*)")
_NAMED = Pattern(r"(?:[ \t]--[\w-]*prompt|[ \t]-p)(?:[ \t]+|=)\\?[\"']")
"""The option of a prompt, and the quote of its value."""
_SENTENCE = Pattern(
    rf"(?!/)(?:(?:{_RUNNERS})+[\w./-]*)?[\w./-]*(?:seedance|dreamina|jimeng)[\w./-]*[ \t]+(?:(?:generate|create|make|video|[a-z]+2v(?:ideo)?|[a-z]+-to-video)[ \t]+)*[\"'][^\"'\s]+[ \t]"
)
"""A program of ours with a sentence in quotes."""
_GLANCE = Pattern(
    r"rompt| -p |prog(?:\)s|\})[ \t]+[\"']|(?:eedance|reamina|imeng)[\w-]*(?:\.(?:py|sh|m?[jt]s)|[ \t]+(?:generate|create|video))[ \t]+[\"']"
)
_AT_FIRST = Pattern(_ITSELF)
_STOP = ".,;。，；、 \t*"


def may_have(text: str) -> bool:
    """Whether a text may have such an example, as far as a glance tells: in some line, or as all of it."""
    return _GLANCE.search(text) is not None and ("\n" in text or _EXAMPLE.match(text) is not None)


def examples(text: str) -> Iterator[Span]:
    """Yield where the command lines of a text are."""
    found = 0
    for match in _EXAMPLE.finditer(text):
        if found < shown_code.MOST and _TELLS.search(match["command"]) is not None:
            found += 1
            yield Span(*match.span("command"))


def command_in(text: str, place: Span, *, is_code: bool) -> Span | None:
    """Return where the command is that a piece of prose shows, with its prompt; None if it shows none.

    ``is_code``: the piece is marked as code, and any program may be in it.
    """
    found = (_IN_CODE if is_code else _IN_PROSE).match(text, *place)
    if found is None:
        return None
    start, end = found.span("command")
    end = start + len(text[start:end].rstrip(_STOP))
    is_told = _NAMED.search(text, start, end) is not None or _SENTENCE.match(text, start, end) is not None
    return Span(start, end) if is_told else None


def is_body(text: str) -> bool:
    """Whether a text is the JSON that a request sends: one that names a model of ours beside its prompt, or has what only videos have."""
    if text.lstrip()[:1] != "{" or '"prompt"' not in text:
        return False
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(value.get("prompt"), str):
        return False
    parts = table("beside")["videos"]
    return names_ours(str(value.get("model"))) or any(part in plain(name) for name in value for part in parts)


def roots(document: SourceDocument, texts: Iterable[Node], read: Iterable[object]) -> Iterator[Root]:
    """Yield what the examples in texts of a program that names our product send; ``read`` are what has been found in it without them."""
    sent: set[str] | None = None
    for node in texts:
        made = shown_code.written_by(document, node) if may_have(str(node.value)) else None
        if made is None:
            continue
        if is_body(made.value):
            sent = _bodies(read) if sent is None else sent
            if made.value not in sent:
                yield from shown_code.read(document, ".json", made, [Span(0, len(made.value))], node.form)
        for span in examples(made.value):
            yield from shown_code.read(document, ".sh", *_named(document, made, span), node.form)


def _named(document: SourceDocument, made: SourceMap, span: Span) -> tuple[SourceMap, list[Span]]:
    """Return the text of a command and where it is, with the name of the document in place of what stands for that in its help."""
    itself = _AT_FIRST.match(made.value, *span)
    if itself is None:
        return made, [span]
    builder = SourceMapBuilder()
    place = made.to_file(Span(*itself.span()))
    name = re.sub(r"[^\w.-]", "-", base_name_of(document.path))
    builder.escape(f"python {name}", place.start, place.end - place.start)
    builder.append(made.part(Span(itself.end(), span.end)))
    return builder.build(), [Span(0, builder.length)]


def _bodies(read: Iterable[object]) -> set[str]:
    """Return the texts among the values that a program sends which may be JSON."""
    return held_texts(read, lambda _, text: text.lstrip().startswith("{"))
