"""Fields that are nearly right."""

import re
from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Location, Severity, Violation
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta


class UnknownField(Rule):
    """
    ## What it does
    Finds fields that are one letter away from a documented one which the request lacks (`image_url`, `quailty`), or the
    same in another style of names (`imageUrls`). Other fields are none of its business.

    ## Why is this bad?
    A field that the service does not know is ignored: the files, or the duration, never arrive.

    The documented name is offered as an unsafe fix.

    ## Options
    `shortest` (default 6): the length of the shortest documented name that is compared; short names are alike by chance.
    """

    meta = RuleMeta(
        "unknown-field", "request", Severity.WARNING, since="0.1.0", fix=Applicability.UNSAFE, source="request", rests_on="contract"
    )
    options = {"shortest": 6}
    examples = (
        Example(
            bad="@Image1 as first frame.",
            good="@Image1 as first frame.",
            fields={"image_url": ["https://example.com/start.png"]},
            good_fields={"image_urls": ["https://example.com/start.png"]},
        ),
    )

    def check_field(self, ctx: LintContext, name: str, value: object) -> Iterator[Violation]:
        known = ctx.profile.request.fields
        meant = None if name in known else self._meant(ctx, name, known)
        if meant is None:
            return
        place = (*ctx.request.path, name)
        edits = [Edit(Location(place, key=True), meant)]
        if meant in ctx.profile.request.media.values() and isinstance(value, (str, dict)):
            edits.append(Edit(Location(place), wrap=("[", "]")))
        fix = Fix(f"Write {meant}", tuple(edits), Applicability.UNSAFE)
        yield Violation(Location(place, key=True), f"`{name}` is no documented field; did you mean `{meant}`?", fixes=(fix,))

    def _meant(self, ctx: LintContext, name: str, known: frozenset[str]) -> str | None:
        shortest = ctx.option(self, "shortest")
        if len(name) < shortest - 1:
            return None
        snake = re.sub(_HUMP, "_", name).replace("-", "_").lower()
        for other in sorted(known):
            if len(other) >= shortest and other not in ctx.request.fields and (snake == other or _is_one_edit(name, other)):
                return other
        return None


_HUMP = r"(?<=[a-z0-9])(?=[A-Z])"


def _is_one_edit(one: str, other: str) -> bool:
    """Whether two words differ by one letter more, less or exchanged, or by two neighbours that changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return max(len(a), len(b)) == 1 or (len(a) == 2 and a == b[::-1])
