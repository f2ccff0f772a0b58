"""What a rule is: one class in one file named after its id."""

import time
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from seedance_lint.binding import Bindings
from seedance_lint.diagnostics.violation import Applicability, Location, Related, Severity, Violation
from seedance_lint.hosts.request import Asset, PromptRequest
from seedance_lint.profiles.load import customary_roles, extensions
from seedance_lint.profiles.profile import Profile
from seedance_lint.syntax.nodes import Prompt, Reference, RolePhrase, Tag
from seedance_lint.urls import UrlFacts, examine

if TYPE_CHECKING:
    from seedance_lint.hosts.facts import FileFacts, UrlAnswer
    from seedance_lint.tokens import TokenCount, TokenCounter

API_VERSION = 1
"""The version of this interface; a plugin's module states the one that it was written for."""


_new = tuple.__new__  # as fast again as a named tuple's own constructor
_LONGEST_LIST = 4
"""Things named one by one in a message."""


class RuleMeta(NamedTuple):
    """A rule's identity.

    ``default`` is false for rules that run only where they are selected. ``fix`` is the best fix the rule ever offers.
    ``source`` names the section of the profile whose ``source`` the rule rests on (``media``, ``prompt`` …).
    """

    id: str
    category: str
    severity: Severity
    since: str
    default: bool = True
    fix: Applicability | None = None
    source: str | None = None


class Example(NamedTuple):
    """A prompt that breaks the rule and one that does not. They are shown to users and run as tests.

    Media are counts of made-up files, or their URLs; None where nothing is said about files.
    ``fields`` are further fields of the request.
    """

    bad: str
    good: str
    images: int | tuple[str, ...] | None = None
    videos: int | tuple[str, ...] | None = None
    audios: int | tuple[str, ...] | None = None
    fields: Mapping[str, object] | None = None
    good_images: int | tuple[str, ...] | None = None
    good_videos: int | tuple[str, ...] | None = None
    good_audios: int | tuple[str, ...] | None = None
    """Files of the good request, where they are what differs."""
    good_fields: Mapping[str, object] | None = None
    """Fields of the good request, where they are what differs."""
    profile: str = "seedance-2.0"
    found: "Mapping[str, FileFacts | UrlAnswer] | None" = None
    """What a look at the files finds (``check --media``, ``check --online``), by their URLs."""


class GivenFile(NamedTuple):
    """One file of the request whose URL is known as a text, with what the URL says of itself."""

    asset: Asset
    url: str
    facts: UrlFacts


class _Noted(NamedTuple):
    """The files of a request by what there is to note of them; mostly none."""

    looked_at: list[GivenFile]
    odd: list[GivenFile]
    repeated: list[GivenFile]
    measured: list[Asset]
    with_role: list[Asset]
    without_url: list[Asset]


class LintContext:
    """Everything a rule may look at: one prompt with its files, under one profile.

    ``clock`` gives the present moment in seconds since 1970, ``counter`` the tokens of a text; without them, the system's and an estimate.
    """

    __slots__ = ("_clock", "_noted", "_odd_roles", "_odd_tags", "bindings", "counter", "options", "profile", "prompt", "request")

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
        self._noted: _Noted | None = None
        self._odd_tags: list[tuple[Tag, Reference]] | None = None
        self._odd_roles: list[tuple[RolePhrase, Reference]] | None = None

    @property
    def files(self) -> list[GivenFile]:
        """The files whose URL is known, over all kinds; templates' placeholders are left out."""
        assets = [asset for files in (self.request.assets or {}).values() for asset in files]
        known = [GivenFile(asset, asset.url, examine(asset.url)) for asset in assets if asset.url is not None]
        return [file for file in known if not file.facts.placeholder]

    @property
    def looked_at(self) -> list[GivenFile]:
        """The files whose content or whose server was looked at (``check --media``, ``check --online``); mostly none."""
        return (self._noted or self._note()).looked_at

    @property
    def odd_files(self) -> list[GivenFile]:
        """The files of ``files`` that are worth a look: all but ordinary URLs of formats that the provider takes for their kind."""
        return (self._noted or self._note()).odd

    @property
    def repeated_files(self) -> list[GivenFile]:
        """The files of ``files`` whose URL one before them has, too."""
        return (self._noted or self._note()).repeated

    @property
    def measured_files(self) -> list[Asset]:
        """The files whose size or duration is known."""
        return (self._noted or self._note()).measured

    @property
    def files_with_role(self) -> list[Asset]:
        """The files to which the request itself, not its prompt, gives a role."""
        return (self._noted or self._note()).with_role

    @property
    def files_without_url(self) -> list[Asset]:
        """The files whose URL is unknown: a program computes it, or what stands there is none."""
        return (self._noted or self._note()).without_url

    @property
    def further_fields(self) -> list[str]:
        """The names of the request's fields other than its prompt and its documented lists of files."""
        shape = self.profile.request
        prompt, lists = shape.prompt, shape.media.values()
        return [name for name in self.request.fields if name != prompt and name not in lists]

    @property
    def odd_tags(self) -> list[tuple[Tag, Reference]]:
        """The well-formed tags that are not in the provider's spelling, or count further than its files go, each with its mention."""
        if self._odd_tags is None:
            standard, media = self.profile.tag, self.profile.media
            self._odd_tags = [
                (tag, reference)
                for reference in self.bindings.references
                for tag in reference.tags
                if type(tag) is Tag
                and (tag.text != standard(tag.kind, tag.index) or ((limit := media[tag.kind].max_count) is not None and tag.index > limit))
            ]
        return self._odd_tags

    @property
    def odd_roles(self) -> list[tuple[RolePhrase, Reference]]:
        """The role phrases that the provider documents for no file of the kind that they are said of, each with its mention."""
        if self._odd_roles is None:
            documented = self.profile.roles
            self._odd_roles = [
                (role, reference)
                for role, reference in self.bindings.roles
                if role.role is None or (reference.kind is not None and role.role not in documented[reference.kind])
            ]
        return self._odd_roles

    def _note(self) -> _Noted:
        """Look at each file once for all rules."""
        noted = self._noted = _new(_Noted, ([], [], [], [], [], []))
        media = self.profile.media
        urls: set[str] = set()
        for kind, assets in (self.request.assets or {}).items():
            misfits = _misfits(kind, media[kind].formats)
            for asset in assets:
                _, _, url, _, _, role, size, duration, found, answer = asset
                if role is not None:
                    noted.with_role.append(asset)
                if size is not None or duration is not None:
                    noted.measured.append(asset)
                if url is None:
                    noted.without_url.append(asset)
                    continue
                facts = examine(url)
                if facts.placeholder:
                    continue
                if found is not None or answer is not None:
                    file = _new(GivenFile, (asset, url, facts))
                    noted.looked_at.append(file)
                    noted.odd.append(file)
                elif not facts.ordinary or facts.extension in misfits:
                    noted.odd.append(_new(GivenFile, (asset, url, facts)))
                if url in urls:
                    noted.repeated.append(_new(GivenFile, (asset, url, facts)))
                else:
                    urls.add(url)
        return noted

    def now(self) -> float:
        """Return the present moment in seconds since 1970."""
        return time.time() if self._clock is None else self._clock()

    def count_tokens(self, text: str) -> "TokenCount":
        """Return how many tokens a text has, as a range."""
        if self.counter is None:
            from seedance_lint.tokens import counter

            self.counter = counter()
        return self.counter.count(text)

    def option(self, rule: "Rule", name: str) -> Any:
        """Return a rule's option: the user's value, or the rule's default."""
        return self.options.get(rule.meta.id, {}).get(name, rule.options[name])

    def count(self, kind: str) -> str:
        """Say how many files of a kind the request gives: ``1 image``, ``3 images``."""
        return plural(self.request.given(kind), kind)

    def choices(self, kind: str) -> str:
        """List the tags of a kind that the request has: ``@Image1, @Image2 or @Image3``; long lists as ``@Image1 to @Image9``."""
        return self.tags(kind, self.request.given(kind))

    def tags(self, kind: str, count: int) -> str:
        """List the first ``count`` tags of a kind."""
        if count > _LONGEST_LIST:
            return f"{self.profile.tag(kind, 1)} to {self.profile.tag(kind, count)}"
        return listed([self.profile.tag(kind, index + 1) for index in range(count)])

    def may_have(self, kind: str, index: int) -> bool:
        """Whether the request gives a file, or may still be given it where its files are unknown."""
        limit = self.profile.media[kind].max_count
        if self.request.assets is not None:
            return 0 < index <= self.request.given(kind)
        return index > 0 and (limit is None or index <= limit)

    def given_here(self, kind: str) -> tuple[Related, ...]:
        """Point at the list of a kind, where the request has one: ``2 images given here``."""
        path = self.request.media_paths.get(kind)
        return () if path is None else (Related(Location(path), f"{self.count(kind)} given here"),)

    def fit(self, role: str, reference: Reference) -> str:
        """Say how a role fits the files of a mention: ``documented``, ``in use``, ``unlikely``, or ``impossible``.

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
        return "in use" if any(other.role in customary["plans"] for other in reference.roles) else "unlikely"

    def uses(self, asset: Asset) -> tuple[Related, ...]:
        """Point at the first tags that name a file."""
        binding = self.bindings.by_file.get((asset.kind, asset.index))
        mentions = binding.mentions[:_LONGEST_LIST] if binding else ()
        return tuple(Related(mention.tag.span, f"used here as {self.profile.tag(asset.kind, asset.index)}") for mention in mentions)


@lru_cache(maxsize=64)
def _misfits(kind: str, formats: tuple[str, ...]) -> frozenset[str]:
    """Return the file-name extensions of other kinds of files, and of formats that the provider does not take for this one."""
    return frozenset(extension for extension, (of, name) in extensions().items() if of != kind or name not in formats)


class Rule:
    """Base of all rules. Subclasses set ``meta`` and ``examples`` and write ``check``; their docstring is their documentation.

    The docstring has the sections *What it does*, *Why is this bad?*, *Example* (made from ``examples``) and, with options, *Options*.
    """

    meta: ClassVar[RuleMeta]
    examples: ClassVar[tuple[Example, ...]] = ()
    options: ClassVar[Mapping[str, Any]] = {}
    """Option name to default; a user's value must have the default's type."""
    needs: ClassVar[str | None] = None
    """What of the context the rule goes through (``bindings.malformed``): where that is empty the rule has nothing to say and is not run."""

    def check(self, ctx: LintContext) -> Iterator[Violation]:
        """Yield what is wrong with one prompt and its request."""
        raise TypeError(f"{type(self).__name__} has no check")


def plural(number: int, noun: str) -> str:
    """Say a number of things: ``no images``, ``1 image``, ``2 images``."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def role_words(role: str) -> str:
    """Return a role as people write it: ``first frame`` for ``first_frame``."""
    return role.replace("_", " ")


def listed(words: list[str], conjunction: str = "or") -> str:
    """Join words as a person would: ``a, b or c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
