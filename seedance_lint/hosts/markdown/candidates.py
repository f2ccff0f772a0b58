"""Which pieces of prose on a page may be prompts, and what makes them so: a label, a heading, a column, an element, a list of prompts."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.markdown.cases import Cases
from seedance_lint.hosts.markdown.declared import announces
from seedance_lint.hosts.markdown.outline import Outline
from seedance_lint.hosts.markdown.prose import (
    Table,
    Unit,
    after_name,
    in_prompt_element,
    is_code_alone,
    is_in_brackets,
    labelled,
    labelled_lines,
    without_name,
)
from seedance_lint.hosts.prose.films import begins_part, is_shot
from seedance_lint.hosts.prose.labels import (
    cell_context,
    is_about_writing,
    is_asset,
    is_beside,
    is_example,
    is_ingredient,
    is_just_prompt,
    is_of_still,
    is_other,
    is_prompt_with_parameters,
    is_request,
    is_wrong,
    leads_to_prompt,
    numbers_prompt,
    promises_prompts,
    prompt_label,
)
from seedance_lint.hosts.prose.remarks import compares
from seedance_lint.hosts.prose.tags import mentions, with_coded_tags
from seedance_lint.hosts.prose.untagged import goes_on_with_film
from seedance_lint.pattern import Pattern
from seedance_lint.source.span import Span

LONGEST_LABEL = 60

_NOTE = Pattern(r"(\*\*|__)([^*_\r\n]{1,60})(?:[:：]\1|\1[:：])")
_PICTURE = Pattern(
    r"(?:[\s>|·*_]*(?:!?\[(?:!\[[^\[\]\n]{0,200}\]\([^()\n]{1,1000}\)|[^\[\]\n]{0,200})\]\([^()\n]{1,1000}\)"
    r"|</?(?:img|video|br|a|p|source)\b[^<>]{0,1000}>|https?://[^\s<>()]{1,1000}))+[\s*_]*"
)
"""Pictures and links alone."""
_TAGS_ALONE = Pattern(r"(?:\s*</?[a-z][^<>]{0,1000}>)+\s*")
_NO_WORD = Pattern(r"[\W_]*+")
_FENCE = Pattern(r"^[ \t>]*(?:`{3,}|~{3,})", re.MULTILINE)
_PARTING = Pattern(r"^[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|`{3,}.*|~{3,}.*|\|.*)$", re.MULTILINE)
"""A rule, a fence or a table between two paragraphs."""
_OF_ONE = {"paragraph": ("paragraph", "item"), "item": ("item",)}
"""What a prompt may go on with that begins as a paragraph, and as an item."""
_GOING_ON = ("labelled", "shot")
"""How the first paragraph of a prompt of several is judged."""
_SENTENCE = Pattern(r"[。！!？?\n](?=.)|\.[ \t]+|\)[ \t]+")
_CLAUSE = Pattern(r"[,，。；;]")
_ARROWS = tuple("→↳➜")
_COLONS = (":", "：")
_STOPS = tuple(".。；;，,")
_MOST_PARTS = 30
"""Paragraphs of one prompt behind its label."""
_LONGEST_LINE = 200
_AROUND_QUOTE = " \t\r\n>"
_AROUND_LABEL = " \t*_:：#`>"
_FIELD_AND_VALUE = 2
"""Columns of a table that says in each row what a field is."""


class Candidates:
    """The pieces of prose of a page that may be prompts."""

    def __init__(self, text: str, pieces: list[Unit | Table], outline: Outline, cases: Cases) -> None:
        """Take the pieces of prose in their order."""
        self.text, self._pieces, self.outline, self._cases = text, pieces, outline, cases
        self._sections = outline.sections

    def all(self) -> Iterator[tuple[Unit, str]]:
        """Yield the pieces of prose that may be prompts, and how to judge them."""
        called = example = False  # the words right before call what comes next a prompt, or an example
        exampled = noted = False  # … and the list that goes on is one of examples; … something else
        section: list[Unit] = []  # what is under a heading that calls it a prompt: one, however many paragraphs it has
        headed = last = passed = 0
        for number, unit in enumerate(self._pieces):
            if number < passed:
                continue
            if isinstance(unit, Table):
                yield from _cells(self.text, unit)
                called = example = False
                continue
            if _PICTURE.fullmatch(self.text, unit.start, unit.end) or _TAGS_ALONE.fullmatch(self.text, unit.start, unit.end):
                continue
            above = bisect_left(self._sections, unit.start)
            inside = _without_stop(self.text, labelled(self.text, unit))
            is_label = self._is_label(unit)
            begins = prompt_label(inside.label)
            if above != headed:
                yield from self._whole(section)
                section = []
                headed, noted = above, False
                heading = self.outline.nearest(unit.start)
                called = above > 0 and (prompt_label(heading) or numbers_prompt(heading) or self._shows_case(unit, above))
                example = above > 0 and is_example(heading.lstrip("#"))
            if (called or example) and self._has_fence(max(last, self._sections[above - 1] if above else 0), unit.start):
                called = example = False  # it is what the words were about
            elif section and (begins or is_label or not self._goes_on(section, unit)):
                yield from self._whole(section)
                called = len(section) > 0 and begins and unit.kind != "quote"
                section = []
            is_first = called and above and (self._sections[above - 1] > last or begins) and not is_label
            if section or (is_first and unit.kind != "quote" and (begins or not self._is_note(unit)) and not self._begins_list(number)):
                section.append(inside if begins else unit)
                called = example = False
            elif is_label:
                called, example = True, False
            else:
                noted = noted if unit.kind == "item" else self._names_something(unit)
                is_list = unit.kind == "item" and not noted and self._promises_prompts(unit)
                exampled = example or (exampled and unit.kind == "item")
                coded = self._with_coded_tags(inside, example=exampled)
                found = (
                    [(coded, "coded tags")]
                    if coded
                    else list(
                        self._candidate(
                            unit,
                            inside,
                            called=called or self._is_led_to(number),
                            example=example,
                            is_list=is_list,
                        )
                    )
                )
                if found and found[-1][1] in _GOING_ON and unit.kind in ("paragraph", "item") and found[-1][0].kind == unit.kind:
                    joined, passed = self._with_what_goes_on(found[-1][0], number)
                    found[-1] = (joined, found[-1][1])
                yield from found
                called, example = False, self._is_example_label(unit)
            last = unit.end
        yield from self._whole(section)

    def _is_led_to(self, number: int) -> bool:
        """Whether the last sentence of the paragraph above leads on to a text with tags as a prompt; pictures between the two do not matter."""
        unit = self._pieces[number]
        if not isinstance(unit, Unit) or unit.kind not in ("paragraph", "quote") or not self.outline.is_ours:
            return False
        while number and mentions(self.text[unit.start : unit.end]):
            number -= 1
            above = self._pieces[number]
            if not isinstance(above, Unit) or above.kind != "paragraph" or self._has_fence(above.end, unit.start):
                break
            if not _PICTURE.fullmatch(self.text, above.start, above.end):
                last = _SENTENCE.split(self.text[above.start : above.end].rstrip())[-1]
                is_near = bisect_left(self._sections, above.start) == bisect_left(self._sections, unit.start)
                return is_near and not mentions(last) and leads_to_prompt(last)
        return False

    def _has_fence(self, start: int, end: int) -> bool:
        return _FENCE.search(self.text, start, end) is not None

    def _is_label(self, unit: Unit) -> bool:
        """Whether a piece of prose is nothing but the words that call what is below it a prompt."""
        shown = self.text[unit.start : unit.end]
        if len(shown) >= LONGEST_LABEL or mentions(shown) or not is_prompt_with_parameters(shown.strip(_AROUND_LABEL)):
            return False
        is_marked = shown.rstrip("* _")[-1:] in _COLONS or (shown[:2] == shown[-2:] == "**")
        return unit.kind != "item" or is_marked or is_just_prompt(shown.strip(_AROUND_LABEL))

    def _is_example_label(self, unit: Unit) -> bool:
        shown = self.text[unit.start : unit.end]
        is_alone = shown.rstrip("* _")[-1:] in ":：" or (shown[:2] == shown[-2:] == "**")
        return len(shown) < LONGEST_LABEL and is_alone and is_example(shown.strip(_AROUND_LABEL))

    def _names_something(self, unit: Unit) -> bool:
        """Whether a piece of prose is the name of what is below it, and no prompt: ``**Notes:**``."""
        shown = self.text[unit.start : unit.end]
        return len(shown) < LONGEST_LABEL and (shown.rstrip("* _")[-1:] in ":：" or shown[:2] == shown[-2:] == "**")

    def _begins_list(self, number: int) -> bool:
        """Whether a list of prompts begins with a piece: items, each as long as one, below a heading that promises several."""
        unit = self._pieces[number]
        follower = self._pieces[number + 1] if number + 1 < len(self._pieces) else None
        if not isinstance(unit, Unit) or not isinstance(follower, Unit) or unit.kind != "item" or follower.kind != "item":
            return False
        return self._promises_prompts(unit) and not mentions(self.text[unit.start : follower.end])

    def _promises_prompts(self, unit: Unit) -> bool:
        return self.outline.is_ours and (self.outline.is_collection or promises_prompts(self.outline.nearest(unit.start)))

    def _with_what_goes_on(self, unit: Unit, number: int) -> tuple[Unit, int]:
        """Return a prompt that a label begins with the paragraphs that go on with it, and the number of the piece behind them."""
        lines, end, kind = list(unit.lines), unit.end, unit.kind
        opener = self._pieces[number if unit.label or not number else number - 1]
        is_apart = isinstance(opener, Unit) and (bool(unit.label) or self._is_label(opener)) and is_in_brackets(self.text, opener)
        for at in range(number + 1, min(number + _MOST_PARTS, len(self._pieces))):
            piece = self._pieces[at]
            if not isinstance(piece, Unit) or piece.kind not in _OF_ONE[kind] or not self._is_more(end, piece):
                return unit._replace(lines=tuple(lines)), at
            if is_apart and is_in_brackets(self.text, piece):
                return unit._replace(lines=tuple(lines)), at
            lines += piece.lines
            end = piece.end
        return unit._replace(lines=tuple(lines)), min(number + _MOST_PARTS, len(self._pieces))

    def _is_more(self, end: int, piece: Unit) -> bool:
        shown, between = self.text[piece.start : piece.end], self.text[end : piece.start]
        if _PARTING.search(between) or bisect_right(self._sections, end) != bisect_right(self._sections, piece.start):
            return False
        label = labelled(self.text, piece).label
        if self._is_note(piece) or self._is_label(piece) or prompt_label(label) or is_other(label) or announces(label) or shown[0] == "`":
            return False
        return goes_on_with_film(shown)

    def _candidate(self, unit: Unit, inside: Unit, *, called: bool, example: bool, is_list: bool) -> Iterator[tuple[Unit, str]]:
        """Yield a piece of prose if it may be a prompt. ``inside`` is it without its label."""
        shown = self.text[unit.start : unit.end]
        if len(unit.lines) > 1 and names_ours(shown):
            yield from (
                (line, "labelled") for line in labelled_lines(self.text, unit) if prompt_label(line.label) and names_ours(line.label)
            )
        is_for_us = self.outline.is_ours or (prompt_label(inside.label) and names_ours(shown))
        if (not mentions(shown) and not is_for_us) or (unit.kind == "quote" and self._is_below_something_else(unit)):
            return
        if len(unit.lines) > 1 and is_beside(inside.label):
            yield from ((line, "labelled") for line in labelled_lines(self.text, unit) if prompt_label(line.label))
        element = in_prompt_element(self.text, unit)
        named = after_name(self.text, unit) or self._after_words(unit, inside)
        if element is not None:
            yield element, "labelled"
        elif named is not None and is_code_alone(self.text[named.start : named.end]) and not is_other(named.label):
            yield named, ("exampled" if unit.kind == "paragraph" and self.outline.has_examples else "coded item")
        elif not is_other(inside.label):
            yield from self._by_label(unit, inside, called=called, example=example, is_list=is_list)

    def _is_below_something_else(self, unit: Unit) -> bool:
        """Whether the line in front of a piece of prose calls it a bad example, or what is beside prompts: ``Append this line to every prompt:``."""
        before = self.text[max(0, unit.start - _LONGEST_LINE) : unit.start].rstrip(_AROUND_QUOTE)
        line = before[before.rfind("\n") + 1 :].strip("*_ ")
        label = line.strip(_AROUND_LABEL)
        return len(label) < LONGEST_LABEL and (line[-1:] in (":", "：") or before[-2:] == "**") and (is_wrong(label) or is_other(label))

    def _after_words(self, unit: Unit, inside: Unit) -> Unit | None:
        """Return an item of a page about our product without the words and the colon in front of a span of code: ``Another city: `@Image2 …```.

        So may a paragraph be, if these words are in bold.
        """
        is_named = unit.kind == "item" or (unit.kind == "paragraph" and self.text[unit.start] in "*_")
        if not is_named or not inside.label or not self.outline.is_ours or compares(self.text[unit.start : unit.end]):
            return None
        says_more = is_about_writing(inside.label) or prompt_label(inside.label) or is_example(inside.label)
        return None if says_more else inside

    def _with_coded_tags(self, inside: Unit, *, example: bool) -> Unit | None:
        """Return a piece that is called an example on a page about our product, if its tags are in spans of code, as nothing else of it is."""
        if not (example or is_example(inside.label)) or not self.outline.is_ours or is_other(inside.label):
            return None
        return inside._replace(kind="coded") if with_coded_tags(self.text[inside.start : inside.end]) is not None else None

    def _by_label(self, unit: Unit, inside: Unit, *, called: bool, example: bool, is_list: bool) -> Iterator[tuple[Unit, str]]:
        shown = self.text[unit.start : unit.end]
        is_named = prompt_label(inside.label)
        has_tags = mentions(shown)
        if is_list and not has_tags and not is_named and shown[0] != "`":
            yield without_name(self.text, unit), "listed"
        elif is_named or (called and not self._is_note(unit)):
            yield (inside if is_named else unit), "labelled"
        elif is_code_alone(shown) and not (unit.kind == "item" and len(shown) < LONGEST_LABEL):
            alone = "exampled" if self.outline.has_examples or example else "fence" if len(shown) > LONGEST_LABEL else "quote"
            yield unit, ("coded item" if unit.kind == "item" else alone)
        elif unit.kind == "quote" or (unit.kind == "item" and shown[0] != "`" and not (inside.label and shown[0] in "*_")):
            is_shown = (example or self._is_example(unit)) and not has_tags and unit.kind == "quote"
            yield unit, ("exampled" if is_shown else "quote" if unit.kind == "quote" else "prose")
        elif is_example(inside.label) and (is_code_alone(self.text[inside.start : inside.end]) or not has_tags):
            yield inside, "exampled"
        elif unit.kind == "paragraph" and example and not has_tags:
            yield unit, "exampled"
        elif unit.kind == "paragraph" and self._is_quoted(inside := self._without_remark(inside)) and self.outline.says_ours:
            if not is_request(inside.label):
                yield inside, "labelled"
        elif unit.kind == "paragraph" and (has_tags or self._collects()) and self._is_alone(unit):
            yield unit, ("section" if has_tags else "collected")
        elif unit.kind == "paragraph" and has_tags and self.outline.is_ours and cell_context(self.outline.nearest(unit.start)) == "cell":
            yield unit, "section"
        elif unit.kind == "paragraph" and not _is_named(inside) and self.outline.tells_shots and is_shot(self.outline.nearest(unit.start)):
            yield unit, ("section" if has_tags else "shot")

    def _is_example(self, unit: Unit) -> bool:
        """Whether a piece of prose is under one of the headings of a page whose title calls what is on it examples for our product."""
        return names_ours(self.outline.title) and self.outline.has_examples and bisect_left(self._sections, unit.start) > 1

    def _whole(self, section: list[Unit]) -> Iterator[tuple[Unit, str]]:
        """Yield what is under a heading that calls it a prompt, or above what was made of it."""
        if section:
            above = bisect_left(self._sections, section[0].start)
            unit = Unit("paragraph", tuple([line for unit in section for line in unit.lines]))
            yield unit, "shown" if above and self._shows_case(section[0], above) else "headed"

    def _collects(self) -> bool:
        return self.outline.is_collection and not self.outline.calls_prompts

    def _without_remark(self, inside: Unit) -> Unit:
        """Return a piece of prose without the lines at its end that an arrow begins, which say where to read on."""
        lines = inside.lines
        while len(lines) > 1 and self.text[lines[-1].start : lines[-1].end].lstrip()[:1] in _ARROWS:
            lines = lines[:-1]
        return inside._replace(lines=lines)

    def _is_quoted(self, inside: Unit) -> bool:
        """Whether all that follows a name in bold is in quotes, as a prompt is that is shown."""
        shown = self.text[inside.start : inside.end]
        return bool(inside.label) and len(shown) > LONGEST_LABEL and shown[0] in '"“' and shown[-1] in '"”' and shown.count(shown[0]) < 3

    def _is_alone(self, unit: Unit) -> bool:
        """Whether a paragraph is all that a section of a page about our product holds."""
        above = bisect_right(self._sections, unit.start)
        if not above or not self.outline.is_ours:
            return False
        end = self._sections[above] if above < len(self._sections) else len(self.text)
        return (
            _NO_WORD.fullmatch(self.text, self.outline.headings[above - 1].span.end, unit.start) is not None
            and _NO_WORD.fullmatch(self.text, unit.end, end) is not None
        )

    def _shows_case(self, unit: Unit, above: int) -> bool:
        """Whether a paragraph is the first thing in a section that shows below it what was made of it."""
        end = self._sections[above] if above < len(self._sections) else len(self.text)
        return self.outline.is_ours and unit.kind == "paragraph" and self._cases.follow(unit.end, end)

    def _goes_on(self, section: list[Unit], unit: Unit) -> bool:
        """Whether a piece of prose belongs to the prompt before it: no fence between, and no label in bold in front that names something else."""
        between = self.text[section[-1].end : unit.start]
        return unit.kind != "quote" and "```" not in between and "~~~" not in between and not self._is_note(unit)

    def _is_note(self, unit: Unit) -> bool:
        """Whether a name in bold is in front of a piece of prose, and not the number of a shot or a time: ``**Shot 2:**``."""
        named = _NOTE.match(self.text, unit.start, unit.end)
        return named is not None and not begins_part(named[2])


def _without_stop(text: str, inside: Unit) -> Unit:
    """Return a piece of prose without the full stop behind it that is one span of code: it ends the sentence of the page."""
    *lines, last = inside.lines
    shown = text[inside.start : last.end].rstrip()
    if not inside.label or shown[-1:] not in _STOPS or shown[:1] != "`" or shown.count("`") != 2 or shown[-2] != "`":
        return inside
    return inside._replace(lines=(*lines, Span(last.start, inside.start + len(shown) - 1)))


def _is_named(inside: Unit) -> bool:
    """Whether a piece of prose has a label in front, and not the beginning of a sentence with a colon."""
    return bool(inside.label) and _CLAUSE.search(inside.label) is None


def _cells(text: str, table: Table) -> Iterator[tuple[Unit, str]]:
    if len(table.heads) == _FIELD_AND_VALUE and not any(map(cell_context, table.heads)):
        yield from _values(text, table)
        return
    contexts = [cell_context(head) for head in table.heads]
    are_assets = any(map(is_asset, table.heads))
    if not any(map(is_ingredient, table.heads)):
        contexts = ["named cell" if is_just_prompt(head) else context for head, context in zip(table.heads, contexts, strict=True)]
    for row in table.rows:
        are_parts = are_assets or (len(row) > 1 and contexts[0] is None and _names_no_video(text[slice(*row[0])]))
        for cell, context, head in zip(row, contexts, table.heads, strict=False):
            if context is not None and cell.start < cell.end and not (are_parts and not mentions(text[slice(*cell)])):
                yield Unit("cell", (cell,), head), context


def _names_no_video(cell: str) -> bool:
    """Whether the first cell of a row says that beside it are words that go into a prompt, or one of a picture: ``Lighting``, ``Cover``."""
    return is_ingredient(cell) or is_of_still(cell)


def _values(text: str, table: Table) -> Iterator[tuple[Unit, str]]:
    """Yield the second cell of each row of two whose first calls it a prompt."""
    for row in table.rows:
        if len(row) == _FIELD_AND_VALUE and row[1].start < row[1].end:
            name = text[slice(*row[0])].strip(_AROUND_LABEL)
            if prompt_label(name) and not is_other(name):
                yield Unit("cell", (row[1],), name), "cell"
