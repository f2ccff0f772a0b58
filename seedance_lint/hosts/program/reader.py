"""How values and texts of a program are read, whatever its language: each expression once, and none that is nested too deeply.

Expressions are those of the language's own parser. What is here calls nothing in between that a level of nesting would pay for with a
frame of its own: as many levels as may be read fit into the stack.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts.located import Clue, HostFailure, Node, Passed, Root, Template
from seedance_lint.hosts.program.commands import sent_by
from seedance_lint.hosts.program.made import ProgramCalls, ProgramTexts
from seedance_lint.hosts.program.mappings import AT_RUN_TIME, DEEPEST, MOST_TAKEN, Entry, as_form, computed, mapping
from seedance_lint.hosts.program.names import parts_last
from seedance_lint.hosts.program.prompts import (
    has_open_prompts,
    has_prompts,
    is_inside,
    is_part_of,
    is_told,
    lacks_prompt,
    may_lack_prompt,
    names_files,
    names_product,
    passed,
    picked,
    prompts,
    size,
    untold,
    writes_no_prompt,
)
from seedance_lint.source.span import Span

_MOST_RETURNING = 3
"""Functions of which one makes a part of what another one makes."""


_MOST_FURTHER = 3
"""Choices that are tried which only show where another one is taken: what stands for an argument is made of the names of a loop."""


class ProgramReader(ABC):
    """Reads the mappings of one program."""

    def __init__(self, offsets: Any, survey: Any, texts: ProgramTexts[Any], calls: ProgramCalls) -> None:
        self._offsets = offsets
        self._survey = survey
        self._texts = texts
        self._calls = calls
        self._made: dict[int, Node | None] = {}
        self._lent: dict[int, Node | None] = {}
        """Mappings whose fields others take over, and that are values of their own all the same."""
        self._borrowings: dict[int, Node | None] = {}
        """Lists and mappings that several read by their names."""
        self._used: set[int] = set()
        self._rows: dict[int, frozenset[str]] = {}
        """Identities of requests that methods in a row put together, and these: they say what is set, and not what becomes of it."""
        """Identities of the expressions whose items, or which themselves, are parts of a list that is put together."""
        self._said: dict[int, tuple[Clue, ...]] = {}
        """Identity of a list of words to what the command itself says of where it goes."""
        self._fields_taken = 0
        self.is_partial = False
        """Whether some mapping has fields that are computed."""
        self._depth = 0
        self._told: set[Span] = set()
        """Where the expressions are that stand for a choice in a request."""
        self._newly_told: set[Span] = set()
        """The same, of the mapping that is tried right now."""
        self._several: list[Span] = []
        """Where calls are given one of several texts that read like prompts."""
        self._too_deep: int | None = None

    @staticmethod
    @abstractmethod
    def _identity(node: Any) -> int:
        """Return the identity of an expression."""

    @staticmethod
    @abstractmethod
    def _extent(node: Any) -> tuple[Any, Any]:
        """Return where an expression starts and ends, in whatever its parser counts."""

    @staticmethod
    def _unwrapped(node: Any) -> Any:
        """Return what is inside parentheses, where the parser keeps these."""
        return node

    @abstractmethod
    def _outermost(self, node: Any) -> Node | None:
        """Return what an expression is that is a part of no other value; None if that is nothing of interest."""

    @abstractmethod
    def _read(self, node: Any) -> Node | None:
        """Return what an expression is; None if that is computed."""

    @abstractmethod
    def _found(self, node: Any) -> Node | None:
        """Return the mapping that an expression stands for; None if it is computed."""

    @property
    def too_deep(self) -> int | None:
        """Where the first value is that is nested too deeply to be read."""
        return self._texts.too_deep if self._too_deep is None else self._too_deep

    def roots(self, language: str) -> Iterator[Root | HostFailure | Passed]:
        """Yield the outermost mappings as values, and what is known not to be one."""
        found = self.mappings()
        names_us = self._survey.names_ours
        tried, parts = self._tried_out(found)
        told = {prompt for cases in tried.values() for case in cases for prompt in prompts(case)} | self._told
        sent_on = {prompt for at, cases in tried.items() if not self._calls_own(found[at][2]) for case in cases for prompt in prompts(case)}
        sent = {
            prompt for node, around, _ in found if names_product(node, around) for prompt in prompts(node) if not is_inside(prompt, node)
        }
        pieces = {prompt for node, around, _ in found if sent and names_product(node, around) for prompt in picked(node)}
        bases = {
            span
            for node, around, _ in found
            if names_files(node)
            for span in prompts(node)
            if is_inside(span, node) and (span not in sent or (span not in pieces and names_product(node, around)))
        }
        sent -= bases
        for at, (node, around, expression) in enumerate(found):
            if at in parts:
                continue  # a function makes it for lists of parts
            cases = tried.get(at)
            written = list(prompts(node)) if bases and not cases else []
            if written and bases.issuperset(written) and not any(is_inside(span, node) for span in written):
                continue  # a request with other values, as tests make them
            hands_on = self._calls_own(expression)
            if hands_on and cases and all(is_told(case, sent_on, hands_on=True) for case in cases):
                continue  # the function that is called sends them on
            if told and not cases and is_told(node, told, hands_on=hands_on):
                continue
            for case in cases or (untold(node, sent) if sent else (node,)):
                yield Root(case.value, lambda case=case: case, case.span.start, around)  # type: ignore[misc]
            if cases == [] or (cases is None and names_us and may_lack_prompt(node) and not self._cases(expression)):
                unread = list(passed(node))
                is_elsewhere = not unread and not has_prompts(node) and self._takes_from_elsewhere(expression)
                yield from unread or ([Passed(AT_RUN_TIME, node.span.start)] if is_elsewhere else ())
        if self.too_deep is not None:
            yield HostFailure(f"{language} is nested too deeply to be a request", self.too_deep)

    def _tried_out(self, found: list[tuple[Node, tuple[Clue, ...], Any]]) -> tuple[dict[int, list[Node]], set[int]]:
        """Return what each mapping may be whose prompt is put together, by its number, and those that are only parts of others."""
        listed = {prompt for node, _, _ in found if isinstance(node.value, list) for prompt in prompts(node)}
        tried: dict[int, list[Node]] = {}
        parts: set[int] = set()
        for at, (node, around, expression) in enumerate(found):
            if lacks_prompt(node, around) or self._takes_one_of_several(node):
                self._newly_told = set()
                cases = self._cases(expression)
                if cases and all(is_part_of(case, listed) for case in cases):
                    parts.add(at)
                else:
                    tried[at] = cases
                    self._told |= self._newly_told
        whole = {
            prompt for at, cases in tried.items() if isinstance(found[at][0].value, dict) for case in cases for prompt in prompts(case)
        }
        for at, cases in list(tried.items()):
            if cases and isinstance(found[at][0].value, list) and all(whole.issuperset(prompts(case)) for case in cases):
                parts.add(at)
                del tried[at]
        return tried, parts

    def _cases(self, expression: Any) -> list[Node]:
        """Return the mappings that an outermost expression may be, where its prompt is one of several that the program shows."""
        choices = self._survey.choices
        choices.asked = {}
        self._anew()._outermost(expression)
        for key in list(choices.asked):
            known = set(choices.asked)
            cases: list[Node] = []
            for taken in choices.cases(key):
                if (made := self._tried(expression, taken)) is not None:
                    cases.append(made)
                    continue
                for further in [each for each in choices.asked if each not in known][:_MOST_FURTHER]:
                    more = [self._tried(expression, {**taken, **others}) for others in choices.cases(further)]
                    if any(more):
                        cases += [made for made in more if made is not None]
                        break
            choices.taken = {}
            if cases:
                return cases
        return []

    def _tried(self, expression: Any, taken: dict[Any, Any]) -> Node | None:
        """Return the mapping that an outermost expression is in one case; None if its prompt is not known then."""
        self._survey.choices.taken = taken
        made = self._anew()._outermost(expression)
        if made is None or not any(prompts(made)) or has_open_prompts(made):
            return None
        self._newly_told.update(self._offsets.span(each) for each in taken.values())
        return made

    @abstractmethod
    def _calls_own(self, expression: Any) -> bool:
        """Whether an expression calls a function of the program itself."""

    @abstractmethod
    def _takes_from_elsewhere(self, expression: Any) -> bool:
        """Whether another module makes the body of the request that an outermost expression is: ``arguments=shots.body(…)``."""

    @abstractmethod
    def _anew(self) -> "ProgramReader":
        """Return a reader of the same program that has read nothing."""

    def _sent(self, node: Any, words: list[Node]) -> Node | None:
        """Return what the command sends that a list of words is; None if it sends no request."""
        sent = sent_by(words, self._offsets.text, Node(self._offsets.span(node), None), ours=self._survey.names_ours) if words else None
        if sent is None:
            return None
        self._said[self._identity(node)] = sent.around
        return sent.value

    def commands(self) -> Iterator[Node]:
        """Yield the texts that the program hands to a shell."""
        for node in self._survey.commands:
            made = self._text(node)
            if made is not None:
                yield made

    def mappings(self) -> list[tuple[Node, tuple[Clue, ...], Any]]:
        """Return the outermost mappings, and lists of typed parts, in the order of the text. Beside each is what is around it, and its expression."""
        found: list[tuple[Node, Any]] = []
        of_themselves: set[int] = set()
        for node in parts_last(self._survey.containers, self._survey.parts, self._extent, self._identity):
            made = None if self._is_read(node) else self._outermost(node)
            if made is not None:
                found.append((made, node))
                if self._is_read(node):
                    of_themselves.add(self._identity(node))
        # Others may have read since what is a part of theirs.
        found = [each for each in found if not self._is_read(each[1]) or self._identity(each[1]) in of_themselves]
        found.sort(key=lambda each: each[0].span)
        return [(made, self._around(node), node) for made, node in found]

    def _around(self, node: Any) -> tuple[Clue, ...]:
        """Return what is around an expression; that the program names our product, where it is the words of a command, says less than all the rest."""
        said = self._said.get(self._identity(node), ())
        headings = [clue for clue in said if clue.kind == "heading"]
        methods = self._rows.get(self._identity(node), frozenset())
        around = (clue for clue in self._calls.around(node) if clue.kind != "call" or clue.text.rpartition(".")[2] not in methods)
        return (*(clue for clue in said if clue.kind != "heading"), *around, *headings)

    @abstractmethod
    def _literal(self, node: Any) -> Node:
        """Return the mapping that a literal writes down."""

    def _returned(self, node: Any) -> Node | None:
        """Return the mapping that a function of the program makes which does nothing else: ``ref(url)``; None for everything else."""
        found = self._survey.one_mapping(node)
        if found is None or self._depth >= DEEPEST or self._survey.returning >= _MOST_RETURNING:
            return None
        literal, given = found
        choices = self._survey.choices
        before = choices.taken
        choices.taken = {**before, **given}
        self._survey.returning += 1
        reader = self._anew()
        reader._depth = self._depth + 1
        made = reader._literal(literal)
        self._survey.returning -= 1
        choices.taken = before
        return made

    def _shared(self, node: Any) -> Node | None:
        """Return the parameters that a function of the program makes for several requests: ``{"prompt": …, **base(5)}``; None if it makes more."""
        made = self._returned(node)
        return None if made is None or has_prompts(made) else made

    def _is_read(self, node: Any) -> bool:
        """Whether an expression was read as a part of another one."""
        key = self._identity(node)
        return key in self._made or key in self._used

    def _value(self, node: Any) -> Node | None:
        """Return what an expression is; None if that is computed, and then what is known inside it is a value of its own.

        Each is read once: a name may lead to what is being read right now, and then it is computed.
        """
        node = self._unwrapped(node)
        key = self._identity(node)
        if key not in self._made:
            self._made[key] = None
            if self._depth == DEEPEST:
                self._too_deep = self._offsets.span(node).start if self._too_deep is None else self._too_deep
                return None
            self._depth += 1
            made = self._read(node)
            self._depth -= 1
            if made is None:
                del self._made[key]
                return None
            self._made[key] = made
        return self._made[key]

    def _whole(self, node: Any) -> str | None:
        """Return the text that an expression makes, holes and all; None if it makes none."""
        made = self._texts.made(node)
        return None if made is None else made.text.value

    def _text(self, node: Any) -> Node | None:
        """Return the text that an expression makes; None if it makes none."""
        made = self._texts.made(node)
        if made is None:
            return None
        written, holes = made.text
        return Node(made.span, Template(written, holes) if holes else written, self._texts.form(made))

    def _one_text(self, node: Any) -> Node | None:
        """Return the text that an expression makes, or the first of those that it is one of, as the items of a loop are; None if it makes none."""
        made, choices = self._text(node), self._survey.choices
        key = choices.key(self._unwrapped(node)) if made is None and not choices.taken else None
        if key is None:
            return made
        choices.taken = next(choices.cases(key), {})
        made = self._anew()._text(node) if choices.taken else None
        choices.taken = {}
        self._several += [self._offsets.span(node)] if made is not None else []
        return made

    def _takes_one_of_several(self, made: Node) -> bool:
        """Whether what a call is given is known to make a video, and its prompt is one of several texts."""
        return has_open_prompts(made) and any(is_inside(span, made) for span in self._several)

    def _entry(self, key: Node, node: Any) -> Entry:
        """Return a field of a mapping."""
        value = self._value(node)
        if value is None and self._is_made(node):
            return Entry(key, computed(self._offsets.span(node)), made=True)
        return Entry(key, value)

    @abstractmethod
    def _is_made(self, node: Any) -> bool:
        """Whether an expression is what a call returns, or the file in that."""

    def _mapping(self, node: Any, entries: Iterable[Entry | Node], *, open: bool) -> Node:
        """Return the mapping that an expression writes down; ``open``: it may get further fields."""
        made = mapping(self._offsets.span(node), entries, open=open)
        self.is_partial = self.is_partial or bool(made.value.unknown)  # type: ignore[attr-defined]  # it is a Partial
        return as_form(made) if self._identity(node) in self._survey.forms else made

    def _taken(self, node: Any) -> Node | None:
        """Return the mapping whose fields another one takes over; None if it is computed."""
        made = self._found(node) if self._fields_taken < MOST_TAKEN else None
        self._fields_taken += len(made.children) if made is not None else 0
        return made

    def _borrowed(self, node: Any) -> Node | None:
        """Return a list or a mapping that has a name, for one of its readers; None if it has prompts, which makes it a value of its own."""
        key = self._identity(node)
        if key not in self._borrowings:
            self._borrowings[key] = None
            if self._depth >= DEEPEST or self._survey.borrowed >= MOST_TAKEN:
                return None
            reader = self._anew()
            reader._depth = self._depth + 1
            reader._borrowings = self._borrowings
            made = reader._read(node)
            is_part = made is not None and (not has_prompts(made) or writes_no_prompt(made))
            self._borrowings[key] = made if is_part else None
        found = self._borrowings[key]
        if found is not None:
            self._survey.borrowed += size(found, MOST_TAKEN)
        return found if self._survey.borrowed < MOST_TAKEN else None

    def _lend(self, node: Any, read: Callable[[Any], Node | None]) -> Node | None:
        """Return a mapping that stays a value of its own while others take over its fields."""
        key = self._identity(node)
        if key not in self._lent:
            self._lent[key] = None
            if self._depth < DEEPEST:
                self._depth += 1
                self._lent[key] = read(node)
                self._depth -= 1
        return self._lent[key]
