"""What was found out about a file by looking at it, as against what its request says."""

from seedance_lint.records import NamedTuple


class FileFacts(NamedTuple):
    """One local file, by its content. None if the content does not tell.

    ``problem``: ``missing``, ``directory``, ``special`` (a pipe, a device), ``unreadable`` (no permission), ``empty``, ``truncated``
    (ends before its own header says), ``outside`` (of the folders that may be read), ``stuck`` (reading it takes too long, or crashes), or None.
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
    """Faces seen by a detector; None if nobody looked."""

    @property
    def exists(self) -> bool:
        """Whether there is a file at all, good or broken."""
        return self.problem not in {"missing", "directory", "special", "outside"}

    @property
    def is_other(self) -> bool:
        """Whether the content was read and is neither image, video nor audio."""
        return self.problem is None and self.kind is None


class UrlAnswer(NamedTuple):
    """What a server answered when it was asked for a file the way a provider asks: without credentials.

    ``problem``, None if the file came:

    - ``timeout``, ``unknown-host``, ``refused``, ``certificate``, ``connection`` (dropped or none), ``not-http``: no answer
    - ``private-address``: its host has an address of the own network, so it was not asked
    - ``busy`` (429), ``server-error`` (5xx), ``not-asked`` (the time for all URLs ran out), ``no-ranges`` (416, and not empty): perhaps another time
    - ``denied`` (401, 402, 403, 407), ``missing`` (404, 410), ``rejected`` (another 4xx), ``no-content``: surely not
    - ``login``: a redirect that ends in a web page; ``web-page``: a web page at once
    - ``redirects`` (too many, or in a circle), ``redirect-target`` (to no public http(s) address), ``invalid``: no way there
    """

    problem: str | None = None
    status: int | None = None
    content_type: str | None = None
    """Lower case, without parameters."""
    size: int | None = None
    """Bytes of the whole file."""
    ranges: bool | None = None
    """Whether parts of the file can be asked for; None if no file came."""
    final_url: str | None = None
    """Where redirects led; None without any."""
