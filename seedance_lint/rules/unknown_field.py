"""Misspelt names of fields."""

import re
from collections.abc import Iterator
from functools import lru_cache

from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Location, Severity, Violation
from seedance_lint.profiles.catalogue import catalogue
from seedance_lint.profiles.profile import Profile
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.rules.limits import cite


class UnknownField(Rule):
    """
    ## What it does
    Finds fields that are one letter away from a documented field that the request does not have (`quailty`). If the provider
    rejects unknown fields, it also finds fields of other providers. All other fields are left alone, and so are documented
    fields in another naming style (`imageUrls`), since SDKs have their own, and names that some provider uses for a single
    file (`image_url`).

    ## Why is this bad?
    The service ignores a field that it does not know, so the files or the duration never arrive.

    The documented name is offered as an unsafe fix.

    ## Options
    `shortest` (default 6): length of the shortest documented name that is compared; short names are often similar by chance.
    """

    meta = RuleMeta(
        "unknown-field", "request", Severity.WARNING, since="0.1.0", fix=Applicability.UNSAFE, source="request", rests_on="contract"
    )
    options = {"shortest": 6}
    examples = (
        Example(
            bad="@Image1 as first frame.",
            good="@Image1 as first frame.",
            fields={"image_ulrs": ["https://example.com/start.png"]},
            good_fields={"image_urls": ["https://example.com/start.png"]},
        ),
    )

    def applies(self, profile: Profile) -> bool:
        return not profile.request.node

    def check_field(self, ctx: LintContext, name: str, value: object) -> Iterator[Violation]:
        shape = ctx.profile.request
        known = shape.fields
        if not isinstance(name, str) or name.strip() in known:
            return
        place = (*ctx.request.path, name)
        meant = self._meant(ctx, name, known)
        if meant is not None:
            edits = [Edit(Location(place, key=True), meant)]
            if meant in shape.media.values() and isinstance(value, (str, dict)):
                edits.append(Edit(Location(place), wrap=("[", "]")))
            fix = Fix(f"Write {meant}", tuple(edits), Applicability.UNSAFE)
            yield Violation(Location(place, key=True), f"`{name}` is not a documented field; did you mean `{meant}`?", fixes=(fix,))
        elif shape.closed and name in _fields_of_others():
            message = f"`{name}` is a field of other providers; {ctx.profile.provider} rejects requests that have it"
            yield Violation(Location(place, key=True), message, cite(ctx.profile, "request"))

    def _meant(self, ctx: LintContext, name: str, known: frozenset[str]) -> str | None:
        """Return the documented name that was probably meant."""
        twins, others = _like(name, known, ctx.option(self, "shortest"))
        twin = next((other for other in twins if other not in ctx.request.fields), None)
        if twin is not None:
            return twin if ctx.profile.request.closed else None  # an SDK's own style
        found = next((other for other in others if other not in ctx.request.fields), None)
        return None if found is None or name in _single_files() else found


@lru_cache(maxsize=256)  # the rows of a batch have the same fields
def _like(name: str, known: frozenset[str], shortest: int) -> tuple[list[str], list[str]]:
    """Return the names that are a name in another style, and those that differ from it by one edit."""
    plain, long_enough = _plain(name), [other for other in sorted(known) if len(other) >= shortest]
    return [other for other in long_enough if _plain(other) == plain], [other for other in long_enough if _is_one_edit(name, other)]


@lru_cache(maxsize=1)
def _single_files() -> frozenset[str]:
    """Return the names that some provider uses for a single file; they are not misspelt names of a list."""
    return frozenset(name for entry in catalogue().values() for name in entry.singles)


@lru_cache(maxsize=1)
def _fields_of_others() -> frozenset[str]:
    """Return the field names of all providers; a field with one of these names was meant for a provider."""
    return frozenset(name for entry in catalogue().values() for name in entry.fields)


def _plain(name: str) -> str:
    """Return a name without its style: ``imageUrls`` and ``image_urls`` are the same."""
    return re.sub(r"[-_ ]", "", name).lower()


def _is_one_edit(one: str, other: str) -> bool:
    """Whether two words differ by one added, missing or replaced letter, or by two swapped neighbours."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return max(len(a), len(b)) == 1 or (len(a) == 2 and a == b[::-1])
