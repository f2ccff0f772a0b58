"""Plain text: the file is a prompt, or several between lines of ``---`` or ``===``, with files and parameters in front matter."""

import re
from collections.abc import Iterator
from functools import partial

from seedance_lint.hosts.front_matter import clues, read
from seedance_lint.hosts.located import Comment, HostFailure, Node, Passed, Root
from seedance_lint.hosts.prompt_files import Files, counts_as_files
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.repository import path_in_repository
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span

NAME = "text"
SUFFIXES = (".txt", ".prompt", ".seedance")

MARKED = (".prompt", ".seedance")
"""Files whose name says that they are prompts, whatever words they hold."""

PROMPT = "prompt"
"""The name under which the text is beside the front matter's fields."""

SEVERAL = "blank lines seem to separate several prompts; separate them with lines of ---"
"""The reason for which a text is not read that would be nonsense as one prompt."""

WITHDRAWN = "marked as one that is not to be used"
"""The reason for which a text is not read whose author says so in its first words."""

OF_PICTURE = "in a file whose name says that it is for a picture"
"""The reason for which a text is not read that is called like those for pictures."""

_FILLED_IN = Pattern(
    r"\{[%#]-?[ \t]*[a-zA-Z]|\{\{-?[ \t]*[^\W\d][^{}\d\r\n]{0,80}\}\}|(?<!\{)\{[a-z]+(?:_[a-z]+)+\}(?!\})|\{[^{}|\r\n]{1,40}[ ]\|[ ][^{}\r\n]{1,200}\}"
)
"""What Jinja, Handlebars, Python and their like fill in: ``{{ name }}``, ``{% if name %}``, ``{shot_size}``; no tag, which has a number; and what
to choose from: ``{rain | fog}``."""
_HEAD = Pattern(r"---[ \t]*[\r\n]")
"""The line that front matter begins with, and no rule or mark of another format."""
_SENTENCE = Pattern(r"[^\W\d_][,;]?[ \t]+\w+[,;]?[ \t]+\w|[\u3040-\uffef]{6}")
"""Words in a line, which a list of names has not."""
_PARTING = Pattern(r"(?:(?<=[\r\n])|\A)(?:---|===)[ \t]*(?:\r\n|\n|\r|\Z)")
_LINE = Pattern(r"(?<![^\r\n])[ \t]*\S(?:[^\r\n]*\S)?")
_ITEM = Pattern(r"[ \t]*([0-9]{1,3})[.)、][ \t]+")
_PART_OF_ONE = Pattern(r"[\[(（【*]*(?:shot|scene|cut|beat|镜头|分镜|场景|then\b|[0-9]+(?:\.[0-9]+)?[ ]?(?:s\b|秒|[-–—~:]))", re.IGNORECASE)
"""The beginning of an item that is a shot of one video."""
_WORD = Pattern(r"(?:\w+\W+){7}\w|[\u3040-\uffef]{12}")
"""As many words as a prompt has, at least."""
_BLANK_LINES = Pattern(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*")


class PlainText(NamedTuple):
    """Characters that mean themselves."""

    start: int
    end: int

    def source_map(self, text: str) -> SourceMap | None:
        """Map the characters to themselves."""
        return SourceMap.verbatim(text[self.start : self.end], self.start)

    def encode(self, text: str, offset: int = 1) -> str | None:  # noqa: ARG002  # everything is allowed everywhere
        """Return the text itself."""
        return text


def may_hold_prompts(document: SourceDocument) -> bool:
    """Whether a file that nobody named may be a prompt: by its name, its front matter, a tag or words of people who make films.

    ``prompt`` in a path says no more than that a model is asked something; with a word such as ``video`` it does.
    """
    path, text = path_in_repository(document.path).lower(), document.text
    if path.endswith(MARKED) or _HEAD.match(text) is not None:
        return True
    from seedance_lint.hosts.commands.names import names_ours
    from seedance_lint.hosts.file_names import tells_of_videos
    from seedance_lint.hosts.prose.films import has_scene
    from seedance_lint.hosts.prose.tags import has_reference
    from seedance_lint.hosts.prose.words import LONGEST

    is_of_video = tells_of_videos(path)
    if ("prompt" in path and is_of_video) or has_reference(text):
        return True
    if len(text) > LONGEST or not has_scene(text) or _SENTENCE.search(text) is None:
        return False
    return is_of_video or "prompt" in path or names_ours(text)


def may_hold_requests(document: SourceDocument) -> bool:
    """Whether a file with a word of a request is a document, which may hold one; any other is a prompt or none, whatever words it has."""
    return document.path.lower().endswith(".txt") and _is_document(document)


def roots(document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
    """Yield the prompts, each with the fields of the front matter beside it."""
    text = document.text
    try:
        front = read(text)
    except HostFailure as failure:
        yield failure
        return
    if front is not None and PROMPT in front.fields:
        key = front.node.find_key((PROMPT,))
        yield HostFailure("the prompt goes below the front matter, not in it", key.span.start if key is not None else 0)
        return
    start = front.end if front is not None else 0
    if front is None and document.path.lower().endswith(".txt") and _is_document(document):
        from seedance_lint.hosts import pasted_code
        from seedance_lint.hosts.markdown import host as markdown

        yield from sorted([*markdown.prose(document), *pasted_code.roots(document)], key=lambda each: each.offset)
        return
    if front is None and document.path.lower().endswith(".txt") and _is_of_picture(document):
        yield Passed(OF_PICTURE, start)
        return
    files = counts_as_files(front) if front is not None else Files({}, (), ())
    around = clues(front) if front is not None else ()
    may_have_head = front is None and document.path.lower().endswith(".txt")
    parts = _numbered(text, start, document.path) or _parts(text, start)
    withdrawn = may_have_head and _is_notice(text[slice(*parts[0])])
    for part in parts:
        reason, span = (WITHDRAWN, part) if withdrawn else _looked_at(text, part) if may_have_head else (None, part)
        if reason is None and _is_several(text[slice(*span)]):
            reason = SEVERAL
        if reason is not None:
            yield Passed(reason, span.start)
        else:
            yield Root({PROMPT: text[slice(*span)], **files.fields}, partial(_tree, text, span, files), span.start, around)


def _is_notice(text: str) -> bool:
    """Whether what is above the first line that parts prompts is a paragraph which says that what is below it is not to be used."""
    from seedance_lint.hosts.prose.documents import is_withdrawn
    from seedance_lint.hosts.prose.words import prose_words

    return is_withdrawn(text) and prose_words().of_this.search(text) is not None and _BLANK_LINES.search(text.strip()) is None


def _looked_at(text: str, span: Span) -> tuple[str | None, Span]:
    """Return why a part of a text file is not read, or None, and the part without what the file says of it in front."""
    from seedance_lint.hosts.prose.documents import head_end, is_withdrawn

    part = text[slice(*span)]
    if is_withdrawn(part):
        return WITHDRAWN, span
    if _FILLED_IN.search(part) is not None:
        from seedance_lint.hosts.prose.verdict import TEMPLATE

        return TEMPLATE, span
    return None, Span(span.start + head_end(part), span.end)


def comments(document: SourceDocument) -> Iterator[Comment]:
    """Yield the comments of the front matter; whatever is below it is the prompt."""
    try:
        front = read(document.text)
    except HostFailure:
        return
    if front is not None:
        yield from front.comments


def _parts(text: str, start: int) -> list[Span]:
    """Return the prompts of a text: what is between lines that part them, or all of it."""
    found: list[Span] = []
    at = start
    for match in _PARTING.finditer(text, start):
        found.append(Span(at, match.start()))
        at = match.end()
    found.append(Span(at, len(text)))
    held = [_without_break(text, span) for span in found if text[slice(*span)].strip()]
    return held if len(held) > 1 else [Span(start, len(text))]


def _numbered(text: str, start: int, path: str) -> list[Span]:
    """Return the prompts of a file that is called after prompts, as in ``prompts.txt``, and is a list of them: each line has the next number."""
    if "prompts" not in path.replace("\\", "/").rpartition("/")[2].lower():
        return []
    found: list[Span] = []
    for line in _LINE.finditer(text, start):
        item = _ITEM.match(text, *line.span())
        if item is None or int(item[1]) != len(found) + 1 or _PART_OF_ONE.match(text, item.end(), line.end()):
            return []
        found.append(Span(item.end(), line.end()))
    return found if len(found) > 1 and all(_WORD.search(text[slice(*span)]) is not None for span in found) else []


def _without_break(text: str, span: Span) -> Span:
    """Return a part without the line break in front of the line that ends it."""
    end = span.end
    if end < len(text):
        end -= 2 if text.endswith("\r\n", span.start, end) else text.endswith(("\n", "\r"), span.start, end)
    return Span(span.start, end)


def _is_several(text: str) -> bool:
    """Whether a text is several prompts with nothing but blank lines between them: each is called one, or each begins its own video."""
    if "@" not in text or _BLANK_LINES.search(text) is None:
        return False
    from seedance_lint.hosts.prose.documents import is_several

    return is_several(_BLANK_LINES.split(text.strip()))


def _is_document(document: SourceDocument) -> bool:
    from seedance_lint.hosts.prose.documents import is_called_document, is_document, is_fetched

    path = document.path
    return is_called_document(path) or is_fetched(path_in_repository(path), document.text) or is_document(document.text)


def _is_of_picture(document: SourceDocument) -> bool:
    from seedance_lint.hosts.commands.names import names_ours
    from seedance_lint.hosts.file_names import tells_of_pictures
    from seedance_lint.hosts.prose.tags import mentions

    return tells_of_pictures(document.path, has_tags=mentions(document.text)) and not names_ours(document.text)


def _tree(text: str, span: Span, files: Files) -> Node:
    prompt = Node(span, text[slice(*span)], PlainText(*span))
    value = {PROMPT: prompt.value, **files.fields}
    return Node(Span(0, len(text)), value, children=(prompt, *files.values), keys=(Node(Span(span.start, span.start), PROMPT), *files.keys))
