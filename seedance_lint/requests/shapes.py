"""What the field names of an object say: where its prompt, its model, its files and its nested parts are."""

from collections.abc import Iterable
from functools import lru_cache

from seedance_lint.contracts import products
from seedance_lint.pattern import Pattern
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple
from seedance_lint.requests.field_names import content_names, data, plain, prompt_names

_MOST_PLANS = 512
"""Records of one file share a few sets of names; a file in which no two are alike must not fill the memory."""
KINDS = ("image", "video", "audio")
LISTS = ("s", "list")
"""How the names of lists end."""

_FIRST_WORD = Pattern(r"([A-Za-z][a-z0-9]*)(?:[_-]|(?=[A-Z]))")
"""Of a name in snake or camel case."""


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
    defaults: tuple[str, ...] = ()
    """Fields with what holds for each request of a list beside them."""
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
        return bool(self.prompts or self.models or self.hints or self.containers or self.defaults or self.content)


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
        order = data()["prompts"]["names"]
        return Plan(
            prompts=tuple(sorted(found.get("prompts", ()), key=lambda name: (name != "prompt", _position(order, name)))),
            models=tuple(found.get("models", ())),
            hints=tuple(found.get("hints", ())),
            media=tuple(sorted(media, key=_in_order)),
            ambiguous=tuple(sorted(fields.get("ambiguous", ()), key=_in_order)),
            mixed=tuple(found.get("mixed", ())),
            containers=tuple(found.get("containers", ())),
            defaults=tuple(found.get("defaults", ())),
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
    return frozenset(data()["prefixes"]["names"])


def _position(order: list[str], name: str) -> int:
    names = [plain(each) for each in order]
    return names.index(plain(name)) if plain(name) in names else len(names)


def _in_order(field: Field) -> tuple[int, bool, bool, int]:
    """Where a field's files are among those of a request: by kind, references in front of frames, the last frame last."""
    return KINDS.index(field.kind), field.role is not None, field.role == "last_frame", field.number


_Meanings = dict[str, tuple[tuple[str, Field | None], ...]]


@lru_cache(maxsize=1)
def _common() -> _Meanings:
    """Return comparable name to what it means."""
    tables = data()
    table: dict[str, list[tuple[str, Field | None]]] = {}
    for kind in KINDS:
        for name in tables["lists"].get(kind, ()):
            table.setdefault(plain(name), []).append(("lists", Field(name, kind)))
        for name, role in tables["singles"].get(kind, {}).items():
            table.setdefault(plain(name), []).append(("singles", Field(name, kind, role or None)))
        for name in tables["ambiguous"].get(kind, ()):
            table.setdefault(plain(name), []).append(("ambiguous", Field(name, kind)))
    for meaning, names in (
        ("prompts", tables["prompts"]["names"]),
        ("prompts", prompt_names()),
        ("mixed", tables["mixed"]["names"]),
        ("containers", tables["containers"]["names"]),
        ("defaults", tables["batches"]["defaults"]),
        ("models", products.fields("model")),
        ("hints", (*products.fields("variant"), *products.fields("where"), *products.fields("provider"))),
        ("beside", tables["ambiguous"]["beside"]),
        ("results", tables["results"]["names"]),
        ("results", tables["results"]["sure"] * 2),  # each counts for as many as a gallery has
        ("evaluations", tables["evaluations"]["names"]),
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
