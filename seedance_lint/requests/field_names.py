"""What single names of fields say, whatever contract a request is under: the tables of ``shapes.toml``."""

import re
from collections.abc import Mapping
from functools import lru_cache

from seedance_lint.annotations import Any
from seedance_lint.contracts import products
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern
from seedance_lint.records import NamedTuple


class ItemNames(NamedTuple):
    """The names inside a file that is given as an object."""

    url: tuple[str, ...]
    role: tuple[str, ...]
    type: tuple[str, ...]
    size: tuple[str, ...]
    duration: tuple[str, ...]
    inline: tuple[str, ...]
    plain_roles: frozenset[str]
    roles: Mapping[str, str]


class Content(NamedTuple):
    """A list of typed parts: the field that has it, the type of a text, the types of files with their kinds, and parts that need no text."""

    name: str
    text: str
    parts: Mapping[str, str]
    drafts: tuple[str, ...]


class FromText(NamedTuple):
    """What says that a video is made from a text alone: names of fields, and patterns of what they, models and endpoints say, or of other ways."""

    fields: frozenset[str]
    ways: str
    other_ways: str


@lru_cache(maxsize=1)
def data() -> dict[str, Any]:
    """Return the tables as they are written."""
    return read_toml("requests/shapes.toml")


def plain(name: str) -> str:
    """Return a name as it is compared: ``imageUrls``, ``image_urls``, ``Image URLs`` and ``model.image_urls`` are one."""
    return name.rpartition(".")[2].replace("_", "").replace("-", "").replace(" ", "").lower()


@lru_cache(maxsize=1)
def _parts() -> frozenset[str]:
    return frozenset(plain(name) for table in ("containers", "batches") for name in data()[table]["names"])


def is_part(name: str) -> bool:
    """Whether a field has a part of a request, or several requests that are sent together."""
    return plain(name) in _parts()


@lru_cache(maxsize=1)
def _of_videos() -> frozenset[str]:
    return frozenset(map(plain, data()["of_videos"]["names"]))


def tells_of_video(name: str) -> bool:
    """Whether a field is one that requests for videos have beside the prompt, and those for pictures and chats do not."""
    return plain(name.rstrip("0123456789")) in _of_videos()


@lru_cache(maxsize=1)
def _prompts_of_videos() -> frozenset[str]:
    return frozenset(map(plain, data()["of_videos"]["prompts"]))


def is_prompt_of_video(name: str) -> bool:
    """Whether the name of a prompt says that a video comes of it: ``motionPrompt``."""
    return plain(name) in _prompts_of_videos()


@lru_cache(maxsize=1)
def prompt_names() -> frozenset[str]:
    """Return the names of prompts that say which language these are in, in comparable form."""
    return frozenset(plain(f"prompt_{language}") for language in data()["prompts"]["languages"])


def names_language(name: str) -> bool:
    """Whether the name of a prompt says which language it is in: ``prompt_en``."""
    return plain(name) in prompt_names()


def is_answer(value: Mapping[str, Any], part: str) -> bool:
    """Whether a part of an object is what a server answers: ``{"code": 0, "data": {…}}``."""
    names = data()["answers"]
    return part in names["inside"] and any(isinstance(value.get(name), (int, bool)) for name in names["beside"])


def is_record(value: Mapping[str, Any]) -> bool:
    """Whether an object says what became of a prompt that was sent: the answer of a server, an entry of a history."""
    known = _records()
    names = {plain(name): name for name in (*value, *getattr(value, "unknown", ())) if isinstance(name, str)}
    if any(isinstance(value.get(names[name]), bool) for name in known["answers"] & names.keys()):
        return True
    if not known["results"].isdisjoint(names):
        return True
    if is_finished(value) and not known["ids"].isdisjoint(names):
        return True
    if not known["jobs"].isdisjoint(names) and not known["clips"].isdisjoint(names):
        return True
    return not known["times"].isdisjoint(names) and not known["made"].isdisjoint(names)


def is_finished(value: Mapping[str, Any]) -> bool:
    """Whether an object says that something is over: ``{"id": "…", "status": "succeeded", "content": […]}``."""
    known = _records()
    states = (value[name] for name in value if isinstance(name, str) and plain(name) in known["states"])
    return any(isinstance(state, str) and state.strip().lower() in known["over"] for state in states)


@lru_cache(maxsize=1)
def _records() -> Mapping[str, frozenset[str]]:
    known = data()["records"]
    return {name: frozenset(known[name] if name == "over" else map(plain, known[name])) for name in known if name != "source"}


def is_of_picture(value: Mapping[str, Any]) -> bool:
    """Whether an object says that it is or becomes a picture, and has nothing that only a video has: ``{"type": "IMAGE", "prompt": "…"}``."""
    said = data()["pictures"]
    said_of = (*said["fields"], *said["tasks"], *said["made"], *said["naming"])
    texts = {name: value[name].strip().lower() for name in said_of if isinstance(value.get(name), str)}
    is_picture = (
        any(texts.get(name) in said["values"] for name in said["fields"])
        or any(texts.get(name) in said["works"] for name in said["tasks"])
        or any(texts.get(name) in said["called"] for name in (*said["fields"], *said["naming"]))
        or any(plain(str(name)) in map(plain, said["shows"]) for name in value)
    )
    becomes_one = any(texts.get(name, "").endswith(tuple(said["suffixes"])) for name in said["made"])
    return (is_picture or becomes_one) and not any(tells_of_video(name) and value[name] not in ("", None) for name in value)


def holds_another(name: str, value: Mapping[str, Any]) -> bool:
    """Whether what has this name holds prompts of pictures, and one of them nothing that only a video has, or prompts of sounds."""
    pictures, sounds = _holders()
    beside = (each for each in (*value, *getattr(value, "unknown", ())) if isinstance(each, str))
    return plain(name) in sounds or (plain(name) in pictures and not any(map(tells_of_video, beside)))


def names_pictures(name: str) -> bool:
    """Whether what has this name holds prompts of pictures: ``stills``."""
    return plain(name) in _holders()[0]


@lru_cache(maxsize=1)
def _holders() -> tuple[frozenset[str], frozenset[str]]:
    said = data()["pictures"]
    return frozenset(map(plain, said["holders"])), frozenset(map(plain, said["sounds"]))


@lru_cache(maxsize=1)
def _of_pictures() -> frozenset[str]:
    return frozenset(map(plain, data()["pictures"]["sizes"]))


def tells_of_picture(name: str) -> bool:
    """Whether a field is one that requests for pictures have beside the prompt."""
    return plain(name) in _of_pictures()


def shows_picture(value: Mapping[str, Any]) -> bool:
    """Whether an object is an entry of a gallery of pictures: ``{"prompt": "…", "image": "a.png", "imageAlt": "An owl"}``."""
    known = frozenset(map(plain, data()["pictures"]["shows"]))
    return any(isinstance(name, str) and plain(name) in known for name in value) and not any(map(tells_of_video, map(str, value)))


def is_by_status(name: object, value: object) -> bool:
    """Whether what an object has under a name are the answers of a server by their status, as OpenAPI describes them."""
    names = data()["answers"]
    return name in names["by_status"] and isinstance(value, dict) and all(re.fullmatch(names["status"], str(key)) for key in value)


def holds_page_texts(name: object, value: Mapping[str, Any]) -> bool:
    """Whether an object has nothing but the texts that a page shows, and is called so: ``caseLabels``."""
    return (
        isinstance(name, str)
        and plain(name).endswith(tuple(data()["page_texts"]["ends"]))
        and all(isinstance(text, str) for text in value.values())
    )


def texts_beside_model() -> tuple[str, ...]:
    """Return the names that a prompt may have beside the name of a model."""
    return tuple(data()["prompts"]["beside_model"])


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """Return the names of languages, as an object has them that holds the same text in each: ``{"en": …, "zh": …}``."""
    return frozenset(map(plain, data()["prompts"]["languages"]))


@lru_cache(maxsize=1)
def gallery_texts() -> tuple[str, ...]:
    """Return the fields of an entry of a gallery that may hold its prompt, where they read like a film."""
    return tuple(dict.fromkeys((*data()["prompts"]["in_galleries"], *sorted(languages()))))


@lru_cache(maxsize=1024)
def is_named_for_prompts(name: str) -> bool:
    """Whether a field is called after prompts of videos, whatever else its name says: ``extracted_prompts``, ``promptFull``."""
    lowered, words = name.lower(), data()["prompts"]
    return any(word in lowered for word in words["called"]) and not any(word in lowered for word in words["not_of_videos"])


@lru_cache(maxsize=1)
def prompt_lists() -> frozenset[str]:
    """Return the fields that may be lists of prompts."""
    return frozenset(data()["prompts"]["lists"])


@lru_cache(maxsize=1)
def type_words() -> frozenset[str]:
    """Return what a description of a request has in place of a prompt."""
    return frozenset(data()["prompts"]["types"])


@lru_cache(maxsize=1)
def item_names() -> ItemNames:
    """Return the names inside a file that is given as an object."""
    item = data()["item"]
    return ItemNames(
        url=tuple(item["url"]),
        role=tuple(item["role"]),
        type=tuple(item["type"]),
        size=tuple(item["size"]),
        duration=tuple(item["duration"]),
        inline=tuple(item["inline"]),
        plain_roles=frozenset(item["plain_roles"]),
        roles=item["roles"],
    )


@lru_cache(maxsize=1)
def content_names() -> Content:
    """Return how lists of typed parts are written."""
    content = data()["content"]
    return Content(content["name"], content["text"], content["parts"], tuple(content["drafts"]))


@lru_cache(maxsize=1)
def from_text_words() -> FromText:
    """Return what says that a video is made from a text alone."""
    words = data()["from_text"]
    return FromText(frozenset(map(plain, words["fields"])), words["ways"], words["other_ways"])


@lru_cache(maxsize=1)
def parameter_names() -> frozenset[str]:
    """Return what parameters of a video are called beside a prompt, in comparable form, and the model."""
    return frozenset(map(plain, (*data()["ambiguous"]["beside"], *products.fields("model"))))


@lru_cache(maxsize=1)
def model_names() -> frozenset[str]:
    """Return what the field with the model is called, in comparable form."""
    return frozenset(map(plain, products.fields("model")))


@lru_cache(maxsize=64)
def names_without_files(fields: frozenset[str]) -> frozenset[str]:
    """Return, in comparable form, the fields of a contract with all others that bring no file: parameters, and options of clients."""
    names = parameter_names() | frozenset(map(plain, (*fields, *data()["parameters"]["names"], *data()["prompts"]["names"])))
    return names - {content_names().name}


@lru_cache(maxsize=1)
def holders() -> frozenset[str]:
    """Return the fields that hold files of any kind and nothing else, so that an empty one says that there are none."""
    names = data()["mixed"]
    return frozenset(map(plain, names["names"])) - frozenset(map(plain, names["also_parameters"]))


@lru_cache(maxsize=1)
def result_names() -> frozenset[str]:
    """Return names inside of a file that only a finished video has."""
    return frozenset(data()["results"]["inside"])


@lru_cache(maxsize=1)
def _authors() -> frozenset[str]:
    return frozenset(map(plain, data()["results"]["authors"]))


def is_author(name: object) -> bool:
    """Whether a field says who made a finished video."""
    return isinstance(name, str) and plain(name) in _authors()


def takes_paths(field: str) -> bool:
    """Whether the name of a field says that its files are paths: ``image_paths``."""
    return plain(field).endswith(tuple(data()["item"]["paths"]))


@lru_cache(maxsize=1)
def stand_in() -> Pattern:
    """Return the pattern of what a document writes in place of a file; its group says of which kind, in the order of ``KINDS``."""
    return Pattern(data()["item"]["stand_in"], re.IGNORECASE)
