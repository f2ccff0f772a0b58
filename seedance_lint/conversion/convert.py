"""From one contract to another: prompts and whole requests."""

from collections.abc import Mapping, Sequence

from seedance_lint.annotations import Any
from seedance_lint.binding import Bindings, bind
from seedance_lint.contracts.recognise import Chosen
from seedance_lint.contracts.surroundings import Surroundings
from seedance_lint.conversion.body import Body
from seedance_lint.conversion.content import content_of
from seedance_lint.conversion.judge import Origins, objections, prompt_objections
from seedance_lint.conversion.loss import Converted, Loss
from seedance_lint.conversion.tags import Respelled, respell
from seedance_lint.linter.lint import Linter
from seedance_lint.profiles.generations import model_key
from seedance_lint.profiles.profile import Profile
from seedance_lint.requests import find_requests
from seedance_lint.requests.request import PromptRequest
from seedance_lint.source.span import Span


class NotOneRequest(ValueError):
    """A value that does not hold exactly one request."""


def convert_prompt(prompt: str, linter: Linter, target: Chosen) -> Converted:
    """Return a prompt without a request in the target's spelling."""
    fields = {linter.profile.request.prompt: prompt}
    request = next(iter(find_requests(fields, linter.contracts).found), None) or _stated(prompt, fields, linter)
    source = linter.request_profile(request)
    chosen = _of_edition(target, source, model_key(source, None))[0]
    made = convert_tags(request, linter, chosen)
    losses = [each._replace(path=()) for each in (*made.losses, *prompt_losses(request, made, linter, chosen))]
    return Converted(made.text, source.name, chosen.name, tuple(losses))


def _stated(prompt: str, fields: Mapping[str, Any], linter: Linter) -> PromptRequest:
    """Return a prompt that would not be taken for one where it is found (``<Image 1>``), but is said to be one."""
    contract = linter.contracts.of(Surroundings(((fields, ()),), (), prompt))
    return PromptRequest(prompt, (linter.profile.request.prompt,), None, (), fields, {}, contract=contract)


def convert_request(payload: Mapping[str, Any], linter: Linter, target: Chosen) -> Converted:
    """Return a body with one request as the target takes it; of several editions the one that takes the most of it.

    Raises:
        NotOneRequest: the body holds none, or several.
    """
    body = dict(payload)
    found = find_requests(body, linter.contracts)
    if len(found.found) != 1:
        raise NotOneRequest(
            f"the value contains {len(found.found)} requests; convert them one by one"
            if found.found
            else "the value does not contain a request for Seedance"
        )
    request = found.found[0]
    source = linter.request_profile(request)
    content = content_of(body, request, source)
    options = [_converted(body, request, linter, profile) for profile in _of_edition(target, source, content.model)]
    return min(options, key=lambda option: len(option.losses))


def convert_tags(request: PromptRequest, linter: Linter, target: Profile) -> Respelled:
    """Return the prompt of a request, whose fields stay as they are, in the target's spelling."""
    return respell(request, _bindings(request, linter), target, linter.parse, {})


def _bindings(request: PromptRequest, linter: Linter) -> Bindings:
    """Return what the tags of a prompt name; where nothing shows its provider and it has no marked tag, plain words are tags (``Image 1``)."""
    context = linter.read(request)
    certain = request.contract is None or request.contract.certain
    if certain or context.bindings.mentions or not context.bindings.bare:
        return context.bindings
    return bind(context.prompt, request, bare_names=True)


def prompt_losses(request: PromptRequest, made: Respelled, linter: Linter, target: Profile) -> Sequence[Loss]:
    """Return what the target does not take of a prompt whose request stays as it is; its files are not looked at."""
    long = length_losses(request, made.text, target)
    if request.assets is not None:
        return long
    objections = prompt_objections(request, made.text, made.edits, linter, target)
    return [*long, *(loss for loss in objections if not (long and loss.span in (None, Span(0, len(request.prompt)))))]


def length_losses(request: PromptRequest, text: str, target: Profile) -> Sequence[Loss]:
    """Return that a prompt is too long, where it is."""
    if target.max_characters is not None and len(text) > target.max_characters:
        return [
            Loss(
                request.prompt_path,
                f"the prompt has {len(text):,} characters, but {target.provider} takes at most {target.max_characters:,}",
            )
        ]
    return []


def target_for(target: Chosen, source: Profile) -> Profile:
    """Return the profile of the target that suits what a source is for."""
    return _of_edition(target, source, model_key(source, None))[0]


def _converted(payload: Mapping[str, Any], request: PromptRequest, linter: Linter, target: Profile) -> Converted:
    source = linter.request_profile(request)
    body = Body(content_of(payload, request, source), target)
    numbers: dict[tuple[str, int], int] = {}
    counts: dict[str, int] = {}
    for asset in body.placed:
        counts[asset.kind] = number = counts.get(asset.kind, 0) + 1
        if number != asset.index:
            numbers[asset.kind, asset.index] = number
    made = respell(request, _bindings(request, linter), target, linter.parse, numbers)
    unknown = [Loss(request.path, "not all files of the request are known")] if request.assets is None and _may_have_files(request) else []
    losses = [*body.losses, *unknown, *made.losses, *length_losses(request, made.text, target)]
    value = body.made(made.text)
    told = {loss.path for loss in losses}
    origins = Origins(request, body.placed, body.fields, made.edits)
    losses += [loss for loss in objections(value, origins, linter, target) if loss.path not in told]
    return Converted(value, source.name, target.name, tuple(losses))


def _may_have_files(request: PromptRequest) -> bool:
    return bool(request.media_paths)


def _of_edition(target: Chosen, source: Profile, wanted: str) -> list[Profile]:
    """Return the profiles of a target, those of the source's edition first; of other generations only where there is no other."""
    same = [profile for profile in target.profiles if profile.generation == source.generation]
    return sorted(same or target.profiles, key=lambda profile: (profile.edition != wanted, len(profile.edition), len(profile.name)))
