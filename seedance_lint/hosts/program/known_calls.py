"""What the names of functions and their parameters say in a program of any language: the tables of ``calls.toml``."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from seedance_lint.annotations import Any
from seedance_lint.hosts.program.mappings import MODEL, PROMPT, is_ours
from seedance_lint.package_data import read_toml

_WORD = re.compile(r"[a-z]+[0-9]?[a-z]*|[A-Z][a-z]+|[A-Z0-9]+(?![a-z])")
"""Of a name in snake or camel case."""
_LONGEST_PROMPT = 20_000


@cache
def _calls() -> dict[str, Any]:
    """Return what is known of calls; each call of a program is looked up in it."""
    found = read_toml("hosts/program/calls.toml")
    return {name: {key: frozenset(value) if key in _SETS else value for key, value in table.items()} for name, table in found.items()}


_SETS = (
    "names", "verbs", "nouns", "of_ours", "of_models", "further", "not", "beside", "files", "behind", "second", "first", "asked", "keywords", "wired",
    "beside_model", "texts", "of_pictures", "named_files",
)  # fmt: skip


def calls_known(name: str) -> frozenset[str]:
    """Return the names of a table of ``calls.toml``."""
    return _calls()[name]["names"]  # type: ignore[no-any-return]


@cache
def _beside_prompt() -> frozenset[str]:
    return frozenset(("model", "modelid", *(each.replace("_", "") for each in _calls()["builders"]["beside"])))


def asks_user(function: str) -> bool:
    """Whether the prompt of a function of this name is what a program asks its user at the start."""
    return function in calls_known("askers") or any(parts_of(function).issuperset(words) for words in _calls()["askers"]["words"])


@lru_cache(maxsize=2048)
def holds_pieces(name: str) -> bool:
    """Whether a constant of this name holds pieces that a program puts prompts together of, or what a page says of its fields."""
    if not parts_of(name).isdisjoint(calls_known("page_texts")):
        return True
    return name.isupper() and not {word.lower() for word in name.split("_")}.isdisjoint(calls_known("pieces"))


def fallback_place(function: str, given: int) -> tuple[int | None, frozenset[str]]:
    """Return where a function is given what it returns if it finds nothing, of so many arguments, and under which names; None and none of any other."""
    known = _calls()["fallbacks"]
    if function in known["behind"]:
        return (given - 1 if given > 1 else None), frozenset()
    place = 1 if function in known["second"] else 0 if function in known["first"] else None
    return place, known["keywords"] if place is not None or function in known["asked"] else frozenset()


def wires(method: str) -> bool:
    """Whether a method of this name calls a function with what fields of a page hold."""
    return method in _calls()["fallbacks"]["wired"]


def types_text(method: str) -> bool:
    """Whether a method of this name types a text into a field of a page."""
    return method in calls_known("typists")


def takes_prompt(parameters: Iterable[str]) -> bool:
    """Whether a function of the program is given a prompt: what it is called with by position has the names of its parameters then."""
    return any(PROMPT in name.lower() for name in parameters)


def parameters_of(method: str) -> list[str]:
    """Return the names that positional arguments have in a method that clients of providers are known to have; none of any other."""
    known = _calls()["methods"]
    return known["parameters"] if method.replace("_", "").lower() in known["names"] else []


def builder_parameters(name: str, module: str, beside: Iterable[str], *, files: bool) -> list[str]:
    """Return the names that positional arguments have in a function from elsewhere that makes a video of a text; none of any other.

    ``module`` is where it comes from, ``beside`` are the names of its other arguments; ``files``: its second argument is a list.
    """
    known = _calls()["builders"]
    words = [word.lower() for word in _WORD.findall(name)]
    if not words or not known["not"] or set(words) & set(known["not"]):
        return []
    nouns = [*known["nouns"], *(known["of_ours"] if is_ours(module) else ())]
    has_both = bool(set(words) & set(known["verbs"])) and bool(set(words) & set(nouns))
    is_builder = (has_both or (is_ours(module) and set(words) <= known["verbs"])) and set(words) <= {
        *known["verbs"],
        *nouns,
        *known["further"],
    }
    if not is_builder and not set(known["beside"]) & set(beside):
        return []
    return list(known["with_files" if files else "parameters"])


def builds_video(names: Iterable[str]) -> bool:
    """Whether the names of a program and its parts say that it makes a video, and nothing beside one: ``generate`` and ``video``."""
    known = _calls()["builders"]
    words = {word.lower() for name in names for word in _WORD.findall(name)}
    has_both = bool(words & known["verbs"]) and bool(words & known["nouns"])
    return has_both and words <= (known["verbs"] | known["nouns"] | known["further"]) - {PROMPT}


def parts_of(name: str) -> set[str]:
    """Return the words of a name, in small letters."""
    return {word.lower() for word in _WORD.findall(name)}


def is_order(name: str) -> bool:
    """Whether a name has words, and each of them is one that programs which make a video have for what they do: ``video``, ``create-task``."""
    known = _calls()["builders"]
    words = parts_of(name)
    return bool(words) and words.issubset(known["verbs"] | known["nouns"] | known["further"])


def method_parameters(maker: str, method: str, *, files: bool) -> list[str]:
    """Return the names of what a method is given that makes a video, of a class which is called after us; none of any other."""
    known = _calls()["builders"]
    words = {word.lower() for word in _WORD.findall(method)}
    is_builder = is_ours(maker) and bool(words & set(known["verbs"])) and words <= {*known["verbs"], *known["nouns"], *known["further"]}
    return list(known["with_files" if files else "parameters"]) if is_builder else []


def may_take_model(name: str, maker: str = "") -> bool:
    """Whether a function of this name, of a class with that one, may send what it is given, if a model of ours is among that."""
    known = _calls()["builders"]
    words = parts_of(name)
    verbs = known["verbs"] | known["beside_model"]
    return (
        bool(words & verbs) and not parts_of(maker) & known["not"] and words <= verbs | known["nouns"] | known["of_ours"] | known["further"]
    )


def is_text_name(name: str) -> bool:
    """Whether a function that makes a video may be given the prompt under this name: ``text``."""
    return name in _calls()["builders"]["texts"]


def takes_picture(name: str) -> bool:
    """Whether the name of a function says that it is given a picture: ``image_to_video``."""
    return bool(parts_of(name) & _calls()["builders"]["of_pictures"])


def is_model(text: object) -> bool:
    """Whether a text is the name of a model of ours."""
    return isinstance(text, str) and is_ours(text) and not any(character.isspace() for character in text)


def is_model_name(name: str) -> bool:
    """Whether what has this name in a program is the id of a model: ``VIDEO_MODEL``, ``defaultModel``."""
    return name.rpartition("_")[2].lower() == MODEL or parts_of(name) >= {MODEL, "id"} or name.endswith("Model")


def is_prompt_name(name: str) -> bool:
    """Whether what has this name in a program is a prompt: ``PROMPT``, ``heroPrompt``."""
    return name.rpartition("_")[2].lower() == PROMPT or name.endswith("Prompt")


def is_files_name(name: str) -> bool:
    """Whether what has this name in a program is the files of a request, or one of them: ``IMAGES``, ``reference_image``."""
    return name.lower() in _calls()["builders"]["beside"] or name.replace("_", "").lower() in _calls()["builders"]["named_files"]


def model_parameters(name: str, model: object, written: str = "") -> list[str]:
    """Return the names of what a class or a function from elsewhere is given that takes a text and then a model of ours; none of any other.

    ``written`` is how the model is called, where that is the name of something from elsewhere.
    """
    known = _calls()["builders"]
    words = {word.lower() for word in _WORD.findall(name)}
    has_model = is_model(model) or (model is None and is_model_name(written))
    return list(known["with_model"]) if has_model and words & known["of_models"] and not words & set(known["not"]) else []


def reference_parts(given: Sequence[object]) -> list[str]:
    """Return what the texts are that a call is given which makes a file of a request of its type and its URL; nothing of any other call."""
    known = _calls()["references"]
    is_file = 1 < len(given) <= len(known["parts"]) and all(isinstance(each, str) for each in given)
    return list(known["parts"]) if is_file and given[0] in known["names"] and "://" in str(given[1]) else []


def has_file_name(names: Iterable[str | None]) -> bool:
    """Whether one of the names of what a class is made with is that of a file: ``IFrameImage(inputImage="…", frame="first")``."""
    return any(name is not None and name.replace("_", "").lower() in _calls()["references"]["files"] for name in names)


def reads_as_prompt(text: object, *, is_beside: bool = False) -> bool:
    """Whether a text that a function is given first may be a prompt: several words, two ``is_beside`` the files of one, or a tag."""
    return (
        isinstance(text, str)
        and len(text) < _LONGEST_PROMPT
        and (len(text.split()) > (1 if is_beside else 2) or "@" in text or (not text.isascii() and len(text) > 5))
    )


def is_beside_prompt(name: str) -> bool:
    """Whether an argument or an attribute of this name is beside the prompt of a video: the model, or its files."""
    return name.replace("_", "").lower() in _beside_prompt()


def is_certain(function: str) -> bool:
    """Whether a function of this name returns something, and not perhaps nothing: ``upload`` does, ``get`` need not."""
    return function.replace("_", "").lower() not in _calls()["doubtful"]["names"]


def is_file_part(name: str) -> bool:
    """Whether what a call returns has a file under this name: ``upload(…).url``."""
    return name.replace("_", "").lower() in _calls()["parts"]["names"]


def only_looks_at(function: str, name: str) -> bool:
    """Whether a function that the program does not define leaves what a name stands for as it is; nobody changes what is in capitals."""
    return name.isupper() or function in _calls()["readers"]["names"] or bool(parameters_of(function))
