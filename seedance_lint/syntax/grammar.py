"""From ``grammar/*.lark`` to the plain tables that parsing needs. The one place that imports Lark.

It runs when the package is built, and at the first parse where no prepared tables are found (a clone, an editable install).
"""

import re
from pathlib import Path
from typing import Any, cast

from lark import Lark
from lark.common import LexerConf
from lark.lexer import Lexer
from lark.load_grammar import load_grammar
from lark.parsers.lalr_analysis import Shift

from seedance_lint.syntax.tables import Tables
from seedance_lint.syntax.traditional import forms
from seedance_lint.syntax.words import index_words

_INSTALLED = Path(__file__).parents[1] / "grammar"
_CHECKOUT = Path(__file__).parents[2] / "grammar"
_UNESCAPE = str.maketrans("", "", "\\")
_NOT_WORDS = frozenset({"LIST_MARK", "RANGE_MARK"})
_KINDS = {"IMAGE": "image", "VIDEO": "video", "AUDIO": "audio"}
# Terminals whose words take an English plural.
_NO_PLURAL = frozenset(
    [
        "AS",
        "OF",
        "OWN",
        "REFER",
        "COPY",
        "SYNC",
        "EDIT",
        "WITH",
        "EXTEND",
        "NOT",
        "MARK",
        "OPEN",
        "CLOSE",
        "COMMA",
        "STOP",
        "SUFFIX",
        "BREAK",
    ]
)


class _NoLexer(Lexer):
    """Lark wants a lexer; the project's own works on the text itself and needs none."""

    def __init__(self, lexer_conf: LexerConf) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any) -> Any:
        raise NotImplementedError  # pragma: no cover


def folder() -> Path:
    """Return the folder of the grammar: beside the package in a checkout, inside it when installed."""
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


def build_lark() -> Lark:
    """Return Lark's own parser for the grammar; tests hold the project's driver against it."""
    return Lark.open(
        str(folder() / "prompt.lark"), parser="lalr", lexer=_NoLexer, start="prompt", maybe_placeholders=False, keep_all_tokens=True
    )


def build_tables() -> Tables:
    """Read the grammar and return its tables."""
    lark = build_lark()
    table = cast("Any", lark.parser.parser)._parse_table
    rules: list[Any] = []
    states: dict[int, dict[str, int]] = {}
    numbers: dict[Any, int] = {}
    for state, actions in table.states.items():
        row = states[state] = {}
        for symbol, (action, argument) in actions.items():
            if action is Shift:
                row[_plain(symbol)] = argument
            else:
                if argument not in numbers:
                    numbers[argument] = len(rules)
                    rules.append((_plain(argument.origin.name), len(argument.expansion), _plain(argument.alias or argument.origin.name)))
                row[_plain(symbol)] = -1 - numbers[argument]
    _skip_renamings(states, rules)
    states, rules, end = _numbered(states, rules, table.start_states["prompt"], table.end_states["prompt"])
    patterns = {_plain(terminal.name): terminal.pattern for terminal in _all_terminals()}
    words = _words(patterns)
    longest, cjk_lengths = index_words(words)
    return Tables(
        states=states,
        rules=tuple(rules),
        start=0,
        end=end,
        words=words,
        kind_words=_kind_words(patterns, "_WORD"),
        near_words=_kind_words(patterns, "NEAR_"),
        bare_words=tuple(_literals(patterns["BARE_WORD"])),
        generic=tuple(_literals(patterns["GENERIC"])),
        longest=longest,
        cjk_lengths=cjk_lengths,
        patterns={name: patterns[name].value for name in sorted(_NOT_WORDS)},
    )


def _skip_renamings(states: dict[int, dict[str, int]], rules: list[tuple[str, int, str]]) -> None:
    """Go straight to where a rule leads that only gives its one part another name: half of all steps of parsing are such.

    A state in which nothing but such a rule can be completed is never entered: whoever leads there leads on to the renamed symbol.
    """
    from seedance_lint.syntax.builder import actions

    acting = actions()
    renamed: dict[int, str] = {}
    for state, row in states.items():
        complete = set(row.values())
        rule = rules[-1 - next(iter(complete))] if len(complete) == 1 and min(complete) < 0 else None
        if rule is not None and rule[1] == 1 and rule[2] not in acting:
            renamed[state] = rule[0]
    changed = True
    while changed:
        changed = False
        for row in states.values():
            for symbol, target in row.items():
                if target in renamed and renamed[target] in row and row[renamed[target]] >= 0:
                    row[symbol] = row[renamed[target]]
                    changed = True


def _numbered(
    states: dict[int, dict[str, int]], rules: list[tuple[str, int, str]], start: int, end: int
) -> tuple[dict[int, dict[str, int]], list[tuple[str, int, str]], int]:
    """Return the reachable states numbered from the start, the rules sorted, and the number of the end: Lark's numbers differ from run to run."""
    ordered = sorted(set(rules))
    rank = {rule: number for number, rule in enumerate(ordered)}
    numbers = {start: 0}
    found = [start]
    for state in found:  # grows as it goes
        for _, target in sorted(states[state].items()):
            if target >= 0 and target not in numbers:
                numbers[target] = len(numbers)
                found.append(target)
    numbers.setdefault(end, len(numbers))
    table = {
        numbers[state]: {
            symbol: numbers[action] if action >= 0 else -1 - rank[rules[-1 - action]] for symbol, action in sorted(states[state].items())
        }
        for state in found
    }
    return table, ordered, numbers[end]


def _plain(name: str) -> str:
    """Return a symbol's name without the file that Lark puts before it."""
    return str(name).rpartition("__")[2]


def _all_terminals() -> list[Any]:
    """Return the terminals of all files in the order in which they stand; parsing itself keeps only those that rules name."""
    terminals: list[Any] = []
    for name, start in (("tags", "reference"), ("roles", "ahead")):
        path = folder() / f"{name}.lark"
        text = path.read_text(encoding="utf-8")
        order = {line.partition(":")[0]: number for number, line in enumerate(text.splitlines())}
        grammar, _ = cast("Any", load_grammar)(text, str(path), [], global_keep_all_tokens=True)
        found, _, _ = grammar.compile([start], "*")
        terminals += sorted((terminal for terminal in found if terminal.name in order), key=lambda terminal: order[terminal.name])
    return terminals


def _literals(pattern: Any) -> list[str]:
    """Return the words of a terminal that is a list of words."""
    value = pattern.value
    if pattern.type == "str":
        return [value]
    return [word.translate(_UNESCAPE) for word in re.split(r"(?<!\\)\|", value.removeprefix("(?:").removesuffix(")"))]


def _words(patterns: dict[str, Any]) -> dict[str, str]:
    words: dict[str, str] = {}
    for name, pattern in patterns.items():
        if name in _NOT_WORDS or name == "GENERIC" or name.endswith("_WORD") or name.startswith("NEAR_"):
            continue
        for literal in _literals(pattern):
            for form in forms(literal.lower().replace("-", " ") if literal[:1].isalnum() else literal):
                words.setdefault(form, name)
    for word, name in list(words.items()):
        if name not in _NO_PLURAL and word.isascii() and word[-1:].isalpha() and word[-1] != "s":
            words.setdefault(word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s", name)
    return words


def _kind_words(patterns: dict[str, Any], mark: str) -> dict[str, str]:
    return {
        word.lower(): _KINDS[name.replace(mark, "")]
        for name, pattern in patterns.items()
        if mark in name and name != "BARE_WORD"
        for word in _literals(pattern)
    }
