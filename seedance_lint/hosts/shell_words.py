"""The commands of a shell script or a session: their words, what they read, where that is. Nothing is run, and nothing refused.

Words as in https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html, with what bash and zsh add to them.
"""

import re

from seedance_lint.hosts.quoting import ANSI_C, DOUBLE, HERE, PLAIN, SINGLE, VERBATIM, Part, Word
from seedance_lint.hosts.shell_arrays import KEY, NAME, Filled, Loop, arrays, loop
from seedance_lint.hosts.shell_commands import Command, Draft, Pending, Script
from seedance_lint.hosts.shell_lines import items, reading, written
from seedance_lint.hosts.shell_scopes import Block, Bound, Open, Variables
from seedance_lint.source.span import Span

DEEPEST = 20
"""Substitutions, one inside of the other."""

MOST_BROKEN = 3
"""Double quotes that never close; after one more nothing is read."""

_GAP = re.compile(r"(?:[ \t]|\\[ \t]*(?:\r\n|\n|\r))*")  # a blank after the backslash is what an editor left there
_SESSION_GAP = re.compile(r"(?:[ \t]|\\[ \t]*(?:\r\n|\n|\r)(?:[ \t]*(?:>|quote>|dquote>)(?=[ \t]))?)*")
_RUN = re.compile(r"(?:[^\s\\'\"$`;&|<>()]|\\(?:\r\n|[\s\S]))+")
_OPERATOR = re.compile(r"&&|\|\||\|&|;;|[;&|()]|\r\n|\n|\r")
_PLACEHOLDER = re.compile(r"<[A-Za-z][\w.:|/-]*>(?=\s|$)")
"""What documents write for what the reader puts there."""
_REDIRECTION = re.compile(r"(?:\d+|&)?(<<<|<<-?|>>|>\||<>|[<>]&|<|>)")
_IN_DOUBLE = re.compile(r'["$`\\]')
_IN_HERE = re.compile(r"[$`\\]")
_VARIABLE = re.compile(r"\$(?:[A-Za-z_]\w*|[0-9@*#?$!_-])", re.ASCII)
_BRACES = re.compile(r"\$\{(?:[^{}\"'\\]|\\.|\"(?:[^\"\\]|\\.)*\"|'[^']*'|\{[^{}]*\})*\}", re.DOTALL)
_ARITHMETIC = re.compile(r"\$\(\((?:[^()]|\([^()]*\))*\)\)")
_BACKTICKS = re.compile(r"`(?:[^`\\]|\\.)*`", re.DOTALL)
_ANSI_STRING = re.compile(r"\$'(?:[^'\\]|\\.)*'", re.DOTALL)
_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)(?:\[[^\]]*\])?(\+?=)", re.ASCII)
_RESERVED = frozenset(("if", "then", "else", "elif", "do", "while", "until", "!", "{", "}", "time", "fi", "done", "esac"))
_DECLARES = frozenset(("export", "local", "declare", "typeset", "readonly"))
_OPENS, _CLOSES = frozenset(("if", "while", "until", "{")), frozenset(("fi", "done", "esac", "}"))
_ARRAYS = frozenset(("mapfile", "readarray"))
_BINDS = frozenset(("for", "select", "read", "mapfile", "readarray", "getopts", "printf", "unset"))
_PROMPT = re.compile(r"[ \t]*(?:\(\w+\)[ \t])?(?:\[?[\w.-]+@[\w.-]+[^$#%\r\n]*|[~/][^ $#%\r\n]*[ ]?)?[$%❯➜][ \t]+", re.MULTILINE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")


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


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.commands: list[Command] = []
        self.comments: list[Span] = []
        self.bound: dict[str, list[Bound]] = {}
        self.blocks: dict[int, Block] = {}
        self.filled: list[Filled] = []
        self.loops: list[Loop] = []
        self._blocks = 0
        self._broken = 0
        self._files: dict[str, Word] = {}
        """What the script writes to files, by their names as they are written."""
        first = next((match for match in _LINE.finditer(text) if match[0].strip() and not match[0].lstrip().startswith("#")), None)
        self._is_session = first is not None and _PROMPT.match(text, first.start()) is not None
        self._gap = _SESSION_GAP if self._is_session else _GAP

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
            at = _LINE.match(self.text, at).end() or len(self.text)  # type: ignore[union-attr]  # it matches everywhere
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
                end = _LINE.match(text, at).end() if at < len(text) else at  # type: ignore[union-attr]
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

    def _written(self, word: Word) -> str:
        return self.text[slice(*word.span)]

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

    def _items(self, at: int, depth: int) -> tuple[list[Word], int]:
        """Read the items of an array up to the bracket that closes it; return them and where it ends."""
        text = self.text
        items: list[Word] = []
        while at < len(text) and self._broken <= MOST_BROKEN:
            at = self._gap.match(text, at).end()  # type: ignore[union-attr]
            if text.startswith(")", at):
                return items, at + 1
            if text.startswith("#", at):
                end = len(text[at : _LINE.match(text, at).end()].rstrip("\r\n")) + at  # type: ignore[union-attr]
                self.comments.append(Span(at, end))
                at = end
                continue
            key = KEY.match(text, at)
            word = self._word(key.end() if key is not None else at, depth)
            if word.span.start < word.span.end:
                items.append(word)
            at = max(word.span.end, at + (word.span.start == word.span.end))
        return items, min(at, len(text))

    def _word(self, at: int, depth: int) -> Word:
        text, start = self.text, at
        parts: list[Part] = []
        while at < len(text):
            mark = text[at]
            run = _RUN.match(text, at)
            if run is not None:
                at = run.end()
                parts.append(Part(Span(run.start(), at), PLAIN))
            elif mark == "'":
                end = text.find("'", at + 1)
                end = len(text) if end < 0 else end
                parts.append(Part(Span(at + 1, end), SINGLE))
                at = min(end + 1, len(text))
            elif mark == '"':
                end = self._double(at + 1, parts, depth)
                if end < 0:
                    break
                at = end
            elif mark == "$" and (ansi := _ANSI_STRING.match(text, at)) is not None:
                at = ansi.end()
                parts.append(Part(Span(ansi.start() + 2, at - 1), ANSI_C))
            elif mark in "$`":
                end = self._expansion(at, parts, depth)
                if end == at:
                    end += 1
                    parts.append(Part(Span(at, end), PLAIN))
                at = end
            else:
                break
        return Word(Span(start, at), tuple(parts))

    def _double(self, at: int, parts: list[Part], depth: int) -> int:
        """Read what is between double quotes; return where they end, and -1 if they never do."""
        start = at
        made: list[Part] = []
        while (found := _IN_DOUBLE.search(self.text, at)) is not None:
            mark, at = found[0], found.start()
            if mark == '"':
                parts += [*made, Part(Span(start, at), DOUBLE)]
                return at + 1
            if mark == "\\":
                at += 2
                continue
            inside: list[Part] = []
            end = self._expansion(at, inside, depth)
            if end == at:
                at += 1
                continue
            made += [Part(Span(start, at), DOUBLE), *inside]
            at = start = end
        self._broken += 1
        return -1

    def _expansion(self, at: int, parts: list[Part], depth: int) -> int:
        """Read what the shell fills in at a place; return where it ends, which is the place itself if there is nothing."""
        text = self.text
        if text.startswith("$(", at) and _ARITHMETIC.match(text, at) is None:
            if depth == DEEPEST:
                return at
            first = len(self.commands)
            end = min(self._commands(at + 2, depth + 1, closing=True) + 1, len(text))
            made = self.commands[first:]
            copied = made[0].reads if len(made) == 1 and self._is_cat(made[0]) else None
            if copied is not None:  # $(cat <<EOF …): the text itself, without the line break at its end
                del self.commands[first:]
                parts += _without_last_break(text, copied.parts)
            else:
                parts.append(Part(Span(at, end), None))
            return end
        for pattern in (_VARIABLE, _BRACES, _ARITHMETIC, _BACKTICKS):
            found = pattern.match(text, at)
            if found is not None:
                parts.append(Part(Span(*found.span()), None))
                return found.end()
        return at

    def _is_cat(self, command: Command) -> bool:
        return len(command.words) == 1 and self._written(command.words[0]) == "cat" and command.writes is None

    def _here_document(self, at: int, pending: Pending, depth: int) -> int:
        """Read the text of a here-document that starts at a place into its command; return where it ends."""
        text, start = self.text, at
        lines: list[Span] = []
        while at < len(text):
            end = _LINE.match(text, at).end()  # type: ignore[union-attr]
            begin = at
            while pending.tabs and text.startswith("\t", begin):
                begin += 1
            at = end
            if text[begin:end].strip(" \t\r\n") == pending.end:
                break
            lines.append(Span(begin, end))
        joined: list[Span] = []
        for line in lines:
            if joined and joined[-1].end == line.start:
                joined[-1] = Span(joined[-1].start, line.end)
            else:
                joined.append(line)
        parts: list[Part] = []
        for span in joined:
            parts += [Part(span, VERBATIM)] if pending.verbatim else self._filled(span, depth)
        pending.draft.reads = Word(Span(start, joined[-1].end if joined else start), tuple(parts))
        return at

    def _filled(self, span: Span, depth: int) -> list[Part]:
        """Return the parts of a here-document in which the shell fills in what it knows."""
        parts: list[Part] = []
        start = at = span.start
        while (found := _IN_HERE.search(self.text, at, span.end)) is not None:
            at = found.start()
            if found[0] == "\\":
                at += 2
                continue
            inside: list[Part] = []
            end = self._expansion(at, inside, depth)
            if end == at or end > span.end:
                at += 1
                continue
            parts += [Part(Span(start, at), HERE), *inside]
            at = start = end
        return [*parts, Part(Span(start, span.end), HERE)]


def _without_last_break(text: str, parts: tuple[Part, ...]) -> list[Part]:
    if not parts:
        return []
    *before, (span, quoting) = parts
    end = span.end
    while quoting is not None and end > span.start and text[end - 1] in "\r\n":
        end -= 1
    return [*before, Part(Span(span.start, end), quoting)]
