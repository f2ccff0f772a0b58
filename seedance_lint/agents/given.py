"""From the arguments of a tool to a request: a body as it is sent, or a prompt with its files."""

from collections.abc import Mapping
from typing import Any

from seedance_lint.agents.arguments import Refused
from seedance_lint.api import linter_for, request_of
from seedance_lint.config.profiles import AUTO
from seedance_lint.contracts.surroundings import Surroundings
from seedance_lint.hosts.located import Clue
from seedance_lint.linter.lint import Linter
from seedance_lint.nearest import did_you_mean
from seedance_lint.profiles import Profile, catalogue
from seedance_lint.records import NamedTuple
from seedance_lint.requests import find_requests
from seedance_lint.requests.request import PromptRequest
from seedance_lint.source.span import Span

FILES = ("image_urls", "video_urls", "audio_urls")
"""Arguments that list the files of a prompt."""


class Given(NamedTuple):
    """What a call is about: the requests in a value, and how to judge them. ``alone`` says that a prompt was given, not a body."""

    requests: tuple[PromptRequest, ...]
    value: Mapping[str, Any]
    linter: Linter
    alone: bool
    skipped: int = 0
    """Requests for other products."""


def given(arguments: Mapping[str, Any]) -> Given:
    """Read ``request``, or ``prompt`` with its files, with ``profile`` and ``endpoint``.

    Raises:
        Refused: neither or both are there, or there is no such profile.
    """
    linter = linter_of(arguments.get("profile", "auto"))
    clues = _clues(arguments)
    body = arguments.get("request")
    if (body is None) == ("prompt" not in arguments):
        raise Refused("give either `request` (the body that is sent) or `prompt` (with `image_urls`, `video_urls`, `audio_urls`)")
    if body is None:
        request, linter = _alone(arguments, linter, clues)
        return Given((request,), request.fields, linter, alone=True)
    files = [name for name in FILES if name in arguments]
    if files:
        raise Refused(f"`{files[0]}` goes with `prompt`; a `request` has its own files")
    found = find_requests(body, linter.contracts, clues)
    return Given(tuple(found.found), body, linter, alone=False, skipped=found.skipped)


def linter_of(profile: str | Profile) -> Linter:
    """Return a linter for a profile that comes with the program, or for ``auto``.

    Raises:
        Refused: no such name.
    """
    if isinstance(profile, str):
        known(profile, AUTO)
    return linter_for(profile, (), ())


def known(name: str, *more: str) -> str:
    """Return the name of a profile or a provider that comes with the program; files are not read.

    Raises:
        Refused: no such name.
    """
    names = [*more, *catalogue(), *(entry.family for entry in catalogue().values())]
    if name not in names:
        raise Refused(f"unknown profile `{name[:60]}`{did_you_mean(name[:60], names) or '; list_profiles lists them'}")
    return name


def _clues(arguments: Mapping[str, Any]) -> tuple[Clue, ...]:
    """Return the address or the model that a request is sent to as what surrounds it."""
    endpoint = arguments.get("endpoint")
    return () if endpoint is None else (Clue("argument", endpoint, Span(0, 0)),)


def _alone(arguments: Mapping[str, Any], linter: Linter, clues: tuple[Clue, ...]) -> tuple[PromptRequest, Linter]:
    prompt = arguments["prompt"]
    files = {name: arguments.get(name) for name in FILES}
    if clues and linter.contracts.chosen is None:
        contract = linter.contracts.of(Surroundings((({}, ()),), clues, prompt))
        if contract.certain:
            linter = linter_of(contract.profile)
            return request_of(linter, prompt, **files)._replace(contract=contract), linter
    return request_of(linter, prompt, **files), linter
