"""First and last frames with different aspect ratios."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Related, Severity, Violation
from seedance_lint.requests.facts import FileFacts
from seedance_lint.requests.request import Asset
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.syntax.nodes import RolePhrase

_TOLERANCE = 0.01
"""Difference of aspect ratios that is tolerated: a pixel more or less makes no difference to any player."""


class FrameMismatch(Rule):
    """
    ## What it does
    Finds first and last frames whose aspect ratios differ by more than one percent, where both are local files. Needs
    `check --media`.

    ## Why is this bad?
    A video has one aspect ratio, so one of the two frames is stretched or cropped.
    """

    meta = RuleMeta("frame-mismatch", "assets", Severity.WARNING, since="0.2.0", source="roles")
    examples = (
        Example(
            bad="@Image1 as first frame, @Image2 as last frame. She turns around.",
            good="@Image1 as first frame, @Image2 as last frame. She turns around.",
            images=("start.png", "square.png"),
            good_images=("start.png", "end.png"),
            found={
                "start.png": FileFacts("image", "png", 90_000, width=1280, height=720),
                "square.png": FileFacts("image", "png", 90_000, width=1024, height=1024),
                "end.png": FileFacts("image", "png", 90_000, width=1920, height=1080),
            },
        ),
    )

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        if not ctx.special_files:
            return
        first, last = _frame(ctx, "first_frame"), _frame(ctx, "last_frame")
        if first is None or last is None or first.facts is None or last.facts is None:
            return
        one, other = _shape(first.facts), _shape(last.facts)
        if one is None or other is None or abs(one / other - 1) <= _TOLERANCE:
            return
        yield Violation(
            Location(last.path),
            f"the last frame is {_size(last.facts)} pixels and the first frame {_size(first.facts)}; one of them is stretched or cropped",
            related=(Related(Location(first.path), "the first frame"),),
        )


def _frame(ctx: LintContext, role: str) -> Asset | None:
    """Return the image that the request, or else the prompt, uses as a frame; None if there is not exactly one."""
    images = (ctx.request.assets or {}).get("image", ())
    by_request = [asset for asset in images if asset.role == role]
    if not by_request:
        by_request = [
            asset
            for asset in images
            if (binding := ctx.bindings.by_file.get(("image", asset.index))) and _only_role(binding.roles, ctx) == role
        ]
    return by_request[0] if len(by_request) == 1 else None


def _only_role(roles: tuple[RolePhrase, ...], ctx: LintContext) -> str | None:
    named = {role.role for role in roles} & ctx.profile.exclusive_roles
    return named.pop() if len(named) == 1 else None


def _shape(facts: FileFacts) -> float | None:
    return facts.width / facts.height if facts.width and facts.height else None


def _size(facts: FileFacts) -> str:
    return f"{facts.width}×{facts.height}"
