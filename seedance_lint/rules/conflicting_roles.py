"""Two files in a role that only one file can have."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from seedance_lint.diagnostics.violation import Location, Place, Related, Severity, Violation
from seedance_lint.pattern import Pattern
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, role_words, said_role
from seedance_lint.syntax.patterns import number_in, written


class ConflictingRoles(Rule):
    """
    ## What it does
    Finds two files in a role that only one file can have: two first frames, or two last frames. "@Image1 and @Image2 as
    first and last frame" is one of each, and fine, and so is "@Image2 as first frame of shot 2" beside that of shot 1.

    ## Why is this bad?
    A video starts with one image. If the request itself states the roles, it is rejected ("expected at most one first
    frame image content but got 2 instead"); if only the prompt does, one of the two is ignored.
    """

    meta = RuleMeta("conflicting-roles", "roles", Severity.ERROR, since="0.1.0", source="roles")
    examples = (
        Example(bad="@Image1 as first frame, @Image2 as first frame.", good="@Image1 as first frame, @Image2 as last frame.", images=2),
    )

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        claims = _claims(ctx)
        if len(claims) < 2:
            return
        labels = _labels(ctx.prompt.text)
        taken: dict[tuple[str, str | None], tuple[str, int, Place]] = {}
        for kind, index, name, place, words in claims:
            shot = _shot(ctx.prompt.text, labels, place) if words else None
            other_kind, other, first = taken.setdefault((name, shot), (kind, index, place))
            if (other_kind, other) == (kind, index):
                continue
            tag, earlier = ctx.tag(kind, index), ctx.tag(other_kind, other)
            given = f"{said_role(words, name)} is given to both {tag} and {earlier}"
            yield Violation(
                place,
                f"{given if words else f'{tag} and {earlier} are both the {role_words(name)}'}; a video has only one",
                related=(Related(first, f"{earlier} is the {role_words(name)} here"),) if first != place else (),
            )


_LABEL = r"(?:^|[.。;；\n(（\[【])[ \t*#-]*(?:{shot})[^.。:：\n]{{0,40}}[:：]"


def _labels(text: str) -> list[tuple[int, str | None]]:
    """Return where the labels of a prompt's shots end, in order, and the number of each: ``Shot 2, close-up:``."""
    shots = Pattern(_LABEL.format(shot=written("SHOT")), re.IGNORECASE)
    return [(match.end(), number_in(match)) for match in shots.finditer(text)]


def _shot(text: str, labels: list[tuple[int, str | None]], place: Place) -> str | None:
    """Return which shot of the video the words of a role are about: the one that they name, or whose description they are in."""
    if isinstance(place, Location):
        return None
    of_shot = Pattern(rf"[ ]*(?:{written('OF_SHOT')})?(?:{written('SHOT')})", re.IGNORECASE)
    behind = of_shot.match(text[place.end : place.end + _NEAR])
    if behind is not None:
        return number_in(behind)
    before = bisect_right(labels, place.start, key=itemgetter(0))
    return labels[before - 1][1] if before else None


_NEAR = 40
"""Characters after a role in which the shot may be named."""


def _claims(ctx: LintContext) -> list[tuple[str, int, str, Place, str]]:
    """Return which files claim an exclusive role, where and in what words, first in the request, then in the prompt."""
    exclusive = ctx.profile.exclusive_roles
    claims: list[tuple[str, int, str, Place, str]] = [
        (asset.kind, asset.index, asset.role, Location(asset.path), "")
        for asset in ctx.files_with_role
        if asset.role is not None and asset.role in exclusive
    ]
    said = [pair for pair in ctx.bindings.roles if pair[0].role in exclusive]
    if len(claims) + len(said) < 2 and not any(len(reference.indexes) > 1 for _, reference in said):
        return []
    for role, reference in said:
        if role.role is None or not role.sure or reference.kind not in ctx.profile.kinds_of(role.role):
            continue  # role-modality-mismatch reports roles that the file cannot have at all
        claimed = {other.role for other in reference.roles if other.role in exclusive}
        if len(claimed) > 1 and len(reference.indexes) > 1:  # "as first and last frame": one each
            continue
        claims += [(reference.kind, index, role.role, role.span, role.text) for index in reference.indexes]
    return claims
