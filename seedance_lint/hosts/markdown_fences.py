"""What a fence says of itself: the title beside its language, and which of its parts are prompts."""

from collections.abc import Iterator

from seedance_lint.hosts.located import Clue
from seedance_lint.hosts.prompt_prose import is_other, prompt_label
from seedance_lint.pattern import Pattern
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span

_TITLE = Pattern(r"title[ \t]*=[ \t]*(?:\"([^\"]*)\"|'([^']*)')")
_SETTING = Pattern(r"\{[^{}]*\}|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"']*)|#L?[\d,-]+")
_LABEL_LINE = Pattern(r"(?m:^)(?:[ \t*_#]*([^\r\n:：@*]{1,40})[:：]|#{1,6}[ \t]+([^\r\n:：@*]{1,60}))[ \t*_]*(?m:$)\n?")


def called_prompts(made: SourceMap) -> Iterator[SourceMap]:
    """Yield what is in a fence below each line such as ``Final prompt:``, up to one that names another prompt or something else."""
    labels = [match for match in _LABEL_LINE.finditer(made.value) if match[2] is not None or prompt_label(match[1]) or is_other(match[1])]
    ends = [*[match.start() for match in labels[1:]], made.length]
    for label, end in zip(labels, ends, strict=False):
        start = label.end() + len(below := made.value[label.end() : end]) - len(below.lstrip())
        if start < end and prompt_label(label[1] or label[2]) and not (label[2] and "**" in below):
            yield made.part(Span(start, start + len(below.strip())))


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
