"""Looks at the files and URLs of requests, where the user asks for it, and adds what it finds to the requests."""

from collections.abc import Mapping

from seedance_lint.annotations import TYPE_CHECKING
from seedance_lint.records import NamedTuple

if TYPE_CHECKING:
    from seedance_lint.requests.facts import UrlAnswer

_EMPTY: "Mapping[str, UrlAnswer]" = {}


class MissingLibrary(RuntimeError):
    """A look at files or URLs that needs an optional dependency which is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an extra; install it with: pip install 'seedance-lint[{extra}]'")
        self._parts = (what, extra)

    def __reduce__(self) -> tuple[type["MissingLibrary"], tuple[str, str]]:
        """Let the error travel from a process of a pool to the first one."""
        return MissingLibrary, self._parts


class Probing(NamedTuple):
    """What a run looks at besides the text of requests.

    ``media``: local files; names in requests start at ``media_root``, or without one at the folder of the file that holds the request.
    ``answers``: those of servers that were asked before, by URL.
    """

    media: bool = False
    media_root: str | None = None
    answers: "Mapping[str, UrlAnswer]" = _EMPTY
