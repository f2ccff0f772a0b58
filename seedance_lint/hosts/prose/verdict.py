"""What is said of a text that may be a prompt."""

from seedance_lint.records import NamedTuple

TEMPLATE = "written as a template with slots to fill in"
"""Why a text that would be a prompt is skipped."""

CALLED = ("form", "labelled", "headed", "shown", "cell", "named cell", "exampled")
"""The contexts in which something calls a text a prompt or an example."""


class Verdict(NamedTuple):
    """Whether a text is a prompt; ``passed`` is why not, where its author may have thought so."""

    is_prompt: bool
    passed: str | None = None


NO = Verdict(is_prompt=False)
