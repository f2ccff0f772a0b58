"""Stars for what may be a secret in the URLs of a text, wherever it is: in JSON, in a program, in prose, escaped or in pieces.

The text is read as its strings read (escapes undone, strings that are side by side joined), secrets are found there, and the characters that
wrote them are starred. So nothing moves, and no kind of file needs a reader of its own.
"""

import re
from collections.abc import Iterator

from seedance_lint.pattern import Pattern

_QUOTES = "\"'`"
_ESCAPED_QUOTE = "\ue000"  # stands for a quote that does not end its string
# Escapes of JSON, YAML, TOML, Python and JavaScript; a line that goes on below; two strings that are side by side or are added.
_ESCAPE = r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(\r?\n[ \t]*+)|(.))"
_JOINT = r"([\"'`])[ \t]*+(?:[+.][ \t]*+|\\?\r?\n[ \t]*+(?:[+.][ \t]*+)?|[+.][ \t]*+\r?\n[ \t]*+)?+[rRbBuUfF]{0,2}[\"'`]"
_PIECE, _JOINED = Pattern(f"{_ESCAPE}|{_JOINT}"), Pattern(_JOINT)
_SHORT = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_SCHEME = Pattern(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:\Z")
_LONGEST_SCHEME = 32
_AUTHORITY_END = Pattern(r"[/?#\s]")
_PLAIN_HOST = Pattern(r"(?:\[[^\]\s]*\]|[^\s:@/?#\"'`<>]*)(?::[0-9]*)?")
_VALUE = Pattern(r"[?&;][\w.~%-]{1,100}=([^&\s\"'<>]+)")
_NO_SCHEME = Pattern(r"(?<![^\s\"'`(\[,=])([A-Za-z][\w.+-]{0,100}:[^\s/?#\"'`@]{1,200})@[\w-]+\.[\w.-]+")
_BEFORE_TAGS = frozenset(" \t\r\n/?#\"'`@")
_PROSE = Pattern(r"\s@")
_USER = Pattern(r"[^\s:/?#\"`,]*:[^\s\"`,]*@")
# Without quotes around it a password may have blanks and quotes in it: at its @ a host begins.
_LOOSE_USER = Pattern(r"[^\s:/?#\"'`,@]*:(?![{$<%])[^\r\n]{1,200}?(?<=\S)@(?=[\w-]+\.[A-Za-z])")
# Behind its first @, too, where what follows that is no host with a dot, a port or a path.
_FURTHER = Pattern(r"[\w-]*(?<!localhost)[ \t][^\r\n\"'`]{0,200}?(?<=\S)@(?=[\w-]+(?:\.[A-Za-z]|[:/])|[a-z-]+(?![\w.]))")
_URL_END = Pattern(r"[\s\"'`<>]")
_SPACE = Pattern(r"\s")
_MARK = Pattern(r"[?#]")


def masked(text: str) -> str:
    """Return a text fit to be shown: stars for what may be a secret in a URL, one for each character, so that nothing moves.

    These are user names with passwords, whole queries and fragments.
    """
    if "//" not in text and "=" not in text and "\\" not in text and "@" not in text:
        return text
    read, starts = _read(text) if "\\" in text or _JOINED.search(text) else (text, None)
    hidden = sorted(_secrets(read))
    if not hidden:
        return text
    pieces, place = [], 0
    for start, end in hidden:
        first, last = (start, end) if starts is None else (starts[start], starts[end])
        if last <= place:
            continue
        first = max(first, place)
        pieces += [text[place:first], re.sub(r"[^\r\n]", "*", text[first:last])]
        place = last
    pieces.append(text[place:])
    return "".join(pieces)


def _read(text: str) -> tuple[str, list[int]]:
    """Return a text as its strings read, and where in the text each of those characters starts (and where the last ends)."""
    pieces: list[str] = []
    starts: list[int] = []
    place = 0
    for match in _PIECE.finditer(text):
        pieces.append(text[place : match.start()])
        starts.extend(range(place, match.start()))
        meaning = _meaning(match)
        pieces.append(meaning)
        starts.extend([match.start()] * len(meaning))
        place = match.end()
    pieces.append(text[place:])
    starts.extend(range(place, len(text) + 1))
    return "".join(pieces), starts


def _meaning(match: re.Match[str]) -> str:
    braced, four, two, eight, octal, fold, other, quote = match.groups()
    if fold is not None or quote is not None:
        return ""
    if other is not None:
        return _ESCAPED_QUOTE if other in _QUOTES else _SHORT.get(other, other)
    digits = braced or four or two or eight
    code = int(digits, 16) if digits else int(octal, 8)
    character = chr(code) if code < 0x110000 else "?"
    return _ESCAPED_QUOTE if character in _QUOTES else character


def _secrets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of what may be secret."""
    place = 0
    while (slashes := text.find("//", place)) >= 0:
        scheme = _SCHEME.search(text, max(place, slashes - _LONGEST_SCHEME), slashes)
        inside = slashes + 2
        end = _url_end(text, slashes if scheme is None else scheme.start(), inside)
        url = text[inside:end]
        if "@" in url or "?" in url or "#" in url:
            yield from _in_url(text, inside, end)
        place = max(end, inside)
    if "=" in text:
        yield from (match.span(1) for match in _VALUE.finditer(text))
    if _may_have_users(text):
        yield from (match.span(1) for match in _NO_SCHEME.finditer(text))


def _may_have_users(text: str) -> bool:
    """Whether some ``@`` has before it what a user's name or password may end with: those of tags in prose have not."""
    at = text.find("@")
    while at >= 0:
        if at and text[at - 1] not in _BEFORE_TAGS:
            return True
        at = text.find("@", at + 1)
    return False


def _url_end(text: str, start: int, inside: int) -> int:
    """Return where a URL ends: at the quote that it began with, or else at white space or any quote."""
    quote = text[start - 1] if start else ""
    if quote and (quote in _QUOTES or quote == _ESCAPED_QUOTE):
        end = text.find(quote, inside)
        while end > 0 and quote == _ESCAPED_QUOTE and text[end - 1] == "\\":  # a quote in a string in a string
            end = text.find(quote, end + 1)
        if end >= 0 and text.find("@", inside, end) >= 0 and (prose := _PROSE.search(text, inside, end)):
            return prose.start()  # a prompt that begins with a URL, and the next tag
        if end >= 0:
            return end
    # A password may have single quotes and brackets in it.
    user = _USER.match(text, inside) or _LOOSE_USER.match(text, inside)
    if user is None or not _is_user(text, inside, user.end()):
        found = _URL_END.search(text, inside)
    else:
        found = _URL_END.search(text, (_FURTHER.match(text, user.end()) or user).end())
    return len(text) if found is None else found.start()


def _in_url(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = text.rfind("@", start, end)
    if at >= 0 and _is_user(text, start, at + 1):
        yield start, at
        start = at + 1
    first = _SPACE.search(text, start, end)
    mark = _MARK.search(text, start, end if first is None else first.start())
    if mark is not None:
        yield mark.end(), end


def _is_user(text: str, start: int, end: int) -> bool:
    """Whether what is before an ``@`` at the end of a span is a user name and not a path: the host would not be one, or have no plain port."""
    authority = _AUTHORITY_END.search(text, start, end)
    if authority is None:
        return True
    return _PLAIN_HOST.fullmatch(text, start, authority.start()) is None
