"""Whether a name is one of Seedance's, of another product's, or of neither."""

import re
from collections.abc import Iterable
from functools import lru_cache

from seedance_lint.annotations import Any
from seedance_lint.hosts.located import OF_THE_PROJECT
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return read_toml("contracts/products.toml")


@lru_cache(maxsize=2048)
def is_ours(model: str) -> bool | None:
    """Whether the id of a model is one of Seedance; None if it does not name a product at all. Whatever else it names is another product."""
    words = _words()
    name = _plain(model)
    if is_earlier(model) or _makes_stills(name):
        return False
    if speaks_of_us(model) or name.startswith((*words["starts"], *words["endpoints"])):
        return True
    names_none = name in words["generic"] or name.startswith(tuple(words["slots"])) or re.fullmatch(words["stand_ins"], name) is not None
    return None if names_none else False


@lru_cache(maxsize=2048)
def names_product(text: str) -> bool | None:
    """Whether a text (a heading, an endpoint, a URL) names Seedance; False if it names only other products, None if it names none."""
    name = _plain(text)
    words = _words()
    if " " not in text and (is_earlier(text) or _is_about_pictures(name) or _makes_stills(name)):
        return False  # an endpoint or a tool, and no heading that compares them
    if speaks_of_us(text):
        return True
    if is_place(name):
        return True
    if " " not in text and re.search(words["whole_catalogues"], text) is not None:
        return False
    return False if any(other in name for other in words["others"]) or _is_of_the_house(name) else None


@lru_cache(maxsize=2048)
def names_product_of_call(name: str) -> bool | None:
    """Whether the dotted name of what is called names Seedance; its last parts say more than its first: ``seedance_tools.FluxNode.run`` is for another."""
    if is_place(name):
        return True
    name = name.removesuffix(OF_THE_PROJECT)
    parts = [_CAPITAL.sub("-", part) for part in name[-_LONGEST_CALL:].split(".")[::-1]]
    nearest = next((named for part in parts if (named := False if _makes_no_video(part) else names_product(part)) is not None), None)
    return names_product(name) if nearest is None else nearest


@lru_cache(maxsize=2048)
def runs_any(call: str) -> bool:
    """Whether a call, by its dotted name, runs whatever model it is given the name of: ``replicate.run``."""
    return re.search(_words()["catalogues"]["calls"], call) is not None


def is_path_of_another(text: str) -> bool:
    """Whether a text is the owner and the name of a model, or an address, with the name of another product in it: ``Wan-AI/Wan2.1-T2V``."""
    return "/" in text and " " not in text and is_named_after_another(text)


def is_model_of_another(text: str) -> bool:
    """Whether a text is the owner and the name of a model, as a call of a whole catalogue is given it, and none of ours."""
    return re.fullmatch(_words()["catalogues"]["models"], text) is not None and not speaks_of_us(text)


def is_place(name: str) -> bool:
    """Whether a name is that of a place which only requests for Seedance are sent to."""
    return any(place in _plain(name) for place in _words()["places"])


_LONGEST_CALL = 400
_CAPITAL = Pattern(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where a word of a name in camel case begins."""


_SCRIPTS = frozenset(("script", "scripts"))


def makes_no_video(name: str) -> bool:
    """Whether the name of a variable is that of what is sent for a picture, a sound or a text: ``image_payload``, ``imageRequest``."""
    return _makes_no_video(_CAPITAL.sub("-", name[:_LONGEST_CALL]))


def _makes_no_video(name: str) -> bool:
    """Whether the name of a function or a class, with hyphens between its words, is that of making pictures, sounds or texts."""
    known = _words()["other_calls"]
    plain = _plain(name).strip("-")
    if plain in known["of_browsers"]:
        return False
    if any(f"-{whole}-" in f"-{plain}-" for whole in known["whole"]):
        return True
    if plain in known["alone"]:
        return True
    words = [word for word in plain.split("-") if word]
    if words[-1:] and words[-1] in known["asks"]:
        return True
    if not {"prompt", "prompts"}.isdisjoint(words) and not set(words).isdisjoint(known["of_prompts"]):
        return True
    is_mixed = not set(words).isdisjoint(known["not_pictures"])
    nouns = known["sounds_and_texts"] if is_mixed else (*known["pictures"], *known["sounds"], *known["sounds_and_texts"])
    last = max((index for index, word in enumerate(words) if word in nouns), default=None)
    if last is None:
        return False
    before, behind = words[:last], words[last + 1 :]
    verbs = set(known["verbs"]) - (set(known["runs"]) if words[last] in _SCRIPTS else set())
    is_made = not verbs.isdisjoint(before) and all(word in known["behind"] for word in behind)
    is_body = behind[-1:] and behind[-1] in known["bodies"] and all(word in (*known["behind"], *known["bodies"]) for word in behind)
    return is_made or bool(is_body) or (len(behind) > 0 and behind[0] in known["makers"])


@lru_cache(maxsize=2048)
def speaks_of_us(text: str) -> bool:
    """Whether a text has a name of Seedance in it."""
    name = _plain(text)
    words = _words()
    named = [part for part in words["ours"] if part in name]
    return len(named) > 0 and (not _makes_stills(name) if "seedance" in named else not _is_of_the_house(name))


def _makes_stills(name: str) -> bool:
    """Whether a name is that of a model of our family, or of an endpoint for it, that makes pictures: ``seedance-2-character``."""
    return "seedance" in name and re.search(_words()["stills"], name) is not None


def is_earlier(model: str) -> bool:
    """Whether a name is that of a model before those that are described here."""
    name = _plain(model)
    return any(re.search(pattern, name) for pattern in _words()["earlier"])


def is_bare(model: str) -> bool:
    """Whether the id of a model is its name, version and tier alone, which anybody may call it."""
    return re.fullmatch(_words()["bare"], _plain(model)) is not None


@lru_cache(maxsize=4)  # a file holds many requests
def is_named_in(text: str) -> bool:
    """Whether a whole file names Seedance, or a place that only requests for it go to."""
    lowered = text.lower()
    return any(name in lowered for name in _words()["anywhere"])


@lru_cache(maxsize=1)  # of the file at hand
def only_earlier_in(text: str) -> str:
    """Return how a whole file names a model before those that are described here, if it names no other; else an empty text."""
    lowered = text.lower()
    known = _words()["versions"]
    if "seedance" not in lowered:
        return "jimeng" if "jimeng" in lowered and re.search(known["jimeng"], lowered) is not None else ""
    found = re.search(known["earlier"], lowered)
    return found[0] if found is not None and re.search(known["later"], lowered) is None else ""


@lru_cache(maxsize=1)  # of the file at hand
def names_others(text: str) -> bool:
    """Whether a whole file names another product, or what makes pictures."""
    return _others_anywhere().search(_as_plain(text)) is not None


@lru_cache(maxsize=1)  # of the file at hand
def is_only_in_remarks_of(text: str) -> bool:
    """Whether a whole program names Seedance in remarks and descriptions alone, which tell what else is done with what it makes, and another product not only there."""
    code = _REMARKS.sub("", text)
    return not is_named_in(code) and _others_anywhere().search(_as_plain(code)) is not None


_REMARKS = Pattern(r"^[ \t]*(?:(\"{3}|'{3})[\s\S]*?(?:\1|\Z)|/\*[\s\S]*?(?:\*/|\Z)|(?:#|//)[^\r\n]*)", re.MULTILINE)
"""Remarks and descriptions at the beginning of lines; one that stays open goes up to the end, so that a text is gone through once."""


def is_nearest_above(text: str, offset: int) -> bool:
    """Whether the nearest name of a product in the lines right above a place of a program is that of another, or of what makes pictures."""
    above = _as_plain(text[max(0, offset - _NEAR) : offset])
    ours = max(map(above.rfind, _words()["anywhere"]))
    return any(found.start() > ours for found in (*_named_after().finditer(above), *_others_anywhere().finditer(above)))


_NEAR = 800
"""Characters above a prompt in which a program names what it is for."""


@lru_cache(maxsize=1)  # of the file at hand
def is_only_listed_in(text: str) -> bool:
    """Whether a whole page names Seedance on one line alone, and there among others: ``use a model such as Seedance, Kling or Veo``."""
    lines = [line for line in text.splitlines() if any(name in line.lower() for name in _words()["anywhere"])]
    return len(lines) == 1 and len({*_named_after().findall(_as_plain(lines[0]))}) >= _FEWEST_LISTED


_FEWEST_LISTED = 2
"""Other products on a line that lists models."""


@lru_cache(maxsize=2048)
def is_named_after_another(name: str) -> bool:
    """Whether a short name is that of another product, and has its words begin where words of it do: ``kling_v3``, and not ``individual``."""
    if len(name) > _LONGEST_CALL or speaks_of_us(name):
        return False
    return _others_at_words().search(_as_plain(name)) is not None or re.search(_words()["whole_catalogues"], name) is not None


def is_called_another(name: str) -> bool:
    """Whether the name of a field is that of another product, also of one of those who make Seedance: ``jimeng-3``."""
    is_short = len(name) <= _LONGEST_HEAD and not speaks_of_us(name)
    if is_short and "prompt" in name.lower() and word_of_another(name):
        return True  # ``grokPrompt``, whose maker has more than one kind of models
    return is_named_after_another(_CAPITAL.sub("-", name)) or (
        is_short and any(other in f"{_as_plain(name)}-" for other in _words()["not_ours"])
    )


@lru_cache(maxsize=2048)
def word_of_another(text: str) -> str:
    """Return the word of a name, or of a line of a program, that says it is for another product: ``test_kling_clip``; empty if none does, or ours is named."""
    if speaks_of_us(text):
        return ""
    found = _named_after().search(_as_plain(_CAPITAL.sub("-", text)))
    return found[0] if found is not None else ""


@lru_cache(maxsize=2048)
def makes_videos_of_another(model: str) -> bool:
    """Whether the id of a model is one of another product's that makes videos: ``kling-v3``, and not ``gemini-3-pro``."""
    words = _words()
    word = word_of_another(model)
    return bool(word) and word.rstrip("-v.0123456789") in words["video_makers"] and re.search(words["makes_none"], _plain(model)) is None


@lru_cache(maxsize=2)  # of the file at hand, and of its path
def may_be_named_after_others(text: str) -> bool:
    """Whether a whole file has such a word anywhere: a glance."""
    return _anything_after().search(text) is not None


@lru_cache(maxsize=1)
def _named_after() -> Pattern:
    return Pattern(rf"(?<![a-z])(?:{'|'.join(map(re.escape, _words()['named_after']))})(?:-?v?[0-9][0-9.-]*)?(?![a-z])")


@lru_cache(maxsize=1)
def _anything_after() -> Pattern:
    return Pattern("|".join(map(re.escape, _words()["named_after"])), re.IGNORECASE)


def is_headed_by_another(prompt: str) -> bool:
    """Whether the first of the lines of a text is the name of another product: ``GPT Image 2``, ``Kling prompt:``."""
    head, mark, _ = prompt[:_LONGEST_CALL].lstrip().partition("\n")
    return bool(mark) and len(head) <= _LONGEST_HEAD and _heads_of_others().fullmatch(_as_plain(head.strip())) is not None


_LONGEST_HEAD = 40
_MODEL_LINE = Pattern(
    r"^[ \t*_>•-]*(?:video )?(?:model|engine|模型|视频模型|モデル|모델)[ \t*_]*[:：=][ \t*_`]*([^\n]{2,60})$", re.IGNORECASE | re.MULTILINE
)


def gives_model_of_another(prompt: str) -> bool:
    """Whether a line among the parameters in a text names the model that it is for, and that is another: ``Model: kling_3``."""
    found = _MODEL_LINE.search(prompt)
    return found is not None and word_of_another(found[1]) != ""


@lru_cache(maxsize=1)
def _heads_of_others() -> Pattern:
    words = _words()
    names = "|".join(re.escape(name) for name in words["others"] if name not in words["ordinary"])
    return Pattern(rf"[#*-]*(?:{names})(?:-*(?:[\d.]+|v[\d.]+|pro|max|turbo|ai|images?|videos?|prompts?))*[-:：*]*")


@lru_cache(maxsize=1)
def _others_at_words() -> Pattern:
    words = _words()
    return Pattern("(?<![a-z])(?:" + "|".join(re.escape(name) for name in words["others"] if name not in words["ordinary"]) + ")")


@lru_cache(maxsize=1)
def _others_anywhere() -> Pattern:
    words = _words()
    names = [name for name in (*words["others"], *words["pictures"]) if name not in words["ordinary"]]
    return Pattern("(?<![a-z])(?:" + "|".join(map(re.escape, names)) + ")")


def expected(calls: Iterable[str]) -> str | None:
    """Whether a test expects the ``parts`` of something, or the ``whole``, by the dotted names of the calls around a value, from the inside out.

    What is handed to another function inside of that is sent there.
    """
    known = _words()["expectations"]
    for name in calls:
        last = name.rpartition(".")[2]
        if last not in known["through"]:
            return next((how for how in ("parts", "whole") if last in known[how]), None)
    return None


def has_word_of_videos(name: str) -> bool:
    """Whether the dotted name of what is called has a word in it that says that a video is made."""
    parts = _as_plain(_CAPITAL.sub("-", name[-_LONGEST_CALL:])).replace(".", "-").split("-")
    return not set(parts).isdisjoint(_words()["of_videos"])


def _is_of_the_house(name: str) -> bool:
    """Whether a name is that of another product of those who make Seedance, or of one for pictures; ``dreamina-image`` is, ``dreamina-image2video`` is not."""
    return any(other in f"{name}-" for other in _words()["not_ours"]) or _is_about_pictures(name)


def _is_about_pictures(name: str) -> bool:
    words = _words()
    return any(word in name for word in words["pictures"]) and not any(word in name for word in words["videos"])


def fields(meaning: str) -> tuple[str, ...]:
    """Return the names of fields that say a thing: ``model``, ``where``, ``provider``."""
    return tuple(_words()["fields"][meaning])


def relative_of(model: str) -> str | None:
    """Return the profile that is nearest to a model of the model's own API which no profile describes; None for any other model."""
    relatives = _words()["relatives"]
    return next((name for pattern, name in relatives.items() if pattern != "source" and re.fullmatch(pattern, model)), None)


def file_schemes() -> tuple[str, ...]:
    """Return what is before the ids that several providers give to uploaded files."""
    return tuple(_words()["schemes"])


def further_spellings() -> tuple[str, ...]:
    """Return how tags are written for providers that no profile describes, with ``{index}``."""
    return tuple(_words()["tags"]["spellings"])


def _plain(name: str) -> str:
    return _as_plain(name[:400].strip())


def _as_plain(text: str) -> str:
    return text.lower().replace("_", "-").replace("/", "-").replace(" ", "-")
