"""What rules can look at: one request, under one profile."""

import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import chain

from seedance_lint.annotations import TYPE_CHECKING, Any
from seedance_lint.binding import Bindings
from seedance_lint.diagnostics.violation import Location, Related
from seedance_lint.profiles.load import customary_roles, extensions
from seedance_lint.profiles.profile import Profile, spelled
from seedance_lint.records import NamedTuple
from seedance_lint.requests.request import Asset, PromptRequest
from seedance_lint.rules.wording import listed, plural, spellings
from seedance_lint.syntax.nodes import Prompt, Reference
from seedance_lint.urls import LONGEST_KEPT, UrlFacts, examine

if TYPE_CHECKING:
    from seedance_lint.rules.base import Rule
    from seedance_lint.tokens import TokenCount, TokenCounter


_LONGEST_LIST = 4
"""The most things that a message lists one by one."""


_MOST_KEPT = 8192
"""The ordinary URLs of a kind that are remembered at most."""

_NOTHING_SAID = (None,) * 5
"""Role, size, duration, facts and answer of most files."""


class GivenFile(NamedTuple):
    """A file of the request whose URL is known, with what can be told from the URL."""

    asset: Asset
    url: str
    facts: UrlFacts


class _Files(NamedTuple):
    """The files of a request, sorted by what rules have to look at; usually none are in any list."""

    special: list[GivenFile]
    repeated: list[GivenFile]
    measured: list[Asset]
    with_role: list[Asset]
    without_url: list[Asset]


class LintContext:
    """Everything a rule can look at: one prompt with its files, under one profile.

    ``clock`` returns the current time in seconds since 1970 and ``counter`` counts tokens; by default, the system's clock and an estimate.
    """

    __slots__ = ("_clock", "_files", "_spelling", "bindings", "counter", "options", "profile", "prompt", "request")

    def __init__(
        self,
        prompt: Prompt,
        bindings: Bindings,
        request: PromptRequest,
        profile: Profile,
        options: Mapping[str, Mapping[str, Any]],
        *,
        counter: "TokenCounter | None" = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self.prompt = prompt
        self.bindings = bindings
        self.request = request
        self.profile = profile
        self.options = options
        self.counter = counter
        self._clock = clock
        self._files: _Files | None = None
        self._spelling: Mapping[str, str] | None = None

    @property
    def files(self) -> list[GivenFile]:
        """The files of all kinds whose URL is known, without template placeholders."""
        assets = [asset for files in (self.request.assets or {}).values() for asset in files]
        known = [GivenFile(asset, asset.url, examine(asset.url)) for asset in assets if asset.url is not None]
        return [file for file in known if not file.facts.placeholder]

    @property
    def repeated_files(self) -> list[GivenFile]:
        """Those of ``files`` whose URL an earlier file has too."""
        return (self._files or self._sorted()).repeated

    @property
    def measured_files(self) -> list[Asset]:
        """The files whose size or duration is known."""
        return (self._files or self._sorted()).measured

    @property
    def files_with_role(self) -> list[Asset]:
        """The files whose role is stated by the request itself, not by its prompt."""
        return (self._files or self._sorted()).with_role

    @property
    def files_without_url(self) -> list[Asset]:
        """The files whose URL is unknown because a program computes it, or because the value is not a URL."""
        return (self._files or self._sorted()).without_url

    @property
    def special_files(self) -> list[GivenFile]:
        """Those of ``files`` that are not ordinary.

        An ordinary file has an https URL of a public host, without password or signature, with an extension that does not contradict the
        kind of file or the provider's formats; and its size, its content and the answer of its server are unknown.
        """
        return (self._files or self._sorted()).special

    def _sorted(self) -> "_Files":
        """Sort the files once for all rules."""
        self._files = files = _Files([], [], [], [], [])
        media = self.profile.media
        seen: set[str | None] = set()
        for kind, assets in (self.request.assets or {}).items():
            formats = media[kind].formats
            ordinary = _ordinary_urls(kind, formats)
            for asset in assets:
                if asset[5:] == _NOTHING_SAID and (url := asset[2]) in ordinary and url not in seen:  # most files
                    seen.add(url)
                else:
                    self._sort_file(asset, files, ordinary, _misfits(kind, formats), seen)
        return files

    def _sort_file(self, asset: Asset, files: "_Files", ordinary: set[str], misfits: frozenset[str], seen: set[str | None]) -> None:
        """Sort one file; ``ordinary`` and ``seen`` are URLs of ordinary files of its kind, and of the files before it."""
        plain = asset[5:] == _NOTHING_SAID or self._sort_stated(asset, files)
        url = asset.url
        if url is None:
            files.without_url.append(asset)
            return
        facts = examine(url)
        if not facts.ordinary or facts.extension in misfits:
            plain = False
        elif len(url) <= LONGEST_KEPT:
            if len(ordinary) >= _MOST_KEPT:
                ordinary.clear()
            ordinary.add(url)
        if not plain:
            if facts.placeholder:
                return
            files.special.append(GivenFile(asset, url, facts))
        if url in seen:
            files.repeated.append(GivenFile(asset, url, facts))
        seen.add(url)

    def _sort_stated(self, asset: Asset, files: "_Files") -> bool:
        """Sort a file of which more than its URL is known; return whether its measures and its content are unknown."""
        _, _, _, _, _, role, size, duration, found, answer = asset
        if role is not None:
            files.with_role.append(asset)
        if size is not None or duration is not None:
            files.measured.append(asset)
            return False
        return found is None and answer is None

    def now(self) -> float:
        """Return the current time in seconds since 1970."""
        return time.time() if self._clock is None else self._clock()

    def count_tokens(self, text: str) -> "TokenCount":
        """Return the number of tokens of a text, as a range."""
        if self.counter is None:
            from seedance_lint.tokens import counter

            self.counter = counter()
        return self.counter.count(text)

    def option(self, rule: "Rule", name: str) -> Any:
        """Return a rule's option: the user's value, or the rule's default."""
        return self.options.get(rule.meta.id, {}).get(name, rule.options[name])

    @property
    def is_certain(self) -> bool:
        """Whether the profile is the one that counts, so that tags are spelled as it says."""
        return self.request.contract is None or self.request.contract.certain

    def tag(self, kind: str, index: int) -> str:
        """Return how a message writes the tag of a file: as documented or, if the provider is not certain, as the prompt writes its tags."""
        if self._spelling is None:
            self._spelling = self.profile.spelling if self.is_certain else spellings(self.bindings.mentions, self.profile)
        return spelled(self._spelling[kind], index)

    def count(self, kind: str) -> str:
        """Say how many files of a kind the request has: ``1 image``, ``3 images``."""
        return plural(self.request.given(kind), kind)

    def choices(self, kind: str) -> str:
        """List the tags of a kind that the request has: ``@Image1, @Image2 or @Image3``; long lists as ``@Image1 to @Image9``."""
        return self.tags(kind, self.request.given(kind))

    def tags(self, kind: str, count: int) -> str:
        """List the first ``count`` tags of a kind."""
        if count > _LONGEST_LIST:
            return f"{self.tag(kind, 1)} to {self.tag(kind, count)}"
        return listed([self.tag(kind, index + 1) for index in range(count)])

    def may_have(self, kind: str, index: int) -> bool:
        """Whether the request has a file, or may have it if its files are unknown."""
        limit = self.profile.media[kind].max_count
        if self.request.assets is not None:
            return 0 < index <= self.request.given(kind)
        return index > 0 and (limit is None or index <= limit)

    def given_here(self, kind: str) -> tuple[Related, ...]:
        """Point at the list of a kind, if the request has one: ``2 images given here``."""
        path = self.request.media_paths.get(kind)
        return () if path is None else (Related(Location(path), f"{self.count(kind)} given here"),)

    def fit(self, role: str, reference: Reference) -> str:
        """Say how a role fits the files of a reference: ``documented``, ``in use``, ``unlikely``, or ``impossible``.

        Roles that the provider documents for no kind of file at all are ``in use``.
        """
        kind = reference.kind
        if kind is None or role in self.profile.roles[kind]:
            return "documented"
        if not self.profile.documents(role):
            return "in use"
        customary = customary_roles()[kind]
        if role in customary["in_use"]:
            return "in use"
        if role not in customary["unlikely"]:
            return "impossible"
        elsewhere = (self.bindings.by_file[kind, index].roles for index in reference.indexes)
        said = {role.role for role in chain(reference.roles, *elsewhere)}
        return "unlikely" if said.isdisjoint(customary["plans"]) else "in use"

    def uses(self, asset: Asset) -> tuple[Related, ...]:
        """Point at the first tags that name a file."""
        binding = self.bindings.by_file.get((asset.kind, asset.index))
        mentions = binding.mentions[:_LONGEST_LIST] if binding else ()
        return tuple(Related(mention.tag.span, f"used here as {self.tag(asset.kind, asset.index)}") for mention in mentions)


@lru_cache(maxsize=64)
def _ordinary_urls(kind: str, formats: tuple[str, ...]) -> set[str]:  # noqa: ARG001 - each has its own
    """Return the URLs, so far, that are ordinary for a kind of file with these formats: the same files come back in batch after batch."""
    return set()


@lru_cache(maxsize=64)
def _misfits(kind: str, formats: tuple[str, ...]) -> frozenset[str]:
    """Return the file extensions that do not fit a kind: those of other kinds, and of formats that the provider does not accept."""
    return frozenset(extension for extension, (of, name) in extensions().items() if of != kind or name not in formats)
