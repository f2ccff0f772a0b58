"""What a rule is: one class in one file named after its id."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from seedance_lint.diagnostics.violation import Applicability, Severity, Violation
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple
from seedance_lint.rules.context import GivenFile, LintContext
from seedance_lint.rules.wording import listed, plural, role_words, said_role
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
    "plural",
    "role_words",
    "said_role",
]

API_VERSION = 2
"""The version of this interface; a plugin's module states the one that it was written for."""

RestsOn = Literal["contract", "request", "prompt"]
"""What a rule's findings rest on: on what one provider takes, on the request alone, on the prompt alone."""


class RuleMeta(NamedTuple):
    """A rule's identity.

    ``default`` is false for rules that run only where they are selected. ``fix`` is the best fix the rule ever offers.
    ``source`` names the section of the profile whose ``source`` the rule rests on (``media``, ``prompt`` …).
    ``rests_on`` says whether the findings hold for any provider: those that rest on a ``contract`` are worth nothing where nobody knows
    which provider gets the request.
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


class Rule:
    """Base of all rules. Subclasses set ``meta`` and ``examples`` and write one or more of the ``check_…`` methods.

    Each method is called once for every thing of its kind that the request has, and yields what is wrong with it. The docstring of the
    class is the rule's documentation; it has the sections *What it does*, *Why is this bad?* and, with options, *Options*.
    """

    meta: ClassVar[RuleMeta]
    examples: ClassVar[tuple[Example, ...]] = ()
    options: ClassVar[Mapping[str, Any]] = {}
    """Option name to default; a user's value must have the default's type."""
    skips_ordinary: ClassVar[bool] = False
    """Whether the rule has nothing to say of ordinary files, tags and roles, so that it need not be called for them.

    Ordinary are tags in the provider's spelling up to its maximum, roles that it documents for the kind of file, and the files that
    ``LintContext.special_files`` leaves out. Only the time is different: the examples and cases of a rule are run with everything.
    """

    def applies(self, profile: Profile) -> bool:
        """Whether the rule has anything to say under a profile; asked once for each profile."""
        return True

    def check_tag(self, ctx: LintContext, tag: Tag, reference: Reference) -> Iterable[Violation]:
        """Check a tag that names a file or a range of files (``@Image1``), and the mention it is part of."""
        return ()

    def check_malformed_tag(self, ctx: LintContext, tag: MalformedTag, reference: Reference) -> Iterable[Violation]:
        """Check what was meant as a tag and is none (``@Image``, ``@Image0``), and the mention it is part of."""
        return ()

    def check_role(self, ctx: LintContext, role: RolePhrase, reference: Reference) -> Iterable[Violation]:
        """Check words that say what a file is for, and the first mention that carries them; once for each kind of file. Not if denied."""
        return ()

    def check_file(self, ctx: LintContext, file: GivenFile) -> Iterable[Violation]:
        """Check a file whose URL is known."""
        return ()

    def check_local_file(self, ctx: LintContext, file: GivenFile, facts: "FileFacts") -> Iterable[Violation]:
        """Check the content of a file (``check --media``)."""
        return ()

    def check_answer(self, ctx: LintContext, file: GivenFile, answer: "UrlAnswer") -> Iterable[Violation]:
        """Check what a server answers when it is asked for a file (``check --online``)."""
        return ()

    def check_field(self, ctx: LintContext, name: str, value: object) -> Iterable[Violation]:
        """Check a field of the request other than its prompt and the profile's lists of files."""
        return ()

    def check_request(self, ctx: LintContext) -> Iterable[Violation]:
        """Check the request as a whole: its prompt, its files and its fields together."""
        return ()


VISITORS = tuple(name for name in vars(Rule) if name.startswith("check_"))
"""The names of the methods that look at something."""
