"""The syntax trees of programs, as tree-sitter makes them, in time that grows as the text does."""

import re
from collections.abc import Callable
from time import process_time

from seedance_lint.annotations import Any
from seedance_lint.hosts.located import HostFailure, MissingExtra
from seedance_lint.pattern import Pattern

LARGEST = 8 * 1024 * 1024
"""Characters. Larger files are bundles, and their trees take gigabytes."""

_PIECE = 4096
"""Bytes that the library is given at a time."""

MOST_PIECES = 10
MOST_STEPS = 0.05
"""How often the library may take each piece of a file, and the hundreds of its steps for each byte; sound programs take a fifth of both.
Where it looks for a way out of what is broken, the one or the other grows with the square of the text."""

MOST_SECONDS = 0.1
MOST_SECONDS_A_BYTE = 5e-7
"""Processor time that the library may take before its steps are compared: sound programs take a tenth, and each step as long as another.
Where it passes over what is broken, it copies all of that with each step, so that these grow with the square, too."""

_PROMPT = Pattern("prompt|提示词", re.IGNORECASE)

_GROWING = 3
"""How many times as long all steps take as the first half of them, where each takes longer than those before: 2 if all are alike, else 4."""


def written(text: str, largest: int = LARGEST) -> bytes:
    """Return a text as the library takes it, in UTF-16.

    Raises:
        HostFailure: the document is too large.
    """
    if len(text) > largest:
        raise HostFailure(f"the file has {len(text):,} characters; the limit for programs is {largest:,}")
    return text.encode("utf-16-le", "surrogatepass")


def tree(parser: Any, data: bytes, kind: str) -> Any:
    """Return the tree of a text in UTF-16.

    Raises:
        HostFailure: it would take time that grows faster than its length does.
    """
    pieces, most_pieces = 0, 1000 + MOST_PIECES * len(data) // _PIECE
    most_steps = 5000 + MOST_STEPS * len(data)
    most_seconds = MOST_SECONDS + MOST_SECONDS_A_BYTE * len(data)
    begun, reached = process_time(), 0
    times: list[float] = []

    def piece(start: int, _: object) -> bytes:
        nonlocal pieces
        pieces += 1
        return data[start : start + _PIECE] if pieces <= most_pieces else b""

    def is_too_much(place: int, _: bool) -> bool:  # noqa: FBT001  # so the library calls it
        nonlocal reached
        reached = max(reached, place)
        spent = process_time() - begun
        times.append(spent)
        return len(times) > most_steps or pieces > most_pieces or (spent > most_seconds and spent > _GROWING * times[len(times) // 2])

    try:
        made = parser.parse(piece, encoding="utf16le", progress_callback=is_too_much)
    except ValueError:  # what it says when it is stopped
        made = None
    if made is None or pieces > most_pieces:
        raise HostFailure(f"broken {kind}: too many syntax errors before this", _behind(data, reached))
    return made


def _behind(data: bytes, place: int) -> int:
    """Return the code point at a byte of a text in UTF-16."""
    return len(data[:place].decode("utf-16-le", "replace"))


def parser(module: str, function: str, kind: str) -> Any:
    """Return a parser of a language.

    Raises:
        MissingExtra: it is not installed.
    """
    from importlib import import_module

    try:
        tree_sitter = import_module("tree_sitter")
        language = getattr(import_module(module), function)
    except ImportError:
        raise MissingExtra(kind, "hosts") from None
    return tree_sitter.Parser(tree_sitter.Language(language()))


def broken(root: Any, written: Callable[[Any], str]) -> int | None:
    """Return the byte at which the first part is that is not a program, and may hold a prompt; None if there is none.

    Grammars lag behind their languages, so that sound programs have parts that they do not know; most have no prompt. ``written`` returns the
    text of a node.
    """
    stack = [root] if root.has_error else []
    while stack:
        node = stack.pop()
        if node.is_error or any(child.is_missing for child in node.children):
            if _may_be_prompt(written(node)):
                return int(node.start_byte if node.is_error else next(child for child in node.children if child.is_missing).start_byte)
        else:
            stack += [child for child in reversed(node.children) if child.has_error]
    return None


def _may_be_prompt(text: str) -> bool:
    """Whether a part of a program may hold a prompt: it has a name for one, or a tag."""
    from seedance_lint.hosts.prose.tags import mentions  # which few programs need

    return _PROMPT.search(text) is not None or mentions(text)
