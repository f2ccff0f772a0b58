"""Local files that cannot be sent."""

from collections.abc import Iterator
from types import MappingProxyType

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.requests.facts import FileFacts
from seedance_lint.rules.base import Example, GivenFile, LintContext, Rule, RuleMeta
from seedance_lint.urls import shown_name

_MESSAGES = MappingProxyType(
    {
        "directory": "is a folder, not a file",
        "special": "is a pipe or a device, not a file",
        "empty": "is empty (0 bytes)",
        "unreadable": "cannot be read; check its permissions",
        "outside": "was not checked: it is outside the request's folder and the current folder; use --media-root to say where files are",
        "stuck": "cannot be read: the media library timed out or crashed",
        "truncated": "is truncated: it is shorter than its header says",
    }
)


class UnreadableFile(Rule):
    """
    ## What it does
    Finds local files that are empty, truncated, not regular files, or that cannot be read. Needs `check --media`.

    ## Why is this bad?
    Such files are left behind when a download or an export stops halfway. Uploading one takes minutes, and then the request
    fails with an unrelated message. A truncated audio file or image may still be accepted, so there it is a warning; a
    video without its index is an error.
    """

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

    def check_local_file(self, ctx: LintContext, file: GivenFile, facts: FileFacts) -> Iterator[Violation]:
        if facts.problem not in _MESSAGES:
            return
        perhaps = facts.problem in {"unreadable", "outside", "stuck"} or (facts.problem == "truncated" and (facts.duration or facts.width))
        yield Violation(
            Location(file.asset.path),
            f"`{shown_name(file.url)}` {_MESSAGES[facts.problem or '']}",
            help="export or download it again" if facts.problem in {"empty", "truncated"} else None,
            related=ctx.uses(file.asset),
            severity=Severity.WARNING if perhaps else None,
        )
