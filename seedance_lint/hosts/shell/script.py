"""The commands of a shell script or a session: their words, what they read, where that is. Nothing is run, and nothing refused."""

import re

from seedance_lint.hosts.shell.arrays import NAME, Filled, Loop, arrays, loop
from seedance_lint.hosts.shell.commands import Command, Draft, Pending, Script
from seedance_lint.hosts.shell.lines import items, reading, written
from seedance_lint.hosts.shell.quoting import PLAIN, Part, Word
from seedance_lint.hosts.shell.scopes import Block, Bound, Open, Variables
from seedance_lint.hosts.shell.words import DEEPEST, LINE, MOST_BROKEN, Words
from seedance_lint.pattern import Pattern
from seedance_lint.source.span import Span

_GAP = Pattern(r"(?:[ \t]|\\[ \t]*(?:\r\n|\n|\r))*")  # a blank after the backslash is what an editor left there
_SESSION_GAP = Pattern(r"(?:[ \t]|\\[ \t]*(?:\r\n|\n|\r)(?:[ \t]*(?:>|quote>|dquote>)(?=[ \t]))?)*")
_OPERATOR = Pattern(r"&&|\|\||\|&|;;|[;&|()]|\r\n|\n|\r")
_PLACEHOLDER = Pattern(r"<[A-Za-z][\w.:|/-]*>(?=\s|$)")
"""What documents write for what the reader puts there."""
_REDIRECTION = Pattern(r"(?:\d+|&)?(<<<|<<-?|>>|>\||<>|[<>]&|<|>)")
_ASSIGNMENT = Pattern(r"([A-Za-z_]\w*)(?:\[[^\]]*\])?(\+?=)", re.ASCII)
_RESERVED = frozenset(("if", "then", "else", "elif", "do", "while", "until", "!", "{", "}", "time", "fi", "done", "esac"))
_DECLARES = frozenset(("export", "local", "declare", "typeset", "readonly"))
_OPENS, _CLOSES = frozenset(("if", "while", "until", "{")), frozenset(("fi", "done", "esac", "}"))
_ARRAYS = frozenset(("mapfile", "readarray"))
_BINDS = frozenset(("for", "select", "read", "mapfile", "readarray", "getopts", "printf", "unset"))
_PROMPT = Pattern(r"[ \t]*(?:\(\w+\)[ \t])?(?:\[?[\w.-]+@[\w.-]+[^$#%\r\n]*|[~/][^ $#%\r\n]*[ ]?)?[$%❯➜][ \t]+", re.MULTILINE)


def scan(text: str) -> Script:
    """Read a script, or a session in which prompts (``$ ``) mark the commands."""
    scanner = _Scanner(text)
    scanner.run()
    variables = Variables(scanner.bound, scanner.blocks)
    known = arrays(text, scanner.filled)
    # What is certain of no array may be the words of a command by themselves.
    lost = [each for each in scanner.filled if each.items and (each.name not in known or f"{{{each.name}[" not in text)]
    found = [*scanner.commands, *(Command(each.span, each.items) for each in lost)]
    assigned = [(name, word.span) for name, word in variables.all()]
    return Script(found, scanner.comments, variables, known, scanner.loops, assigned)


class _Scanner(Words):
    def __init__(self, text: str) -> None:
        first = next((match for match in LINE.finditer(text) if match[0].strip() and not match[0].lstrip().startswith("#")), None)
        self._is_session = first is not None and _PROMPT.match(text, first.start()) is not None
        super().__init__(text, _SESSION_GAP if self._is_session else _GAP)
        self.bound: dict[str, list[Bound]] = {}
        self.blocks: dict[int, Block] = {}
        self.filled: list[Filled] = []
        self.loops: list[Loop] = []
        self._blocks = 0
        self._files: dict[str, Word] = {}
        """What the script writes to files, by their names as they are written."""

    def run(self) -> None:
        at = 0
        while at < len(self.text) and self._broken <= MOST_BROKEN:
            if self._is_session:
                at = self._next_prompt(at)
            at = self._commands(at, 0, closing=False)

    def _next_prompt(self, at: int) -> int:
        """Return where the next command of a session starts, after its prompt."""
        while at < len(self.text):
            prompt = _PROMPT.match(self.text, at)
            if prompt is not None:
                return prompt.end()
            at = LINE.match(self.text, at).end() or len(self.text)  # type: ignore[union-attr]  # it matches everywhere
        return at

    def _commands(self, at: int, depth: int, *, closing: bool) -> int:
        """Read commands up to the bracket that closes them, or, of a session, up to the end of one; return where that is."""
        text = self.text
        draft = Draft(at)
        drafts: list[Draft] = []
        pending: list[Pending] = []
        opened = 0
        while at < len(text) and self._broken <= MOST_BROKEN:
            at = self._gap.match(text, at).end()  # type: ignore[union-attr]
            if text.startswith("#", at):
                end = LINE.match(text, at).end() if at < len(text) else at  # type: ignore[union-attr]
                end -= len(text[at:end]) - len(text[at:end].rstrip("\r\n"))
                self.comments.append(Span(at, end))
                at = end
                continue
            operator = _OPERATOR.match(text, at)
            if operator is None:
                if at < len(text):
                    if not draft.words and not draft.assigned and draft.reads is None:
                        draft.start = at
                    at = self._element(at, draft, pending, depth)
                    draft.end = at
                continue
            mark = operator[0]
            if mark == ")" and closing and not opened:
                break
            at = operator.end()
            opened += (mark == "(") - (mark == ")" and opened > 0)
            draft.feeds = mark in ("|", "|&")
            drafts.append(draft)
            if mark[0] in "\r\n":
                for each in pending:
                    at = self._here_document(at, each, depth)
                pending.clear()
                if not drafts[-1].feeds and self._is_session and not closing and not opened:
                    break
            draft = Draft(at)
            draft.is_sure = mark not in ("&&", "||")
        else:
            at = len(text)
        self._finish([*drafts, draft] if not drafts or drafts[-1] is not draft else drafts, at if closing else None)
        return at

    def _finish(self, drafts: list[Draft], closed: int | None) -> None:
        """Note the commands of a script, or of a substitution that is closed somewhere."""
        whole = Span(0, len(self.text)) if closed is None else Span(drafts[0].start, closed)
        open_blocks = [Open(self._next_block(), whole.start)]
        before = None
        for draft in drafts:
            self._enter(draft, open_blocks, before)
            before = draft
            if draft.words or draft.reads is not None:
                fields = (tuple(draft.words), tuple(draft.assigned), draft.reads, draft.writes, draft.feeds)
                self.commands.append(Command(Span(draft.start, draft.end), *fields))
            if draft.writes is not None and draft.reads is not None:
                self._files[self._written(draft.writes)] = draft.reads
        for block in open_blocks:
            self._close(block, whole.end)

    def _next_block(self) -> int:
        self._blocks += 1
        return self._blocks

    def _close(self, block: Open, end: int) -> None:
        self.blocks[block.number] = Block(Span(block.start, end), block.elsewhen)

    def _enter(self, draft: Draft, blocks: list[Open], before: Draft | None) -> None:
        """Follow a command into the block of ``if``, of a loop or of a function that it begins or ends."""
        fresh: list[tuple[str, Word | None]] = []
        is_while = False
        for reserved in self._split(draft, fresh):
            is_while = reserved == "while" or (is_while and reserved not in _RESERVED)
            if reserved in _OPENS:
                blocks.append(Open(self._next_block(), draft.start, elsewhen=reserved != "if"))
            elif reserved in ("else", "elif"):
                self._close(blocks[-1], draft.start)
                blocks[-1] = Open(self._next_block(), draft.start)
            elif reserved in _CLOSES and len(blocks) > 1:
                closed = blocks.pop()
                self._close(closed, draft.start)
                if closed.loop is not None:
                    texts = closed.loop.words or draft.lines or ((draft.reads,) if draft.reads is not None else self._in_file(draft))
                    self.loops.append(closed.loop._replace(words=texts, span=Span(closed.loop.span.start, draft.start)))
        name = self._written(draft.words[0]) if draft.words else ""
        if name == "read" and is_while and (reads := reading(self.text, draft.words, draft.assigned)) is not None:
            blocks[-1] = blocks[-1]._replace(loop=Loop("", self._piped(before), Span(draft.start, draft.start), reads=reads))
        if name in ("for", "select", "case"):
            begun = loop(self.text, draft.start, draft.words) if name == "for" else None
            blocks.append(Open(self._next_block(), draft.start, name != "case", begun))
        block = blocks[-1].number if draft.is_sure else self._next_block()
        self.filled += [each._replace(block=block) for each in draft.filled]
        if draft.words and name not in _DECLARES and name not in _BINDS:
            block = 0  # `NAME=value command`: for that command alone
        for given, word in fresh:
            self.bound.setdefault(given, []).append(Bound(word, draft.end, block))

    def _in_file(self, draft: Draft) -> tuple[Word, ...]:
        """Return what is in the file that a command reads, where the script has written that before."""
        text = self._files.get(self._written(draft.takes)) if draft.takes is not None else None
        return (text,) if text is not None else ()

    def _piped(self, before: Draft | None) -> tuple[Word, ...]:
        """Return the texts that the command in front of a pipe writes."""
        return written(self.text, before.words, before.reads) if before is not None and before.feeds else ()

    def _split(self, draft: Draft, fresh: list[tuple[str, Word | None]]) -> list[str]:
        """Tell assignments from the words of a command, and add what names are bound; return the words that open or close a block."""
        words = draft.words
        reserved: list[str] = []
        while words and (self._written(words[0]) in _RESERVED or self._assign(words[0], draft, fresh)):
            reserved.append(self._written(words.pop(0)))
        name = self._written(words[0]) if words else ""
        if name in _DECLARES:
            draft.words = [words[0], *[word for word in words[1:] if not self._assign(word, draft, fresh)]]
        elif name in _BINDS:
            for index, word in enumerate(words[1:]):
                bound = self._written(word)
                if name == "for" and index:
                    break
                if bound.isidentifier():
                    fresh.append((bound, draft.reads if name == "read" and index == len(words) - 2 else None))
            if name in _ARRAYS and len(words) > 1:
                texts = draft.lines or ((draft.reads,) if draft.reads is not None else ())
                filled = items(self.text, texts)
                if filled:
                    draft.filled.append(Filled(self._written(words[-1]), filled, adds=False, block=0, span=Span(draft.start, draft.end)))
            if name in ("read", *_ARRAYS) and draft.reads is not None:
                draft.reads = None
        return reserved

    def _assign(self, word: Word, draft: Draft, fresh: list[tuple[str, Word | None]]) -> bool:
        """Note what a word like ``NAME=value`` assigns; false for every other word."""
        first = word.parts[0] if word.parts else None
        found = _ASSIGNMENT.match(self.text, *first.span) if first is not None and first.quoting is PLAIN else None
        if first is None or found is None:
            return False
        rest = Part(Span(found.end(), first.span.end), PLAIN)
        parts = word.parts[1:] if rest.span.start == rest.span.end else (rest, *word.parts[1:])
        value = Word(Span(found.end(), word.span.end), parts or (rest,))
        is_plain = found[2] == "=" and found.end(1) + 1 == found.end() and not self.text.startswith("(", word.span.end)
        fresh.append((found[1], value if is_plain else None))
        draft.assigned.append((found[1], value))
        return True

    def _element(self, at: int, draft: Draft, pending: list[Pending], depth: int) -> int:
        """Read a word or a redirection into a command."""
        placeholder = _PLACEHOLDER.match(self.text, at)
        if placeholder is not None:
            draft.words.append(Word(Span(*placeholder.span()), (Part(Span(*placeholder.span()), None),)))
            return placeholder.end()
        redirection = _REDIRECTION.match(self.text, at)
        if redirection is None:
            word = self._word(at, depth)
            if word.span.end == at:
                return at + 1
            draft.words.append(word)
            filled = NAME.fullmatch(self.text, *word.span) if self.text.startswith("(", word.span.end) else None
            if filled is None:
                return word.span.end
            items, end = self._items(word.span.end + 1, depth)
            draft.filled.append(Filled(filled[1], tuple(items), filled[2] == "+=", 0, Span(at, end)))
            return end
        mark = redirection[1]
        start = self._gap.match(self.text, redirection.end()).end()  # type: ignore[union-attr]
        if mark == "<" and self.text.startswith("<(", start) and depth < DEEPEST:
            return self._process(start + 2, draft, depth)
        word = self._word(start, depth)
        if mark in ("<<", "<<-"):
            verbatim = any(part.quoting is not PLAIN for part in word.parts) or "\\" in self._written(word)
            name = "".join([self.text[slice(*part.span)] for part in word.parts]).replace("\\", "")
            if name:
                pending.append(Pending(draft, name, verbatim, mark == "<<-"))
        elif mark == "<<<":
            draft.reads = word
        elif mark == "<":
            draft.takes = word
        elif mark[0] == ">" and mark != ">&":
            draft.writes = word
        return word.span.end

    def _process(self, at: int, draft: Draft, depth: int) -> int:
        """Read the commands in brackets from which another one reads: ``< <(printf "%s" "$PROMPTS")``; return where they end."""
        first = len(self.commands)
        end = min(self._commands(at, depth + 1, closing=True) + 1, len(self.text))
        made = self.commands[first:]
        draft.lines = written(self.text, made[0].words, made[0].reads) if len(made) == 1 else ()
        return end
