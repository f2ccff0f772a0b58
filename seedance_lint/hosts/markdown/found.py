"""A text of a page that is a prompt, or that may be one beside others, and how it is written there."""

from seedance_lint.hosts.located import Clue, StringForm
from seedance_lint.records import NamedTuple
from seedance_lint.source.source_map import SourceMap
from seedance_lint.source.span import Span


class WrittenFence(NamedTuple):
    """How the text of a fence is written; a line of it has marks in front where ``is_marked`` says so."""

    made: SourceMap
    is_marked: bool

    def source_map(self, text: str) -> SourceMap:  # noqa: ARG002  # it was made of this text
        """Map the characters to the page."""
        return self.made

    def encode(self, text: str, offset: int = 1) -> str | None:  # noqa: ARG002  # it is the same everywhere
        """Return the text itself, unless it needs a line of its own after marks."""
        return None if self.is_marked and ("\n" in text or "\r" in text) else text


class Found(NamedTuple):
    """A text that is a prompt: what it says and where, and how it is written there; or why it is skipped."""

    made: SourceMap
    form: StringForm
    around: tuple[Clue, ...]
    passed: str | None
    called: str = ""
    """What calls it a prompt: words in front of a ``text``, the head of its column for a ``cell``; nothing if nothing does."""

    @property
    def span(self) -> Span:
        """Where the text is."""
        return self.made.to_file(Span(0, self.made.length))


class Unsure(NamedTuple):
    """A text that something calls a prompt and that does not read like one, or a fence beside some: one it is only among many."""

    found: Found
    place: int
    in_fence: bool
