"""Prompt text to syntax tree: total, lossless, linear."""

from collections.abc import Mapping

from seedance_lint.syntax.builder import actions, build
from seedance_lint.syntax.driver import Driver
from seedance_lint.syntax.lexer import Lexer
from seedance_lint.syntax.nodes import Prompt
from seedance_lint.syntax.tables import load_tables
from seedance_lint.syntax.words import spellings


class Parser:
    """A parser with one vocabulary. Parsing raises for no text, and the children's texts joined are the text."""

    __slots__ = ("_driver", "_lexer")

    def __init__(self, roles: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """Make a parser; ``roles`` maps canonical roles to further words for them."""
        tables = load_tables()
        own = {spelling: f"OWN:{role}" for role, words in (roles or {}).items() for word in words for spelling in spellings(word)}
        self._lexer = Lexer(tables, own)
        self._driver = Driver(tables, actions())

    def parse(self, text: str) -> Prompt:
        """Return the syntax tree of a prompt."""
        lowered = _lower(text)
        tags = self._lexer.tags.find(lowered)
        bare = self._lexer.tags.find_bare(lowered, tags)
        if not tags and not bare:
            return Prompt(text, ())
        mentions = self._driver.parse(self._lexer.tokens(lowered, tags)) if tags else []
        return build(text, mentions, bare)


_default: Parser | None = None


def parse(text: str) -> Prompt:
    """Return the syntax tree of a prompt, read with the vocabulary of the grammar alone."""
    global _default  # noqa: PLW0603  # built once, at the first prompt
    if _default is None:
        _default = Parser()
    return _default.parse(text)


def _lower(text: str) -> str:
    """Lower a text without moving a character: the few that become two stay as they are."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(low if len(low := character.lower()) == 1 else character for character in text)
