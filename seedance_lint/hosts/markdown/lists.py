"""The prompts in lists of some: below a heading, or words with a colon, that promises them or examples, on a page about our product."""

from collections.abc import Iterator

from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.markdown.candidates import LONGEST_LABEL
from seedance_lint.hosts.markdown.found import Found
from seedance_lint.hosts.markdown.prose import Table, Unit, WrittenProse, is_code_alone, labelled, without_name, words
from seedance_lint.hosts.markdown.view import View
from seedance_lint.hosts.prose.films import film_words
from seedance_lint.hosts.prose.labels import is_example, is_other, promises_prompts, prompt_label
from seedance_lint.hosts.prose.tags import mentions
from seedance_lint.hosts.prose.verdict import NO
from seedance_lint.hosts.prose.words import count_words, prose_words
from seedance_lint.pattern import Pattern
from seedance_lint.source.source_map import SourceMap

_SHORTEST = 3
"""Items of a list that is one of prompts by what most of them say."""
_MOST = 2 / 3
"""How many of them have a word of film making."""
_LONGEST_PROMISE = 4
"""Words of what promises prompts, and is no sentence that ends in that word."""
_QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』", "«": "»"}
_BOLD_NAME = Pattern(r"(\*\*|__)[^*_\n]{1,40}(?:[:：]\1|\1[ \t]*[:：–—-])[ \t]*\S")
_AROUND_LABEL = " \t*_:：#`>"
_COLONS = (":", "：")


def in_lists(page: View) -> Iterator[Found]:
    """Yield the items of lists of prompts."""
    if not page.outline.is_only_ours:
        return
    for above, items in _lists(page):
        label = _label(page, above, items[0])
        are_promised = promises_prompts(label) and count_words(label) <= _LONGEST_PROMISE
        if is_other(label) or not (are_promised or prompt_label(label) or is_example(label)):
            continue
        texts = [_item(page, item) for item in items]
        may_be = all(is_quoted for _, is_quoted in texts) or (are_promised and not _are_fields(page, items))
        if not may_be or not _are_films([made.value for made, _ in texts]):
            continue
        for made, _ in texts:
            text, place = made.value, made.start(0)
            if mentions(text) or _is_said_to_assistant(text):
                continue
            verdict = page.judge(text, "labelled", place, in_fence=False, why="named", among_many=True)
            if verdict != NO:
                yield Found(made, WrittenProse(made), page.outline.above(place), verdict.passed)


def _lists(page: View) -> Iterator[tuple[Unit | None, list[Unit]]]:
    """Yield the lists of several items, quotes or paragraphs with a name in bold, each with the paragraph above it in its section."""
    above: Unit | None = None
    items: list[Unit] = []
    for unit in (*page.units, None):
        kind = _kind(page, unit)
        if isinstance(unit, Unit) and kind and items and kind == _kind(page, items[-1]) and _is_near(page, items[-1], unit):
            items.append(unit)
            continue
        if len(items) >= _SHORTEST:
            yield above if above is not None and _is_near(page, above, items[0]) else None, items
        if items or not kind:
            above = unit if isinstance(unit, Unit) and not kind else None
        items = [unit] if isinstance(unit, Unit) and kind else []


def _kind(page: View, unit: Unit | Table | None) -> str:
    """Return of what kind of list a piece of prose may be an item; nothing for none."""
    if not isinstance(unit, Unit):
        return ""
    if unit.kind == "paragraph":
        return "named" if _BOLD_NAME.match(page.text, *unit.lines[0]) is not None and without_name(page.text, unit) != unit else ""
    return unit.kind


def _is_near(page: View, first: Unit, second: Unit) -> bool:
    """Whether two pieces of prose are in one section, with no fence between."""
    return page.outline.section(first.start) == page.outline.section(second.start) and "```" not in page.text[first.end : second.start]


def _label(page: View, above: Unit | None, first: Unit) -> str:
    """Return what is above a list: the words with a colon, or else the heading."""
    shown = "" if above is None else page.text[above.start : above.end].strip("* _")
    told = shown if len(shown) < LONGEST_LABEL and shown.endswith(_COLONS) else page.outline.nearest(first.start)
    return told.strip(_AROUND_LABEL)


def _are_fields(page: View, items: list[Unit]) -> bool:
    """Whether several items have a label each, as the parts of one prompt have: ``Camera: slow push in``."""
    named = sum(bool(labelled(page.text, item).label) and page.text[item.start] not in "*_" for item in items)
    return named > (1 - _MOST) * len(items)


def _item(page: View, unit: Unit) -> tuple[SourceMap, bool]:
    """Return what an item says without a name in front of it, and whether all of it is in quotes or a span of code."""
    if unit.kind == "quote":
        return words(page.text, unit), True
    for each in (unit, labelled(page.text, unit), without_name(page.text, unit)):
        shown = page.text[each.start : each.end]
        if _QUOTES.get(shown[:1]) == shown[-1:] or is_code_alone(shown):
            return words(page.text, each), True
    return words(page.text, without_name(page.text, unit)), False


def _are_films(texts: list[str]) -> bool:
    """Whether most of some texts have a word of film making."""
    return sum(film_words(text) > 0 for text in texts) >= _MOST * len(texts)


def _is_said_to_assistant(text: str) -> bool:
    """Whether a text is what a person asks an assistant for, or tells a reader to do: it names our product, or begins with the order of a video."""
    orders = prose_words()
    return names_ours(text) or any(each.match(text) for each in (orders.orders, orders.orders_video, orders.orders_any_video))
