"""Shell scripts and sessions: what their commands send, from the words of each command. Nothing of it is run."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from seedance_lint.hosts import embedded, nested
from seedance_lint.hosts.commands import names as command_names
from seedance_lint.hosts.commands import sent as commands
from seedance_lint.hosts.commands.purpose import is_told_of_picture
from seedance_lint.hosts.located import Clue, Comment, HostFailure, Node, Passed, Root, Template, begins_line
from seedance_lint.hosts.program import usage
from seedance_lint.hosts.program.mappings import AT_RUN_TIME
from seedance_lint.hosts.program.prompts import is_hollow, names_product
from seedance_lint.hosts.shell import jq as shell_jq
from seedance_lint.hosts.shell import printf as shell_printf
from seedance_lint.hosts.shell.arrays import MOST_TURNS, Arrays, Turn, only_hole, stands_for_many
from seedance_lint.hosts.shell.commands import Command, Script, default, variable
from seedance_lint.hosts.shell.functions import Functions, Given
from seedance_lint.hosts.shell.quoting import MOST_PARTS, Many, Part, Word, WordString, word_node
from seedance_lint.hosts.shell.script import scan
from seedance_lint.hosts.shell.words import DEEPEST
from seedance_lint.pattern import Pattern
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span

NAME = "shell script"
SUFFIXES = (".sh", ".bash", ".zsh")
MARKS = ("# ", "")

LARGEST = 8 * 1024 * 1024
"""Characters. Larger files carry an archive after their commands."""

_MAKES = Pattern(r"(?:video|clip|shot|[tir]2v)[^\n]*[ =][\"'“]", re.IGNORECASE)
"""What a command has that makes a video of a text in quotes: a glance."""

_NAMES = Pattern(r"(?:\$\{?|\[)([A-Za-z_]\w*)", re.ASCII)
"""Of variables, and of those that count the items of an array: ``${IMAGES[i]}``."""

_NUMBERS = Pattern(r"\$\{?([1-9])(?::-)?\}?(?![\w:])")
"""Of arguments without a default."""

_LONGEST_COMMENT = 300
"""Characters in front of a command of which the last line may be a comment on it."""

_MOST_STEPS = 4
"""Names of names that are followed."""


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield what the commands of a script send."""
    if len(document.text) <= LARGEST and nested.may_send(document.text):
        yield from _Reader(document).roots()


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the document's comments; one on a line of its own is about the whole command after it."""
    text = document.text
    script = scan(text)
    starts = sorted(command.span for command in script.commands)
    for span in sorted(script.comments):
        own_line = begins_line(text, span.start)
        about = None
        if own_line:
            at = bisect_left(starts, Span(span.end, 0))
            if at < len(starts) and not text[span.end : starts[at].start].strip():
                about = starts[at]
        yield Comment(span, text[slice(*span)].lstrip("#").strip(), own_line, about)


_FILTER = Pattern(r"prompt[\"']?\s*:\s*\$")
"""What a filter of jq has that makes a body with a prompt which it is given."""


def _prompt_of(root: Root) -> str | None:
    """Return the prompt among what a command is given; None if it is deeper in a body."""
    fields = root.value if isinstance(root.value, dict) else {}
    return next((str(value) for name, value in fields.items() if isinstance(value, str) and command_names.is_prompt(str(name))), None)


def _known(root: Root) -> Iterator[Root | Passed]:
    """Yield a value, or that its prompt is filled in when the script runs; nothing where that may be a prompt for anything."""
    tree = root.tree()
    if not is_hollow(tree):
        yield root
    elif names_product(tree, root.around):
        yield Passed(AT_RUN_TIME, root.offset)


def _origin(span: Span, parts: tuple[Part, ...]) -> Span:
    """Return where the text of a word is written that has a variable's value in it and nothing else."""
    written = [part.span for part in parts if part.quoting is not None and part.span.start < part.span.end]
    if not written or any(span.start <= each.start < span.end for each in written):
        return span
    return Span(min(each.start for each in written), max(each.end for each in written))


class _Reader:
    def __init__(self, document: SourceDocument) -> None:
        self._document = document
        self._text = document.text
        self._script: Script = scan(document.text)
        self._variables = self._script.variables
        values = list(self._variables.all())
        self._telling = {name for name, word in values if nested.may_hold(self._slice(word.span))}
        self._telling |= {name for name, word in values if self._telling & set(_NAMES.findall(self._slice(word.span)))}
        self._words = {name for name, array in self._script.arrays.items() if any(self._tells(word) for word in array.items)}
        """Arrays of which some item tells that a command may send a request."""
        self._names_ours = command_names.names_ours(document.text)
        self._files: dict[str, Node] = {}
        self._functions = Functions(self._text, self._script.commands)
        self._arrays = Arrays(self._text, self._script.arrays, self._script.loops, self._script.assigned, self._known)
        self._given = Given()
        """What the function is called with right now whose commands are read."""
        self._served: set[tuple[object, ...]] = set()
        """Calls of functions for which a request was found, each with its prompt."""
        self._passed: set[int] = set()
        """Where something is skipped."""
        self._budget = 10 * MOST_TURNS
        """How many further turns of loops are read."""
        self._turn: Turn = {}
        """What the names of loops stand for right now."""
        self._sent: set[Span] = set()

    def roots(self) -> Iterator[Root | HostFailure | Passed]:
        found = self._script.commands
        for command in found:
            if command.reads is not None and command.writes is not None:
                name = str(self._node(command.writes).value)
                self._files[name] = self._node(command.reads)
        for index, command in enumerate(found):
            if self._may_send(command):
                receiver = self._receiver(index)
                for call, given in self._calls(command):
                    self._given = given
                    found_there = self._told_once(self._in_turns(command, receiver))
                    told = [(*call, _prompt_of(each)) for each in found_there if isinstance(each, Root)] if call else []
                    if any(each in self._served for each in told):
                        found_there = []  # by another branch of the same function
                    self._served.update(told)
                    yield from found_there
                self._given = Given()
        for name, node in self._files.items():
            yield from self._left(name, node)
        for word in sorted((word for name, word in self._variables.all() if name in self._telling), key=lambda word: word.span):
            yield from self._sends(self._node(word), (), quietly=True)

    def _told_once(self, found: Iterable[Root | HostFailure | Passed]) -> list[Root | HostFailure | Passed]:
        """Return what a command holds, each place that is skipped once, however often a loop comes to it."""
        kept: list[Root | HostFailure | Passed] = []
        for each in found:
            if isinstance(each, Passed) and each.offset in self._passed:
                continue
            if isinstance(each, Passed):
                self._passed.add(each.offset)
            kept.append(each)
        return kept

    def _tells(self, word: Word) -> bool:
        written = self._slice(word.span)
        return nested.may_hold(written) or not self._telling.isdisjoint(_NAMES.findall(written))

    def _in_turns(self, command: Command, receiver: Command | None) -> Iterator[Root | HostFailure | Passed]:
        for turn in self._turns(command):
            self._turn = turn
            yield from self._command(command, receiver)
        self._turn = {}

    def _calls(self, command: Command) -> Iterator[tuple[tuple[Span, ...], Given]]:
        """Yield what the function is called with that a command is in, in each turn of the loops around the call, and which call that is.

        A command with an argument that only other calls give is in a branch which is not taken.
        """
        calls = self._functions.calls(command)
        most = max((int(number) for number in self._used(command, _NUMBERS)), default=0) if len(calls) > 1 else 0
        for call in calls:
            words = list(self._arrays.spread(call.words[1:]))
            if len(words) < most and any(len(other.words) > most for other in calls):
                continue
            shift = self._functions.shift(call)
            for turn in self._turns(call):
                self._turn = turn
                given = [self._known(word) for word in words]
                self._turn = {}
                yield (call.span, *(part.span for word in given for part in word.parts)), Given(tuple(given), shift)
        if not calls:
            yield (), Given()

    def _turns(self, command: Command) -> list[Turn]:
        """Return what the loops around a command go through, as far as it has their names."""
        turns = self._arrays.turns(command.span, self._used(command, _NAMES))
        self._budget -= len(turns) - 1
        return turns if self._budget > 0 else [{}]

    def _used(self, command: Command, pattern: Pattern) -> set[str]:
        """Return what a command has of a pattern, itself or by way of constants."""
        end = command.span.end if command.reads is None else max(command.span.end, command.reads.span.end)
        waiting, seen, found = [Span(command.span.start, end)], set[str](), set[str]()
        while waiting:
            span = waiting.pop()
            found.update(pattern.findall(self._text, *span))
            names = set(_NAMES.findall(self._text, *span)) - seen
            seen |= names
            waiting += [word.span for name in names for word in self._variables.values(name)]
        return found

    def _may_send(self, command: Command) -> bool:
        end = command.span.end if command.reads is None else max(command.span.end, command.reads.span.end)
        written = self._text[command.span.start : end]
        return (
            nested.may_hold(written)
            or command_names.names_ours(written)
            or (self._names_ours and _MAKES.search(written) is not None)
            or not (self._telling | self._words).isdisjoint(_NAMES.findall(written))
            or bool(self._files)
        )

    def _command(self, command: Command, receiver: Command | None) -> Iterator[Root | HostFailure | Passed]:
        words = [self._node(word) for word in self._arrays.spread(self._with_rest(command.words))]
        is_own = self._names_ours and commands.may_be_own([str(word.value) for word in words[:3]])
        call = commands.read(words, ours=is_own, named=self._names_ours)
        if call is None:
            return
        around = call.around
        if receiver is not None and call.program in command_names.names("passes"):
            handed = commands.read([self._node(word) for word in receiver.words])
            around = handed.around if handed is not None else around
        suffixes, options = command_names.interpreters()
        if call.program in suffixes:
            codes = [code for option, code in pairwise(words) if option.value in options]
            if command.reads is not None:
                codes.append(self._node(command.reads))
            for code in codes:
                yield from self._embedded(code, suffixes[call.program])
        for fields in () if call.fields and self._is_of_picture(command, call.fields) else call.fields:
            yield from _known(Root(fields.value, lambda fields=fields: fields, fields.span.start, around))  # type: ignore[misc]
        texts = [*call.texts, *(self._files[name] for name in call.files if name in self._files)]
        if command.reads is not None and command.writes is None and call.program not in suffixes:
            told = self._node(command.reads)
            texts.append(told)
            if call.program == "cat" and self._names_ours:
                yield from usage.roots(self._document, [told], ())
        elif call.program in command_names.names("passes"):
            made = shell_printf.written(self._text, words) if call.program == shell_printf.NAME else None
            texts = [*texts, *(word for word in words[1:] if word not in texts)] if made is None else [made]
            if call.program == "jq":
                yield from self._filters(words[1:], around)
        for text in texts:
            yield from self._sends(text, around, quietly=call.program == "jq")  # whose programs only look like JSON

    def _is_of_picture(self, command: Command, fields: Iterable[Node]) -> bool:
        """Whether the comment right above a command says that it makes a picture, and nothing in the command that it makes a video."""
        above, end, _ = self._text[max(0, command.span.start - _LONGEST_COMMENT) : command.span.start].rpartition("\n")
        comment = above.rpartition("\n")[2].strip()
        if not end or not comment.startswith("#") or command_names.names_ours(self._slice(command.span)):
            return False
        return is_told_of_picture(comment, [str(key.value) for each in fields for key in each.keys])

    def _with_rest(self, words: Iterable[Word]) -> Iterator[Word]:
        """Yield words, the arguments of the function in place of ``$@``."""
        for word in words:
            rest = self._given.rest(self._text, only_hole(word))
            yield from (word,) if rest is None else rest

    def _receiver(self, index: int) -> Command | None:
        """Return the command that gets what one writes: the next of a pipe, the one whose argument that is, or that of a variable."""
        found = self._script.commands
        after = found[index + 1 : index + 1 + DEEPEST]
        if found[index].feeds:
            return after[0] if after else None
        start, end = found[index].span
        around = next((each for each in after if each.span.start < start and end < each.span.end), None)
        if around is not None:
            return around
        name, value = next((each for each in self._script.assigned if each[1].start <= start and end <= each[1].end), ("", None))
        if value is None:
            return None
        behind = (each for each in found if each.words and each.span.start >= value.end and name in _NAMES.findall(self._text, *each.span))
        return next((each for each in islice(behind, DEEPEST) if commands.is_sender(self._slice(each.words[0].span))), None)

    def _filters(self, words: list[Node], around: tuple[Clue, ...]) -> Iterator[Root | Passed]:
        """Yield the objects that programs of jq make, where their prompts are written there."""
        names = shell_jq.given(self._text, words)
        names_ours = command_names.names_ours(self._text)
        for word in words:
            made = nested.whole(word, self._text, bare=names)
            value = made.value
            if isinstance(value, dict) and nested.may_hold(str(word.value)) and nested.parse(str(word.value)) is None:
                yield from _known(Root(value, lambda made=made: made, made.span.start, around))  # type: ignore[misc]
            elif names_ours and _FILTER.search(str(word.value)):
                yield Passed(AT_RUN_TIME, word.span.start)

    def _sends(self, node: Node, around: tuple[Clue, ...], *, quietly: bool = False) -> Iterator[Root | Passed]:
        """Yield what a text that is sent holds; each once, however often it is sent."""
        is_ours = any("eedance" in clue.text for clue in around)
        if isinstance(node.value, str) and (nested.may_hold(node.value) or is_ours) and not self._was_sent(node):
            for root in nested.sent(node, self._text, around, quietly=quietly):
                yield from _known(root) if isinstance(root, Root) else (root,)

    def _left(self, name: str, node: Node) -> Iterator[Root | HostFailure | Passed]:
        """Yield what a file holds that the script writes and no command of it sends."""
        from seedance_lint.hosts import host_for
        from seedance_lint.hosts.prose.documents import is_called_document

        if name.lower().endswith(".txt") and is_called_document(name):
            return
        if name.endswith(".json") or host_for(name) is None:
            yield from self._sends(node, (), quietly=True)
        else:
            yield from self._embedded(node, f".{name.rpartition('.')[2]}")

    def _embedded(self, node: Node, suffix: str) -> Iterator[Root | HostFailure | Passed]:
        """Yield what a program holds that the script runs or writes."""
        from seedance_lint.hosts import host_for

        host = host_for(f"part{suffix}")
        if getattr(host, "WHOLE", False):
            return  # any text would be a prompt
        made = node.form.source_map(self._text) if node.form is not None and type(node.value) is str else None
        if host is not None and made is not None and nested.may_hold(made.value) and not self._was_sent(node):
            yield from embedded.roots(self._document, embedded.Embedded(host, made, outer=node.form))

    def _was_sent(self, node: Node) -> bool:
        """Note that a text is sent; whether it was before, perhaps by way of a variable."""
        parts = node.form.parts if isinstance(node.form, WordString) else ()
        telling = {part.span for part in parts if part.quoting is not None and nested.may_hold(self._slice(part.span))}
        if telling and telling <= self._sent and not self._given.words and not self._turn:
            return True
        self._sent |= telling
        return False

    def _node(self, word: Word) -> Node:
        parts = tuple(self._resolved(word.parts, 0))
        node = word_node(self._text, Word(_origin(word.span, parts), parts))
        if isinstance(node.value, Template) and stands_for_many(self._text, word):
            node.value = Many(node.value, node.value.holes)
        return node

    def _known(self, word: Word) -> Word:
        return Word(word.span, tuple(self._resolved(word.parts, 0)))

    def _resolved(self, parts: tuple[Part, ...], depth: int) -> list[Part]:
        """Return the parts of a word, with what constants stand for in their holes."""
        made: list[Part] = []
        for part in parts:
            name = variable(self._text, part) if part.quoting is None else None
            given = self._given.argument(self._text, part)
            if given is not None:
                made += given.parts
                continue
            item = self._arrays.item(part, self._turn) if depth < _MOST_STEPS else None
            turn = self._turn.get(name) if name is not None and item is None and depth < _MOST_STEPS else None
            if item is not None or isinstance(turn, Word):
                made += self._resolved((item or turn).parts, depth + 1)  # type: ignore[union-attr]
                continue
            constant = self._variables.value(name, part.span.start) if name is not None and depth < _MOST_STEPS else None
            if constant is None:
                made.append(default(self._text, part) or part)
            else:
                made += self._resolved(constant.parts, depth + 1)
            if len(made) > MOST_PARTS:
                return list(parts)
        return made

    def _slice(self, span: Span) -> str:
        return self._text[slice(*span)]
