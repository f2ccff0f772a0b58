"""An HTML page as the Markdown page that says the same, each character with its place, so that one judgement decides for both what a prompt is."""

from collections.abc import Sequence
from itertools import groupby

from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.html.blocks import Block, Blocks, Piece
from seedance_lint.hosts.html.inline import IN_CELL, inline, name_and_rest, plain
from seedance_lint.hosts.html.written import Written, decoded
from seedance_lint.hosts.located import Clue
from seedance_lint.hosts.pages import suffix_of
from seedance_lint.hosts.prose.labels import cell_context, is_other, is_wrong, prompt_label
from seedance_lint.pattern import Pattern
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

_LABEL = "**Prompt:**"
_LONGEST_LABEL = 60
_TICKS = Pattern(r"`{3,}")
_LABELLED = Pattern(r"([^:：\n]{1,60})(?:[:：]|$)")
_QUOTES = {"“": "”", '"': '"', "«": "»", "「": "」", "『": "』"}
_LONGEST_HEAD = 40
_BREAK = Pattern(r"\r\n|\n|\r")
_LANGUAGES = {".js": "javascript", ".py": "python", ".sh": "bash", ".yaml": "yaml"}
"""The languages of programs that are known by how they read, where nothing else says what they are: style sheets and scripts colour them."""
_TEXTS = ("paragraph", "code")


class View:
    """A page as Markdown: ``made`` is its text with the places, ``written`` how the page holds what is written into it."""

    def __init__(self, text: str) -> None:
        """Write the page."""
        self.text = text
        self.blocks = Blocks(text)
        self._builder = SourceMapBuilder()
        self._builder.verbatim("", 0)
        self._starts: list[int] = []
        self._kinds: list[str] = []
        self._comments: list[Block] = []
        self._quote = 0
        self._last = ""  # what the block before says
        self._shown = {plain(text, block.pieces) for block in self.blocks.found if block.kind not in ("attribute", "comment")}
        self._is_about_us = names_ours(text)
        self._write(self._without_title(self.blocks.found))
        self.made = self._builder.build()
        self.written = Written(self._starts, self._kinds)

    @property
    def titles(self) -> tuple[Clue, ...]:
        """What the titles of the page say, that of the window and the highest heading."""
        found = [next((block for block in self.blocks.found if block.kind == kind), None) for kind in ("h1", "title")]
        return tuple([Clue("heading", plain(self.text, block.pieces), block.span) for block in found if block is not None])

    @property
    def says_ours(self) -> bool:
        """Whether a title of the page names our product."""
        return any(names_ours(title.text) for title in self.titles)

    def _without_title(self, blocks: list[Block]) -> list[Block]:
        """Return the blocks without the title of the window, which says the name of the site as well, if a heading of the page says whose it is."""
        is_said = any(block.kind == "h1" and names_ours(plain(self.text, block.pieces)) for block in blocks)
        return [block for block in blocks if block.kind != "title"] if is_said else blocks

    def _write(self, blocks: list[Block]) -> None:
        for (table, prompt), run in groupby(blocks, self._belonging):
            group = list(run)
            texts = [block for block in group if block.kind != "comment"]
            if prompt:
                texts = self._below_labels(texts)
            if texts and (table or (prompt and self._is_prompt(texts))):
                self._comments += [block for block in group if block.kind == "comment"]
                if table:
                    self._add_table(texts)
                else:
                    self._add_prompt(texts)
                continue
            for block in [block for block in group if block.kind == "comment" or block in texts]:
                if block.kind == "comment":
                    self._comments.append(block)
                else:
                    self._add(block)

    def _below_labels(self, texts: list[Block]) -> list[Block]:
        """Write the labels that the text of an element begins with, apart from the rest of it, and return the rest."""
        at = next((number for number, block in enumerate(texts) if not self._is_label(block)), 0)
        for label in texts[:at]:
            self._add(label._replace(kind="name"))
        return texts[at:]

    def _is_label(self, block: Block) -> bool:
        return block.place.is_apart and block.kind == "paragraph" and len(plain(self.text, block.pieces)) <= _LONGEST_LABEL

    def _belonging(self, block: Block) -> tuple[int, int]:
        """Return which table a block is in that is one, else which element calls its text a prompt; 0 for none."""
        table = block.place.table if block.place.table not in self.blocks.layout else 0
        return table, 0 if table else block.place.prompt

    def _is_prompt(self, group: Sequence[Block]) -> bool:
        """Whether what an element holds that is called a prompt is one text, and nothing in front of it calls it something else."""
        if any(block.kind not in _TEXTS for block in group):
            return False
        label = _LABELLED.match(plain(self.text, group[0].pieces))
        if label is not None and prompt_label(label[1]):
            return False  # it says so itself
        return not (len(self._last) <= _LONGEST_LABEL and (is_other(self._last) or is_wrong(self._last)))

    def _add_prompt(self, group: Sequence[Block]) -> None:
        builder = SourceMapBuilder()
        for number, block in enumerate(group):
            if number:
                builder.escape("\n\n", block.span.start, 0)
            builder.append(self._as_written(block) if block.kind == "code" else inline(self.text, block.pieces, literal=True))
        is_called = len(self._last) <= _LONGEST_LABEL and prompt_label(self._last)
        self._fence(
            _without_quotes(builder.build()), group[0], "code" if group[0].kind == "code" else "text", label="" if is_called else _LABEL
        )

    def _add(self, block: Block) -> None:
        pieces, start = block.pieces, block.span.start
        if block.kind == "code":
            made = self._as_written(block)
            language = "" if block.language else _LANGUAGES.get(suffix_of(made.value) or "", "")
            self._fence(made, block._replace(language=block.language or language), "code")
            return
        if block.kind == "attribute":
            self._add_attribute(block)
            return
        if (
            block.kind == "paragraph"
            and (parts := name_and_rest(self.text, pieces)) is not None
            and prompt_label(plain(self.text, parts[0]))
        ):
            self._add(block._replace(kind="name", pieces=parts[0]))
            self._add(block._replace(pieces=parts[1]))
            return
        quote = block.place.quote if block.kind in ("paragraph", "item") else 0
        mark = "> " if quote else ""
        self._part(start, ">\n" if quote and quote == self._quote else "")
        self._quote = quote
        if block.kind == "title" or block.kind[0] == "h":
            level = 1 if block.kind == "title" else int(block.kind[1])
            self._mark("#" * level + " ", start)
            self._put(inline(self.text, pieces, " "), "text")
        elif block.kind == "name":
            made = inline(self.text, pieces, " ")
            mark = "**" if len(made.value) <= _LONGEST_LABEL and "*" not in made.value else ""
            self._mark(mark, start)
            self._put(made, "text")
            self._mark(mark, block.span.end)
        else:
            is_item = block.kind == "item"
            self._mark(mark + ("- " if is_item else ""), start)
            self._put(inline(self.text, pieces, f"\n{mark}" + ("  " if is_item else "")), "text")
        self._last = plain(self.text, pieces).rstrip(":： ")

    def _add_attribute(self, block: Block) -> None:
        made = decoded(self.text, block.span)
        said = " ".join(made.value.split())
        if said in self._shown or not self._is_about_us:
            return
        self._shown.add(said)
        quote = self.text[block.span.start - 1]
        self._fence(made, block, "attribute" if quote in "\"'" else "bare", label=_LABEL)

    def _add_table(self, group: Sequence[Block]) -> None:
        rows = [list(run) for _, run in groupby(group, lambda block: block.place.row)]
        has_head = self._is_head(rows[0])
        self._part(group[0].span.start)
        width = 1 + max(block.place.column for block in group)
        delimiters = "|" + " - |" * width + "\n"
        if not has_head:
            self._mark("|" + " |" * width + "\n" + delimiters, group[0].span.start)
        for number, row in enumerate(rows):
            column = -1
            for block in row:
                self._mark(IN_CELL if block.place.column == column else " |" * (block.place.column - column) + " ", block.span.start)
                column = block.place.column
                pieces = self._lines(block.pieces) if block.kind == "code" else block.pieces
                self._put(inline(self.text, pieces, IN_CELL), "text")
            self._mark(" |\n" + (delimiters if has_head and not number else ""), row[-1].span.end)
        self._last = ""

    def _is_head(self, row: Sequence[Block]) -> bool:
        """Whether a row names the columns below it: its elements say so, or it has nothing but short names, of which one calls a column prompts."""
        if all(block.place.is_head for block in row):
            return True
        shown = [plain(self.text, block.pieces) for block in row]
        return len(row) > 1 and max(map(len, shown)) <= _LONGEST_HEAD and any(cell_context(name) == "cell" for name in shown)

    def _lines(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Return pieces of a text that is shown as it is written with its line breaks as such."""
        found: list[Piece] = []
        for piece in pieces:
            if piece.kind == "text":
                at = piece.span.start
                for match in _BREAK.finditer(self.text, *piece.span):
                    found += (Piece("text", Span(at, match.start())), Piece("break", Span(*match.span())))
                    at = match.end()
                found.append(Piece("text", Span(at, piece.span.end)))
            elif piece.kind in ("break", "line"):
                found.append(piece._replace(kind="break"))
        while found and (found[-1].kind == "break" or not self.text[slice(*found[-1].span)].strip()):
            found.pop()
        return found

    def _as_written(self, block: Block) -> SourceMap:
        """Return a text whose line breaks and spaces count, without those around it."""
        builder = SourceMapBuilder()
        is_begun = True  # a line has begun that has no text yet
        for piece in block.pieces:
            if piece.kind == "text":
                builder.append(decoded(self.text, piece.span))
                is_begun = self.text[piece.span.end - 1] in "\r\n"
            elif piece.kind == "break" or (piece.kind == "line" and not is_begun):
                builder.escape("\n", piece.span.start, piece.span.end - piece.span.start)
                is_begun = True
        made = builder.build()
        start = len(made.value) - len(made.value.lstrip())
        return made.part(Span(start, max(start, len(made.value.rstrip()))))

    def _fence(self, made: SourceMap, block: Block, kind: str, label: str = "") -> None:
        start, end = made.to_file(Span(0, made.length))
        if label:
            self._part(start)
            self._mark(label, start)
        self._part(start)
        ticks = "`" * (1 + max((len(match[0]) for match in _TICKS.finditer(made.value)), default=2))
        self._mark(f"{ticks}{block.language}\n", start)
        self._put(made, kind)
        self._mark(f"\n{ticks}", end)
        self._last = ""
        self._quote = 0

    def _part(self, place: int, mark: str = "") -> None:
        """Part a block from the one before, and write the comments that are in front of it."""
        if self._builder.length:
            self._mark("\n" + (mark or "\n"), place)
        for comment in self._comments:
            self._put(SourceMap.verbatim(self.text[slice(*comment.span)], comment.span.start), "text")
            self._mark("\n\n", comment.span.end)
        self._comments = []

    def _mark(self, mark: str, place: int) -> None:
        self._builder.escape(mark, place, 0)

    def _put(self, made: SourceMap, kind: str) -> None:
        if not self._kinds or self._kinds[-1] != kind:
            self._starts.append(self._builder.length)
            self._kinds.append(kind)
        self._builder.append(made)


def _without_quotes(made: SourceMap) -> SourceMap:
    """Return a text without quotes around the whole of it."""
    value = made.value
    closing = _QUOTES.get(value[:1])
    is_quoted = closing is not None and len(value) > 2 and value.endswith(closing) and closing not in value[1:-1]
    return made.part(Span(1, made.length - 1)) if is_quoted else made
