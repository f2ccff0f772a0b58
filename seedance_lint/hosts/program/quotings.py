r"""How programs write strings: the escapes of each kind of literal, and what is between its quotes.

A table of ``code.toml`` says which literal of a language is written in which of these ways.
"""

import re
from collections.abc import Callable

from seedance_lint.hosts.shell.quoting import Quoting
from seedance_lint.pattern import Pattern

_HEX = "[0-9a-fA-F]"
_SHORT = {"a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "s": " ", "t": "\t", "v": "\v", "0": "\0"}
_LONG = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ODD = re.compile("[\x00-\x1f\x7f\ud800-\udfff\u2028\u2029]")


def _writer(special: str, odd: str = "\\u{:04x}", *, keeps: str = "") -> Callable[[str], str | None]:
    """Return what escapes the characters that are ``special`` with a backslash, and others as ``odd`` says; line breaks may be among what it ``keeps``."""
    pattern = re.compile(f"[{re.escape(special)}]")

    def one(match: re.Match[str]) -> str:
        return match[0] if match[0] in keeps else _LONG.get(match[0]) or odd.format(ord(match[0]))

    def write(text: str) -> str | None:
        return _ODD.sub(one, pattern.sub(lambda match: "\\" + match[0], text))

    return write


def _code_point(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number < 0x110000 else "\ufffd"


def _meaning(match: re.Match[str]) -> str:
    """Return what an escape stands for: groups of a pair of surrogates, a line break, octal, hexadecimal and short ones, and a bare line break."""
    groups = match.groupdict()
    if groups.get("high"):
        return chr(0x10000 + ((int(groups["high"], 16) & 0x3FF) << 10) + (int(groups["low"], 16) & 0x3FF))
    if groups.get("line"):
        return "\n"
    if groups.get("join"):
        return ""
    if groups.get("octal"):
        return chr(int(groups["octal"], 8))
    if groups.get("bytes"):
        units = re.findall(rf"\\(?:x({_HEX}{{2}})|([0-7]{{3}}))", groups["bytes"])
        return bytes(int(hexadecimal, 16) if hexadecimal else int(octal, 8) & 0xFF for hexadecimal, octal in units).decode(
            "utf-8", "replace"
        )
    number = groups.get("number") or groups.get("long") or groups.get("braces")
    if number:
        return _code_point(number)
    short = groups["short"]
    return _SHORT.get(short, short)


# A run of backslashes before the place at which something is written, of which the last one is not escaped itself; and an escape that digits may go on with.
_OPEN = Pattern(r"(?<!\\)(?:\\\\)*\\(?:[0-7]{1,2}|x[0-9a-fA-F]?|u[0-9a-fA-F]{0,3}|U[0-9a-fA-F]{0,7})?$")

_UNIT = rf"u+(?P<number>{_HEX}{{4}})"
_PAIR = rf"\\u+(?P<high>[dD][89abAB]{_HEX}{{2}})\\u+(?P<low>[dD][c-fC-F]{_HEX}{{2}})"

# https://docs.oracle.com/javase/specs/jls/se21/html/jls-3.html#jls-3.10.5 and 3.10.6
_JAVA_ESCAPE = rf"{_PAIR}|\\(?:(?P<octal>[0-3]?[0-7]{{1,2}})|{_UNIT}|(?P<join>\r\n|[\r\n])|(?P<short>.))"
JAVA = Quoting(_writer('"\\'), Pattern(_JAVA_ESCAPE, re.DOTALL), _meaning, _OPEN)
JAVA_BLOCK = Quoting(_writer('"\\'), Pattern(rf"{_JAVA_ESCAPE}|(?P<line>\r\n|\r)", re.DOTALL), _meaning, _OPEN)

# https://go.dev/ref/spec#String_literals
GO = Quoting(
    _writer('"\\', "\\U{:08x}"),
    Pattern(rf"(?P<bytes>(?:\\x{_HEX}{{2}}|\\[0-7]{{3}})+)|\\(?:u(?P<number>{_HEX}{{4}})|U(?P<long>{_HEX}{{8}})|(?P<short>.))", re.DOTALL),
    _meaning,
    _OPEN,
)
GO_RAW = Quoting(lambda text: None if "`" in text or "\r" in text else text, Pattern(r"(?P<join>\r)"), _meaning)


def _quoted(text: str) -> str | None:
    """Write quotes and backslashes with a backslash in front."""
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _doubled(text: str) -> str | None:
    """Write quotes twice."""
    return text.replace('"', '""')


def _same(refuses: str) -> Callable[[str], str | None]:
    return lambda text: None if any(mark in text for mark in refuses) else text


# https://www.php.net/manual/language.types.string.php
_PHP_ESCAPE = rf"(?P<bytes>(?:\\x{_HEX}{{2}})+)|\\(?:u\{{(?P<braces>{_HEX}{{1,6}})\}}|(?P<octal>[0-7]{{1,3}})|(?P<php>[nrtvef\\$\"]))"
_PHP_SHORT = {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "e": "\x1b", "f": "\f"}
PHP_SINGLE = Quoting(_quoted, Pattern(r"\\(?P<short>[\\'])"), lambda match: match["short"], _OPEN)


def _php_meaning(match: re.Match[str]) -> str:
    return _PHP_SHORT.get(match["php"], match["php"]) if match["php"] else _meaning(match)


PHP = Quoting(_writer('"\\$', "\\u{{{:x}}}"), Pattern(_PHP_ESCAPE), _php_meaning, Pattern(r"(?<!\\)(?:\\\\)*\\$|[{$]$"))
PHP_HEREDOC = Quoting(_writer("\\$", "\\u{{{:x}}}"), Pattern(_PHP_ESCAPE), _php_meaning, PHP.hazard)
NOWDOC = Quoting(_same("\r\n"))

# https://learn.microsoft.com/dotnet/csharp/programming-guide/strings/
_CSHARP_ESCAPE = rf"\\(?:u(?P<number>{_HEX}{{4}})|U(?P<long>{_HEX}{{8}})|x(?P<braces>{_HEX}{{1,4}})|(?P<short>.))"
CSHARP = Quoting(_writer('"\\'), Pattern(_CSHARP_ESCAPE), _meaning, _OPEN)


def _filled_meaning(match: re.Match[str]) -> str:
    return match["brace"] or ('"' if match[0] == '""' else _meaning(match))


def _twice(write: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """Return what writes braces twice, which stand for themselves then."""

    def written(text: str) -> str | None:
        made = write(text)
        return None if made is None else re.sub(r"(?<!\\u)[{}]", lambda match: match[0] * 2, made)

    return written


CSHARP_FILLED = Quoting(_twice(CSHARP.write), Pattern(rf"(?P<brace>[{{}}])[{{}}]|{_CSHARP_ESCAPE}"), _filled_meaning, _OPEN)
CSHARP_VERBATIM = Quoting(_doubled, Pattern(r'"(")'), lambda match: match[1])
CSHARP_VERBATIM_FILLED = Quoting(_twice(CSHARP_VERBATIM.write), Pattern(r'(?P<brace>[{}])[{}]|""'), _filled_meaning)

# What has no escapes at all.
RAW = Quoting(_same('"\r\n${}\\'))

# https://docs.ruby-lang.org/en/master/syntax/literals_rdoc.html#label-Strings
RUBY = Quoting(
    _writer('"\\#'),
    Pattern(
        rf"(?P<bytes>(?:\\x{_HEX}{{2}})+)|\\(?:u(?P<number>{_HEX}{{4}})|u\{{(?P<braces>{_HEX}{{1,6}})\}}|(?P<octal>[0-7]{{1,3}})|(?P<join>\n)|(?P<short>.))"
    ),
    _meaning,
    Pattern(r"(?<!\\)(?:\\\\)*\\$|#$"),
)

# https://kotlinlang.org/docs/strings.html
KOTLIN = Quoting(_writer('"\\$'), Pattern(rf"\\(?:u(?P<number>{_HEX}{{4}})|(?P<short>.))"), _meaning, Pattern(r"(?<!\\)(?:\\\\)*\\$|\$$"))

# https://doc.rust-lang.org/reference/tokens.html#string-literals
RUST = Quoting(
    _writer('"\\', "\\u{{{:x}}}"),
    Pattern(rf"\\(?:x(?P<number>{_HEX}{{2}})|u\{{(?P<braces>{_HEX}{{1,6}})\}}|(?P<join>\r?\n\s*)|(?P<short>.))"),
    _meaning,
    Pattern(r"(?<!\\)(?:\\\\)*\\$"),
)

QUOTINGS = {
    "java": JAVA,
    "java-block": JAVA_BLOCK,
    "go": GO,
    "go-raw": GO_RAW,
    "php": PHP,
    "php-single": PHP_SINGLE,
    "php-heredoc": PHP_HEREDOC,
    "php-nowdoc": NOWDOC,
    "csharp": CSHARP,
    "csharp-filled": CSHARP_FILLED,
    "csharp-verbatim": CSHARP_VERBATIM,
    "csharp-verbatim-filled": CSHARP_VERBATIM_FILLED,
    "raw": RAW,
    "ruby": RUBY,
    "ruby-single": PHP_SINGLE,
    "kotlin": KOTLIN,
    "rust": RUST,
}
"""The ways by the names that ``code.toml`` gives them."""
