"""What the field names of an object say: where its prompt, its model, its files and its nested parts are."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from seedance_lint.contracts import products
from seedance_lint.hosts.located import Template
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple

_MOST_PLANS = 512
"""Records of one file share a few sets of names; a file in which no two are alike must not fill the memory."""
KINDS = ("image", "video", "audio")
LISTS = ("s", "list")
"""How the names of lists end."""

_FIRST_WORD = Pattern(r"([A-Za-z][a-z0-9]*)(?:[_-]|(?=[A-Z]))")
"""Of a name in snake or camel case."""

_MARKS = " \t\n<>[]{}()«»\"'“”`…._*:：。"
"""What surrounds a placeholder."""

_CAPITALS = Pattern(r"[<\[{$]*(?:[A-Z0-9]+_)*PROMPT(?:_[A-Z0-9]+)*[>\]}]*")
"""``FULL_PROMPT_HERE``, ``$PROMPT``, ``<YOUR_PROMPT>``."""
_YOURS = Pattern(
    r"(?i)(?:your|enter|insert|paste|write|type|describe|the|a|full|complete|final)(?:[ \t][\w.-]+){0,4}[ \t]prompt(?:[ \t](?:text|here|goes here|in here))?"
)
"""``Your full prompt text...``"""
_WHOLE = Pattern(
    r"(?i)(?:(?:你|您|完整|最终|最終|英文|中文|具体|具體)的?)*[ \t]?(?:seedance[ \t]?(?:[\d.]+)?[ \t]?)?(?:视频|視頻|影片)?(?:生成)?(?:提示[词詞]|prompt)(?:正文|文本|内容|內容|全文)?"
)
"""``完整 Seedance 提示词``"""
_BRACED = Pattern(r"\{[^<>{}@＠$.\d\r\n]{2,40}\}")
"""A slot that is all of a text: ``{提示词}``; no tag, which has a number."""
_TOLD = Pattern(r"(?:用户|使用者|用戶)(?:的)?(?:描述|输入|輸入|提供|填写)的?\S{0,12}")
"""``用户描述的场景``: what the user is to say."""
_ASIDE = Pattern(r"[(（][^()（）@＠]{1,40}[)）]")
"""``（最后一帧，不生效）``: what a document says of a prompt that it does not give."""
_FILE_NAME = Pattern(r"[\w~.][\w~.-]*(?:[/\\][\w~.-]+)*\.(?:txt|md|json|ya?ml|prompt)|\.{0,2}/[\w~.-][\w~./-]*")
"""Of a file with the prompt in it: ``prompts/opening.txt``."""


class Field(NamedTuple):
    """A field that holds files of one kind; ``role`` is what its name says they are for, ``number`` that of ``image_url_2``."""

    name: str
    kind: str
    role: str | None = None
    number: int = 0


class Plan(NamedTuple):
    """What there is to read in objects of one set of names.

    ``media``, ``ambiguous`` and ``mixed`` are fields with files: surely, perhaps, of any kind. ``beside``: a parameter is beside them.
    ``containers`` are nested parts of the same request. ``results`` are names that galleries of finished videos have.
    """

    prompts: tuple[str, ...] = ()
    """Fields that may hold the prompt, the surest first."""
    models: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    """Fields that show, where they name it, that a request is ours, and nothing where they do not."""
    media: tuple[Field, ...] = ()
    ambiguous: tuple[Field, ...] = ()
    mixed: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    beside: bool = False
    results: int = 0
    content: bool = False
    """Whether there is a list of typed parts."""
    evaluates: bool = False
    """Whether the answer of an assistant is tested: its prompt is not for a video."""
    others: tuple[str, ...] = ()
    """Fields of which nothing is known."""

    @property
    def tells(self) -> bool:
        """Whether an object with these names says anything about a request inside of it."""
        return bool(self.prompts or self.models or self.hints or self.containers or self.content)


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


class Shapes:
    """The names of one contract, and of ``shapes.toml`` beside them; without a contract those of all."""

    __slots__ = ("_meanings", "_plans")

    def __init__(self, profile: Profile | None = None) -> None:
        self._meanings = {**_common(), **_own(profile)} if profile is not None else _common()
        self._plans: dict[tuple[str, ...], Plan] = {}

    def plan(self, names: Iterable[str]) -> Plan:
        """Return what to read in an object that has these names."""
        key = tuple(names)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plan(key)
            if len(self._plans) < _MOST_PLANS:
                self._plans[key] = plan
        return plan

    def single_files(self, names: Iterable[str]) -> list[Field]:
        """Return those of some fields that hold one file each."""
        plan = self.plan(sorted(names))
        surely = [field for field in plan.media if not self._is_list(field.name)]
        return surely + [field for field in plan.ambiguous if not plain(field.name).endswith(LISTS)]

    def _is_list(self, name: str) -> bool:
        """Whether a field holds a list of files, whatever it is called."""
        return any(meaning == "lists" for meaning, _ in self._meaning(name)[0])

    def _plan(self, names: tuple[str, ...]) -> Plan:
        found: dict[str, list[str]] = {}
        fields: dict[str, list[Field]] = {}
        for name in names:
            if not isinstance(name, str):
                continue
            meanings, number = self._meaning(name)
            if not meanings:
                found.setdefault("others", []).append(name)
            for meaning, field in meanings:
                found.setdefault(meaning, []).append(name)
                if field is not None:
                    fields.setdefault(meaning, []).append(field._replace(name=name, number=number))
        media = [*fields.get("lists", ()), *fields.get("singles", ())]
        order = _data()["prompts"]["names"]
        return Plan(
            prompts=tuple(sorted(found.get("prompts", ()), key=lambda name: (name != "prompt", _position(order, name)))),
            models=tuple(found.get("models", ())),
            hints=tuple(found.get("hints", ())),
            media=tuple(sorted(media, key=_in_order)),
            ambiguous=tuple(sorted(fields.get("ambiguous", ()), key=_in_order)),
            mixed=tuple(found.get("mixed", ())),
            containers=tuple(found.get("containers", ())),
            beside="beside" in found,
            results=len(found.get("results", ())),
            content=content_names().name in names,
            evaluates="evaluations" in found,
            others=tuple(found.get("others", ())),
        )

    def _meaning(self, name: str) -> tuple[tuple[tuple[str, Field | None], ...], int]:
        """Return what a name means, and the number at its end where it counts fields of one meaning."""
        meanings = self._meanings.get(plain(name))
        if meanings is not None:
            return meanings, 0
        stem = name.rstrip("0123456789")
        if stem != name and len(name) - len(stem) <= 3:
            meanings = self._meanings.get(plain(stem)) or self._meanings.get(f"{plain(stem)}s")
            files = _files(meanings)
            if files:
                return files, int(name[len(stem) :])
            if meanings is not None and ("mixed", None) in meanings:
                return (("mixed", None),), 0
        first = _FIRST_WORD.match(name)
        if first is not None and first[1].lower() in _prefixes():
            return _files(self._meanings.get(plain(name[first.end() :]))), 0
        return (), 0


def _files(meanings: "tuple[tuple[str, Field | None], ...] | None") -> tuple[tuple[str, Field | None], ...]:
    return tuple((meaning, field) for meaning, field in meanings or () if field is not None)


@lru_cache(maxsize=1)
def _prefixes() -> frozenset[str]:
    return frozenset(_data()["prefixes"]["names"])


def plain(name: str) -> str:
    """Return a name as it is compared: ``imageUrls``, ``image_urls``, ``Image URLs`` and ``model.image_urls`` are one."""
    return name.rpartition(".")[2].replace("_", "").replace("-", "").replace(" ", "").lower()


def _position(order: list[str], name: str) -> int:
    names = [plain(each) for each in order]
    return names.index(plain(name)) if plain(name) in names else len(names)


def _in_order(field: Field) -> tuple[int, bool, bool, int]:
    """Where a field's files are among those of a request: by kind, references in front of frames, the last frame last."""
    return KINDS.index(field.kind), field.role is not None, field.role == "last_frame", field.number


@lru_cache(maxsize=1)
def _parts() -> frozenset[str]:
    return frozenset(plain(name) for table in ("containers", "batches") for name in _data()[table]["names"])


def is_part(name: str) -> bool:
    """Whether a field has a part of a request, or several requests that are sent together."""
    return plain(name) in _parts()


@lru_cache(maxsize=1)
def _of_videos() -> frozenset[str]:
    return frozenset(map(plain, _data()["of_videos"]["names"]))


def tells_of_video(name: str) -> bool:
    """Whether a field is one that requests for videos have beside the prompt, and those for pictures and chats do not."""
    return plain(name.rstrip("0123456789")) in _of_videos()


@lru_cache(maxsize=1)
def _in_languages() -> frozenset[str]:
    return frozenset(plain(f"prompt_{language}") for language in _data()["prompts"]["languages"])


def names_language(name: str) -> bool:
    """Whether the name of a prompt says which language it is in: ``prompt_en``."""
    return plain(name) in _in_languages()


def is_answer(value: Mapping[str, Any], part: str) -> bool:
    """Whether a part of an object is what a server answers: ``{"code": 0, "data": {…}}``."""
    names = _data()["answers"]
    return part in names["inside"] and any(isinstance(value.get(name), (int, bool)) for name in names["beside"])


def is_by_status(name: object, value: object) -> bool:
    """Whether what an object has under a name are the answers of a server by their status, as OpenAPI describes them."""
    names = _data()["answers"]
    return name in names["by_status"] and isinstance(value, dict) and all(re.fullmatch(names["status"], str(key)) for key in value)


def holds_page_texts(name: object, value: Mapping[str, Any]) -> bool:
    """Whether an object has nothing but the texts that a page shows, and is called so: ``caseLabels``."""
    return (
        isinstance(name, str)
        and plain(name).endswith(tuple(_data()["page_texts"]["ends"]))
        and all(isinstance(text, str) for text in value.values())
    )


def texts_beside_model() -> tuple[str, ...]:
    """Return the names that a prompt may have beside the name of a model."""
    return tuple(_data()["prompts"]["beside_model"])


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """Return the names of languages, as an object has them that holds the same text in each: ``{"en": …, "zh": …}``."""
    return frozenset(map(plain, _data()["prompts"]["languages"]))


@lru_cache(maxsize=1)
def gallery_texts() -> tuple[str, ...]:
    """Return the fields of an entry of a gallery that may hold its prompt, where they read like a film."""
    return tuple(dict.fromkeys((*_data()["prompts"]["in_galleries"], *sorted(languages()))))


@lru_cache(maxsize=1)
def prompt_lists() -> frozenset[str]:
    """Return the fields that may be lists of prompts."""
    return frozenset(_data()["prompts"]["lists"])


@lru_cache(maxsize=1)
def type_words() -> frozenset[str]:
    """Return what a description of a request has in place of a prompt."""
    return frozenset(_data()["prompts"]["types"])


@lru_cache(maxsize=1)
def item_names() -> ItemNames:
    """Return the names inside a file that is given as an object."""
    item = _data()["item"]
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
    content = _data()["content"]
    return Content(content["name"], content["text"], content["parts"], tuple(content["drafts"]))


_LONGEST_LABEL = 30


@lru_cache(maxsize=1)
def from_text_words() -> FromText:
    """Return what says that a video is made from a text alone."""
    words = _data()["from_text"]
    return FromText(frozenset(map(plain, words["fields"])), words["ways"], words["other_ways"])


@lru_cache(maxsize=1)
def parameter_names() -> frozenset[str]:
    """Return what parameters of a video are called beside a prompt, in comparable form, and the model."""
    return frozenset(map(plain, (*_data()["ambiguous"]["beside"], *products.fields("model"))))


@lru_cache(maxsize=64)
def names_without_files(fields: frozenset[str]) -> frozenset[str]:
    """Return, in comparable form, the fields of a contract with all others that bring no file: parameters, and options of clients."""
    names = parameter_names() | frozenset(map(plain, (*fields, *_data()["parameters"]["names"], *_data()["prompts"]["names"])))
    return names - {content_names().name}


@lru_cache(maxsize=1)
def holders() -> frozenset[str]:
    """Return the fields that hold files of any kind and nothing else, so that an empty one says that there are none."""
    names = _data()["mixed"]
    return frozenset(map(plain, names["names"])) - frozenset(map(plain, names["also_parameters"]))


@lru_cache(maxsize=1)
def result_names() -> frozenset[str]:
    """Return names inside of a file that only a finished video has."""
    return frozenset(_data()["results"]["inside"])


def names_field(text: str) -> bool:
    """Whether a text is short and says what a prompt is called: ``Prompt de origem``, ``📝 Prompt``."""
    lowered = text.lower()
    return len(text) <= _LONGEST_LABEL and "@" not in text and any(name in lowered for name in _data()["prompts"]["called"])


def takes_paths(field: str) -> bool:
    """Whether the name of a field says that its files are paths: ``image_paths``."""
    return plain(field).endswith(tuple(_data()["item"]["paths"]))


@lru_cache(maxsize=1)
def _placeholders() -> frozenset[str]:
    return frozenset(_data()["prompts"]["placeholders"])


def is_placeholder(text: str) -> bool:
    """Whether a text is what a document writes in place of a prompt: ``<your prompt here>``, ``视频描述``, ``FULL_PROMPT_HERE``."""
    if len(text) >= _LONGEST_PLACEHOLDER:
        return False
    lowered, bare = text.lower(), text.strip()
    return (
        lowered.strip(_MARKS) in _placeholders()
        or lowered.startswith(tuple(_data()["prompts"]["described"]))
        # What each of the patterns needs is looked for first: a short run on a prompt compiles none of them.
        or ("PROMPT" in bare and _CAPITALS.fullmatch(bare) is not None)
        or ("prompt" in lowered and _YOURS.fullmatch(text.strip(_MARKS)) is not None)
        or ("提示" in text and _WHOLE.fullmatch(text.strip(_MARKS)) is not None)
        or (bare.startswith(("(", "（")) and _ASIDE.fullmatch(bare) is not None)
        or (bare.startswith("{") and _BRACED.fullmatch(bare) is not None and not isinstance(text, Template))
        or (bare.startswith(("用", "使")) and _TOLD.fullmatch(bare) is not None)
        or (bare.startswith("<") and _SLOT.fullmatch(bare) is not None)
    )


_LONGEST_PLACEHOLDER = 100
_SLOT = Pattern(r"<(?![/!]|\w+[ _]?[0-9]{1,2}>)[^<>\n]{3,98}>")
"""Words that are all in pointed brackets, and no tag or comment."""


def names_file(text: str) -> bool:
    """Whether a text is the name of a file with a prompt in it."""
    name = text.strip()
    return len(text) <= _LONGEST_NAME and " " not in name and _FILE_NAME.fullmatch(name) is not None


_LONGEST_NAME = 200


def asks_a_person(text: str) -> bool:
    """Whether a text is what a program asks at its start (``Enter a release tag:``) or orders a chat to be, and no prompt of a video."""
    words = _data()["questions"]
    said = text.strip().lower()
    return said.startswith(tuple(words["orders"])) or (
        len(said) <= words["longest"] and (said.startswith(tuple(words["starts"])) or said.endswith(tuple(words["ends"])))
    )


def _data() -> dict[str, Any]:
    return read_toml("requests/shapes.toml")


_Meanings = dict[str, tuple[tuple[str, Field | None], ...]]


@lru_cache(maxsize=1)
def _common() -> _Meanings:
    """Return comparable name to what it means."""
    data = _data()
    table: dict[str, list[tuple[str, Field | None]]] = {}
    for kind in KINDS:
        for name in data["lists"].get(kind, ()):
            table.setdefault(plain(name), []).append(("lists", Field(name, kind)))
        for name, role in data["singles"].get(kind, {}).items():
            table.setdefault(plain(name), []).append(("singles", Field(name, kind, role or None)))
        for name in data["ambiguous"].get(kind, ()):
            table.setdefault(plain(name), []).append(("ambiguous", Field(name, kind)))
    for meaning, names in (
        ("prompts", data["prompts"]["names"]),
        ("prompts", _in_languages()),
        ("mixed", data["mixed"]["names"]),
        ("containers", data["containers"]["names"]),
        ("models", products.fields("model")),
        ("hints", (*products.fields("variant"), *products.fields("where"), *products.fields("provider"))),
        ("beside", data["ambiguous"]["beside"]),
        ("results", data["results"]["names"]),
        ("results", data["results"]["sure"] * 2),  # each counts for as many as a gallery has
        ("evaluations", data["evaluations"]["names"]),
    ):
        for name in names:
            table.setdefault(plain(name), []).append((meaning, None))
    return {name: tuple(meanings) for name, meanings in table.items()}


def _own(profile: Profile) -> _Meanings:
    """Return the names of a contract; what it says of one stands for all that the common table has."""
    request = profile.request
    table: dict[str, list[tuple[str, Field | None]]] = {plain(request.prompt): [("prompts", None)]}
    for name in request.mixed:
        table.setdefault(plain(name), []).append(("mixed", None))
    for kind, name in request.media.items():
        table.setdefault(plain(name), []).append(("lists", Field(name, kind)))
    for kind, name in request.singles.items():
        table.setdefault(plain(name), []).append(("singles", Field(name, kind)))
    for name, role in request.frames.items():
        table.setdefault(plain(name), []).append(("singles", Field(name, "image", role)))
    return {name: tuple(meanings) for name, meanings in table.items()}
