"""The blocks of text of an HTML page: headings, paragraphs, items, cells, what is shown as written, and what attributes hold, in their order."""

from seedance_lint.hosts.html.names import names
from seedance_lint.hosts.html.tokens import Remark, Tag, Text, tokens
from seedance_lint.hosts.located import COMMENT_MARK, begins_line
from seedance_lint.hosts.markdown.host import LANGUAGES
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

_CLOSES = {
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    "tr": (("tr",), ("table",)),
}
"""Elements that end others, which need no end of their own, and those inside of which they do."""
_FAR = 50
"""How many elements up one is looked for that is ended so."""
_WIDEST = 20
"""Columns that one cell is taken to be as wide as."""
_DIGITS = Pattern(r"[0-9]{1,3}")
_PROGRAMS = ("{", "[{", "[\n", "curl ", "$ ", "#!", "import ", "from ", "const ")
_CELLS = ("td", "th")
_PARTS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Piece(NamedTuple):
    """A part of a block: a ``text``, a ``break``, or where ``bold`` or ``code`` begins or ends."""

    kind: str
    span: Span


class Place(NamedTuple):
    """Where a block is: the blockquote, the table, the row and the column that it is in, and the element that calls its text a prompt; 0 for none."""

    quote: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    prompt: int = 0
    is_head: bool = False
    """The cell is the head of a column or a row."""
    is_apart: bool = False
    """The class of an element around it says that it is apart from the text beside it."""


class Block(NamedTuple):
    """A block of text: a ``paragraph``, an ``item``, the ``name`` of what is below it, ``h1`` to ``h6``, a ``title``, ``code`` as it is written, an ``attribute``, or a ``comment``."""

    kind: str
    pieces: tuple[Piece, ...]
    place: Place
    language: str = ""

    @property
    def span(self) -> Span:
        """Where it is."""
        return Span(self.pieces[0].span.start, self.pieces[-1].span.end)


class _Open(NamedTuple):
    name: str
    place: Place
    kind: str
    """How the text of the element is read, up to blocks inside of it."""
    language: str
    is_block: bool = False


class Blocks:
    """Goes through a page once. ``found`` are its blocks, ``layout`` the tables that are no tables, ``scripts`` the texts of scripts with their attributes, ``remarks`` comments inside of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Block] = []
        self.layout: set[int] = set()
        self.scripts: list[tuple[Span, dict[str, str]]] = []
        self.remarks: list[Span] = []
        self._names = names()
        self._stack: list[_Open] = [_Open("", Place(), "paragraph", "")]
        self._opened: dict[str, int] = {}
        self._pieces: list[Piece] = []
        self._has_text = False
        self._item = False  # an item has begun that has no text yet
        self._written = 0  # the depth of the element whose line breaks count
        self._code_language = ""
        self._count = 0
        self._columns: dict[int, int] = {}  # of each row, how many have been passed
        self._walk()

    def _walk(self) -> None:
        skipped, depth = "", 0
        script: dict[str, str] = {}
        for token in tokens(self.text):
            if isinstance(token, Tag):
                if token.name == "script" and not token.is_end:
                    script = {name: self.text[slice(*span)] for name, span in token.attributes.items()}
                if skipped:
                    is_empty = self.text.startswith("/>", token.span.end - 2)
                    depth += 0 if token.name != skipped or (is_empty and not token.is_end) else -1 if token.is_end else 1
                    skipped = skipped if depth > 0 else ""
                elif token.name in self._names.skipped:
                    if token.is_end or self.text.startswith("/>", token.span.end - 2):
                        continue
                    skipped, depth = token.name, 1
                    self._note_attributes(token)
                elif token.is_end:
                    self._close(token.name)
                else:
                    self._open(token)
            elif isinstance(token, Text):
                if token.raw == "script":
                    self.scripts.append((token.span, script))
                elif not skipped:
                    self._pieces.append(Piece("text", token.span))
                    self._has_text = self._has_text or not self.text[slice(*token.span)].isspace()
            elif not skipped:
                self._remark(token)
        self._flush()

    def _remark(self, remark: Remark) -> None:
        if self.text.find(COMMENT_MARK, *remark.span) < 0:
            return
        if self._has_text or not begins_line(self.text, remark.span.start):
            self.remarks.append(remark.span)
        else:
            self._pieces = []
            self.found.append(Block("comment", (Piece("text", remark.span),), self._stack[-1].place))

    def _open(self, tag: Tag) -> None:
        known, name = self._names, tag.name
        if name == "br":
            self._pieces.append(Piece("break", tag.span))
            return
        if name in known.void:
            if name in known.blocks:
                self._end_block(tag.span.start)
            return
        classes = self._value(tag, "class").split()
        is_prompt = known.is_prompt([*classes, self._value(tag, "id")])
        is_label = not is_prompt and known.is_apart(classes)
        keeps = not self._written and (name in known.kept_as_written or known.keeps_breaks(classes, self._value(tag, "style")))
        is_block = name in known.blocks or keeps or is_prompt or is_label
        if is_block:
            if self._opened.get("p"):
                self._close_up_to(("p",), ("table", "button"))
            self._end_block(tag.span.start)
        if name in _CLOSES:
            self._close_up_to(*_CLOSES[name])
        self._note_attributes(tag)
        above = self._stack[-1]
        place = self._place(tag, above.place._replace(is_apart=True) if is_label else above.place, is_prompt=is_prompt)
        language = self._language(tag, classes)
        kind = above.kind
        if keeps:
            kind, self._written = "code", len(self._stack)
        elif name in known.labels:
            kind = "name"
        elif name in _PARTS or name == "title":
            kind = name
        elif name in known.blocks and not self._written:
            kind = "paragraph"
        self._item = self._item or name == "li"
        if not is_block and (mark := "bold" if name in known.bold else "code" if name in known.code else ""):
            self._pieces.append(Piece(mark, tag.span))
        self._stack.append(_Open(name, place, kind, language or above.language, is_block))
        self._opened[name] = self._opened.get(name, 0) + 1

    def _place(self, tag: Tag, place: Place, *, is_prompt: bool) -> Place:
        self._count += 1
        if tag.name == "table":
            if place.table:
                self.layout.add(place.table)
            place = place._replace(table=self._count, row=0, column=0)
        elif tag.name == "tr":
            place = place._replace(row=self._count, column=0)
        elif tag.name in _CELLS:
            column = self._columns.get(place.row, 0)
            span = self._value(tag, "colspan")
            self._columns[place.row] = column + (min(int(span), _WIDEST) if _DIGITS.fullmatch(span) else 1)
            place = place._replace(column=column, is_head=tag.name == "th" or self._opened.get("thead", 0) > 0)
        elif tag.name == "blockquote":
            place = place._replace(quote=self._count)
        if is_prompt:
            place = place._replace(prompt=self._count)
        return place

    def _language(self, tag: Tag, classes: list[str]) -> str:
        """Return the language that an element says its code is in; all but elements of code may have such classes for other reasons."""
        found = self._names.language(classes)
        told = (self._names.known_language(self._value(tag, name)) for name in self._names.language_attributes if name in tag.attributes)
        found = found or next(told, "")
        if tag.name == "pre" or tag.name in self._names.code:
            self._code_language = self._code_language or found
            return found
        return found if found in LANGUAGES else ""

    def _close(self, name: str) -> None:
        if not self._opened.get(name):
            return
        if name not in self._names.blocks:
            above = self._stack[-_FAR:]
            for each in reversed(above):
                if each.name == name:
                    break
                if each.is_block:
                    return  # what is inside of a line does not end what is around it
            else:
                return
        while self._stack[-1].name != name:
            self._pop()
        self._pop()

    def _close_up_to(self, ended: tuple[str, ...], inside: tuple[str, ...]) -> None:
        """End the innermost of some elements, unless another is between."""
        for at in range(len(self._stack) - 1, max(0, len(self._stack) - _FAR), -1):
            name = self._stack[at].name
            if name in inside:
                return
            if name in ended:
                while len(self._stack) > at:
                    self._pop()
                return

    def _pop(self) -> None:
        top = self._stack[-1]
        if top.is_block:
            self._end_block(None)
        elif top.name in self._names.bold or top.name in self._names.code:
            at = self._pieces[-1].span.end if self._pieces else 0
            self._pieces.append(Piece("bold" if top.name in self._names.bold else "code", Span(at, at)))
        self._opened[top.name] -= 1
        self._stack.pop()

    def _end_block(self, place: int | None) -> None:
        """End a block of text; inside of what is shown as written, a line. ``place`` is where another begins, None where the element on top ends."""
        if self._written and (place is not None or len(self._stack) - 1 > self._written):
            at = place if place is not None else self._pieces[-1].span.end if self._pieces else 0
            self._pieces.append(Piece("line", Span(at, at)))
        else:
            self._flush()
            self._written = 0

    def _flush(self) -> None:
        pieces, self._pieces = self._pieces, []
        has_text, self._has_text = self._has_text, False
        if not has_text:
            return
        top = self._stack[-1]
        kind = "item" if top.kind == "paragraph" and self._item else top.kind
        self._item = False
        language, self._code_language = self._code_language or top.language, ""
        if top.place.table and (kind in _PARTS or (kind == "code" and (language or self._is_program(pieces)))):
            self.layout.add(top.place.table)
        self.found.append(Block(kind, tuple(pieces), top.place, language if kind == "code" else ""))

    def _is_program(self, pieces: list[Piece]) -> bool:
        """Whether a text that is shown as it is written begins like a body or a command."""
        start = next(
            self.text[piece.span.start : piece.span.end].lstrip()
            for piece in pieces
            if not self.text[slice(*piece.span)].isspace() and piece.kind == "text"
        )
        return start.startswith(_PROGRAMS)

    def _note_attributes(self, tag: Tag) -> None:
        for name in self._names.prompt_attributes:
            span = tag.attributes.get(name)
            if span is not None and span.start < span.end:
                self.found.append(Block("attribute", (Piece("text", span),), self._stack[-1].place))

    def _value(self, tag: Tag, name: str) -> str:
        span = tag.attributes.get(name)
        return "" if span is None else self.text[slice(*span)]
