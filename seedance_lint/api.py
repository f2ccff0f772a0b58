"""The library: check a prompt or a request body before it is sent."""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path as FilePath

from seedance_lint.annotations import Any, Protocol
from seedance_lint.config.profiles import AUTO
from seedance_lint.config.settings import Settings
from seedance_lint.contracts.recognise import Chosen
from seedance_lint.conversion.loss import Converted
from seedance_lint.diagnostics.diagnostic import Diagnostic
from seedance_lint.diagnostics.violation import Location, Path, Place, pointer
from seedance_lint.hosts.located import Node, Root
from seedance_lint.hosts.text import PlainText
from seedance_lint.linter.fixes import fix_document
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.place import Placed, Places
from seedance_lint.linter.result import Failure, LintResult, Summary
from seedance_lint.plain_values import plain_list, plain_request
from seedance_lint.profiles import Profile, UnknownProfile, load_profile, load_profile_file
from seedance_lint.profiles.load import DEFAULT, find_profile
from seedance_lint.requests import Contracts, find_requests
from seedance_lint.requests.request import Asset, PromptRequest
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.span import Span
from seedance_lint.syntax import parse

__all__ = ["convert", "fix", "lint", "lint_request", "parse"]


class Column(Protocol):
    """A column of strings: a NumPy array, a pandas or Polars series, a PyArrow array."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Any]: ...


ProfileName = str | os.PathLike[str] | Profile
"""The name of a provider or of one of its editions, ``auto``, a profile, or the path of a profile file."""
Urls = Sequence[str] | Column | None

_CLEAN = LintResult((), (), Summary(prompts=1))
_MOST_LINTERS = 32
_new = tuple.__new__  # as fast again as a named tuple's own constructor
_linters: dict[tuple[object, ...], Linter] = {}


def lint(
    prompt: str,
    *,
    image_urls: Urls = None,
    video_urls: Urls = None,
    audio_urls: Urls = None,
    profile: ProfileName = "auto",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> LintResult:
    """Lint one prompt against the files that go with it.

    Without any list of files, the files are unknown, and only checks that do not need them are made; with one list, missing lists are empty.
    Positions are in the prompt. A finding about a file has the JSON Pointer of the file (``/image_urls/2``); its position is the first tag that
    uses the file, or else the whole prompt. ``profile`` is the name of a provider or of one of its editions, or the path of a profile file;
    ``auto`` checks only what applies to every provider. ``select`` and ``ignore`` take rule ids and categories.

    Raises:
        TypeError: the prompt is not a string, or a list of files is not a list.
        UnknownProfile, UnknownRule: the profile, rule or category does not exist.
        OSError, ProfileError: the profile file cannot be read, or is not a valid profile.
    """
    if not isinstance(prompt, str):
        raise TypeError(f"the prompt must be a string, not {type(prompt).__name__}")
    linter = linter_for(profile, select, ignore)
    request = request_of(linter, prompt, image_urls, video_urls, audio_urls)
    return _lint(linter, request, "<prompt>", request.fields)


def fix(
    prompt: str,
    *,
    image_urls: Urls = None,
    video_urls: Urls = None,
    audio_urls: Urls = None,
    unsafe: bool = False,
    profile: ProfileName = "auto",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Apply the fixes of a prompt's findings; return the fixed prompt and the findings that were fixed.

    ``unsafe`` also applies fixes that may change the meaning. The other arguments and the errors are those of ``lint``.
    """
    if not isinstance(prompt, str):
        raise TypeError(f"the prompt must be a string, not {type(prompt).__name__}")
    linter = linter_for(profile, select, ignore)

    def lint_text(document: SourceDocument) -> LintResult:
        request = request_of(linter, document.text, image_urls, video_urls, audio_urls)
        return _lint(linter, request, document.path, request.fields)

    fixed = fix_document(SourceDocument("<prompt>", prompt), lint_text, unsafe=unsafe)
    return fixed.document.text, fixed.applied


def lint_request(
    payload: Mapping[str, object], *, profile: ProfileName = "auto", select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> LintResult:
    """Lint a request body, the mapping that is going to be sent as JSON. Positions are in its prompt, as with ``lint``.

    If the body has no prompt, the result has a failure; if it is for another product, it is counted as skipped. Arrays, series and scalars of
    NumPy, pandas, Polars and PyArrow are treated as lists and plain values; NaN is null.

    Raises:
        TypeError: the payload is not a mapping.
        UnknownProfile, UnknownRule: the profile, rule or category does not exist.
    """
    if not isinstance(payload, Mapping):
        raise TypeError(f"the payload must be a mapping, not {type(payload).__name__}")
    return lint_body(linter_for(profile, select, ignore), plain_request(payload))


def lint_body(linter: Linter, payload: dict[str, object]) -> LintResult:
    """Lint a request body of plain values, as ``lint_request`` does."""
    requests = find_requests(payload, linter.contracts)
    if not requests.found:
        failures = () if requests.skipped else (Failure("<request>", f"no prompt found; expected it in `{linter.profile.request.prompt}`"),)
        return LintResult((), failures, Summary(skipped=requests.skipped))
    results = [_lint(linter, request, "<request>", payload) for request in requests.found]
    return results[0] if len(results) == 1 and not requests.skipped else _joined(results, Summary(skipped=requests.skipped))


def convert(request_or_prompt: str | Mapping[str, object], *, to: ProfileName, profile: ProfileName = "auto") -> Converted:
    """Convert a prompt or a request body for the provider ``to``; ``profile`` is the provider that it was written for.

    ``to`` is the name of a profile (``fal-2.5``) or of a provider (``fal``; the edition is kept if the provider has it). Whatever the target
    cannot take is listed in the ``losses`` of the result, with its place.

    Raises:
        TypeError: the argument is neither a string nor a mapping.
        ValueError: the mapping does not contain exactly one request.
        UnknownProfile: the profile does not exist.
    """
    from seedance_lint.conversion import convert_prompt, convert_request

    linter, target = linter_for(profile, (), ()), _chosen(to)
    if target is None:
        raise UnknownProfile("`to` must name a profile or a provider")
    if isinstance(request_or_prompt, str):
        return convert_prompt(request_or_prompt, linter, target)
    if not isinstance(request_or_prompt, Mapping):
        raise TypeError(f"the request must be a string or a mapping, not {type(request_or_prompt).__name__}")
    return convert_request(request_or_prompt, linter, target)


def _joined(results: list[LintResult], summary: Summary) -> LintResult:
    for result in results:
        summary = summary.plus(result.summary)
    diagnostics = tuple(found for result in results for found in result.diagnostics)
    return LintResult(diagnostics, tuple(failure for result in results for failure in result.failures), summary)


def _lint(linter: Linter, request: PromptRequest, name: str, value: object) -> LintResult:
    found = linter.check(request)
    if not found:
        return _CLEAN
    return linter.result(found, places_of(request, name, value), request.contract)


def places_of(request: PromptRequest, name: str, value: object) -> Places:
    """Return the places of a request that is in no file: all are in its prompt; ``value`` is what holds it."""
    return _PlacesOfPrompt(SourceDocument(name, request.prompt), value, request.prompt_path)


def linter_for(profile: ProfileName, select: Sequence[str], ignore: Sequence[str]) -> Linter:
    """Return a linter, kept for the next call with the same settings."""
    key = (id(profile) if isinstance(profile, Profile) else profile, tuple(select), tuple(ignore))
    linter = _linters.get(key)
    if linter is None:
        contracts = Contracts(chosen=_chosen(profile))
        stand_in = load_profile(DEFAULT) if contracts.chosen is None else contracts.chosen.profiles[0]
        linter = Linter(Settings(stand_in, select=tuple(select), ignore=tuple(ignore), contracts=contracts))
        if len(_linters) >= _MOST_LINTERS:
            _linters.clear()
        _linters[key] = linter  # it keeps the profile, so that its identity stays the profile's
    return linter


def _chosen(profile: ProfileName) -> Chosen | None:
    """Return the profiles that the argument ``profile`` stands for; None for ``auto``."""
    if isinstance(profile, Profile):
        return Chosen((profile,))
    if isinstance(profile, os.PathLike):
        return Chosen((load_profile_file(FilePath(profile)),))
    if profile == AUTO:
        return None
    if profile.endswith(".toml"):
        return Chosen((load_profile_file(FilePath(profile)),))
    return Chosen(find_profile(profile))


def request_of(linter: Linter, prompt: str, image_urls: Urls, video_urls: Urls, audio_urls: Urls) -> PromptRequest:
    """Return the arguments of ``lint`` as a request in the profile's field names."""
    shape = linter.profile.request
    fields: dict[str, object] = {shape.prompt: prompt}
    if image_urls is None and video_urls is None and audio_urls is None:
        return PromptRequest(prompt, (shape.prompt,), None, (), fields, {}, contract=linter.assumed)
    assets: dict[str, tuple[Asset, ...]] = {}
    paths: dict[str, Path] = {}
    for kind, urls in (("image", image_urls), ("video", video_urls), ("audio", audio_urls)):
        if urls is None:
            assets[kind] = ()
            continue
        field = shape.media.get(kind) or f"{kind}_urls"
        are_strings = type(urls) is list and {*map(type, urls)} <= {str}
        if not are_strings:
            urls = plain_list(urls)  # noqa: PLW2901
            if isinstance(urls, str) or not isinstance(urls, Sequence):
                raise TypeError(f"{kind}_urls must be a list of URLs, not {type(urls).__name__}")
        fields[field] = urls
        paths[kind] = (field,)
        is_kept = are_strings and sum(map(len, urls)) <= _MOST_CHARACTERS
        assets[kind] = _assets(kind, field, tuple(urls)) if is_kept else _assets.__wrapped__(kind, field, urls)
    return PromptRequest(prompt, (shape.prompt,), assets, (), fields, paths, contract=linter.assumed)


_MOST_CHARACTERS = 4096
"""Characters of the URLs of a list that is remembered: of files, and not of data in their place."""


@lru_cache(maxsize=256)
def _assets(kind: str, field: str, urls: Sequence[object]) -> tuple[Asset, ...]:
    """Return the files of a kind; the same ones come back in batch after batch, and with each key in an editor."""
    return tuple(
        [
            _new(Asset, (kind, number, url if type(url) is str else _known(url), (field, number - 1), url, None, None, None, None, None))
            for number, url in enumerate(urls, 1)
        ]
    )


def _known(url: object) -> str | None:
    """Return a URL if it is one; it may be a string of a class of its own."""
    return url if isinstance(url, str) else None


class _PlacesOfPrompt(Places):
    """The places of a prompt whose request is in no file: its characters mean themselves, and nothing else has a place."""

    __slots__ = ("_all",)

    def __init__(self, document: SourceDocument, value: object, prompt_path: Path) -> None:
        super().__init__(document, _new(Root, (value, partial(_PromptAlone, document.text, prompt_path), 0)), prompt_path)
        self._all = _new(Span, (0, len(document.text)))

    def may_have(self, at: Place) -> bool:
        return type(at) is not Location or at.path == self._prompt_path

    def place(self, at: Place) -> Placed:
        if type(at) is Location and at.path != self._prompt_path:
            return _new(Placed, (self._all, False, pointer(at.path), False))
        return super().place(at)


class _PromptAlone(Node):
    """A prompt whose request is in no file: the only value that has a place."""

    __slots__ = ("_path",)

    def __init__(self, text: str, path: Path) -> None:
        super().__init__(Span(0, len(text)), text, PlainText(0, len(text)))
        self._path = path

    def find(self, path: Path, text: str | None = None) -> Node | None:  # noqa: ARG002 - nothing is inside of it
        return self if path == self._path else None

    def find_key(self, path: Path, text: str | None = None) -> Node | None:  # noqa: ARG002 - there are no keys
        return None
