"""What the field names of an object say: where its model, its files and its nested parts stand."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from seedance_lint.data import read_toml

if TYPE_CHECKING:
    from seedance_lint.profiles.profile import Profile

_MOST_PLANS = 512
"""Records of one file share a few sets of names; a file in which no two are alike must not fill the memory."""


class Field(NamedTuple):
    """A field that holds files of one kind; ``role`` is what its name says they are for."""

    name: str
    kind: str
    role: str | None = None


class Plan(NamedTuple):
    """What there is to read in objects of one set of names.

    ``documented``: the profile knows every name. ``media``, ``ambiguous`` and ``mixed`` are fields with files: surely, perhaps, of any kind.
    ``beside``: a parameter stands beside them. ``containers`` are nested parts of the same request.
    """

    documented: bool
    model: str | None
    media: tuple[Field, ...]
    ambiguous: tuple[Field, ...] = ()
    mixed: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    beside: bool = False
    asks: bool = True
    """There is a prompt, or a list of typed parts that may hold one."""
    enter: tuple[str, ...] = ()
    """Names whose values may hold further requests: all but those of ``media``."""


class ItemNames(NamedTuple):
    """The names inside a file that is given as an object."""

    url: tuple[str, ...]
    role: tuple[str, ...]
    type: tuple[str, ...]
    size: tuple[str, ...]
    duration: tuple[str, ...]
    plain_roles: tuple[str, ...]


class Shapes:
    """The names of one profile, with those of ``shapes.toml`` beside them as soon as an object has any other name."""

    def __init__(self, profile: "Profile") -> None:
        request = profile.request
        self.prompt = request.prompt
        self.models = frozenset(request.models)
        # Files by other names than those of lists are read by what the names mean.
        self.fields = request.fields.difference(("content",), request.frames, request.singles.values(), request.mixed)
        self.media = tuple(Field(name, kind) for kind, name in request.media.items())
        self._plans: dict[tuple[str, ...], Plan] = {}
        self._models: dict[str, bool | None] = dict.fromkeys(request.models, True)
        self._meanings: dict[str, tuple[str, Field | None]] | None = None

    def plan(self, names: Iterable[str]) -> Plan:
        """Return what to read in an object that has these names."""
        key = tuple(names)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._documented(key) if self.fields.issuperset(key) else self._plan(key)
            if len(self._plans) < _MOST_PLANS:
                self._plans[key] = plan
        return plan

    def is_ours(self, model: str) -> bool | None:
        """Whether a model's name is one of this product; None where it names no product at all."""
        if model in self._models:
            return self._models[model]
        table = _data()["model"]
        name = model.strip().lower().replace("_", "-").replace(" ", "-")
        ours: bool | None = None
        if name not in table["generic"]:
            ours = any(part in name for part in table["ours"]) or name.startswith(tuple(table["starts"]))
        if len(self._models) < _MOST_PLANS:
            self._models[model] = ours
        return ours

    def _documented(self, names: tuple[str, ...]) -> Plan:
        media = tuple(field for field in self.media if field.name in names)
        return self._finish(names, Plan(documented=True, model="model" if "model" in names else None, media=media))

    def _plan(self, names: tuple[str, ...]) -> Plan:
        if self._meanings is None:
            self._meanings = _meanings(self.media)
        found: dict[str, list[str]] = {}
        fields: dict[str, list[Field]] = {}
        for name in names:
            meaning, field = self._meanings.get(plain(name), (None, None)) if isinstance(name, str) else (None, None)
            if meaning is None:
                continue
            found.setdefault(meaning, []).append(name)
            if field is not None:
                fields.setdefault(meaning, []).append(field._replace(name=name))
        kinds = [field.kind for field in self.media]
        media = [*fields.get("lists", ()), *fields.get("singles", ())]
        plan = Plan(
            documented=False,
            model=next(iter(found.get("model", ())), None),
            media=tuple(sorted(media, key=lambda field: kinds.index(field.kind))),
            ambiguous=tuple(fields.get("ambiguous", ())),
            mixed=tuple(found.get("mixed", ())),
            containers=tuple(found.get("containers", ())),
            hints=tuple(found.get("hints", ())),
            beside="beside" in found,
        )
        return self._finish(names, plan)

    def _finish(self, names: tuple[str, ...], plan: Plan) -> Plan:
        files = [field.name for field in plan.media]
        enter = tuple(name for name in names if isinstance(name, str) and name not in files)
        return plan._replace(asks=self.prompt in names or (not plan.documented and content_parts()[0] in names), enter=enter)


def plain(name: str) -> str:
    """Return a name as it is compared: ``imageUrls`` and ``image_urls`` are one."""
    return name.replace("_", "").replace("-", "").lower()


def item_names() -> ItemNames:
    """Return the names inside a file that is given as an object."""
    global _items  # noqa: PLW0603
    if _items is None:
        item = _data()["item"]
        _items = ItemNames(*(tuple(item[name]) for name in ItemNames._fields))
    return _items


def content_parts() -> tuple[str, str, Mapping[str, str]]:
    """Return the field that lists typed parts, the type of a text part, and the types of files with their kinds."""
    content = _data()["content"]
    return content["name"], content["text"], content["parts"]


_items: ItemNames | None = None


def _data() -> dict[str, Any]:
    return read_toml("hosts/shapes.toml")


def _meanings(documented: tuple[Field, ...]) -> dict[str, tuple[str, Field | None]]:
    """Return comparable name to what it means, the profile's own names first."""
    data = _data()
    meanings: dict[str, tuple[str, Field | None]] = {plain(field.name): ("lists", field) for field in documented}
    kinds = [field.kind for field in documented]
    for kind in kinds:
        for name in data["lists"].get(kind, ()):
            meanings.setdefault(plain(name), ("lists", Field(name, kind)))
        for name, role in data["singles"].get(kind, {}).items():
            meanings.setdefault(plain(name), ("singles", Field(name, kind, role or None)))
        for name in data["ambiguous"].get(kind, ()):
            meanings.setdefault(plain(name), ("ambiguous", Field(name, kind)))
    for meaning, names in (
        ("mixed", data["mixed"]["names"]),
        ("containers", data["containers"]["names"]),
        ("model", data["model"]["fields"]),
        ("hints", data["model"]["hints"]),
        ("beside", data["ambiguous"]["beside"]),
    ):
        for name in names:
            meanings.setdefault(plain(name), (meaning, None))
    return meanings
