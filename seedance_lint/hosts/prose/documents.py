"""Whether a whole text file is one prompt, several, or something to read."""

import re

from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.prose.code import is_code
from seedance_lint.hosts.prose.fragments import is_fragment
from seedance_lint.hosts.prose.labels import prompt_label, speaks_of_pictures
from seedance_lint.hosts.prose.posts import is_post, is_record_of_task
from seedance_lint.hosts.prose.screenplays import is_screenplay
from seedance_lint.hosts.prose.tagged import scene_of
from seedance_lint.hosts.prose.tags import mentions
from seedance_lint.hosts.prose.words import LONGEST, PATH, count_words, prose_words
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern
from seedance_lint.syntax import parse

_STRUCTURE = Pattern(r"[ \t]*(?:#{1,6}[ \t]|[-*+•][ \t]|[0-9]{1,2}[.)][ \t]|```)")
_OPTION = Pattern(r"[ \t]+--?[a-zA-Z][\w-]*(?:[ \t,=]|$)")
_COMMAND = Pattern(r"\s*[^\s=]+(?:[ \t]+[\w-]+)?[^\r\n]*?[ \t]--prompt(?:[ \t]|=)")
"""A command with a prompt among its options, as a log keeps it."""
_MANY_OPTIONS = 3
"""Options of a program on lines of their own, which make a text its help."""
_HEADING_LINE = Pattern(r"#{1,6}[ \t]+\S")
_PARAGRAPH = Pattern(r"\S[^\r\n]*(?:(?:\r\n?|\n)[ \t]*[^\s][^\r\n]*)*")
_PATH_LINE = Pattern(rf"[ \t]*{PATH}[ \t]*")
_UNDERLINED = Pattern(r"\s*[^\r\n]*\w[^\r\n]*(?:\r\n?|\n)(?:={4,}|-{4,})[ \t]*(?:[\r\n]|\Z)")
"""A title with a line of signs below it."""
_SENTENCE = 3
_MANY = 10
_FIRST_LINES = 5
"""In which lines what an assistant is to be is said: below a heading or two."""


def is_withdrawn(text: str) -> bool:
    """Whether a text says at its beginning that it is kept, and not to be used: ``SUPERSEDED by …``."""
    return prose_words().withdrawn.match(text) is not None


def head_end(text: str) -> int:
    """Return where the prompt begins behind what a text file says of it: a heading that calls it a prompt, and lines like ``Status: draft``."""
    words = prose_words()
    end = 0
    for match in _PARAGRAPH.finditer(text):
        lines = match[0].splitlines()
        is_title = not end and len(lines) == 1 and _HEADING_LINE.match(lines[0]) is not None and prompt_label(lines[0])
        is_first = is_title or end > 0 or words.status.match(lines[0]) is not None
        if is_first and (is_title or _is_of_head(lines)):
            end = match.end()
            continue
        return match.start() if end and count_words(text[match.start() :]) >= words.untagged["called"] else 0
    return 0


def _is_of_head(lines: list[str]) -> bool:
    """Whether each line of a paragraph says something of a prompt, or is the path of a file."""
    words = prose_words()
    return not any(map(mentions, lines)) and all(
        words.head.match(line) or words.files_head.match(line) or _PATH_LINE.fullmatch(line) is not None for line in lines
    )


def is_several(paragraphs: list[str]) -> bool:
    """Whether paragraphs are prompts of their own: each has a label that calls it one, or more than one says what its video begins with."""
    words = prose_words()
    told = [paragraph for paragraph in paragraphs if mentions(paragraph)]
    if len(told) < 2:  # two make several
        return False
    heads = [re.split(r"[:：\n]", paragraph, maxsplit=1)[0][:60] for paragraph in paragraphs]
    if sum(prompt_label(head) for head in heads) > 1 and prompt_label(heads[0]):
        return True
    begun = 0
    for paragraph in told:
        references = parse(paragraph[:LONGEST]).references
        begins = any(role.role == "first_frame" and not role.negated for each in references for role in each.roles)
        begun += begins and count_words(scene_of(paragraph, references)) >= words.shortest["fence"]
    return begun == len(paragraphs)


def is_called_document(path: str) -> bool:
    """Whether a text file has the name of something to read: ``README.txt``, ``seedance-prompt-guide.txt``."""
    name = path.replace("\\", "/").rpartition("/")[2].partition(".")[0].lower()
    known = read_toml("hosts/prose/prose.toml")["documents"]
    return name in known["names"] or name.endswith(tuple(known["endings"]))


def is_fetched(path: str, text: str) -> bool:
    """Whether a text file without tags is in a folder of what a program has fetched or written down: ``cache/prices.txt``."""
    folders = path.replace("\\", "/").lower().split("/")[:-1]
    return not set(folders).isdisjoint(read_toml("hosts/prose/prose.toml")["documents"]["fetched"]) and not mentions(text)


def is_document(text: str) -> bool:
    """Whether a text file is something to read, or data, and no prompt: a page with headings, a list of tips, a licence, a list of names, what a picture shows."""
    words = prose_words()
    has_tags = mentions(text)
    if not has_tags and words.begins_picture.match(text) is not None:
        return True
    if not has_tags and (len(text) > words.longest or (speaks_of_pictures(text) and not names_ours(text))):
        return True
    text = text[:LONGEST]
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return False
    if any(words.persona.match(line) is not None for line in lines[:_FIRST_LINES]) and words.about.search(text) is not None:
        return True
    if sum(_OPTION.match(line) is not None for line in lines) >= _MANY_OPTIONS or _COMMAND.match(text) is not None:
        return True
    structure = sum(_STRUCTURE.match(line) is not None for line in lines)
    headings = sum(_HEADING_LINE.match(line) is not None for line in lines)
    if (structure or not has_tags) and words.documents.search(text):
        return True
    if (
        is_post(text)
        or is_record_of_task(text)
        or (not has_tags and is_screenplay(text))
        or (has_tags and is_fragment(text, is_called=True))
    ):
        return True
    if has_tags:
        return (headings > 0 and ("```" in text or words.about.search(text) is not None)) or is_code(text)
    sentences = sum(count_words(line) >= _SENTENCE for line in lines)
    return headings > 1 or _UNDERLINED.match(text) is not None or (len(lines) > _MANY and sentences * 3 < len(lines)) or is_code(text)
