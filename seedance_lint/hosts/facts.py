"""What was found out about a file by looking at it, as against what its request says."""

from typing import NamedTuple


class FileFacts(NamedTuple):
    """One local file, by its content. None where the content does not tell.

    ``problem``: ``missing``, ``directory``, ``special`` (a pipe, a device), ``unreadable`` (no permission), ``empty``, ``truncated``
    (ends before its own header says), or None.
    ``format`` is a name of ``profiles/formats.toml`` where that knows it, else the container's own; None for content of no known format.
    """

    kind: str | None = None
    format: str | None = None
    size: int | None = None
    """Bytes."""
    duration: float | None = None
    """Seconds."""
    width: int | None = None
    """Pixels, as shown (a turn that the file asks for is made)."""
    height: int | None = None
    frame_rate: float | None = None
    """Frames a second."""
    problem: str | None = None
    faces: int | None = None
    """Faces seen by a detector; None where nobody looked."""

    @property
    def exists(self) -> bool:
        """Whether there is a file at all, good or broken."""
        return self.problem not in {"missing", "directory", "special"}
