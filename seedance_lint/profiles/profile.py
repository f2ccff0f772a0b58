"""The typed form of a profile."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple


@lru_cache(maxsize=1024)
def _spelled(form: str, index: int) -> str:
    return form.format(index=index)


class Range(NamedTuple):
    """The limits of a quantity, both included. None where there is none."""

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


class MediaLimits(NamedTuple):
    """What a provider takes of one kind of file. None where no source states a limit."""

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


class ParameterRule(NamedTuple):
    """The values that one parameter of a request may take."""

    name: str
    type: str
    """``integer``, ``number``, ``string`` or ``boolean``."""
    values: tuple[object, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    also: tuple[object, ...] = ()
    """Single values outside the range that are allowed too, such as -1 for "automatic"."""


class RequestShape(NamedTuple):
    """The field names of a provider's request body."""

    models: tuple[str, ...]
    prompt: str
    media: Mapping[str, str]
    """Kind to the field that lists its URLs."""
    parameters: Mapping[str, ParameterRule]
    other_fields: tuple[str, ...]

    @property
    def fields(self) -> frozenset[str]:
        """All documented field names."""
        return frozenset({"model", self.prompt, *self.media.values(), *self.parameters, *self.other_fields})


class Profile(NamedTuple):
    """One provider's contract."""

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
    """How far a duration may be off before a rule speaks, since players and encoders round differently."""
    vague_roles: frozenset[str] = frozenset()
    """Roles that leave open what of the file is meant."""
    accepted: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Kind to further spellings of a tag that the provider documents, with ``{index}``."""
    max_characters: int | None = None
    """Characters of a prompt, where the provider counts those and not tokens."""
    advice: str | None = None
    """What the provider recommends of a prompt, in words; no rule enforces it."""
    frames_exclude_references: bool = False
    """Whether a request with a first or last frame must not have other references."""

    def tag(self, kind: str, index: int) -> str:
        """Return the documented spelling of a tag: ``@Image1``."""
        return _spelled(self.spelling[kind], index)

    def accepts(self, kind: str, index: int, text: str) -> bool:
        """Whether the provider documents ``text`` as a tag of that file."""
        return text == self.tag(kind, index) or any(text == form.format(index=index) for form in self.accepted.get(kind, ()))

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
