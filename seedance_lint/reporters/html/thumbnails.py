"""Small pictures of local images, as classes of the style sheet: a picture that a hundred requests name is in the page once."""

from collections.abc import Iterator

from seedance_lint.linter.described import DescribedFile
from seedance_lint.probes.guarded import GuardedProcess
from seedance_lint.reporters.html.picture import MOST_BYTES, MOST_PIXELS

_PAINTER = "seedance_lint.reporters.html.picture"
_ROOM = 10 * 1024 * 1024
"""Characters of all pictures of a page together; images beyond get an icon."""


class Thumbnails:
    """Makes each picture once. ``full`` says whether some were left out, since the page would have become too large."""

    __slots__ = ("_made", "_painter", "_room", "_seen", "full")

    def __init__(self) -> None:
        self._seen: dict[str, str | None] = {}
        self._made: dict[str, str] = {}  # picture to class
        self._painter = GuardedProcess(_PAINTER)
        self._room = _ROOM
        self.full = False

    def name_for(self, file: DescribedFile) -> str | None:
        """Return the class that shows a file; None if there is no picture of it."""
        if file.path is None or file.facts is None or file.facts.kind != "image" or file.facts.problem is not None:
            return None
        if (file.facts.width or 0) * (file.facts.height or 0) > MOST_PIXELS or (file.facts.size or 0) > MOST_BYTES:
            return None
        if file.path not in self._seen:
            self._seen[file.path] = self._named(self._painter.ask(file.path))
        return self._seen[file.path]

    def _named(self, made: str | None) -> str | None:
        if made is None or made in self._made:
            return made and self._made[made]
        if len(made) > self._room:
            self.full = True
            return None
        self._room -= len(made)
        self._made[made] = f"picture{len(self._made)}"
        return self._made[made]

    def rules(self) -> Iterator[str]:
        """Yield the rules of the style sheet that show the pictures."""
        return (f".{name}{{background-image:url({made})}}" for made, name in self._made.items())
