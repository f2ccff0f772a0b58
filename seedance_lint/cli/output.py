"""Where output goes, and whether in color."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from seedance_lint.annotations import IO, TYPE_CHECKING, BinaryIO
from seedance_lint.cli.signals import settle
from seedance_lint.linter.result import DocumentResult, Failure
from seedance_lint.linter.run import Input, size_of
from seedance_lint.reporters.visible import visible, wrapped

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_LONG_BYTES = 2 * 1024 * 1024
"""Input from which on people want to see that something happens: some seconds of work."""
COLORS = ("auto", "always", "never")
"""When output is in color; the first is the default."""
_NO_TERMINAL = 120
_NARROWEST = 40


class ClosedOutput(Exception):
    """The reader of the output is gone."""


class Refusal(Exception):
    """A run that cannot go on: one line on standard error, exit code 2."""


def complain(message: str) -> None:
    """Print one line on standard error."""
    say(f"seedance-lint: {message}")


def say(line: str) -> None:
    """Print one line on standard error, without the name of the program."""
    sys.stderr.write(f"{on_terminal(visible(line), sys.stderr)}\n")
    sys.stderr.flush()


def on_terminal(line: str, stream: IO[str]) -> str:
    """Return a line as a stream shows it: on a terminal it is broken between words, and goes on below the last column of a table."""
    if not stream.isatty():
        return line
    indent = max((cell.end() for cell in re.finditer(r"\S\s{2,}", line)), default=len(line) - len(line.lstrip()) + 2)
    return "\n".join(wrapped(line, width_of(stream), " " * min(indent, width_of(stream) // 2)))


def wants_color(stream: IO[str], choice: str = COLORS[0]) -> bool:
    """Whether a stream shows colors: as the user chooses, else as NO_COLOR and FORCE_COLOR say, else where it is a terminal that can."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb" and _takes_sequences(stream)


def _takes_sequences(stream: IO[str]) -> bool:
    """Whether a terminal takes escape sequences. A Windows console has to be switched to it, and an old one cannot be."""
    if os.name != "nt":
        return True
    try:
        from colorama.winterm import enable_vt_processing  # click needs it there
    except ImportError:
        return False
    return bool(enable_vt_processing(stream.fileno()))


def width_of(stream: IO[str]) -> int:
    """Return how many cells a line may take: those of the stream's own terminal, or 120 if it is not one."""
    if not stream.isatty():
        return _NO_TERMINAL
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return max(_NARROWEST, int(columns))
    try:
        return max(_NARROWEST, os.get_terminal_size(stream.fileno()).columns or _NO_TERMINAL)
    except (OSError, ValueError):  # a terminal that does not tell
        return _NO_TERMINAL


@contextmanager
def opened(path: str | None, *, fixed_stdin: bool = False) -> Iterator[IO[str]]:
    """Give the stream for findings: standard output, or a file that is there when everything is written.

    With ``fixed_stdin`` standard output belongs to the fixed text, and findings go to standard error.

    Raises:
        Refusal: the file cannot be written.
    """
    if path is None or path == "-":
        yield sys.stderr if fixed_stdin else sys.stdout
        return
    from io import TextIOWrapper

    from seedance_lint.linter.atomic import WriteFailure, replacing

    try:
        with replacing(path) as binary:
            text = TextIOWrapper(binary, encoding="utf-8", errors="backslashreplace", newline="\n", write_through=True)
            yield text
            text.flush()
            text.detach()
            settle()  # the report is about to be there
    except WriteFailure as failure:
        raise Refusal(f"{path}: {failure}") from None


def bytes_of(stream: IO[str]) -> BinaryIO:
    """Return what a stream of text writes its bytes to."""
    binary: BinaryIO = stream.buffer  # type: ignore[attr-defined]  # it is a TextIOWrapper
    return binary


def flushed(results: Iterable[DocumentResult], stream: IO[str]) -> Iterator[DocumentResult]:
    """Pass results through, and let each be read before the next one is awaited: standard input may stay open for hours."""
    for result in results:
        yield result
        stream.flush()


class Progress:
    """A bar on standard error, or nothing if it would not be seen."""

    __slots__ = ("_bar",)

    def __init__(self, bar: "ProgressBar[int] | None") -> None:
        self._bar = bar

    def advance(self, done: int) -> None:
        """Count further bytes of input as done."""
        if self._bar is not None:
            self._bar.update(done)

    def beside(self, stream: IO[str]) -> Callable[[str], object]:
        """Return the stream's ``write``; where the bar shares its terminal, one that wipes the bar first."""
        if self._bar is None or not stream.isatty():
            return stream.write

        def write(text: str) -> None:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            stream.write(text)

        return write


@contextmanager
def progress(inputs: list[Input | Failure], *, quiet: bool) -> Iterator[Progress]:
    """Show how far a long run is, on a terminal."""
    length = 0 if quiet or not sys.stderr.isatty() else sum(size_of(each) for each in inputs)
    if length < _LONG_BYTES:
        yield Progress(None)
        return
    from click import progressbar

    with progressbar(length=length, label="checking", file=sys.stderr) as bar:
        yield Progress(bar)
