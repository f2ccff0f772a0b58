"""What a document or a program writes where a prompt is to be: the words of a template, the name of a file, a question to a person."""

import re
from collections.abc import Mapping
from functools import lru_cache

from seedance_lint.annotations import Any
from seedance_lint.hosts.located import Template
from seedance_lint.pattern import Pattern
from seedance_lint.requests.field_names import data, plain

_MARKS = " \t\n<>[]{}()«»\"'“”`…._*:：。"
"""What surrounds a placeholder."""
_CAPITALS = Pattern(r"[<\[{$]*(?:[A-Z0-9]+_)*PROMPT(?:_[A-Z0-9]+)*[>\]}]*")
"""``FULL_PROMPT_HERE``, ``$PROMPT``, ``<YOUR_PROMPT>``."""
_BRACED = Pattern(r"\{[^<>{}@＠$.\d\r\n]{2,40}\}")
"""A slot that is all of a text: ``{提示词}``; no tag, which has a number."""
_FILLED_IN = Pattern(r"=?\{\{[^{}\r\n]{1,80}\}\}|\$\{[^{}\r\n]{1,80}\}|%[A-Za-z_]\w{1,40}%")
"""A variable that is all of a text, as templates of requests have it: ``{{prompt}}``, ``={{ $json.prompt }}``, ``${PROMPT}``."""
_ASIDE = Pattern(r"[(（][^()（）@＠]{1,40}[)）]")
"""``（最后一帧，不生效）``: what a document says of a prompt that it does not give."""
_BEHIND = Pattern(r"[ \t]*[(（][^()（）@＠]{1,40}[)）]$")
"""The same behind a placeholder: ``完整的提示词（可直接复制使用）``."""
_FILE_NAME = Pattern(r"[\w~.][\w~.-]*(?:[/\\][\w~.-]+)*\.(?:txt|md|json|ya?ml|prompt)|\.{0,2}/[\w~.-][\w~./-]*")
"""Of a file with the prompt in it: ``prompts/opening.txt``."""
_SECONDS = frozenset(("second", "seconds"))
"""Words of a value as well, where a number is beside them: ``about 8 seconds``."""
_WORDS = Pattern(r"[^\W\d_]+")
_LONGEST_LABEL = 30
_MOST_FIELDS = 16
"""More than a record with a prompt has, if all of them are texts."""


def names_field(text: str) -> bool:
    """Whether a text is short and says what a prompt is called: ``Prompt de origem``, ``📝 Prompt``."""
    lowered = text.lower()
    return len(text) <= _LONGEST_LABEL and "@" not in text and any(name in lowered for name in data()["prompts"]["called"])


def is_record(value: Mapping[str, Any]) -> bool:
    """Whether an object has a number or a list, which what describes the fields of a form hardly has: ``{"id": 1, "prompt": "second shot prompt"}``."""
    return any(isinstance(each, (list, int, float)) and not isinstance(each, bool) for each in value.values())


def is_page_text(value: Mapping[str, Any], text: str) -> bool:
    """Whether a short text is one of many that a page shows, as a table of its texts in one language has them."""
    return (
        len(text) <= _LONGEST_LABEL and len(value) >= _MOST_FIELDS and "@" not in text and all(type(each) is str for each in value.values())
    )


def describes_fields(value: Mapping[str, Any]) -> bool:
    """Whether an object says what its fields are for, and does not hold their values: ``{"prompt": …, "duration": "Length of the clip"}``."""
    return any(isinstance(text, str) and isinstance(name, str) and _describes(name, text) for name, text in value.items())


def _describes(name: str, text: str) -> bool:
    known = _described_fields()
    if plain(name) not in known or isinstance(text, Template) or not text[:1].strip() or text[0].isdecimal():
        return False
    lowered = text.lower()
    words = _WORDS.findall(lowered)
    if plain(text) == plain(name):
        return True
    data_of = data()["descriptions"]
    is_told = not (set(words) - (_SECONDS if any(map(str.isdecimal, text)) else set())).isdisjoint(data_of["words"])
    return (len(words) > 1 and is_told) or any(word in lowered for word in data_of["unspaced"])


@lru_cache(maxsize=1)
def _described_fields() -> frozenset[str]:
    return frozenset(map(plain, data()["descriptions"]["fields"]))


@lru_cache(maxsize=1)
def _placeholders() -> frozenset[str]:
    return frozenset(data()["prompts"]["placeholders"])


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, Pattern], ...]:
    """Return patterns of placeholders, each with what a text needs to fit it."""
    return tuple((each["needs"], Pattern(each["fits"], re.IGNORECASE)) for each in data()["prompts"]["patterns"])


def is_placeholder(text: str) -> bool:
    """Whether a text is what a document writes in place of a prompt: ``<your prompt here>``, ``视频描述``, ``FULL_PROMPT_HERE``."""
    if len(text) >= _LONGEST_PLACEHOLDER:
        return False
    lowered, bare = text.lower().replace("\u0307", ""), text.strip()  # which a Turkish capital leaves behind an i
    return (
        lowered.strip(_MARKS) in _placeholders()
        or lowered.startswith(tuple(data()["prompts"]["described"]))
        # What each of the patterns needs is looked for first: a short run on a prompt compiles none of them.
        or ("PROMPT" in bare and _CAPITALS.fullmatch(bare) is not None)
        or any(needed in lowered and pattern.fullmatch(_BEHIND.sub("", bare).strip(_MARKS)) is not None for needed, pattern in _patterns())
        or (bare.startswith(("(", "（")) and _ASIDE.fullmatch(bare) is not None)
        or (bare.startswith("{") and _BRACED.fullmatch(bare) is not None and not isinstance(text, Template))
        or (bare.startswith(("{{", "={{", "${", "%")) and _FILLED_IN.fullmatch(bare) is not None)
        or (bare.startswith("<") and _SLOT.fullmatch(bare) is not None)
    )


_LONGEST_PLACEHOLDER = 100
_IN_FRONT = Pattern(r"^[^\w@＠\[【<(（\"'“‘]+")
"""Pictures and marks in front of the first word, which programs for a terminal are fond of."""
_CLOSING = Pattern(r"</([A-Za-z_-]{1,30})>")
_SLOT = Pattern(r"<(?![/!]|\w+[ _]?[0-9]{1,2}>)[^<>\n]{3,98}>")
"""Words that are all in pointed brackets, and no tag or comment."""


def is_stand_in(text: str) -> bool:
    """Whether a text is what tests send where any will do: ``hello``, ``test prompt 2``."""
    return (
        len(text) <= _LONGEST_STAND_IN and "@" not in text and _stand_ins().fullmatch(text.strip(_MARKS_OF_SENTENCES).lower()) is not None
    )


_LONGEST_STAND_IN = 40
_MARKS_OF_SENTENCES = _MARKS + "!?！？-–—#"


@lru_cache(maxsize=1)
def _stand_ins() -> Pattern:
    words = {name: "|".join(each) for name, each in data()["stand_ins"].items() if name != "source"}
    return Pattern(rf"(?:(?:{words['before']}) )*(?:{words['words']})(?:[ _-]?(?:{words['behind']}))*")


def names_file(text: str) -> bool:
    """Whether a text is the name of a file with a prompt in it."""
    name = text.strip()
    return len(text) <= _LONGEST_NAME and " " not in name and _FILE_NAME.fullmatch(name) is not None


_LONGEST_NAME = 200


def orders_a_chat(text: str) -> bool:
    """Whether a text begins by telling a chat what it is: ``You are a careful editor.``."""
    return text[:_LONGEST_NAME].strip().lower().startswith(tuple(data()["questions"]["orders"]))


def orders_by_elements(text: str) -> bool:
    """Whether a text has elements in which a chat gets its orders, ``<objective>…</objective>``, and no film."""
    return "</" in text and any(match[1].lower() in data()["questions"]["elements"] for match in _CLOSING.finditer(text))


def asks_about_video(text: str) -> bool:
    """Whether a text orders a model to say what is in a video: ``Analyze this video and list its shots.``."""
    return text[:_LONGEST_NAME].strip().lower().startswith(tuple(data()["questions"]["about_videos"])) and "@" not in text


def is_cut_off(text: str) -> bool:
    """Whether a short text ends in dots, as a document shows the beginning of a prompt: ``The boat tilts, rain on...``."""
    shown = data()["cut_off"]
    bare = text.strip()
    return len(bare) <= shown["longest"] and bare.endswith(tuple(shown["ends"])) and not bare.endswith(tuple(shown["pauses"]))


def orders_picture(text: str) -> bool:
    """Whether a text begins like the order of a picture: ``Create an image of a pier``, ``生成四张角色图``."""
    from seedance_lint.hosts.prose.words import prose_words

    return prose_words().begins_picture.match(text) is not None


def asks_a_person(text: str) -> bool:
    """Whether a text is what a program asks at its start (``Enter a release tag:``) or orders a chat to be, and no prompt of a video."""
    words = data()["questions"]
    said = _IN_FRONT.sub("", text.strip().lower())
    return orders_a_chat(text) or (
        len(said) <= words["longest"] and (said.startswith(tuple(words["starts"])) or said.endswith(tuple(words["ends"])))
    )
