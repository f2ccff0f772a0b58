"""What a program makes of literals, and what surrounds its values, whatever its language.

Expressions are those of the language's own parser. What is here calls nothing in between that a level of nesting would pay for with a
frame of its own: as many levels as may be read fit into the stack.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator

from seedance_lint.annotations import Any, Generic, TypeVar
from seedance_lint.hosts.located import Clue, StringForm
from seedance_lint.hosts.program.calls import distinct
from seedance_lint.hosts.program.mappings import DEEPEST
from seedance_lint.hosts.program.texts import MOST_GIVEN, Step, Text, outside
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

Part = TypeVar("Part")


class MadeText(NamedTuple, Generic[Part]):
    """What is known of the text that an expression makes, and where its literals are."""

    text: Text
    parts: tuple[Part, ...]
    steps: tuple[Step, ...]
    span: Span

    def after(self, step: Step, span: Span) -> "MadeText[Part]":
        """Return what a step makes of it; the literals stay where they are, which is in ``span`` or elsewhere."""
        inside = span if span.start <= self.span.start and self.span.end <= span.end else self.span
        return MadeText(self.text.after(step), self.parts, (*self.steps, step) if step else self.steps, inside)


class ProgramTexts(ABC, Generic[Part]):
    """The texts of one program."""

    def __init__(self, offsets: Any, survey: Any) -> None:
        self._offsets = offsets
        self._survey = survey
        self._made: dict[int, MadeText[Part] | None] = {}
        self._depth = 0
        self._given = 0
        self.too_deep: int | None = None
        """Where the first text is that names lead to on too many steps."""

    @staticmethod
    @abstractmethod
    def _identity(node: Any) -> int:
        """Return the identity of an expression."""

    @staticmethod
    def _unwrapped(node: Any) -> Any:
        """Return what is inside parentheses, where the parser keeps these."""
        return node

    @abstractmethod
    def _literal(self, node: Any) -> MadeText[Part] | None:
        """Return the text of a literal."""

    @abstractmethod
    def _number(self, node: Any) -> str | None:
        """Return how a whole number is written in a text; None for what is not one."""

    @abstractmethod
    def _is_literal(self, node: Any) -> bool:
        """Whether an expression is a plain literal of a text."""

    @abstractmethod
    def _is_named(self, node: Any) -> bool:
        """Whether an expression may stand for another one."""

    @abstractmethod
    def _reader(self, node: Any) -> Callable[[Any, Any], MadeText[Part] | None] | None:
        """Return the method that reads a kind of expression; None if it makes no text."""

    @abstractmethod
    def form(self, made: MadeText[Part]) -> StringForm:
        """Return how a text is written."""

    def made(self, node: Any) -> MadeText[Part] | None:
        """Return the text that an expression makes of literals; None if there is none in it. Each expression is read once."""
        node = self._unwrapped(node)
        if self._is_literal(node):
            return self._literal(node)
        read = self._reader(node)
        if read is None:
            return None
        key = self._identity(node)
        if key not in self._made:
            self._made[key] = None
            if self._depth == DEEPEST:
                self.too_deep = self._offsets.span(node).start if self.too_deep is None else self.too_deep
                return None
            self._depth += 1
            self._made[key] = read(self, node)
            self._depth -= 1
        return self._made[key]

    def known(self, node: Any) -> str | None:
        """Return the text that an expression puts into another one; None if it is computed."""
        node = self._unwrapped(node)
        if self._is_named(node):
            node = self._survey.value(node)
            if node is None:
                return None
        number = self._number(node)
        if number is not None:
            return number
        made = self.made(node)
        if made is None or made.text.holes or self._given + len(made.text.value) > MOST_GIVEN:
            return None
        self._given += len(made.text.value)
        return made.text.value

    def _piece(self, node: Any) -> MadeText[Part] | None:
        """Return a part of what a text is split into: ``node.kept`` of the text ``node.of``."""
        base = self.made(node.of)
        if base is None:
            return None
        made = base.after(outside(base.text.value, node.kept), base.span)
        places = self.form(base).source_map(self._offsets.text)
        return made._replace(span=places.to_file(node.kept)) if places is not None and places.is_contiguous(node.kept) else made

    def _named(self, node: Any) -> MadeText[Part] | None:
        value = self._survey.value(node)
        return self.made(value) if value is not None else None


class ProgramCalls(ABC):
    """Describes the calls of one program."""

    def __init__(self, offsets: Any, survey: Any, texts: Any) -> None:
        self._offsets = offsets
        self._survey = survey
        self._texts = texts
        self._described: dict[int, tuple[Clue, ...]] = {}

    def around(self, node: Any) -> tuple[Clue, ...]:
        """Return what surrounds a value, the nearest first."""
        return distinct(self._around(node))

    @abstractmethod
    def _around(self, node: Any) -> Iterator[Clue]:
        """Yield what surrounds a value, the nearest first."""
