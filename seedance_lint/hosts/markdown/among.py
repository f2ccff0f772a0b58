"""The texts of a page that are prompts because many others there are: called the same, below the same words, or in a row of headings."""

from collections import Counter
from collections.abc import Iterable, Iterator

from seedance_lint.hosts.markdown.found import Found, Unsure, WrittenFence
from seedance_lint.hosts.markdown.view import View
from seedance_lint.hosts.prose.verdict import NO
from seedance_lint.pattern import Pattern

_SENTENCE = Pattern(r"[.!?。！？](?:\s|[\"”」]|\Z)|[。！？]")
"""The end of a sentence, which a list of key words has none of."""
MANY_PROMPTS = 3
"""Texts of a page that it calls prompts and that read like some, and so make prompts of all others that it calls so."""
_LONG_ROW = 10
"""How many prompts below headings in a row make prompts of the other fences there, whatever those say."""
_CLEARLY = 3
"""How many times as many prompts as other fences are below the headings of one depth on a page that is a row of prompts throughout."""
_SHOWN = 2
"""How many prompts of a section are below summaries, where the others there are, too."""
_HEADING_AND_FENCE = 2
"""Lines above the text of a fence that is right below a heading."""
_CALLED = ("text", "cell", "example")


def among_others(page: View, unsure: list[Unsure], found: list[Found]) -> list[Found]:
    """Return those of the texts that are prompts beside the others that were found."""
    more: list[Found] = []
    for kind in _CALLED:
        if sum(each.called == kind for each in found) >= MANY_PROMPTS:
            more += _among_many(page, [each for each in unsure if each.found.called == kind])
    rest = [each for each in unsure if not each.found.called]
    more += _among_many(page, _below_same_words(page, rest, [*found, *more]))
    more += _in_same_details(page, rest, [*found, *more])
    known = {each.span for each in (*found, *more)}
    return [*more, *_beside_others(page, [each for each in rest if each.found.span not in known], [*found, *more])]


def _among_many(page: View, texts: Iterable[Unsure]) -> Iterator[Found]:
    """Yield those of the texts that are prompts, too, on a page that has many."""
    for found, place, in_fence in texts:
        context = "cell" if found.called == "cell" else "labelled"
        verdict = page.judge(found.made.value, context, place, in_fence=in_fence, why="named", among_many=True)
        if verdict != NO:
            yield found._replace(passed=verdict.passed)


def _below_same_words(page: View, unsure: list[Unsure], found: list[Found]) -> list[Unsure]:
    """Return those fences that are right below a heading with the same words as that of several prompts, which are a third of all such fences, at least."""
    if not unsure:
        return []
    prompts = Counter(_words_above(page, each.span.start) for each in found if isinstance(each.form, WrittenFence))
    others = Counter(_words_above(page, each.place) for each in unsure)
    same = {words for words, count in others.items() if words and prompts[words] >= max(MANY_PROMPTS, count / 2)}
    return [each for each in unsure if _words_above(page, each.place) in same]


def _in_same_details(page: View, unsure: list[Unsure], found: list[Found]) -> Iterator[Found]:
    """Yield those fences right below the summary of an element that are prompts, where others of the section are so shown, and no fewer of them are."""
    if not unsure:
        return
    known = {each.span for each in found}
    prompts = Counter(page.outline.section(each.span.start) for each in found if page.is_below_summary(each.span.start))
    hidden = [each for each in unsure if each.found.span not in known and page.is_below_summary(each.place)]
    others = Counter(page.outline.section(each.place) for each in hidden)
    for each in hidden:
        section = page.outline.section(each.place)
        if prompts[section] < max(_SHOWN, others[section]):
            continue
        verdict = page.judge(each.found.made.value, "collected", each.place, in_fence=True, why="named", among_many=True)
        if verdict != NO:
            yield each.found._replace(passed=verdict.passed)


def _words_above(page: View, place: int) -> str:
    """Return the words of the heading right above a fence; nothing if other words are between the two."""
    lines = [line for line in page.introduction(place).splitlines() if line.strip()]
    return lines[0].strip() if len(lines) == _HEADING_AND_FENCE else ""


def _beside_others(page: View, unsure: list[Unsure], found: list[Found]) -> list[Found]:
    """Return those fences that are under one of several headings in a row below most of which the fence is a prompt."""
    if not unsure:
        return []
    over = Counter(page.outline.over(each.span.start) for each in found if isinstance(each.form, WrittenFence))
    throughout = _rows_throughout(page, unsure, over)
    beside = [
        each
        for each in unsure
        if (over[page.outline.over(each.place)] >= MANY_PROMPTS or page.outline.over(each.place) in throughout)
        and _SENTENCE.search(each.found.made.value) is not None
    ]
    others = Counter(page.outline.over(each.place) for each in beside)
    long_rows = throughout | {heading for heading, count in over.items() if count >= max(_LONG_ROW, others[heading])}
    verdicts = [
        (
            each.found,
            page.judge(each.found.made.value, "labelled", each.place, in_fence=True, why="named", among_many=True)
            if page.outline.over(each.place) in long_rows
            else page.judge(each.found.made.value, "collected", each.place, in_fence=True, among_many=True),
        )
        for each in beside
    ]
    return [each._replace(passed=verdict.passed) for each, verdict in verdicts if verdict != NO]


def _rows_throughout(page: View, unsure: list[Unsure], over: Counter[tuple[int, int] | None]) -> set[tuple[int, int] | None]:
    """Return the headings over fences that are on a page with nothing but prompts, or nearly so, below headings of one depth, in whatever sections."""
    prompts: Counter[int] = Counter()
    for heading, count in over.items():
        prompts[heading[1] if heading is not None else 0] += count
    places = {page.outline.over(each.place) for each in unsure}
    others = Counter(heading[1] for each in unsure if (heading := page.outline.over(each.place)) is not None)
    return {each for each in places if each is not None and prompts[each[1]] >= max(_LONG_ROW, _CLEARLY * others[each[1]])}
