"""What a request is checked against: a profile, how sure that is, and what says so."""

from seedance_lint.diagnostics.violation import Path
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span

SET, KNOWN, ASSUMED, UNKNOWN = "set", "known", "assumed", "unknown"


class Evidence(NamedTuple):
    """One thing that shows where a request goes, in words (``call of fal_client.subscribe``), and where it is.

    ``at`` is a span of the document, or the path of a value in it; None for what the user said.
    """

    text: str
    at: Span | Path | None = None


class Contract(NamedTuple):
    """The contract of one request.

    ``standing`` is one of:

    - ``set``: the user named the profile
    - ``known``: the request says itself where it goes
    - ``assumed``: it is for Seedance, and nothing shows which of several providers has it; the profile stands in
    - ``unknown``: a provider that no profile describes, or nothing that mentions Seedance at all
    """

    profile: Profile
    standing: str = SET
    evidence: tuple[Evidence, ...] = ()
    others: tuple[str, ...] = ()
    """Profiles under which the request may be as well, where the contract is assumed or its edition is: what they allow is not forbidden."""
    model: str | None = None
    """The model id that the request names, wherever it is: in a call, in a URL, or in an object around the prompt."""

    relayed: bool = False
    """Whether it goes to a host that no profile describes, which may take more than the provider whose model and fields it has."""

    @property
    def certain(self) -> bool:
        """Whether the profile is the one that counts, so that its limits hold and its spelling is the right one."""
        return self.standing in (SET, KNOWN)

    @property
    def summary(self) -> str:
        """The contract of the request and why, in one line: ``fal-2.0 (call of fal_client.subscribe)``."""
        if self.standing == UNKNOWN:
            return "provider unknown" + (f" ({self.reason})" if self.evidence else "")
        name = self.profile.name if self.certain else f"assumed {self.profile.name}"
        return f"{name} ({self.reason})" if self.evidence else name

    @property
    def reason(self) -> str:
        """What says so, in words: ``call of fal_client.subscribe``."""
        return ", ".join(each.text for each in self.evidence)
