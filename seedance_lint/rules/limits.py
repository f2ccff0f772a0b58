"""How severe it is to exceed what a provider is known to accept, and how to say so, for all rules about limits."""

from seedance_lint.diagnostics.violation import Severity
from seedance_lint.profiles.generations import ages, generation_of
from seedance_lint.profiles.profile import Origin, Profile
from seedance_lint.records import NamedTuple
from seedance_lint.rules.base import LintContext

_PACKAGES = ("PyPI ", "npm ")
"""Prefixes of sources that are not web pages; other sources without an address are parts of the profile's own page."""


class Beyond(NamedTuple):
    """What to say about something that is not on a provider's own list."""

    severity: Severity
    source: str
    """The last words of the help: ``fal.ai, checked 2026-09-29: https://…``."""
    provider: str
    origin: Origin
    elsewhere: str

    def takes(self, allowed: str) -> str:
        """Complete a message: ``the provider takes at most 4 images``."""
        if self.elsewhere:
            return f"{self.provider} listed {allowed} {_when(self.origin.checked)}; {self.elsewhere}"
        if self.severity is Severity.WARNING:
            return f"{self.provider} is reported to take {allowed}"
        return f"the provider takes {allowed}"

    def does_not_take(self) -> str:
        """Complete a message: ``which the provider does not take``."""
        return f"{self.provider} is reported not to accept" if self.severity is Severity.WARNING else "the provider does not take"


def beyond(profile: Profile, section: str, *, limit: str = "", elsewhere: str | None = None, compared: bool = False) -> Beyond | None:
    """Return what to say about something beyond a limit in a profile (``media.video.pixels``); None to stay silent.

    - An error if no provider accepts it: ``compared`` says that all contracts of the model were compared, and ``elsewhere`` is None.
    - A warning if another provider accepts it (``elsewhere``: "Ark takes 9") and limits of this kind (``limit``) are often raised,
      or if the provider's own limit is known only from a secondary source.
    - Nothing if sources disagree about the provider's own limit.
    - An error otherwise: the provider itself says so.
    """
    origin = profile.origin(section)
    source = cite(profile, section)
    if compared and elsewhere is None:
        return Beyond(Severity.ERROR, source, profile.provider, origin, "")
    if origin.standing == "disputed":
        return None
    aged = elsewhere is not None and bool(origin.checked) and ages(limit)
    severity = Severity.WARNING if aged or origin.standing == "reported" else Severity.ERROR
    return Beyond(severity, source, profile.provider, origin, elsewhere if aged and elsewhere else "")


def in_doubt(profile: Profile, section: str) -> Beyond:
    """Return what to say of a value that no reading of sources allows which disagree: they do about the values, not about their type."""
    return Beyond(Severity.WARNING, cite(profile, section), profile.provider, profile.origin(section), "")


def beyond_count(ctx: LintContext, kind: str | None, count: int) -> Beyond | None:
    """Return what to say about a number of files of a kind, or of all kinds together (None)."""
    generation = generation_of(ctx.profile, model_of(ctx))
    most = None if generation is None else generation.total if kind is None else generation.counts.get(kind)
    elsewhere = f"{most.provider} takes {most.files}" if most is not None and count <= most.files else None
    limit, section = ("max_total", "media.max_total") if kind is None else ("max_count", f"media.{kind}.max_count")
    return beyond(ctx.profile, section, limit=limit, elsewhere=elsewhere, compared=most is not None)


def model_of(ctx: LintContext) -> str | None:
    """Return the model id of a request: of its own object, else of what surrounds it; None if nothing names one."""
    model = ctx.request.fields.get("model")
    if isinstance(model, str):
        return model
    return None if ctx.request.contract is None else ctx.request.contract.model


def cite(profile: Profile, section: str) -> str:
    """Say where the numbers of a section were read, and when: ``fal.ai, checked 2026-09-29: https://…``."""
    return citation(profile, profile.origin(section))


def citation(profile: Profile, origin: Origin) -> str:
    """Say where something was read, and when."""
    whole = "://" in origin.source or origin.source.startswith(_PACKAGES)
    place = origin.source if whole else f"{profile.source}, {origin.source}"
    return f"{profile.provider}{f', checked {origin.checked}' if origin.checked else ''}: {place}"


def _when(checked: str) -> str:
    return f"{'on' if checked.count('-') > 1 else 'in'} {checked}"
