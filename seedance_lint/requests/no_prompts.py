"""Texts under the name of a prompt that nobody sends: forms, fields of a page, orders to a chat, and what a document leaves out."""

from collections.abc import Iterable, Mapping

from seedance_lint.annotations import Any
from seedance_lint.contracts import products
from seedance_lint.hosts.located import Clue, Partial, Row, Template
from seedance_lint.requests.contracts import Contracts
from seedance_lint.requests.field_names import tells_of_video, type_words
from seedance_lint.requests.galleries import MANY_RESULTS
from seedance_lint.requests.glances import has_tag
from seedance_lint.requests.place import Place, is_plain_prompt, speaks_of_us
from seedance_lint.requests.placeholders import (
    asks_a_person,
    asks_about_video,
    is_cut_off,
    is_page_text,
    is_placeholder,
    is_record,
    names_field,
    names_file,
    orders_a_chat,
    orders_by_elements,
    orders_picture,
)

LEFT_OUT = ("...", "…", "……")
"""What a document writes in place of a prompt that it does not show."""
_BLANK = 3
"""Empty texts of an object, the prompt one of them, that make it a form."""


def is_no_prompt(place: Place, text: str) -> bool:
    """Whether a text stands for a prompt that is not shown, tells a chat what to do, or asks a person something where nothing mentions a video."""
    if (
        text in type_words()
        or text in LEFT_OUT
        or names_file(text)
        or orders_by_elements(text)
        or asks_about_video(text)
        or (is_placeholder(text) and (isinstance(place.value, Partial) or place.link is not None or not is_plain_prompt(place.value)))
    ):
        return True
    plan = place.plan
    if not (plan.media or plan.models or has_tag(text)) and (
        (is_cut_off(text) and not isinstance(place.value, Partial))
        or (not place.ours and not any(map(tells_of_video, map(str, place.value))) and orders_picture(text))
    ):
        return True
    has_more = plan.media or plan.ambiguous or plan.mixed or plan.beside or plan.models
    if not has_more and not is_plain_prompt(place.value) and names_field(text) and not has_tag(text) and not is_record(place.value):
        return True
    if not (plan.media or plan.models) and not isinstance(place.value, Row) and is_page_text(place.value, text):
        return True
    speaks = place.ours or plan.media or plan.ambiguous or plan.mixed or plan.beside or plan.models or "@" in text
    if speaks or not (orders_a_chat(text) if isinstance(text, Template) else asks_a_person(text)):
        return False
    return not has_tag(text)  # "the bar in <<<image_2>>>" ends like a question of a terminal


def is_form(prompt: str, value: Mapping[str, Any], around: Iterable[Clue]) -> bool:
    """Whether a mapping of a program has an empty prompt, or one on a page has it among others: ``useState({model: "seedance-2.0", prompt: ""})``.

    Not where something shows that it is sent.
    """
    if prompt.strip() or isinstance(value, Row):
        return False
    if any(isinstance(each, dict) and isinstance(text := each.get("prompt"), str) and text.strip() for each in value.values()):
        return True  # what has the prompts of several products, one in each of its parts
    is_blank = any(clue.kind == "fence" for clue in around) and sum(each == "" for each in value.values()) >= _BLANK
    if not isinstance(value, Partial) and not is_blank:
        return False
    return not any(
        (clue.kind == "argument" and ("://" in clue.text or ("/" in clue.text and products.names_product(clue.text))))
        or (clue.kind == "call" and products.is_place(clue.text))
        for clue in around
    )


def is_unfilled(place: Place, contracts: Contracts) -> bool:
    """Whether a request inside of a file, whose prompt is empty, is a form: nothing in or around it names a model, and nobody said what it is for."""
    return place.link is not None and contracts.chosen is None and not contracts.prompt_names and not speaks_of_us(place)


def lacks_prompt(place: Place, prompt: object) -> bool:
    """Whether an object whose prompt is not a string was meant as a request, and not as a schema, a result or a node of something else."""
    if isinstance(prompt, dict) or place.plan.results >= MANY_RESULTS or (prompt is None and place.plan.results):
        return False
    if isinstance(prompt, list) and prompt and all(isinstance(each, str) for each in prompt) and prompt[0].isdecimal():
        return False  # where the prompt of a workflow is: its node, and the way in it
    if place.ours or (place.link is None and len(place.value) == 1):
        return True
    return any(isinstance(place.value[field.name], (str, list)) for field in place.plan.media)
