"""What a fence says of itself: the title beside its language, and which of its parts are prompts; and where the text above it says that it goes."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.located import Clue
from seedance_lint.hosts.markdown.blocks import Block
from seedance_lint.hosts.markdown.bodies import calls_parameters
from seedance_lint.hosts.prose.labels import is_just_prompt, is_other, names_others, orders_picture, prompt_label, speaks_of_pictures
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span

_TITLE = Pattern(r"title[ \t]*=[ \t]*(?:\"([^\"]*)\"|'([^']*)')")
_PARAMETER = Pattern(r"[ \t*_]*([^\W\d][^:：\n]{0,24})[:：][ \t*_]*([^\n]{1,80})")
"""A name and a value: ``Ratio: 9:16``."""
_TITLE_END = Pattern(r"[:：|\n]|[ \t][-–—]")
_LONGEST_TITLE = 120
_MOST_LINES = 6
"""Lines of parameters above a prompt."""
_SETTING = Pattern(r"\{[^{}]*\}|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"']*)|#L?[\d,-]+")
_LONGEST_LINE = 200
_AROUND_LINE = " \t\r\n>"
_CODE = Pattern(r"`([^`\n]+)`")
_TOOL = Pattern(r"(?:(?:POST|PUT|PATCH) [\w/.:{}-]*/)?([A-Za-z]\w*(?:[_.-]\w+|(?<=[a-z0-9])[A-Z]\w*)+)")
"""The name of a tool, or the last part of an address: ``POST /api/generate-image``."""
_MODEL = Pattern(r"(?<![\w./-])(?:[\w.-]{1,40}/){0,3}[\w.-]{0,20}seedance[-_/.]?[\w./-]{0,60}(?<![./-])", re.IGNORECASE)
_FARTHEST_ADDRESS = 800
"""Characters between the address of a request and its body."""
_LABEL_LINE = Pattern(r"(?m:^)(?:[ \t*_#]*([^\r\n:：@*]{1,40})[:：]|#{1,6}[ \t]+([^\r\n:：@*]{1,60}))[ \t*_]*(?m:$)\n?")
_RULE_BELOW = Pattern(r"\s*\n[ \t]*(?:-{3,}|\*{3,}|_{3,})\Z")
_BEGUN_LINE = Pattern(r"(?m:^)[ \t*_#]*([^\r\n:：@*]{1,40})[:：][ \t*_]*(?=[^\s*_\"“「`])")
_QUOTED_LINE = Pattern(
    r"(?m:^)[ \t>*•+-]*([^\r\n:：@\"“「]{1,40})[:：][ \t]*(?:\"((?:[^\"\r\n]|\r?\n(?![ \t]*\r?\n))+)\"|“((?:[^“”\r\n]|\r?\n(?![ \t]*\r?\n))+)”|「([^「」\r\n]+)」)[ \t]*(?m:$)"
)
"""A field of a form, or of a node in a drawing of a workflow, whose text is in quotes: ``Prompt: "A boat drifts."``"""


def quoted_prompts(made: SourceMap) -> tuple[list[SourceMap], bool]:
    """Return what is in quotes behind a label of a prompt, line by line, and whether what is around these texts names our product."""
    text = made.value
    found = [match for match in _QUOTED_LINE.finditer(text) if prompt_label(match[1])]
    parts = [made.part(Span(*match.span(match.lastindex or 0))) for match in found]
    for match in found:
        text = text.replace(match[0], "")
    return parts, bool(parts) and names_ours(text)


def quotes_other(made: SourceMap) -> bool:
    """Whether a line of a fence calls what is in quotes behind it another prompt, as what a program makes of its input is shown: ``→ imagePrompt: "…"``."""
    return any(is_other(match[1]) and not prompt_label(match[1]) for match in _QUOTED_LINE.finditer(made.value))


def called_prompts(made: SourceMap) -> Iterator[SourceMap]:
    """Yield what is in a fence below each line such as ``Final prompt:``, up to one that names another prompt or something else.

    Nothing is below a request for a picture.
    """
    labels = [match for match in _LABEL_LINE.finditer(made.value) if match[2] is not None or prompt_label(match[1]) or _is_beside(match[1])]
    if labels and orders_picture(made.value[: labels[0].start()]):
        return
    ends = [*[match.start() for match in labels[1:]], made.length]
    for label, end in zip(labels, ends, strict=False):
        start = label.end() + len(below := made.value[label.end() : end]) - len(below.lstrip())
        if start < end and prompt_label(label[1] or label[2]) and not (label[2] and "**" in below):
            yield made.part(Span(start, start + len(_RULE_BELOW.sub("", below.strip()))))


def begun_prompts(made: SourceMap) -> Iterator[SourceMap]:
    """Yield what is in a fence behind the label that begins it, and behind each further one: ``Prompt 1: A boat drifts.``, ``Prompt 2: …``."""
    labels = [match for match in _BEGUN_LINE.finditer(made.value) if is_just_prompt(match[1]) or _is_beside(match[1])]
    if not labels or made.value[: labels[0].start()].strip():
        return
    ends = [*[match.start() for match in labels[1:]], made.length]
    for label, end in zip(labels, ends, strict=True):
        if is_just_prompt(label[1]):
            yield made.part(Span(label.end(), label.end() + len(made.value[label.end() : end].rstrip())))


def _is_beside(label: str) -> bool:
    """Whether a label in a fence begins something beside a prompt, where that ends: ``Negative prompt``, ``Parameters``."""
    return is_other(label) or calls_parameters(label)


def below_model(made: SourceMap) -> tuple[SourceMap, bool] | None:
    """Return what is in a fence below lines that name a model beside other parameters, and whether that is ours: ``Model: Seedance 2.0 | Ratio: 9:16``.

    None if there are no such lines. If the model is that of another product, nothing in the fence is for ours. A title says the same
    that calls what is below it a prompt for our product: ``SEEDANCE 2.0 PROMPT: THE LAKE``.
    """
    head, _, below = made.value.partition("\n\n")
    start = len(made.value) - len(below.lstrip())
    part = made.part(Span(start, start + len(below.strip())))
    lines = head.splitlines()
    title = _TITLE_END.split(head, maxsplit=1)[0] if below and len(head) <= _LONGEST_TITLE else ""
    if names_ours(title) and prompt_label(title):
        return part, True
    told = [_PARAMETER.fullmatch(part) for line in lines for part in line.split("|")] if below and len(lines) <= _MOST_LINES else []
    values = [match[2] for match in told if match is not None and match[1].strip(" \t*_").lower() in _models()]
    if not values or None in told:
        return None
    is_ours = any(map(names_ours, values))
    if not is_ours and not any(names_others(value) or speaks_of_pictures(value) for value in values):
        return None
    return part, is_ours


@lru_cache(maxsize=1)
def _models() -> frozenset[str]:
    return frozenset(read_toml("hosts/prose/prose.toml")["beside"]["models"])


def title_of(text: str, info: Span) -> Clue | None:
    """Return the title that the words after a fence's language give it: ``title="fal"``, or words that set nothing."""
    words = text[slice(*info)]
    named = _TITLE.search(words)
    if named is not None:
        group = 1 if named[1] is not None else 2
        return Clue("heading", named[group], Span(info.start + named.start(group), info.start + named.end(group)))
    bare = _SETTING.sub(lambda match: " " * len(match[0]), words)
    shown = bare.strip(" \t}{")
    start = info.start + bare.index(shown) if shown else 0
    return Clue("heading", shown, Span(start, start + len(shown))) if shown and any(map(str.isalnum, shown)) else None


def told_before(text: str, fence: int, section: int) -> Clue | None:
    """Return what the line in front of a fence says that it is for: the one name that is code in it, as of a tool, else all of it if it ends in a colon.

    ``fence`` is where the line of the fence begins, ``section`` the part of the page that it is in.
    """
    before = text[max(section, fence - _LONGEST_LINE) : fence].rstrip(_AROUND_LINE)
    start = fence - len(text[max(section, fence - _LONGEST_LINE) : fence]) + before.rfind("\n") + 1
    line = text[start : start + len(before) - before.rfind("\n") - 1]
    named = [Span(start + match.start(1), start + match.end(1)) for match in _CODE.finditer(line)]
    if len(named) == 1 and (tool := _TOOL.fullmatch(text, *named[0])) is not None:
        return Clue("call", tool[1], Span(*tool.span(1)))
    return Clue("heading", line, Span(start, start + len(line))) if line.rstrip("*_ ")[-1:] in (":", "：") and not named else None


def model_in(made: SourceMap) -> Clue | None:
    """Return the one model of ours that a fence names, whatever it does with it; None if it names none, or several."""
    found = {match[0]: match for match in _MODEL.finditer(made.value)}
    if len(found) != 1:
        return None
    ((name, match),) = found.items()
    return Clue("heading", name, made.to_file(Span(*match.span())))


def address_above(text: str, blocks: Sequence[Block], number: int, section: int) -> Clue | None:
    """Return the address to which the text right above a fence says that the body in it is sent: ``POST https://…``, ``Endpoint: https://…``.

    ``section`` is where the part of the page begins that the fence is in. Another fence may be between the two only if it is that address.
    """
    start, begin = blocks[number].start, section
    before = (blocks[at] for at in range(number - 1, -1, -1))
    body = next((each for each in before if each.end < section or not _is_address(each)), None)
    if body is not None:
        begin = max(begin, body.end)
    *_, last = (None, *_address().finditer(text, max(begin, start - _FARTHEST_ADDRESS), start))
    return None if last is None else Clue("argument", last[1], Span(*last.span(1)))


def _is_address(block: Block) -> bool:
    """Whether the text of a fence is an address, with what is sent in front of the body."""
    value = block.made.value
    return len(value) < _FARTHEST_ADDRESS and "{" not in value and _address().match(value) is not None


@lru_cache(maxsize=1)
def _address() -> Pattern:
    words = read_toml("hosts/prose/prose.toml")["addresses"]
    methods, labels = ("|".join(map(re.escape, words[name])) for name in ("methods", "labels"))
    return Pattern(
        rf"^[ \t>*_`#|-]*(?:(?:{methods})[ \t*_`|]+|(?i:{labels})[ \t*_`]*[:：|][ \t*_`]*(?:(?:{methods})[ \t`]+)?)(https?://[^\s`*|<>\"']+)",
        re.MULTILINE,
    )
