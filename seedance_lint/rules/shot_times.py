"""Times in the prompt that are after the end of the video."""

import re
from collections.abc import Iterator, Mapping

from seedance_lint.diagnostics.violation import Location, Related, Severity, Violation
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.source.span import Span
from seedance_lint.syntax.patterns import number_in, pattern, said_before, says

_DURATIONS = ("duration", "seconds", "duration_seconds", "durationSeconds", "model.duration")
_RATIOS = ("ratio", "aspect_ratio", "aspectRatio", "model.ratio")
_FIELDS = frozenset((*_DURATIONS, *_RATIOS))
_TOLERANCE = 0.5
"""Seconds. Nobody counts frames in a prompt."""

_Patterns = tuple[tuple[tuple[str, ...], str], ...]

_NUMBER = r"(\d{1,3}(?:\.\d+)?)"
_GAP = r"[ \t]{0,2}"
_TO = rf"{_GAP}(?:-|–|—|~|～|to|through|until|到|至){_GAP}"
# 3-7s, 3s–7s, 3 to 7 seconds, 第3-7秒, 第3秒到第7秒; [00:03-00:07], 0:03 – 0:07. Clocks that do not start within the first minute are times of day.
# Each with words of which a text has one, as it must for a match: most texts are read without compiling the expression.
_RANGES = (
    (("s",), rf"(?<![\w:.]){_NUMBER}{_GAP}(?:s|sec|secs|seconds?)?{_TO}{_NUMBER}{_GAP}(?:s|sec|secs|seconds?)(?![a-z])"),
    (("秒",), rf"第?(?<![\d:.]){_NUMBER}{_GAP}秒?{_TO}第?{_NUMBER}{_GAP}秒"),
    (("0:",), rf"(?<![\w:.])0?0:(\d\d){_TO}(\d?\d:\d\d)(?![\w:])"),
)
_TIME = Pattern(r"\d[ \t]{0,2}[sS秒]|:\d\d")
"""What all of these contain and few other prompts do."""

_RATIO = r"(?<![\d:.])(\d{1,2}:\d{1,2})(?![\d:.])"
_NEAR = 16
"""Characters around a time in which to look for words that say what it means."""


class ShotTimes(Rule):
    """
    ## What it does
    Finds times in the prompt that are after the end of the video: `0-3s`, `[00:03-00:08]`, `第3-5秒`. Also finds a total
    length or an aspect ratio that differs from the request's fields. Silent if the request leaves the duration to the
    model, and for times within a reference video or audio file.

    ## Why is this bad?
    What comes after the end is cut off or squeezed into the remaining time. If the prompt and a field disagree about the
    length or the aspect ratio, the field wins.
    """

    meta = RuleMeta("shot-times", "request", Severity.WARNING, since="0.2.0", source="request")
    examples = (
        Example(
            bad="0-5s: a door opens. 5-12s: she runs down the stairs.",
            good="0-5s: a door opens. 5-12s: she runs down the stairs.",
            fields={"duration": 8},
            good_fields={"duration": 12},
        ),
    )

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        fields = ctx.request.fields
        if fields.keys().isdisjoint(_FIELDS):
            return
        duration, ratio = _field(fields, _DURATIONS), _field(fields, _RATIOS)
        seconds = _seconds(fields[duration]) if duration else None
        if duration and seconds:
            yield from self._times(ctx, duration, seconds)
        if ratio:
            yield from self._ratio(ctx, ratio, fields[ratio])

    def _times(self, ctx: LintContext, field: str, seconds: float) -> Iterator[Violation]:
        text, place = ctx.prompt.text, Location((*ctx.request.path, field))
        if _TIME.search(text) is None:
            return
        late = _ranges(ctx, seconds + _TOLERANCE)
        if late:
            first, others = late[0], late[1:_MOST_SHOWN]
            message = f"`{first.text}` ends after the video, which is {seconds:g} s long"
            related = (Related(place, f"{seconds:g} s"), *(Related(each.span, "this one ends too late as well") for each in others))
            yield Violation(first.span, message, related=related)
            return
        for match in pattern("WHOLE_LENGTH").finditer(text):
            if abs(float(number_in(match)) - seconds) > _TOLERANCE:
                message = f"`{match[0]}` is not the duration in the request, which is {seconds:g} s"
                yield Violation(Span(*match.span()), message, related=(Related(place, f"{seconds:g} s"),))
                return

    def _ratio(self, ctx: LintContext, field: str, value: object) -> Iterator[Violation]:
        text = ctx.prompt.text
        rule = ctx.profile.request.parameters.get(field)
        if not isinstance(value, str) or not re.fullmatch(_RATIO, value) or rule is None:
            return
        stated = [match for match in re.finditer(_RATIO, text) if match[1] in rule.values and _is_shape(text, *match.span())]
        if len({match[1] for match in stated}) == 1 and _other_shape(stated[0][1], value):
            message = f"`{stated[0][1]}` is not the aspect ratio in the request, which is {value}"
            yield Violation(Span(*stated[0].span()), message, related=(Related(Location((*ctx.request.path, field)), value),))


_MOST_SHOWN = 8


class _Range(NamedTuple):
    """A time range in the prompt."""

    span: Span
    text: str


def _ranges(ctx: LintContext, latest: float) -> list[_Range]:
    """Return the time ranges that are about the video itself and end later, in the order of the text."""
    text = ctx.prompt.text
    sources = [mention.tag.span for mention in ctx.bindings.mentions if mention.kind != "image"]
    found = []
    for match in _matches(_RANGES, text):
        span, start, end = Span(*match.span()), _time(match[1]), _time(match[2])
        if start >= end or end <= latest or said_before("HOW_LONG", text[max(span.start - _NEAR, 0) : span.start]):
            continue
        if any(-_NEAR < span.start - each.end < _NEAR or 0 <= each.start - span.end < _NEAR for each in sources):
            continue  # "from 0-12s of @Video1"
        found.append(_Range(span, match[0]))
    return sorted(found)


def _matches(patterns: _Patterns, text: str) -> Iterator[re.Match[str]]:
    lowered = text.lower()
    for words, written in patterns:
        if any(word in lowered for word in words):
            yield from re.finditer(written, text, re.IGNORECASE)


def _time(words: str) -> float:
    minutes, colon, seconds = words.rpartition(":")
    return 60 * float(minutes) + float(seconds) if colon else float(words)


def _field(fields: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    return next((name for name in names if fields.get(name) is not None), None)


def _seconds(value: object) -> float | None:
    """Return the duration that a request asks for; None if the model chooses it or it is unknown."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and re.fullmatch(r"\d{1,3}", value):
        value = int(value)
    return float(value) if isinstance(value, (int, float)) and 0 < value < _LONGEST else None


_LONGEST = 1000


def _is_shape(text: str, start: int, end: int) -> bool:
    """Whether two numbers with a colon are an aspect ratio: words next to them say so, or they are between punctuation marks."""
    before, behind = text[max(start - _NEAR, 0) : start], text[end : end + _NEAR]
    if says("OF_SHAPE", before) or says("OF_SHAPE", behind):
        return True
    return before.rstrip(" ")[-1:] in ("", "\n", "/", "|", ",", ";") and behind.lstrip(" ")[:1] in ("", "\n", "/", "|", ",", ";")


def _other_shape(one: str, other: str) -> bool:
    (a, b), (c, d) = (map(int, each.split(":")) for each in (one, other))
    return a * d != b * c
