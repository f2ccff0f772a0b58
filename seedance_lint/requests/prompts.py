"""Which text of an object is its prompt, for any provider; None where nobody would send it."""

from collections.abc import Callable, Iterator, Mapping

from seedance_lint.annotations import Any
from seedance_lint.contracts import products
from seedance_lint.contracts.surroundings import version_of
from seedance_lint.diagnostics.violation import Path
from seedance_lint.hosts.located import Partial, Row, Template
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
)
from seedance_lint.requests.galleries import holds_prompt
from seedance_lint.requests.glances import has_tag, is_long_film, is_scene, tells_of_film
from seedance_lint.requests.graph import makes_pictures
from seedance_lint.requests.media import has_files, may_have_text, text_part, typed_parts
from seedance_lint.requests.no_prompts import is_no_prompt, is_unfilled, lacks_prompt
from seedance_lint.requests.place import Place, holder, is_container, is_in_list_of_prompts, names_our_model, speaks_of_us
from seedance_lint.requests.placeholders import describes_fields, is_placeholder, names_field
from seedance_lint.requests.shapes import Plan


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
    return [first, *[Seen(text, (name,)) for name, text in texts if isinstance(text, str) and not is_no_prompt(place, text)]]


def _seen_in_other_ways(place: Place, speaks: Callable[[], bool]) -> Iterator[Seen]:
    """Yield the prompts of an object that none of its names says to be one: in several languages, in a list, as the text of an entry of a gallery."""
    lists = [name for name in prompt_lists() if isinstance(place.value.get(name), list)]
    texts = [name for name in gallery_texts() if isinstance(place.value.get(name), str)]
    has_prompt = bool(place.plan.prompts) or holds_prompt(place.value)
    is_prompt = not has_prompt and is_in_list_of_prompts(place.link)
    is_entry = is_prompt or (place.plan.results > 0 and not has_prompt)
    if not (lists or (texts and is_entry) or place.plan.prompts or place.plan.content):
        return
    named = speaks_of_us(place)
    if not (speaks() if named is None else named):
        if named is None and is_entry:  # a tag says as much as the name
            yield from (Seen(text, (name,)) for name in texts if has_tag(text := place.value[name]) and is_scene(text))
        return
    yield from _seen_by_language(place)
    yield from (Seen(text, (name, index)) for name in lists for index, text in enumerate(place.value[name]) if is_scene(text))
    if is_entry:
        is_given_model = bool(place.ours) and bool(place.plan.models)
        yield from (
            Seen(text, (name,))
            for name in texts
            if (is_scene(text := place.value[name]) and (is_prompt or has_tag(text) or not tells_of_film(text)))
            or (is_given_model and (is_long_film(text) or (is_prompt and _is_text_of_prompt(place, text))))
        )


def _is_text_of_prompt(place: Place, text: str) -> bool:
    """Whether a text beside a model of ours, in a list of prompts, is one: a sentence without anything to fill in."""
    from seedance_lint.hosts.prose.slots import slots

    is_sentence = " " in text.strip() or not text.isascii()
    return is_sentence and not isinstance(text, Template) and not is_no_prompt(place, text) and not slots(text, ())


def _seen_by_language(place: Place) -> Iterator[Seen]:
    """Yield the texts of a prompt that is an object of languages, as collections have it: ``"prompt": {"en": …, "zh": …}``."""
    names = (*place.plan.prompts, *((content_names().name,) if place.plan.content else ()))
    for name in names:
        for path, texts in _objects_of_languages(place.value[name], (name,)):
            yield from (
                Seen(text, (*path, key)) for key, text in texts.items() if isinstance(text, str) and text and not is_no_prompt(place, text)
            )


def _objects_of_languages(value: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield a value that is an object of languages; or the only one in it, with nothing beside it but the name of a language.

    So collections note which text was there first: ``{"originalLanguage": "en", "texts": {"en": …, "zh": …}}``.
    """
    if not isinstance(value, dict) or not value:
        return
    if all(map(_is_language, value)):
        yield path, value
        return
    inner = [(key, each) for key, each in value.items() if not _is_language(each)]
    if len(inner) == 1 and isinstance(inner[0][1], dict) and inner[0][1] and all(map(_is_language, inner[0][1])):
        yield (*path, inner[0][0]), inner[0][1]


def _is_language(value: Any) -> bool:
    return isinstance(value, str) and plain(value) in languages()


def _seen(place: Place, contracts: Contracts, speaks: Callable[[], bool]) -> Seen | None:
    """Return the prompt of the request that an object is, of any provider; None if it is not one."""
    if _only_describes(place) or _is_of_another(place):
        return None
    return next(_by_form(place, contracts, speaks), None)


def _only_describes(place: Place) -> bool:
    """Whether an object is a schema, a text of a page, an evaluation or an answer, and no request."""
    value, link, plan, _, outer = place
    if plan.prompts and describes_fields(value):
        return True
    if link is None:
        return plan.evaluates and not plan.media and not plan.models
    if not plan.media and not plan.models and (plan.evaluates or holds_page_texts(link[1], value)):
        return True
    return outer is not None and link[0] is outer.link and is_answer(outer.value, str(link[1]))


def _is_of_another(place: Place) -> bool:
    """Whether a prompt without files is for a picture, or in what is called after something else, and no model of ours is beside it."""
    value, _, plan, _, _ = place
    if not plan.prompts or plan.media or names_our_model(place):
        return False
    return shows_picture(value) or (not plan.ambiguous and (is_of_picture(value) or holds_another(holder(place), value)))


def _by_form(place: Place, contracts: Contracts, speaks: Callable[[], bool]) -> Iterator[Seen | None]:
    """Yield what the forms of a request, the surest first, see in an object: a prompt, or None where one sees that there is none."""
    value, _, plan, ours, _ = place
    names = (*(name for name in contracts.prompt_names if name in value), *plan.prompts)
    named = speaks_of_us(place) if names else False
    for name in names:
        is_known = name == "prompt" or name in contracts.prompt_names or products.speaks_of_us(name)
        if is_known or ((speaks() or _makes_video(place, name)) if named is None else named):
            yield from _called_prompt(place, name, is_bound=is_known and not is_unfilled(place, contracts))
            if name == names[0] and not isinstance(value[name], str) and lacks_prompt(place, value[name]):
                yield Seen("", (name,))
    if ours:
        yield from _beside_model(value, plan)
    if plan.content:
        yield from _in_parts(place)
    if ours and "widgets_values" in value and not makes_pictures(value):
        yield _of_node(value)


def _called_prompt(place: Place, name: str, *, is_bound: bool) -> Iterator[Seen | None]:
    """Yield the text under a name of prompts, None where nobody sends it; nothing where another name may have the prompt.

    ``is_bound``: an empty text under this name is a prompt that is missing, and no form that somebody fills in.
    """
    value, _, plan, ours, _ = place
    prompt = value[name]
    if isinstance(prompt, str):
        if not prompt.strip() and not (plan.models or plan.media or is_bound):
            return  # ``"final_prompt": ""``
        if name == "prompt" and ours and (other := _other_text(value, plan, prompt)) is not None:
            yield other
        yield None if is_no_prompt(place, prompt) else Seen(prompt, (name,))
    if isinstance(prompt, dict) and ours and isinstance(prompt.get("text"), str):
        yield Seen(prompt["text"], (name, "text"))
    if isinstance(prompt, list) and ours and (part := _text_in(prompt)) is not None:
        yield Seen(prompt[part[0]][part[1]], (name, *part))
    if isinstance(prompt, list) and ours and typed_parts(prompt) is not None:
        yield None  # pictures alone, for a client that takes these as a prompt


def _in_parts(place: Place) -> Iterator[Seen | None]:
    """Yield the text among the typed parts of a request or of a message to a model of ours; a silent request where there are files alone."""
    value, _, plan, ours, _ = place
    content = content_names()
    parts = typed_parts(value.get(content.name))
    is_asked = _is_message_to_us(place) if "role" in value else not _is_answer_of_chat(place)
    if parts is None or not is_asked or not (has_files(parts) or ours or _names_earlier(value, plan)):
        return
    index = text_part(parts)
    if index is not None:
        text = parts[index][content.text]
        yield None if is_placeholder(text) else Seen(text, (content.name, index, content.text))
    elif ours and not (may_have_text(parts) or is_finished(value) or _is_for_prompt_outside(place)):
        yield Seen("", (content.name,), silent=True)


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


def _beside_model(value: Mapping[str, Any], plan: Plan) -> Iterator[Seen]:
    """Yield the prompt that has the name of a part of a request, beside the model: ``{"model": "seedance-2.0", "input": "A kite."}``."""
    if not plan.models or plan.prompts:
        return
    for name in texts_beside_model():
        text = value.get(name)
        if isinstance(text, str) and not text.lstrip().startswith(("{", "[")) and (" " in text.strip() or not text.isascii()):
            yield Seen(text, (name,))  # not every script has blanks between its words


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
