"""The interface of rules: one class per rule, in a file named after its id."""

from collections.abc import Iterable, Mapping

from seedance_lint.annotations import TYPE_CHECKING, Any, ClassVar, Literal
from seedance_lint.diagnostics.violation import Applicability, Severity, Violation
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple
from seedance_lint.rules.context import GivenFile, LintContext
from seedance_lint.rules.wording import listed, noun, nouns, plural, role_words, said_role, with_article
from seedance_lint.syntax.nodes import MalformedTag, Reference, RolePhrase, Tag

if TYPE_CHECKING:
    from seedance_lint.requests.facts import FileFacts, UrlAnswer

__all__ = [
    "API_VERSION",
    "Example",
    "GivenFile",
    "LintContext",
    "RestsOn",
    "Rule",
    "RuleMeta",
    "listed",
    "noun",
    "nouns",
    "plural",
    "role_words",
    "said_role",
    "with_article",
]

API_VERSION = 2
"""The version of this interface; a plugin's module states the version that it was written for."""

RestsOn = Literal["contract", "request", "prompt"]
"""What a rule's findings depend on: the limits of one provider, only the request, or only the prompt."""


class RuleMeta(NamedTuple):
    """Metadata of a rule.

    ``default`` is false for rules that run only if selected. ``fix`` is the safest kind of fix that the rule ever offers.
    ``source`` names the section of the profile whose ``source`` the rule cites (``media``, ``prompt`` …).
    ``rests_on`` says whether the findings apply to every provider; those that rest on a ``contract`` are left out if the provider of
    the request is unknown.
    """

    id: str
    category: str
    severity: Severity
    since: str
    default: bool = True
    fix: Applicability | None = None
    source: str | None = None
    rests_on: RestsOn = "request"


class Example(NamedTuple):
    """A prompt that breaks the rule and one that does not, shown in the documentation and run as tests.

    ``images``, ``videos`` and ``audios`` are numbers of made-up files, or URLs; None if the files are unknown.
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
    """Files of the good request, if they differ."""
    good_fields: Mapping[str, object] | None = None
    """Fields of the good request, if they differ."""
    profile: str = "seedance-2.0"
    found: "Mapping[str, FileFacts | UrlAnswer] | None" = None
    """Results of ``check --media`` and ``check --online`` for the files, by URL."""


class Rule:
    """Base class of all rules. Subclasses set ``meta`` and ``examples`` and override one or more of the ``check_…`` methods.

    Each method is called once for every tag, role, file or field of the request and yields what is wrong with it. The docstring of the
    class is the rule's documentation; its sections are *What it does*, *Why is this bad?* and, for rules with options, *Options*.
    """

    meta: ClassVar[RuleMeta]
    examples: ClassVar[tuple[Example, ...]] = ()
    options: ClassVar[Mapping[str, Any]] = {}
    """Default values of the options by name; a user's value must have the same type."""
    skips_ordinary: ClassVar[bool] = False
    """Whether the rule never reports ordinary files, tags and roles, so that it need not be called for them.

    Ordinary means: tags in the provider's spelling up to its maximum, roles that it documents for the kind of file, and the files that
    ``LintContext.special_files`` leaves out. This only saves time; the examples and cases of a rule are run with everything.
    """

    def applies(self, profile: Profile) -> bool:
        """Whether the rule can find anything under a profile; called once per profile."""
        return True

    def check_tag(self, ctx: LintContext, tag: Tag, reference: Reference) -> Iterable[Violation]:
        """Check a tag that names a file or a range of files (``@Image1``), with the reference that it is part of."""
        return ()

    def check_malformed_tag(self, ctx: LintContext, tag: MalformedTag, reference: Reference) -> Iterable[Violation]:
        """Check text that was meant as a tag but is not one (``@Image``, ``@Image0``), with the reference that it is part of."""
        return ()

    def check_role(self, ctx: LintContext, role: RolePhrase, reference: Reference) -> Iterable[Violation]:
        """Check words that say what a file is for (unless negated), with the first reference that has them; once per kind of file."""
        return ()

    def check_file(self, ctx: LintContext, file: GivenFile) -> Iterable[Violation]:
        """Check a file whose URL is known."""
        return ()

    def check_local_file(self, ctx: LintContext, file: GivenFile, facts: "FileFacts") -> Iterable[Violation]:
        """Check the content of a file (``check --media``)."""
        return ()

    def check_answer(self, ctx: LintContext, file: GivenFile, answer: "UrlAnswer") -> Iterable[Violation]:
        """Check a server's answer to a request for a file (``check --online``)."""
        return ()

    def check_field(self, ctx: LintContext, name: str, value: object) -> Iterable[Violation]:
        """Check a field of the request, other than the prompt and the lists of files."""
        return ()

    def check_request(self, ctx: LintContext) -> Iterable[Violation]:
        """Check the request as a whole: its prompt, its files and its fields together."""
        return ()


VISITORS = tuple(name for name in vars(Rule) if name.startswith("check_"))
"""The names of the ``check_…`` methods."""
