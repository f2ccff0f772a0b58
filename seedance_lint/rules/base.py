"""What a rule is: one class in one file named after its id."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, NamedTuple

from seedance_lint.binding import Bindings
from seedance_lint.diagnostics.violation import Applicability, Severity, Violation
from seedance_lint.hosts.request import PromptRequest
from seedance_lint.profiles.profile import Profile
from seedance_lint.syntax.nodes import Prompt


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
    good_fields: Mapping[str, object] | None = None
    """Fields of the good request, where they are what differs."""


class LintContext:
    """Everything a rule may look at: one prompt with its files, under one profile."""

    __slots__ = ("bindings", "options", "profile", "prompt", "request", "settings")

    def __init__(
        self, prompt: Prompt, bindings: Bindings, request: PromptRequest, profile: Profile, options: Mapping[str, Mapping[str, Any]]
    ) -> None:
        self.prompt = prompt
        self.bindings = bindings
        self.request = request
        self.profile = profile
        self.options = options

    def option(self, rule: "Rule", name: str) -> Any:
        """Return a rule's option: the user's value, or the rule's default."""
        return self.options.get(rule.meta.id, {}).get(name, rule.options[name])

    def count(self, kind: str) -> str:
        """Say how many files of a kind the request gives: ``1 image``, ``3 images``."""
        return plural(self.request.given(kind), kind)

    def choices(self, kind: str) -> str:
        """List the tags of a kind that the request has: ``@Image1, @Image2 or @Image3``."""
        return listed([self.profile.tag(kind, index + 1) for index in range(self.request.given(kind))])


class Rule:
    """Base of all rules. Subclasses set ``meta`` and ``examples`` and write ``check``; their docstring is their documentation.

    The docstring has the sections *What it does*, *Why is this bad?*, *Example* (made from ``examples``) and, with options, *Options*.
    """

    meta: ClassVar[RuleMeta]
    examples: ClassVar[tuple[Example, ...]] = ()
    options: ClassVar[Mapping[str, Any]] = {}
    """Option name to default; a user's value must have the default's type."""

    def check(self, ctx: LintContext) -> Iterator[Violation]:
        """Yield what is wrong with one prompt and its request."""
        raise TypeError(f"{type(self).__name__} has no check")


def plural(number: int, noun: str) -> str:
    """Say a number of things: ``no images``, ``1 image``, ``2 images``."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def listed(words: list[str], conjunction: str = "or") -> str:
    """Join words as a person would: ``a, b or c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
