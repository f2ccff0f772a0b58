"""What a rule yields, in coordinates that know nothing of files."""

from enum import StrEnum
from functools import lru_cache

from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

Path = tuple[str | int, ...]
"""The keys and indexes that lead from a document's root to a value: ``("input", "image_urls", 2)``."""


@lru_cache(maxsize=1024)
def pointer(path: Path) -> str:
    """Return a path as a JSON Pointer (RFC 6901): ``/input/image_urls/2``."""
    return "".join([f"/{part}" if isinstance(part, int) else "/" + part.replace("~", "~0").replace("/", "~1") for part in path])


class Severity(StrEnum):
    """How sure and how bad: an error is rejected or surely ignored by the service, a warning probably is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for errors, 1 for warnings, 2 for information."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Applicability(StrEnum):
    """Whether a fix keeps what the author meant for certain (safe) or only probably (unsafe)."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Location(NamedTuple):
    """A value of the request, or the key that names it, or a span inside a string value."""

    path: Path
    key: bool = False
    span: Span | None = None


Place = Span | Location
"""A span of the prompt, or a value of the request."""


class Edit(NamedTuple):
    """Replace what is at a place.

    In a string (and in a key) the replacement is the new text, which the host escapes; elsewhere it is a literal such as ``15``.
    ``wrap`` puts text before and after the whole value instead: ``("[", "]")``.
    """

    at: Place
    replacement: str = ""
    wrap: tuple[str, str] | None = None


class Fix(NamedTuple):
    """Edits that together fix a violation, and a title for them."""

    title: str
    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.SAFE


class Related(NamedTuple):
    """A second place that explains the first."""

    at: Place
    message: str


class Violation(NamedTuple):
    """One finding of a rule: exactly one primary place, any number of related ones."""

    at: Place
    message: str
    help: str | None = None
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    severity: Severity | None = None
    """Set where one finding differs from its rule's severity."""
