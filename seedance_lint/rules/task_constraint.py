"""Parameters that do not fit the task of a request."""

import re
from collections.abc import Iterator, Mapping

from seedance_lint.diagnostics.violation import Applicability, Edit, Fix, Location, Place, Related, Severity, Violation
from seedance_lint.package_data import read_toml
from seedance_lint.profiles.profile import Condition, Profile
from seedance_lint.records import NamedTuple
from seedance_lint.rules.base import Example, LintContext, Rule, RuleMeta, listed, noun, nouns, plural, role_words, with_article
from seedance_lint.rules.limits import citation
from seedance_lint.source.span import Span
from seedance_lint.urls import examine


class TaskConstraint(Rule):
    """
    ## What it does
    Finds parameters that do not fit the task of the request, as the provider documents it: a ratio or a duration for a
    video edit, a ratio together with a first frame, an edit without a video, references for a model that makes videos of text
    alone. If only the wording of the prompt asks for an edit or an extension, it is a warning, because the service may read it
    that way.

    ## Why is this bad?
    The request is rejected, often only after uploading and queueing. (An edit keeps the ratio and the duration of its
    source.)

    A value that fits is offered as an unsafe fix.
    """

    meta = RuleMeta(
        "task-constraint", "request", Severity.ERROR, since="0.2.0", fix=Applicability.UNSAFE, source="request", rests_on="contract"
    )
    examples = (
        Example(
            bad="Video 1 turns into a rainy night.",
            good="Video 1 turns into a rainy night.",
            profile="ark-2.5",
            fields={
                "content": [
                    {"type": "text", "text": "Video 1 turns into a rainy night."},
                    {"type": "video_url", "video_url": {"url": "https://example.com/street.mp4"}, "role": "reference_video"},
                ],
                "omni_reference_task_type": "edit",
                "ratio": "16:9",
            },
            good_fields={
                "content": [
                    {"type": "text", "text": "Video 1 turns into a rainy night."},
                    {"type": "video_url", "video_url": {"url": "https://example.com/street.mp4"}, "role": "reference_video"},
                ],
                "omni_reference_task_type": "edit",
                "ratio": "adaptive",
            },
        ),
    )

    def applies(self, profile: Profile) -> bool:
        return bool(profile.request.conditions)

    def check_request(self, ctx: LintContext) -> Iterator[Violation]:
        for condition in ctx.profile.request.conditions:
            if condition.origin.standing == "disputed":
                continue
            cause = _cause(ctx, condition.when)
            if cause is not None:
                yield from self._broken(ctx, condition, cause)

    def _broken(self, ctx: LintContext, condition: Condition, cause: "_Cause") -> Iterator[Violation]:
        fields, path = ctx.request.fields, ctx.request.path
        reported = condition.origin.standing == "reported"
        severity = Severity.WARNING if reported or not cause.declared else None
        source = citation(ctx.profile, condition.origin)
        related = (Related(cause.at, cause.words),)
        for name, allowed in condition.then.items():
            value = fields.get(name)
            if value is None or str(value) in map(str, allowed) or (isinstance(value, str) and examine(value).placeholder):
                continue
            place = Location((*path, name))
            wanted = listed([f"`{each}`" if isinstance(each, str) else str(each) for each in allowed])
            fix = Fix(f"Write {allowed[0]}", (Edit(place, str(allowed[0])),), Applicability.UNSAFE)
            if cause.declared:
                message = f"`{name}` is {value}, and {condition.why}; expected {wanted}, or no `{name}`"
            else:
                message = f"this may be read as {cause.words}, for which `{name}` {value} is rejected; expected {wanted}, or no `{name}`"
            yield Violation(place, message, f"{condition.why}; {source}", related, (fix,), severity)
        needed, assets = condition.needs, ctx.request.assets
        if cause.declared and needed and assets is not None and not assets.get(needed):
            message = f"{cause.words} needs {with_article(needed)}, but the request has none"
            yield Violation(cause.at, message, source, severity=severity)
        for kind, most in condition.most.items() if cause.declared else ():
            files = [each for each in (assets or {}).get(kind, ()) if each.role not in ctx.profile.exclusive_roles]
            if len(files) > most:
                taken = f"at most {plural(most, f'reference {noun(kind)}')}" if most else f"no reference {nouns(kind)}"
                message = f"{cause.words} takes {taken}, but the request has {len(files)}; {condition.why}"
                yield Violation(Location(files[most].path), message, source, related, severity=severity)


class _Cause(NamedTuple):
    """Why a condition applies to a request: where, in which words, and whether the request itself declares it."""

    at: Place
    words: str
    declared: bool


def _cause(ctx: LintContext, when: Mapping[str, object]) -> _Cause | None:
    fields, path = ctx.request.fields, ctx.request.path
    role, task, name = when.get("role"), when.get("task"), when.get("field")
    if isinstance(role, str):
        asset = next((each for each in ctx.files_with_role if each.role == role), None)
        return None if asset is None else _Cause(Location(asset.path), f"a {role_words(role)}", declared=True)
    if isinstance(name, str):
        stated = fields.get(name)
        if stated != when.get("value") or isinstance(stated, bool) is not isinstance(when.get("value"), bool):
            return None
        return _Cause(Location((*path, name)), f"`{name}` {str(stated).lower() if isinstance(stated, bool) else stated}", declared=True)
    if not isinstance(task, str):
        return None
    field = ctx.profile.request.task
    stated = None if field is None else fields.get(field)
    if stated is not None and stated != "auto":
        return _Cause(Location((*path, field or "")), f"the task `{task}`", declared=True) if stated == task else None
    at = _asked(ctx, task)
    return None if at is None else _Cause(at, f"a task of type `{task}`", declared=False)


def _asked(ctx: LintContext, task: str) -> Span | None:
    """Return the words of the prompt that ask for a task on a reference video; None without such words or such a video."""
    if not (ctx.request.assets or {}).get("video"):
        return None
    for name, kind in read_toml("rules/tasks.toml").items():
        if name == "source" or task not in kind["tasks"]:
            continue
        spans = [role.span for role, reference in ctx.bindings.roles if role.role == kind["role"] and reference.kind == "video"]
        text = ctx.prompt.text.lower()
        pattern = "|".join(re.escape(each) for each in kind["words"])
        spans += [Span(*match.span()) for match in re.finditer(pattern, text)] if len(text) == len(ctx.prompt.text) else []
        return min(spans, default=None)
    return None
