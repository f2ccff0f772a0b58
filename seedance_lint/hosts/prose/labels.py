"""What titles, headings, labels and heads of columns call the text that belongs to them."""

import re
from functools import cache

from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.prose.words import DOT_ABOVE, prose_words
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern

_LONGEST_NAME = 24


def prompt_label(label: str) -> bool:
    """Whether words in front of a text call it a prompt, and none that shows how not to write one."""
    words = prose_words()
    is_called = words.prompt_label.search(label) is not None and words.other_label.search(label) is None
    return is_called and not is_wrong(label) and not _is_of_others(label)


def _is_of_others(label: str) -> bool:
    """Whether a label names products of others alone: ``Kling prompt``."""
    return names_others(label) and not names_ours(label)


def numbers_prompt(heading: str) -> bool:
    """Whether a heading numbers a prompt and says what it is of: ``Prompt 3: The pier``."""
    return prose_words().numbered.match(heading) is not None and not is_other(heading) and not _is_of_others(heading)


def leads_to_prompt(sentence: str) -> bool:
    """Whether a sentence leads on to the prompt below it: ``I uploaded both pictures and used this prompt:``."""
    return prose_words().leading_on.search(sentence) is not None and not is_other(sentence) and not _is_of_others(sentence)


def is_just_prompt(label: str) -> bool:
    """Whether words in front of a text call it a prompt and hardly say more: ``Prompt 2``, ``Final prompt``, ``提示词（中文）``."""
    if len(label) > _LONGEST_NAME or not prompt_label(label):
        return False
    word = prose_words().prompt_label.search(label)
    return word is None or not is_ingredient(label[: word.start()])  # "Camera prompts" are words to put into one


def is_one_word(label: str) -> bool:
    """Whether words in front of a text are the word for a prompt alone, with or without a number: ``Prompt``, ``提示词 2``."""
    return _without_number(label) in _words_for_prompts()


def _without_number(label: str) -> str:
    return label.lower().replace(DOT_ABOVE, "").strip(" \t*_:：#`>0123456789.")


@cache
def _words_for_prompts() -> frozenset[str]:
    return frozenset(read_toml("hosts/prose/prose.toml")["labels"]["prompt"])


def is_other(label: str) -> bool:
    """Whether words in front of a text call it something else that is written beside a prompt: a negative one, one for another product."""
    words = prose_words()
    return bool(label) and (
        words.other_label.search(label) is not None or (words.prompt_label.search(label) is not None and _is_of_others(label))
    )


def is_of_still(label: str) -> bool:
    """Whether words in front of a text call it the prompt of a picture: ``Image prompt``, ``Step 1: generate the still``."""
    return prose_words().still_label.search(label) is not None or (is_other(label) and speaks_of_pictures(label))


def is_beside(label: str) -> bool:
    """Whether words in front of a text call it something that is written beside a prompt: a negative one, or a parameter (``Duration``)."""
    return is_other(label) or prose_words().parameter.fullmatch(label) is not None


def parameters_end(text: str, start: int, end: int) -> int:
    """Return where parameters end that follow a label: `` (10s, 9:16)``, `` | Duration: 10s | Ratio: 9:16``; ``start`` if there are none."""
    found = prose_words().parameters.match(text, start, end)
    return start if found is None else found.end()


def is_prompt_with_parameters(label: str) -> bool:
    """Whether words in front of a text call it a prompt, with or without parameters behind: ``Prompt | Duration: 10s | Ratio: 9:16``."""
    if prompt_label(label):
        return True
    found = prose_words().parameters.search(label)
    return found is not None and found.end() == len(label) and prompt_label(label[: found.start()])


def is_request(label: str) -> bool:
    """Whether words in front of a text call it what a person asked for, from which a prompt is made: ``Input``, ``User``."""
    return prose_words().request.fullmatch(label.strip(" \t*_:：`#")) is not None


def is_example(label: str) -> bool:
    """Whether words in front of a text call it an example, and may say of what, or the better of two versions."""
    words = prose_words()
    return words.example_label.match(label) is not None or words.improved.fullmatch(label) is not None


def is_improved(label: str) -> bool:
    """Whether words in front of a text call it the better of two versions: ``Corrected``, ``Good``."""
    return prose_words().improved.fullmatch(label) is not None


def is_of_changes(heading: str) -> bool:
    """Whether a heading says that the changes of one version or of several are below it: ``Changelog``, ``v1.4.0 (2026-03-21)``."""
    return prose_words().changes.fullmatch(heading.strip()) is not None


def is_of_rules(heading: str) -> bool:
    """Whether a heading says that rules are below it for those who write prompts or send them in: ``Quality bar``, ``Contributing``."""
    return prose_words().rules.fullmatch(heading.strip()) is not None


def hands_on(text: str) -> bool:
    """Whether a text tells its reader to give what is below it to an assistant: ``Copy any of these into your agent``."""
    return prose_words().handing.search(text) is not None


def is_wrong(label: str) -> bool:
    """Whether words in front of a text call it a bad example: ``Before (weak)``, ``❌ Bad prompt``."""
    return prose_words().wrong_label.fullmatch(label) is not None


def is_answer(label: str) -> bool:
    """Whether words in front of a body say that it comes back: ``Response example``."""
    return prose_words().answer.fullmatch(label) is not None


def is_about_writing(label: str) -> bool:
    """Whether words in front of a text say that it is about tags, and how they are written: ``Syntax``, ``Template``."""
    return prose_words().about.search(label) is not None


def is_collection(title: str) -> bool:
    """Whether the title of a page calls what is on it prompts: ``Seedance prompt examples``."""
    return prose_words().collection.search(title) is not None


def promises_prompts(heading: str) -> bool:
    """Whether a heading says that several prompts are below it: ``20 prompts``, ``Prompt examples``, ``提示词合集``."""
    words = prose_words()
    return (words.several.search(heading) is not None or words.collection.search(heading) is not None) and not is_other(heading)


def is_collected(title: str) -> bool:
    """Whether the title of a page says that prompts are on it, and none that it teaches to write them: ``Prompts that I like``."""
    words = prose_words()
    if words.collection.search(title) is not None:
        return True
    return words.mentions_several.search(title) is not None and words.lesson.search(title) is None


def is_lesson(title: str) -> bool:
    """Whether the title of a page says that it teaches something: ``How to write prompts``."""
    return prose_words().lesson.search(title) is not None


def promises_examples(title: str) -> bool:
    """Whether the title of a page calls what is on it examples: ``Examples from the community``."""
    return prose_words().examples.search(title) is not None


def cell_context(head: str) -> str | None:
    """Return how to judge the cells of a column: as ``cell``, as ``prose``; None if they are not prompts, whatever they hold."""
    words = prose_words()
    if words.other_label.search(head):
        return None
    if words.prompt_head.search(head):
        return "cell"
    return "prose" if words.example_head.search(head) else None


def is_asset(head: str) -> bool:
    """Whether the head of a column says that the table is one of people, places or things: ``Character``."""
    return prose_words().asset.fullmatch(head) is not None


def is_ingredient(cell: str) -> bool:
    """Whether the first cell of a row says that words are beside it that may go into a prompt: ``Lighting``."""
    return prose_words().ingredient.fullmatch(cell) is not None


def speaks_of_pictures(text: str) -> bool:
    """Whether a text names products that make pictures, or prompts for them."""
    return prose_words().pictures.search(text) is not None


def orders_picture(text: str) -> bool:
    """Whether a text asks for a picture: ``生成一张雨夜的街景``."""
    return prose_words().picture_order.search(text) is not None


@cache
def model_lines() -> Pattern:
    """Return the pattern of a line, or a row of a table, that names the model which made something; its group has what is named."""
    data = read_toml("hosts/prose/prose.toml")["beside"]
    names = "|".join((*data["models"], *data["makers"]))
    return Pattern(rf"^[ \t>*_|`•#-]*(?:{names})[ \t*_`]*[:：|][ \t*_`]*([^\n|]{{2,60}})", re.IGNORECASE | re.MULTILINE)


def names_others(text: str) -> bool:
    """Whether a text names products of others that make videos."""
    return prose_words().rivals.search(text) is not None


def describes(text: str, more_than: int = 0) -> bool:
    """Whether a text has words that say what a prompt is, as the description of a field does, and more than some number of them."""
    return sum(1 for _ in prose_words().describing.finditer(text)) > more_than


def may_be_collected(text: str) -> bool:
    """Whether an item of a list or a paragraph says nothing that is about prompts, fields or files."""
    return not describes(text) and text.lstrip()[:1] not in "\"“「'"
