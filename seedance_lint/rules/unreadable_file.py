"""Local files that hold nothing to send."""

from collections.abc import Iterator
from types import MappingProxyType

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.hosts.facts import FileFacts
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta
from seedance_lint.urls import shown_name

_MESSAGES = MappingProxyType(
    {
        "directory": "is a folder, not a file",
        "special": "is a pipe or a device, not a file",
        "empty": "is empty (0 bytes)",
        "unreadable": "cannot be read; check its permissions",
        "truncated": "is cut short: it ends before its own header says",
    }
)


class UnreadableFile(Rule):
    """
    ## What it does
    Finds local files that are empty, cut short, no files at all, or that cannot be read. Needs `check --media`.

    ## Why is this bad?
    A download or an export that stopped half-way leaves such a file. Its upload takes minutes and the request then fails
    for a reason that names neither. A sound or a picture that is cut short may still be taken, so this is a warning there;
    a video without its index is an error.
    """

    needs = "looked_at"
    meta = RuleMeta("unreadable-file", "assets", Severity.ERROR, since="0.1.0", source="media")
    examples = (
        Example(
            bad="Replicate @Video1 camera movement.",
            good="Replicate @Video1 camera movement.",
            videos=("walk.mp4",),
            good_videos=("https://example.com/walk.mp4",),
            found={"walk.mp4": FileFacts(size=0, problem="empty")},
        ),
    )

    def check(self, ctx: LintContext) -> Iterator[Violation]:
        for asset, url, _ in ctx.looked_at:
            if asset.facts is None or asset.facts.problem not in _MESSAGES:
                continue
            facts = asset.facts
            perhaps = facts.problem == "unreadable" or (facts.problem == "truncated" and (facts.duration or facts.width))
            yield Violation(
                Location(asset.path),
                f"`{shown_name(url)}` {_MESSAGES[facts.problem or '']}",
                help="export or download it again" if facts.problem in {"empty", "truncated"} else None,
                related=ctx.uses(asset),
                severity=Severity.WARNING if perhaps else None,
            )
