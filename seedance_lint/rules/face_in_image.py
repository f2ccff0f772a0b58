"""Realistic faces in local images."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Severity, Violation
from seedance_lint.profiles.profile import Profile
from seedance_lint.requests.facts import FileFacts
from seedance_lint.rules.base import Example, GivenFile, LintContext, Rule, RuleMeta, plural
from seedance_lint.urls import shown_name


class FaceInImage(Rule):
    """
    ## What it does
    Finds faces in local images, using the detector that comes with OpenCV. Off by default: select the rule, install the
    extra with `pip install 'seedance-lint[face]'`, and run `check --media`.

    ## Why is this bad?
    Images with realistic human faces are rejected. The detector can be wrong: it sometimes takes a drawn face for a real
    one and misses faces in profile, so this is a hint and never an error.
    """

    meta = RuleMeta("face-in-image", "assets", Severity.WARNING, since="0.1.0", default=False, source="restrictions", rests_on="contract")
    examples = (
        Example(
            bad="@Image1 as character. She turns around.",
            good="@Image1 as character. She turns around.",
            images=("portrait.png",),
            good_images=("armour.png",),
            found={
                "portrait.png": FileFacts("image", "png", 90_000, width=1280, height=720, faces=1),
                "armour.png": FileFacts("image", "png", 90_000, width=1280, height=720, faces=0),
            },
        ),
    )

    def applies(self, profile: Profile) -> bool:
        return profile.faces_rejected

    def check_local_file(self, ctx: LintContext, file: GivenFile, facts: FileFacts) -> Iterator[Violation]:
        if facts.faces:
            yield Violation(
                Location(file.asset.path),
                f"`{shown_name(file.url)}` seems to show {plural(facts.faces, 'face')}; the provider rejects images with realistic faces",
                related=ctx.uses(file.asset),
            )
