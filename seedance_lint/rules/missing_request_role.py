"""Files whose role the request must state, but does not."""

from collections.abc import Iterator

from seedance_lint.diagnostics.violation import Location, Related, Severity, Violation
from seedance_lint.hosts.located import Partial
from seedance_lint.profiles.profile import Profile
from seedance_lint.requests.request import Asset
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, noun
from seedance_lint.rules.limits import cite


class MissingRequestRole(Rule):
    """
    ## What it does
    Finds images without a `role` in requests with several files, where the provider requires a role for each, as Ark does.
    A single image needs no role; it is the first frame.

    ## Why is this bad?
    An image without a role counts as the first frame, and a first frame next to references is rejected. So are several
    images without roles ("role must be specified").
    """

    meta = RuleMeta("missing-request-role", "request", Severity.ERROR, since="0.2.0", source="restrictions", rests_on="contract")
    examples = (
        Example(
            bad="The woman of Image 1 walks like in Video 1.",
            good="The woman of Image 1 walks like in Video 1.",
            profile="ark-2.0",
            fields={
                "content": [
                    {"type": "text", "text": "The woman of Image 1 walks like in Video 1."},
                    {"type": "image_url", "image_url": {"url": "https://example.com/woman.png"}},
                    {"type": "video_url", "video_url": {"url": "https://example.com/walk.mp4"}, "role": "reference_video"},
                ]
            },
            good_fields={
                "content": [
                    {"type": "text", "text": "The woman of Image 1 walks like in Video 1."},
                    {"type": "image_url", "image_url": {"url": "https://example.com/woman.png"}, "role": "reference_image"},
                    {"type": "video_url", "video_url": {"url": "https://example.com/walk.mp4"}, "role": "reference_video"},
                ]
            },
        ),
    )

    def applies(self, profile: Profile) -> bool:
        return profile.items_need_role

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        assets = ctx.request.assets or {}
        silent = [asset for asset in assets.get("image", ()) if lacks_role(asset)]
        if not silent or sum(map(len, assets.values())) == 1:
            return
        first, others = silent[0], silent[1:]
        frames = ctx.profile.exclusive_roles
        reference = next((each for each in _all(ctx) if each not in silent and each.role not in frames), None)
        if reference is not None and not others:
            message = f"this image has no `role`, so it counts as the first frame, but the request also has {_named(reference)}"
        elif reference is not None:
            message = f"{len(silent)} images have no `role`; next to references each needs `reference_image`"
        elif others:
            message = (
                f"{len(silent)} images have no `role`; the request does not say which is the first frame, the last frame or a reference"
            )
        else:
            message = "this image has no `role`, but the other one does; with several images, each needs one"
        related = [Related(Location(each.path), "this one has no `role` either") for each in others[:_MOST_SHOWN]]
        if reference is not None:
            related.append(Related(Location(reference.path), "a reference"))
        yield Violation(
            Location(first.path),
            message,
            help=f"set `role` to `reference_image`, `first_frame` or `last_frame`; {cite(ctx.profile, 'restrictions')}",
            related=tuple(related),
        )


_MOST_SHOWN = 8


def lacks_role(asset: Asset) -> bool:
    """Whether a file is a fully known object that could state its role, but does not."""
    item = asset.value
    if asset.role is not None or not isinstance(item, dict) or "type" not in item:
        return False
    return not item.get("role") and not (isinstance(item, Partial) and (item.open or "role" in item.unknown))


def _all(ctx: LintContext) -> Iterator[Asset]:
    for files in (ctx.request.assets or {}).values():
        yield from files


def _named(asset: Asset) -> str:
    return f"a reference {noun(asset.kind)}" if asset.kind != "audio" else "a reference audio file"
