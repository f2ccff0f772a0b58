"""The typed form of a profile."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from seedance_lint.annotations import Any
from seedance_lint.records import NamedTuple

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@lru_cache(maxsize=1024)
def spelled(form: str, index: int) -> str:
    """Return a tag in a spelling such as ``@Image{index}``."""
    return form.format(index=index)


class Range(NamedTuple):
    """The limits of a quantity, both included. None if there is none."""

    minimum: float | None = None
    maximum: float | None = None

    def __str__(self) -> str:
        low, high = (None if end is None else f"{end:,}".removesuffix(".0") for end in self)
        if low is None or high is None:
            return "any" if low == high else f"at most {high}" if low is None else f"at least {low}"
        return f"{low} to {high}"

    def holds(self, value: float) -> bool:
        """Whether a value lies within the limits."""
        return (self.minimum is None or value >= self.minimum) and (self.maximum is None or value <= self.maximum)


class Origin(NamedTuple):
    """Where a limit was read, when, and how sure it is.

    ``standing`` is ``documented`` (the provider's own words), ``reported`` (one secondary source: a warning at most) or ``disputed``
    (sources disagree: rules stay silent).
    """

    source: str
    checked: str = ""
    """The day on which the source was read (``2026-09-29``); empty if nobody wrote it down."""
    standing: str = "documented"


class MediaLimits(NamedTuple):
    """What a provider takes of one kind of file. None if no source states a limit."""

    kind: str
    max_count: int | None = None
    formats: tuple[str, ...] = ()
    max_bytes: int | None = None
    """Bytes a file."""
    min_total_seconds: float | None = None
    max_total_seconds: float | None = None
    min_seconds: float | None = None
    max_seconds: float | None = None
    """Seconds of one clip, as against all clips together."""
    schemes: tuple[str, ...] = ("http", "https")
    """What a file's URL may start with."""
    sides: Range = Range()
    """Pixels, of the width and of the height alike."""
    ratio: Range = Range()
    """Width divided by height."""
    pixels: Range = Range()
    """Width times height."""
    frame_rate: Range = Range()
    """Frames a second."""
    max_total_bytes: int | None = None
    """Bytes of all files of the kind together."""


class ParameterRule(NamedTuple):
    """The values that one parameter of a request may take."""

    name: str
    type: str
    """``integer``, ``number``, ``string`` or ``boolean``; of several types the first."""
    values: tuple[object, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    also: tuple[object, ...] = ()
    """Single values outside the range that are allowed too, such as -1 for "automatic"."""
    several: tuple[str, ...] = ()
    """All types that are taken, ``type`` among them; empty if it is the only one."""
    ignore_case: bool = False
    """Whether the letter case of texts makes no difference."""
    by_model: tuple[tuple[str, tuple[object, ...]], ...] = ()
    """Pattern of a model's name (a regular expression, searched for) to the values that this model takes; the first that is found counts."""

    @property
    def types(self) -> tuple[str, ...]:
        """All types that are taken."""
        return self.several or (self.type,)

    def values_for(self, model: str | None) -> tuple[object, ...]:
        """Return the values that are taken with a model; ``values`` where none are stated for it."""
        if model is not None and self.by_model:
            import re

            for pattern, values in self.by_model:
                if re.search(pattern, model):
                    return values
        return self.values


class Retired(NamedTuple):
    """A parameter that a provider no longer takes, or not with this edition, and what it does about it."""

    name: str
    effect: str
    """``rejected`` or ``ignored``."""
    instead: str = ""
    """What to do instead, in words."""


class Condition(NamedTuple):
    """What a request must keep to *if* something holds of it.

    ``when`` has one of: ``role`` (the request gives a file this role), ``task`` (the request states it), ``field`` and ``value``.
    ``then`` maps fields to the values that they may have; leaving a field out is always right. ``needs`` is the kind of file that
    must be there, ``most`` how many references of a kind may be; frames do not count.
    """

    when: Mapping[str, Any]
    then: Mapping[str, tuple[object, ...]] = _NOTHING
    needs: str | None = None
    why: str = ""
    """Completes the message: "an edit keeps the ratio and the length of its source"."""
    origin: Origin = Origin("")
    most: Mapping[str, int] = _NOTHING


class Signals(NamedTuple):
    """What in or around a request tells that it goes to this provider, from the strongest on."""

    hosts: tuple[str, ...] = ()
    """Host names of URLs; a name also stands for everything below it (``fal.run`` for ``queue.fal.run``), ``HOST/PATH`` for a path there,
    ``*/PATH`` for a part of the path on any host, ``?/PATH`` where the request itself does not show the host."""
    calls: tuple[str, ...] = ()
    """Dotted names of functions, or their ends (``content_generation.tasks.create``), programs, and classes of nodes."""
    models: tuple[str, ...] = ()
    """Regular expressions for whole model ids or endpoints, letter case kept."""
    fields: tuple[str, ...] = ()
    """Names, anywhere in the request, that of the providers that share a model id only this one has; ``NAME=VALUE`` for a value,
    ``NAME:TYPE`` for a type (``duration:string``)."""
    rank: int = 0
    """Of several profiles that a request fits alike, the one with the lowest is meant."""


class RequestShape(NamedTuple):
    """The field names of a provider's request body."""

    models: tuple[str, ...]
    prompt: str
    media: Mapping[str, str]
    """Kind to the field that lists its URLs."""
    parameters: Mapping[str, ParameterRule]
    other_fields: tuple[str, ...]
    singles: Mapping[str, str] = _NOTHING
    """Kind to the field that holds one reference of it, as a text and not as a list."""
    frames: Mapping[str, str] = _NOTHING
    """Field that holds one image to the role that this image has by it."""
    mixed: tuple[str, ...] = ()
    """Fields that list files of several kinds or roles; each item says which (OpenRouter's ``input_references``)."""
    content: bool = False
    """Whether text and files are as typed parts in one list (Ark's ``content``)."""
    retired: Mapping[str, Retired] = _NOTHING
    conditions: tuple[Condition, ...] = ()
    task: str | None = None
    """The field that states the task (``omni_reference_task_type``)."""
    closed: bool = False
    """Whether fields that the provider does not know are rejected."""
    node: bool = False
    """Whether a request is a node of a workflow whose names and files come from other nodes (ComfyUI)."""
    part_roles: Mapping[str, tuple[str, ...]] = _NOTHING
    """Kind to the roles that a file among the typed parts of ``content`` may state."""

    @property
    def fields(self) -> frozenset[str]:
        """All documented field names."""
        return frozenset({
            "model", self.prompt, *self.media.values(), *self.parameters, *self.other_fields, *self.singles.values(), *self.frames, *self.mixed,
            *self.retired, *(("content",) if self.content else ()),
        })  # fmt: skip


class Profile(NamedTuple):
    """One provider's contract for one edition of the model."""

    name: str
    title: str
    source: str
    sources: Mapping[str, str]
    """Section of the profile (``media``, ``prompt``, ``roles`` …) to the place that states its numbers."""
    spelling: Mapping[str, str]
    """Kind to the documented spelling of a tag, with ``{index}``."""
    media: Mapping[str, MediaLimits]
    max_total: int | None
    max_tokens: int | None
    roles: Mapping[str, tuple[str, ...]]
    """Kind to the roles that it can play, in the order of the documentation."""
    exclusive_roles: frozenset[str]
    request: RequestShape
    faces_rejected: bool
    video_references_cost_more: bool
    public_urls_only: bool
    audio_only_rejected: bool
    frames_without_tags: int = 0
    """Images that need no tag where they are the request's only files: they are taken for its first and last frame."""
    tolerance_seconds: float = 0.0
    """How far a duration may be off before a rule reports it, since players and encoders round differently."""
    vague_roles: frozenset[str] = frozenset()
    """Roles that leave open what of the file is meant."""
    accepted: Mapping[str, tuple[str, ...]] = _NOTHING
    """Kind to further spellings of a tag that the provider documents, with ``{index}``."""
    accepts_any: bool = False
    """Whether every spelling of a tag is as good as another: the provider documents none."""
    max_characters: int | None = None
    """Characters of a prompt, where the provider counts those and not tokens."""
    prompt_cut: bool = False
    """Whether what a prompt has beyond its limit is cut off without a word, and not rejected."""
    advice: str | None = None
    """What the provider recommends of a prompt, in words; no rule enforces it."""
    frames_exclude_references: str | None = None
    """What the provider does with first or last frames beside references: ``rejected``, ``dropped`` (the references, without a word);
    None if it takes both."""
    family: str = ""
    """The provider, whichever edition: ``fal`` of ``fal-2.0``."""
    edition: str = ""
    """The model: ``2.0``, ``2.0-fast``, ``2.5``, ``2.5-flash``."""
    provider: str = ""
    """The provider as messages name it: ``fal.ai``."""
    signals: Signals = Signals()
    origins: Mapping[str, Origin] = _NOTHING
    """Section of the profile to where, when and how surely its numbers were read; see ``origin``."""
    min_characters: int | None = None
    prompt_optional: bool = False
    """Whether a request with files needs no prompt."""
    last_frame_needs_first: bool = False
    lists_roles: bool = True
    """Whether the roles are the provider's own list; else they are the reference page's, which say what the model understands."""
    items_need_role: bool = False
    """Whether every file of a request that has references must state its role (Ark)."""

    @property
    def schemes(self) -> frozenset[str]:
        """What the URLs of files may start with, whatever their kind."""
        return frozenset(scheme for limits in self.media.values() for scheme in limits.schemes)

    def tag(self, kind: str, index: int) -> str:
        """Return the documented spelling of a tag: ``@Image1``."""
        return spelled(self.spelling[kind], index)

    def accepts(self, kind: str, index: int, text: str) -> bool:
        """Whether the provider documents ``text`` as a tag of that file."""
        return (
            self.accepts_any
            or text == self.tag(kind, index)
            or any(text == form.format(index=index) for form in self.accepted.get(kind, ()))
        )

    @property
    def names_files_bare(self) -> bool:
        """Whether tags are plain words ("image 1"), so that every mention of that form is one."""
        return any(form[0].isalpha() for form in self.spelling.values())

    def documents(self, role: str) -> bool:
        """Whether the provider documents a role, for any kind of file."""
        return any(role in roles for roles in self.roles.values())

    def kinds_of(self, role: str) -> tuple[str, ...]:
        """Return the kinds of file that can play a role, as documented."""
        return tuple(kind for kind, roles in self.roles.items() if role in roles)

    @property
    def generation(self) -> str:
        """The model without its tier: ``2.5`` of ``2.5-flash``."""
        return self.edition.partition("-")[0]

    def origin(self, section: str) -> Origin:
        """Return where the numbers of a section (``request.parameters.duration``) were read: its own origin, else that of what it is part of.

        A section may be a key in a table as well: ``media.video.pixels``.
        """
        while True:
            found = self.origins.get(section)
            if found is not None:
                return found
            if not section:
                return Origin(self.source)
            section = section.rpartition(".")[0]
