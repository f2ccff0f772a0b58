"""From ``grammar/`` to the plain tables that reading needs. The one place that imports Lark.

It runs when the package is built, and at the first parse where no prepared tables are found (a clone, an editable install).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lark.load_grammar import GrammarBuilder

from seedance_lint.annotations import Any
from seedance_lint.records import NamedTuple
from seedance_lint.syntax.automata import Expression, machine
from seedance_lint.syntax.readings import READINGS
from seedance_lint.syntax.tables import NOT_ALWAYS, Construction, Tables
from seedance_lint.syntax.traditional import forms
from seedance_lint.syntax.vocabulary import shelved

_INSTALLED = Path(__file__).parents[1] / "grammar"
_CHECKOUT = Path(__file__).parents[2] / "grammar"
_KINDS = {"IMAGE": "image", "VIDEO": "video", "AUDIO": "audio"}
# These are not words of a sentence: parts of tags, and words that stand for no role where one must be.
_APART = frozenset({"IMAGE_WORD", "VIDEO_WORD", "AUDIO_WORD", "BARE_WORD", "GENERIC", "FAMILY_NAME", "FAMILIAR", "IN_NO_NAME"})
# Languages that are often typed without accents; German writes "ae" instead, and "Männer" is no manner.
_WITHOUT_ACCENTS = frozenset({"french.lark", "italian.lark", "portuguese.lark", "spanish.lark", "turkish.lark"})
_SHORT = 4
_FIRST_LETTER = 0x21
_NOUNS, _CONSTRUCTIONS = "nouns", "constructions"


class VocabularyError(Exception):
    """Two terminals claim one word, or a rule names a terminal that nobody declares."""


def folder() -> Path:
    """Return the folder of the grammar: beside the package in a checkout, inside it when installed."""
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


class Rule(NamedTuple):
    """A rule of a grammar file: its alternatives, each over letters alone, and its priority."""

    name: str
    alternatives: tuple[Expression, ...]
    priority: int


def build_tables() -> Tables:
    """Read the grammar and return its tables."""
    words = vocabulary()
    letters = letters_of(words)
    plain = {word: letters[terminal] for word, terminal in words.items()}
    _inflect(plain, words)
    stems = {word: plain.pop(word) for word in list(plain) if len(word) > 1 and "-" in (word[0], word[-1]) and word.strip("->=")}
    nouns = rules(_NOUNS, letters)
    sides = _sides(rules(_CONSTRUCTIONS, letters), letters)
    patterns = _patterns()
    return Tables(
        letters=letters,
        nouns=machine({number: ("choice", *rule.alternatives) for number, rule in enumerate(nouns)}),
        noun_names=tuple(rule.name.upper() for rule in nouns),
        constructions=tuple(sides.constructions),
        ahead=machine(sides.ahead, backwards=True, counts=sides.count_ahead),
        behind=machine(sides.behind, counts=sides.count_behind),
        both={number: machine({number: sides.both[number]}) for number in sorted({*map(sides.first_like, sides.both)})},
        shelves=shelved(plain),
        dotted=tuple(sorted(word for word in plain if word.endswith(".") and len(word) > 2)),
        stems={stem[:-1]: letter for stem, letter in stems.items() if stem[-1] == "-"},
        endings={stem[1:]: letter for stem, letter in stems.items() if stem[0] == "-"},
        kind_words=_kind_words("_WORD"),
        near_words=_kind_words("NEAR_"),
        bare_words=tuple(sorted(_words_of("BARE_WORD"))),
        generic=tuple(sorted(_words_of("GENERIC"))),
        family_names=tuple(sorted(_words_of("FAMILY_NAME"))),
        familiar="".join(sorted(_words_of("FAMILIAR"))),
        in_no_name="".join(sorted(_words_of("IN_NO_NAME"))),
        patterns=patterns,
    )


# ------------------------------------------------------------------------------------------------------------ vocabulary


def entries() -> tuple[tuple[str, str, str], ...]:
    """Return each word of the vocabulary with its terminal and the file that it is in."""
    return tuple(entry for path in _languages() for entry in _entries(path))


@lru_cache(maxsize=32)
def _entries(path: Path) -> tuple[tuple[str, str, str], ...]:
    return tuple((literal, name, path.name) for name, definition in _read(path).items() for literal in _literals(definition.tree, "STRING"))


def _languages() -> list[Path]:
    return sorted((folder() / "vocabulary").glob("*.lark"))


def vocabulary() -> dict[str, str]:
    """Return the terminal of each word as texts are read: lower case, hyphens inside as spaces, with its traditional forms."""
    words: dict[str, str] = {}
    for literal, name, _ in entries():
        if name in _APART or name.startswith("NEAR_"):
            continue
        inner = re.sub(r"(?<=\w)[-_](?=\w)", " ", literal.lower()) if len(literal) > 1 else literal
        for form in forms(inner):
            words.setdefault(form, name)
    for literal, name, file in entries():  # "camara" and "gorsel" are written as often, where no word has that spelling
        if (
            name not in _APART
            and not name.startswith("NEAR_")
            and file in _WITHOUT_ACCENTS
            and len(bare := _bare(literal.lower())) > _SHORT
        ):
            words.setdefault(re.sub(r"(?<=\w)[-_](?=\w)", " ", bare), name)
    return words


def _bare(word: str) -> str:
    """Return a word without its accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word.replace("ı", "i")) if not unicodedata.combining(letter))


@lru_cache(maxsize=32)
def _read(path: Path) -> dict[str, Any]:
    builder = GrammarBuilder()
    builder.load_grammar(path.read_text(encoding="utf-8"), str(path))
    return dict(builder._definitions)


def _literals(tree: Any, kind: str) -> Iterator[str]:
    """Yield the words ("STRING") or the patterns ("REGEXP") of a terminal."""
    for literal in tree.find_data("literal") if tree is not None else ():
        (token,) = literal.children
        if token.type == kind:
            written = str(token)[1:-1]
            yield written.replace('\\"', '"').replace("\\\\", "\\") if kind == "STRING" else written.replace("\\/", "/")


def letters_of(words: dict[str, str]) -> dict[str, str]:
    """Return one letter for each terminal that rules may name."""
    names = {
        str(name)
        for file in (_NOUNS, _CONSTRUCTIONS)
        for name, definition in _read(folder() / f"{file}.lark").items()
        if definition.is_term
    }
    return {name: chr(_FIRST_LETTER + number) for number, name in enumerate(sorted(names | set(words.values()) | set(READINGS)))}


# Terminals whose English words are inflected: nouns take -s, verbs -s, -ing and -ed.
_VERBS = frozenset({"REFER", "FOLLOWS", "MATCH", "COPY", "SYNC", "EDIT", "EXTEND", "SETS", "GIVES", "SERVES", "DENY", "HANDLES"})
_INFLECTED = _VERBS | {*READINGS, "BOTH_FRAMES"} - {"NAME"}


def _inflect(plain: dict[str, str], words: dict[str, str]) -> None:
    for word, terminal in words.items():
        if not word.isascii() or not word[-1:].isalpha() or terminal not in _INFLECTED:
            continue
        head, _, rest = word.partition(" ") if terminal in _VERBS else ("", "", "")
        for form in _verb_forms(head, terminal) if terminal in _VERBS else _plural(word):
            plain.setdefault(f"{form} {rest}".rstrip() if terminal in _VERBS else form, plain[word])


def _plural(word: str) -> tuple[str, ...]:
    if word[-2:-1] == " ":  # "character a" is one, and "character as" begins a role
        return ()
    if word.endswith("man"):
        return (word + "s", word[:-3] + "men")
    if word[-1] == "s":
        return (word + "es",) if word.endswith(("ss", "us")) else ()
    if word.endswith("y") and word[-2] not in "aeiou":
        return (word[:-1] + "ies",)
    return (word + ("es" if word.endswith(("ch", "sh", "x")) else "s"),)


def _verb_forms(word: str, terminal: str) -> tuple[str, ...]:
    if terminal == "EDIT":  # an edit is an order, and "changes" a noun
        return tuple(form for form in _verb_forms(word, "") if not form.endswith("s"))
    if len(word) > 3 and word[-1] in "prt" and word[-2] in "aeiou" and word[-3] not in "aeiou":  # swapping, referred
        return (word + "s", word + word[-1] + "ing", word + word[-1] + "ed", word + "ing", word + "ed")
    if word.endswith("e"):
        return (word + "s", word[:-1] + "ing", word + "d")
    if word.endswith("y") and word[-2] not in "aeiou":
        return (word[:-1] + "ies", word + "ing", word[:-1] + "ied")
    return (word + ("es" if word.endswith(("ch", "sh", "x", "o")) else "s"), word + "ing", word + "ed")


def _words_of(terminal: str) -> set[str]:
    return {form for literal, name, _ in entries() if name == terminal for form in forms(literal.lower())}


def _kind_words(mark: str) -> dict[str, str]:
    return {
        form: _KINDS[name.replace(mark, "")]
        for literal, name, _ in entries()
        if name.replace(mark, "") in _KINDS and mark in name
        for form in {*forms(literal.lower()), _bare(literal.lower())}
    }


def _patterns() -> dict[str, str]:
    """Return each pattern by its name, as what the files of all languages have for it."""
    found: dict[str, list[str]] = {}
    for path in (folder() / "tags.lark", *_languages()):
        for name, definition in _read(path).items():
            for pattern in _literals(definition.tree, "REGEXP"):
                found.setdefault(str(name), []).append(pattern)
    return {name: "|".join(patterns) for name, patterns in found.items()}


# ------------------------------------------------------------------------------------------------------------- rules


def rules(name: str, letters: dict[str, str]) -> list[Rule]:
    """Return the rules of a file that are read by themselves, in their order: all whose name has no underscore before it."""
    path = folder() / f"{name}.lark"
    definitions = _read(path)
    found = []
    for rule, definition in definitions.items():
        if definition.is_term or str(rule).startswith("_"):
            continue
        choices = definition.tree.children if definition.tree.data == "expansions" else [definition.tree]
        alternatives = tuple(_expression(choice, definitions, letters, (str(rule),)) for choice in choices)
        found.append(Rule(str(rule), alternatives, definition.options.priority or 0))
    return found


class _Sides(NamedTuple):
    """The alternatives of the constructions by number, and what each of them reads before a reference, after it, and after it as well."""

    constructions: list[Construction]
    ahead: dict[int, Expression]
    behind: dict[int, Expression]
    both: dict[int, Expression]

    def first_like(self, number: int) -> int:
        """Return the first alternative that says the same where it ends: what is before a reference is gone through already."""
        said = self.constructions[number], self.both.get(number)
        return next(other for other, construction in enumerate(self.constructions) if (construction, self.both.get(other)) == said)

    def count_ahead(self, ends: tuple[int, ...]) -> tuple[int, ...]:
        """Return alternatives that are tried one after the other: none after the first that is read in any case."""
        tried: dict[int, None] = {}
        for number in map(self.first_like, ends):
            tried[number] = None
            if number not in self.both and self.constructions[number].name not in NOT_ALWAYS:
                break
        return tuple(tried)

    def count_behind(self, ends: tuple[int, ...]) -> tuple[int, ...]:
        """Return the alternative that is read: the first."""
        return tuple(map(self.first_like, ends[:1]))


def _sides(constructions: list[Rule], letters: dict[str, str]) -> _Sides:
    sides = _Sides([], {}, {}, {})
    halves = [(rule, *_halves(alternative, letters)) for rule in constructions for alternative in rule.alternatives]
    # Those that are on both sides of a reference say more than those that are on one, so they come first.
    for rule, left, right, looks in sorted(halves, key=lambda half: half[1] is None or half[2] is None):
        number = len(sides.constructions)
        sides.constructions.append(Construction(rule.name, rule.priority >= 0, looks))
        if left is not None:
            sides.ahead[number] = left
            if right is not None:
                sides.both[number] = right
        elif right is not None:
            sides.behind[number] = right
    return sides


def _expression(tree: Any, definitions: dict[str, Any], letters: dict[str, str], inside: tuple[str, ...]) -> Expression:
    """Return the regular expression that a part of a rule is, with the rules that it names written out."""
    if tree.data == "expansions":
        return ("choice", *(_expression(child, definitions, letters, inside) for child in tree.children))
    if tree.data in {"expansion", "alias"}:
        return ("row", *(_expression(child, definitions, letters, inside) for child in tree.children if child is not None))
    if tree.data == "maybe":
        return ("repeat", _expression(tree.children[0], definitions, letters, inside), 0, 1)
    if tree.data == "expr":
        inner, sign, *numbers = tree.children
        counts = [int(number) for number in numbers]
        least, most = {"?": (0, 1), "*": (0, None), "+": (1, None)}.get(str(sign)) or (counts[0], counts[-1])
        return ("repeat", _expression(inner, definitions, letters, inside), least, most)
    name = str(tree.children[0].name)
    if name in letters:
        return ("letter", letters[name])
    if name in inside or name not in definitions:
        raise VocabularyError(f"{inside[0]}: {name} " + ("contains itself" if name in inside else "is neither a terminal nor a rule"))
    inner = _expression(definitions[name].tree, definitions, letters, (*inside, name))
    return ("look", inner) if name.startswith("_then") else inner


def _halves(alternative: Expression, letters: dict[str, str]) -> tuple[Expression | None, Expression | None, bool]:
    """Return what is before and after REF in an alternative, and whether its last letter is only looked at."""
    parts = list(alternative[1:])
    at = parts.index(("letter", letters["REF"]))
    left, right = parts[:at], parts[at + 1 :]
    looks = bool(right) and _looks(right[-1])
    return (("row", *left) if left else None, ("row", *right) if right else None, looks)


def _looks(part: Any) -> bool:
    """Return whether the last letter of a part is only looked at, whichever of its choices it is."""
    kind, *parts = part
    if kind == "choice":
        return all(map(_looks, parts))
    return kind == "look" or (kind == "row" and _looks(parts[-1]))
