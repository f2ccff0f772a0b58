"""One request: a prompt, its media and its parameters, each with its place."""

from collections.abc import Mapping

from seedance_lint.annotations import TYPE_CHECKING
from seedance_lint.diagnostics.violation import Path
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

if TYPE_CHECKING:  # the start of a run that looks at no file pays nothing for them
    from seedance_lint.contracts.contract import Contract
    from seedance_lint.requests.facts import FileFacts, UrlAnswer


class Asset(NamedTuple):
    """One reference file of a request.

    ``index`` counts from 1 within the kind, as tags do. ``url`` is None if the item is not a string (``value`` has it), or one that a
    program computes. ``role`` is what the request itself says of the file (``first_frame``), not what the prompt says.
    ``size`` (bytes) and ``duration`` (seconds) are set where the request or the caller states them, or a look at the file told them.
    ``facts`` are those of the local file that ``url`` names, where files are looked at; ``answer`` is the server's, where URLs are asked.
    """

    kind: str
    index: int  # type: ignore[assignment]  # tuple.index is of no use here
    url: str | None
    path: Path
    value: object = None
    role: str | None = None
    size: float | None = None
    duration: float | None = None
    facts: "FileFacts | None" = None
    answer: "UrlAnswer | None" = None


class PromptRequest(NamedTuple):
    """What is about to be sent.

    ``assets`` maps a kind to its files in order; it is None if nothing shows which files there will be.
    ``fields`` is the whole object that held the prompt, ``path`` leads to it, ``prompt_path`` to the prompt.
    ``media_paths`` leads to the list of a kind, where there is one.
    """

    prompt: str
    prompt_path: Path
    assets: Mapping[str, tuple[Asset, ...]] | None
    path: Path
    fields: Mapping[str, object]
    media_paths: Mapping[str, Path]
    holes: tuple[Span, ...] = ()
    """Places of the prompt that a program fills in when it runs; nothing is known of what will be there."""
    contract: "Contract | None" = None
    """What the request is checked against; None if it was made by hand; then the linter chooses."""
    needs_prompt: bool = True
    """Whether a prompt must be there; false if typed parts are without a text."""

    def given(self, kind: str) -> int:
        """Return how many files of a kind the request gives; 0 if that is unknown."""
        return len(self.assets.get(kind, ())) if self.assets is not None else 0
