"""The settings that a run is made with, whatever they came from."""

from collections.abc import Mapping

from seedance_lint.annotations import TYPE_CHECKING, Any
from seedance_lint.config.patterns import PathPatterns
from seedance_lint.diagnostics.violation import Severity
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple
from seedance_lint.requests.contracts import Contracts

if TYPE_CHECKING:
    from seedance_lint.probes import Probing

_EMPTY: Mapping[str, Any] = {}


class Settings(NamedTuple):
    """What one document is linted with.

    ``select`` and ``ignore`` hold rule ids and categories; an empty ``select`` means the default rules.
    ``severity`` maps rule ids to a severity of the user's, ``rules`` to their options, ``roles`` roles to further words for them.
    ``media`` are the files of prompts without a request (plain text, a library call): kind to URLs,
    None for a file of which only the existence is known; None as a whole where nothing was said.
    """

    profile: Profile
    """The profile for requests that do not show theirs; if ``contracts`` were not chosen, the reference page's."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[PathPatterns, tuple[str, ...]], ...] = ()
    severity: Mapping[str, Severity] = _EMPTY
    rules: Mapping[str, Mapping[str, Any]] = _EMPTY
    roles: Mapping[str, tuple[str, ...]] = _EMPTY
    plugins: tuple[str, ...] = ()
    media: Mapping[str, tuple[str | None, ...]] | None = None
    suppressions: bool = True
    tokenizer: str | None = None
    """A ``tokenizer.json`` that token counts come from."""
    probing: "Probing | None" = None
    """What is looked at besides the text; None for nothing."""
    fail_on: Severity | None = Severity.ERROR
    """The least severity of findings that make a run fail; None if none does."""
    exclude: tuple[PathPatterns, ...] = ()
    max_file_bytes: int = 64 * 1024 * 1024
    """The largest file, or line of a file with one value per line, that is read."""
    contracts: Contracts | None = None
    """How each request gets its contract; None if all are under ``profile``."""
    per_file_profiles: tuple[tuple[PathPatterns, Contracts], ...] = ()
    anchored: bool = False
    """Whether results have the anchors of their findings."""
    verbose: bool = False
    """Whether the places of requests for other products are wanted."""
    max_prompt_bytes: int = 1024 * 1024
    """The largest prompt that is linted; no provider takes a hundredth of it."""
    described: bool = False
    """Whether results say how each request was understood."""
