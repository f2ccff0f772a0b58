"""The prompts in the front matter and the prose of a page, or the one that it is as a whole."""

from collections.abc import Iterator
from itertools import chain

from seedance_lint.hosts.commands.names import is_prompt, names_ours
from seedance_lint.hosts.markdown.candidates import Candidates
from seedance_lint.hosts.markdown.details import folded, outputs
from seedance_lint.hosts.markdown.fences import called_prompts
from seedance_lint.hosts.markdown.found import Found, Unsure
from seedance_lint.hosts.markdown.prose import Unit, WrittenProse, is_code_alone, words
from seedance_lint.hosts.markdown.view import View
from seedance_lint.hosts.prose.films import has_scene, is_timed_film
from seedance_lint.hosts.prose.labels import hands_on, is_example, is_just_prompt, is_one_word, may_be_collected, names_others, prompt_label
from seedance_lint.hosts.prose.tagged import judge
from seedance_lint.hosts.prose.tags import mentions, with_coded_tags
from seedance_lint.hosts.prose.verdict import NO
from seedance_lint.source.span import Span

BEGINNING = 40
"""Characters in which a prompt says at its beginning which product it is for."""
_AROUND_QUOTED = ' \t\r\n"“”「」『』«»'
_QUOTES = ('"“「『«', '"”」』»')
_QUOTING = ("`", *_QUOTES[0])
_LONGEST_LINE = 200
_BY_PLACE = ("labelled", "listed")
"""How an item of a list is judged that its place makes a prompt."""


def whole(page: View) -> Found | None:
    """Return the prompt that a page is as a whole, below a title that names our product; None for almost every page."""
    if page.blocks or len(page.outline.headings) != 1 or not names_ours(page.outline.title) or not mentions(page.text):
        return None
    pieces = [unit for unit in page.units if isinstance(unit, Unit)]
    below = [unit for unit in pieces if unit.start > page.outline.headings[0].span.start]
    if not below or len(pieces) < len(page.units):
        return None
    made = words(page.text, Unit("paragraph", tuple([line for unit in below for line in unit.lines])))
    if not is_timed_film(made.value):
        return None
    verdict = judge(made.value, "labelled")
    return Found(made, WrittenProse(made), page.outline.above(below[0].start), verdict.passed) if verdict != NO else None


def in_front(page: View) -> Iterator[Found]:
    """Yield the prompt that the front matter of a page about our product holds."""
    if page.front is None or not page.outline.says_ours:
        return
    fields = page.front.fields
    models = [str(value) for name, value in fields.items() if "model" in name.lower()]
    named = any(map(names_ours, models))
    if models and not named and any(map(names_others, models)):
        return
    for key, value in zip(page.front.node.keys, page.front.node.children, strict=True):
        made = value.form.source_map(page.text) if isinstance(value.value, str) and value.form is not None else None
        if made is None or not is_prompt(str(key.value)):
            continue
        verdict = page.judge(made.value, "labelled", 0, in_fence=True, why="named" if named else "only")
        if verdict != NO:
            assert value.form is not None
            yield Found(made, value.form, page.outline.above(0), verdict.passed)


def in_prose(page: View) -> Iterator[Found | Unsure]:
    """Yield the pieces of prose that are prompts, and those that may be beside others."""
    hidden = sorted([*(Span(block.start, block.end) for block in page.blocks), *page.comments])
    quoted = ((unit, "labelled") for unit in folded(page.text, hidden))
    for unit, context in chain(Candidates(page.text, page.units, page.outline, page.cases).all(), quoted):
        if _is_quoted(page, unit) and not is_just_prompt(_label_of(page, unit)) and page.outline.leads_to_prompt(unit.start):
            continue
        if _is_rule(page, unit) or _is_handed_on(page, unit):
            continue
        source_map = words(page.text, unit)
        is_called = (unit.kind != "item" or context in _BY_PLACE or is_code_alone(page.text[unit.start : unit.end])) and (
            unit.kind != "cell" or prompt_label(unit.label)
        )
        is_named = unit.kind in ("line", "paragraph", "quote") and (
            names_ours(unit.label) or (prompt_label(unit.label) and names_ours(source_map.value[:BEGINNING]))
        )
        is_item = unit.kind == "item"
        why = "named" if is_named else "only" if context == "labelled" and not is_item and is_just_prompt(unit.label) else ""
        if why in ("", "only") and context == "labelled" and not is_item and _is_apart(page, unit) and is_one_word(_label_of(page, unit)):
            why = "just"
        is_called = is_called and not (is_item and context in _BY_PLACE and not may_be_collected(source_map.value))
        if unit.kind == "coded":
            is_called, text = False, (with_coded_tags(page.text[unit.start : unit.end]) or "").strip(_AROUND_QUOTED)
        else:
            text = source_map.value
        verdict = page.judge(text, context, unit.start, in_fence=False, why=why) if is_called else judge(text, context)
        if unit.kind == "coded" and not has_scene(text):
            verdict = NO
        found = Found(
            source_map,
            WrittenProse(source_map),
            page.outline.above(unit.start),
            verdict.passed,
            _called_so(page, unit, context) if is_called else "",
        )
        if verdict != NO:
            yield found
        elif found.called and page.outline.is_ours and not mentions(source_map.value) and not _introduces(page, unit, source_map.value):
            yield Unsure(found, unit.start, in_fence=False)


def _is_handed_on(page: View, unit: Unit) -> bool:
    """Whether a quote without tags is in a section that begins with the advice to give what is there to an assistant, and nothing calls it a prompt."""
    if unit.kind != "quote" or mentions(page.text[unit.start : unit.end]) or prompt_label(_label_of(page, unit)):
        return False
    begin = page.outline.section(unit.start)
    return hands_on(page.text[begin : min(unit.start, begin + _FIRST_WORDS)])


_FIRST_WORDS = 400
"""Characters of a section that may say what its texts are for, its heading included."""


def _is_rule(page: View, unit: Unit) -> bool:
    """Whether a text is below a heading of rules, and neither in quotes, as examples are, nor with a label that calls it a prompt."""
    if unit.kind not in ("item", "paragraph") or page.text[unit.start : unit.end].lstrip("-*+ \t")[:1] in _QUOTING:
        return False
    label = _label_of(page, unit)
    return page.outline.tells_rules(unit.start) and not (prompt_label(label) or is_example(label))


def in_outputs(page: View) -> Iterator[Found]:
    """Yield the films that examples of instructions for a chat have as their outputs, on a page about our product, or what is called a prompt in them."""
    if not page.outline.is_ours:
        return
    hidden = sorted([*(Span(block.start, block.end) for block in page.blocks), *page.comments])
    for unit in outputs(page.text, hidden):
        output = words(page.text, unit)
        called = list(called_prompts(output))
        for made in called or ([output] if is_timed_film(output.value) else []):
            verdict = page.judge(made.value, "labelled", unit.start, in_fence=True)
            if verdict != NO:
                yield Found(made, WrittenProse(made), page.outline.above(unit.start), verdict.passed)


def _is_apart(page: View, unit: Unit) -> bool:
    """Whether marks set a text apart from what is around it: it is a quote, or in quotes."""
    return unit.kind == "quote" or (page.text[unit.start] in _QUOTES[0] and page.text[unit.end - 1] in _QUOTES[1])


def _label_of(page: View, unit: Unit) -> str:
    """Return what calls a text a prompt: its label, else the line above it."""
    above = page.text[max(0, unit.start - _LONGEST_LINE) : unit.start].rstrip(" \t\r\n>")
    return unit.label or above[above.rfind("\n") + 1 :].strip(" \t*_:：#")


def _called_so(page: View, unit: Unit, context: str) -> str:
    """Return what a text is called, which others on the page may be called, too."""
    if unit.kind == "cell" or context in ("labelled", "headed", "shown"):
        return "cell" if unit.kind == "cell" else "text"
    is_example = context == "exampled" and unit.kind == "quote" and page.outline.has_examples and names_ours(page.outline.title)
    return "example" if is_example else ""


def _is_quoted(page: View, unit: Unit) -> bool:
    """Whether a text is a quote, or behind a label in one."""
    return unit.kind == "quote" or page.text[page.text.rfind("\n", 0, unit.start) + 1 : unit.start].lstrip().startswith(">")


def _introduces(page: View, unit: Unit, text: str) -> bool:
    """Whether a quote says what is below the headings under the one above it: ``Sorted by date``."""
    return unit.kind == "quote" and not unit.label and page.outline.has_parts(unit.start) and not has_scene(text)
