"""What conversion reports: what the target cannot take, and where."""

from seedance_lint.diagnostics.violation import Path, pointer
from seedance_lint.records import NamedTuple
from seedance_lint.source.span import Span


class Loss(NamedTuple):
    """One thing that the target cannot take. ``path`` leads to it in the request; ``span`` is its place in the prompt, where it is there."""

    path: Path
    message: str
    span: Span | None = None

    @property
    def pointer(self) -> str:
        """The path as a JSON Pointer: ``/image_urls/9``."""
        return pointer(self.path)


class Converted(NamedTuple):
    """A prompt or a request as the target takes it, the profiles that it came from and went to, and what the target cannot take.

    What the target has a field for stays in ``value`` even where it goes past a limit: the provider rejects it, and nothing else is made.
    """

    value: str | dict[str, object]
    source: str
    target: str
    losses: tuple[Loss, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether the target takes everything."""
        return not self.losses

    def to_dict(self) -> dict[str, object]:
        """Return plain values, ready for JSON."""
        losses = [
            {"pointer": each.pointer, "message": each.message, "span": list(each.span) if each.span else None} for each in self.losses
        ]
        return {"value": self.value, "source": self.source, "target": self.target, "complete": self.complete, "losses": losses}
