"""Which text of an object is its prompt, for any provider; None where nobody would send it."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from seedance_lint.annotations import Any
from seedance_lint.contracts import products
from seedance_lint.contracts.surroundings import version_of
from seedance_lint.diagnostics.violation import Path
from seedance_lint.hosts.located import Clue, Partial, Row, Template
from seedance_lint.records import NamedTuple
from seedance_lint.requests.contracts import Contracts
from seedance_lint.requests.field_names import (
    content_names,
    data,
    gallery_texts,
    holds_another,
    holds_page_texts,
    is_answer,
    is_finished,
    is_of_picture,
    is_prompt_of_video,
    languages,
    names_language,
    plain,
    prompt_lists,
    shows_picture,
    tells_of_video,
    texts_beside_model,
    type_words,
)
from seedance_lint.requests.galleries import MANY_RESULTS, holds_prompt
from seedance_lint.requests.graph import makes_pictures
from seedance_lint.requests.media import has_files, may_have_text, text_part, typed_parts
from seedance_lint.requests.placeholders import (
    asks_a_person,
    asks_about_video,
    describes_fields,
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
from seedance_lint.requests.shapes import Plan

LEFT_OUT = ("...", "…", "……")
"""What a document writes in place of a prompt that it does not show."""
_BLANK = 3
"""Empty texts of an object, the prompt one of them, that make it a form."""

Link = tuple[Any, str | int] | None
"""A path as a chain, last part first: walking 100,000 levels down must not copy a path at each."""


class Place(NamedTuple):
    """One object on the way, what its names say, whether it names our product (None: it names none), and the object around it."""

    value: dict[str, Any]
    link: Link
    plan: Plan
    ours: bool | None
    outer: "Place | None"


class Seen(NamedTuple):
    """A request whose contract is not known yet. ``path`` leads from its object to the prompt; ``silent``: it has none and needs none."""

    prompt: str
    path: Path
    silent: bool = False


def all_seen(place: Place, contracts: Contracts, speaks: Callable[[], bool]) -> list[Seen]:
    """Return the prompt of the request that an object is, and the same in other languages; nothing if it is not a request.

    ``speaks``: whether the whole value is about our product, which is asked only where no object around a prompt names any.
    """
    first = _seen(place, contracts, speaks)
    if first is None:
        return list(_seen_in_other_ways(place, speaks))
    others = [name for name in place.plan.prompts if name != first.path[0] and names_language(name)]
    texts = [(name, place.value[name]) for name in others]
    return [first, *[Seen(text, (name,)) for name, text in texts if isinstance(text, str) and not _is_no_prompt(place, text)]]


def _seen_in_other_ways(place: Place, speaks: Callable[[], bool]) -> Iterator[Seen]:
    """Yield the prompts of an object that none of its names says to be one: in several languages, in a list, as the text of an entry of a gallery."""
    lists = [name for name in prompt_lists() if isinstance(place.value.get(name), list)]
    texts = [name for name in gallery_texts() if isinstance(place.value.get(name), str)]
    has_prompt = bool(place.plan.prompts) or holds_prompt(place.value)
    is_prompt = not has_prompt and is_in_list_of_prompts(place.link)
    is_entry = is_prompt or (place.plan.results > 0 and not has_prompt)
    if not (lists or (texts and is_entry) or place.plan.prompts or place.plan.content):
        return
    named = _speaks_of_us(place)
    if not (speaks() if named is None else named):
        if named is None and is_entry:  # a tag says as much as the name
            yield from (Seen(text, (name,)) for name in texts if has_tag(text := place.value[name]) and _is_scene(text))
        return
    yield from _seen_by_language(place)
    yield from (Seen(text, (name, index)) for name in lists for index, text in enumerate(place.value[name]) if _is_scene(text))
    if is_entry:
        is_for_us = is_prompt and bool(place.ours) and bool(place.plan.models)
        yield from (
            Seen(text, (name,)) for name in texts if _is_scene(text := place.value[name]) or (is_for_us and _is_text_of_prompt(place, text))
        )


def is_form(request: Seen, value: Mapping[str, Any], around: Iterable[Clue]) -> bool:
    """Whether a mapping of a program has an empty prompt, or one on a page has it among others: ``useState({model: "seedance-2.0", prompt: ""})``.

    Not where something shows that it is sent.
    """
    if request.silent or request.prompt.strip() or isinstance(value, Row):
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


def is_in_list_of_prompts(link: Link) -> bool:
    """Whether an object is an item of a list that is called after prompts: ``"prompts": [{"label": …, "text": …}]``."""
    return link is not None and isinstance(link[1], int) and link[0] is not None and link[0][1] in prompt_lists()


def _is_text_of_prompt(place: Place, text: str) -> bool:
    """Whether a text beside a model of ours, in a list of prompts, is one: a sentence without anything to fill in."""
    from seedance_lint.hosts.prose.slots import slots

    is_sentence = " " in text.strip() or not text.isascii()
    return is_sentence and not isinstance(text, Template) and not _is_no_prompt(place, text) and not slots(text, ())


def has_tag(text: str) -> bool:
    """Whether a text has anything that may be a tag: a glance, whose words are loaded where somebody asks."""
    from seedance_lint.hosts.prose.tags import mentions

    return mentions(text)


def has_scene(text: str) -> bool:
    """Whether a text has a word of people who make films."""
    from seedance_lint.hosts.prose.films import has_scene

    return has_scene(text)


def is_scenic(text: str) -> bool:
    """Whether a text has as many words of people who make films as its length asks for."""
    from seedance_lint.hosts.prose.films import is_scenic

    return is_scenic(text)


def _is_scene(text: object) -> bool:
    """Whether a value reads like a film, where nothing calls it a prompt."""
    if not isinstance(text, str) or isinstance(text, Template):
        return False
    from seedance_lint.hosts.prose.untagged import reads_like_film

    return reads_like_film(text)


def _seen_by_language(place: Place) -> Iterator[Seen]:
    """Yield the texts of a prompt that is an object of languages, as collections have it: ``"prompt": {"en": …, "zh": …}``."""
    names = (*place.plan.prompts, *((content_names().name,) if place.plan.content else ()))
    for name in names:
        texts = place.value[name]
        if isinstance(texts, dict) and texts and all(isinstance(key, str) and plain(key) in languages() for key in texts):
            yield from (
                Seen(text, (name, key)) for key, text in texts.items() if isinstance(text, str) and text and not _is_no_prompt(place, text)
            )


def _speaks_of_us(place: Place) -> bool | None:
    """Whether the nearest object that names a product, from a request outwards, names ours; None if none does."""
    here: Place | None = place
    while here is not None:
        if here.ours is not None:
            return here.ours
        here = here.outer
    return None


def _seen(place: Place, contracts: Contracts, speaks: Callable[[], bool]) -> Seen | None:
    """Return the prompt of the request that an object is, of any provider; None if it is not one."""
    value, _, plan, ours, _ = place
    if plan.prompts and describes_fields(value):
        return None
    if not plan.media and not plan.models and (plan.evaluates or (place.link is not None and holds_page_texts(place.link[1], value))):
        return None
    if (
        place.outer is not None
        and place.link is not None
        and place.link[0] is place.outer.link
        and is_answer(place.outer.value, str(place.link[1]))
    ):
        return None
    is_of_another = shows_picture(value) or (not plan.ambiguous and (is_of_picture(value) or holds_another(_holder(place), value)))
    if plan.prompts and not plan.media and is_of_another and not _names_our_model(place):
        return None
    names = plan.prompts
    if contracts.prompt_names:
        names = (*(name for name in contracts.prompt_names if name in value), *names)
    is_ours = _speaks_of_us(place) if names else False
    for name in names:
        is_known = name == "prompt" or name in contracts.prompt_names or products.speaks_of_us(name)
        if not is_known and not ((speaks() or _makes_video(place, name)) if is_ours is None else is_ours):
            continue
        prompt = value[name]
        if isinstance(prompt, str):
            if not prompt.strip() and not (plan.models or plan.media or (is_known and not _is_unfilled(place, contracts))):
                continue  # a form that is to be filled in: ``"final_prompt": ""``
            if name == "prompt" and ours and (other := _other_text(value, plan, prompt)) is not None:
                return other
            return None if _is_no_prompt(place, prompt) else Seen(prompt, (name,))
        if isinstance(prompt, dict) and ours and isinstance(prompt.get("text"), str):
            return Seen(prompt["text"], (name, "text"))
        if isinstance(prompt, list) and ours and (part := _text_in(prompt)) is not None:
            return Seen(prompt[part[0]][part[1]], (name, *part))
        if isinstance(prompt, list) and ours and typed_parts(prompt) is not None:
            return None  # pictures alone, for a client that takes these as a prompt
        if name == names[0] and _lacks_prompt(place, prompt):
            return Seen("", (name,))
    said = _said(value, plan) if ours else None
    if said is not None:
        return said
    parts = typed_parts(value.get(content_names().name)) if plan.content else None
    if (
        parts is not None
        and (_is_message_to_us(place) if "role" in value else not _is_answer_of_chat(place))
        and (has_files(parts) or ours or _names_earlier(value, plan))
    ):
        index = text_part(parts)
        content = content_names()
        if index is not None and is_placeholder(parts[index][content.text]):
            return None
        if index is not None:
            return Seen(parts[index][content.text], (content.name, index, content.text))
        if ours and not (may_have_text(parts) or is_finished(value) or _is_for_prompt_outside(place)):
            return Seen("", (content.name,), silent=True)
    return _of_node(value) if ours and "widgets_values" in value and not makes_pictures(value) else None


def _holder(place: Place) -> str:
    """Return the name of what holds an object, itself or in a list; empty if there is none."""
    link = place.link
    while link is not None and isinstance(link[1], int):
        link = link[0]
    return link[1] if link is not None and isinstance(link[1], str) else ""


def _names_our_model(place: Place) -> bool:
    """Whether an object names a model, and that may be ours."""
    models = [place.value[name] for name in place.plan.models]
    return any(type(model) is not str or products.is_ours(model) for model in models)


def _makes_video(place: Place, name: str) -> bool:
    """Whether a mapping of a program has a text under a name of prompts, and something that only requests for videos have.

    For whose product that is, the rest of the program tells.
    """
    value = place.value
    text = value[name]
    if not isinstance(value, Partial) or isinstance(value, Row) or not isinstance(text, str) or names_field(text):
        return False
    if (place.plan.media or place.plan.ambiguous) and is_prompt_of_video(name):
        return True
    return any(map(tells_of_video, (*value, *value.unknown)))


def _is_for_prompt_outside(place: Place) -> bool:
    """Whether a part of a request has only the files of it, and the object around it the prompt: ``{"prompt": …, "metadata": {"content": […]}}``."""
    outer = place.outer
    return outer is not None and is_container(outer, place) and any(isinstance(outer.value[name], str) for name in outer.plan.prompts)


def _is_unfilled(place: Place, contracts: Contracts) -> bool:
    """Whether a request inside of a file, whose prompt is empty, is a form: nothing in or around it names a model, and nobody said what it is for."""
    return place.link is not None and contracts.chosen is None and not contracts.prompt_names and not _speaks_of_us(place)


def _text_in(prompt: list[Any]) -> tuple[int, str] | None:
    """Return where the text is among the typed parts that some clients take as a prompt: ``[{type: "text", content: "…"}, …]``."""
    content = content_names()
    for index, part in enumerate(typed_parts(prompt) or ()):
        if isinstance(part, dict) and part["type"] == content.text:
            return next(((index, name) for name in (content.text, content.name) if isinstance(part.get(name), str)), None)
    return None


def _other_text(value: Mapping[str, Any], plan: Plan, prompt: str) -> Seen | None:
    """Return the text among the typed files of a request, where it is another one than its prompt: the files are for that."""
    content = content_names()
    parts = typed_parts(value.get(content.name)) if plan.content else None
    index = text_part(parts) if parts is not None and has_files(parts) else None
    if parts is None or index is None or parts[index][content.text] == prompt or is_placeholder(parts[index][content.text]):
        return None
    return Seen(parts[index][content.text], (content.name, index, content.text))


def _is_message_to_us(place: Place) -> bool:
    """Whether a message of a user is for a model of ours, which some gateways take in this form."""
    outer = place.outer
    if place.value.get("role") != "user" or outer is None or not outer.ours:
        return False
    models = [outer.value[name] for name in outer.plan.models if isinstance(outer.value[name], str)]
    return any(products.is_ours(model) and version_of(model) is not None for model in models)


def _is_answer_of_chat(place: Place) -> bool:
    """Whether a mapping of a program is the message of an answer, whose role comes from elsewhere: ``message: {...message, content: […]}``."""
    value = place.value
    is_message = place.link is not None and place.link[1] in data()["answers"]["messages"]
    return is_message and isinstance(value, Partial) and (value.open or "role" in value.unknown)


def _names_earlier(value: Mapping[str, Any], plan: Plan) -> bool:
    """Whether an object names a model before those that are described here, which Ark is asked in the same form."""
    return any(isinstance(value[name], str) and products.is_earlier(value[name]) for name in plan.models)


def _said(value: Mapping[str, Any], plan: Plan) -> Seen | None:
    """Return the prompt that has the name of a part of a request, beside the model: ``{"model": "seedance-2.0", "input": "A kite."}``."""
    for name in texts_beside_model():
        text = value.get(name)
        if not plan.models or plan.prompts or not isinstance(text, str) or text.lstrip().startswith(("{", "[")):
            continue
        if " " in text.strip() or not text.isascii():  # not every script has blanks between its words
            return Seen(text, (name,))
    return None


def _is_no_prompt(place: Place, text: str) -> bool:
    """Whether a text stands for a prompt that is not shown, tells a chat what to do, or asks a person something where nothing mentions a video."""
    if (
        text in type_words()
        or text in LEFT_OUT
        or names_file(text)
        or orders_by_elements(text)
        or asks_about_video(text)
        or (is_placeholder(text) and (isinstance(place.value, Partial) or not is_plain_prompt(place.value)))
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


def _of_node(value: Mapping[str, Any]) -> Seen | None:
    """Return the prompt of a node as the page of ComfyUI saves it: the first of its values that reads like one."""
    values = value["widgets_values"]
    items = enumerate(values) if isinstance(values, list) else values.items() if isinstance(values, dict) else ()
    for key, text in items:
        if isinstance(text, str) and (" " in text.strip() or "@" in text or not text.isascii()) and not _is_choice(text):
            return Seen(text, ("widgets_values", key))
    return None


def _is_choice(text: str) -> bool:
    """Whether a value of a node is a model, as "Seedance 2.0 Fast" is, and no prompt."""
    return len(text) < 40 and products.speaks_of_us(text) and "@" not in text


def _lacks_prompt(place: Place, prompt: object) -> bool:
    """Whether an object whose prompt is not a string was meant as a request, and not as a schema, a result or a node of something else."""
    if isinstance(prompt, dict) or place.plan.results >= MANY_RESULTS or (prompt is None and place.plan.results):
        return False
    if isinstance(prompt, list) and prompt and all(isinstance(each, str) for each in prompt) and prompt[0].isdecimal():
        return False  # where the prompt of a workflow is: its node, and the way in it
    if place.ours or (place.link is None and len(place.value) == 1):
        return True
    return any(isinstance(place.value[field.name], (str, list)) for field in place.plan.media)


def path_of(link: Link) -> Path:
    """Return the path that a link ends."""
    if link is None:
        return ()
    parts: list[str | int] = []
    while link is not None:
        link, part = link
        parts.append(part)
    return tuple(reversed(parts))


def is_plain_prompt(value: Mapping[str, Any]) -> bool:
    """Whether an object is a prompt alone, as a text file is."""
    return len(value) == 1


def whole(place: Place) -> Iterator[Place]:
    """Yield the objects of one request, from the one with the prompt outwards."""
    here: Place | None = place
    while here is not None:
        yield here
        here = here.outer if here.outer is not None and is_container(here.outer, here) else None


def is_container(outer: Place, inside: Place) -> bool:
    """Whether an object is a nested part of the one around it that belongs to the same request."""
    name = inside.link[1] if inside.link is not None else None
    return isinstance(name, str) and name in outer.plan.containers and outer.value.get(name) is inside.value
