"""One run of the program: signals, broken pipes, errors and exit codes."""

import io
import os
import sys

from seedance_lint.annotations import TYPE_CHECKING
from seedance_lint.cli import collect_garbage
from seedance_lint.cli.output import ClosedOutput, Refusal, on_terminal
from seedance_lint.cli.signals import Stop, listen
from seedance_lint.plugins import keep_output_apart
from seedance_lint.reporters.visible import visible

if TYPE_CHECKING:
    from click import ClickException

USAGE = 2
"""Exit code of bad usage, bad configuration and inputs that cannot be read."""

_COMPLETE = "_SEEDANCE_LINT_COMPLETE"
"""The variable by which a shell's completion script asks."""

_LAST_STREAM = 2
_INTERRUPTED = 130
_BROKEN_PIPE = 141  # what a shell gives for a program that SIGPIPE ended


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    _fill_streams()
    if sys.stdout is None:
        _complain("standard output is closed")
        return USAGE
    _prepare_streams()
    keep_output_apart()
    listen()
    if _COMPLETE in os.environ:
        from seedance_lint.cli.completion import prepare

        prepare()
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except KeyboardInterrupt as stop:  # a `Stop`, or what a plugin raises
        return _interrupted(stop)
    except Refusal as refusal:
        _complain(visible(str(refusal)))
        return USAGE
    except (BrokenPipeError, ClosedOutput):
        return _broken_pipe()
    except OSError as error:
        _silence(sys.stdout)
        _complain(_missing(error))
        return USAGE
    except SystemExit as left:  # click's answer to a shell that asks, and to a pipe that breaks before a command runs
        return int(left.code or 0) if _COMPLETE in os.environ else _broken_pipe()
    except MemoryError:
        _complain("out of memory")
        return USAGE
    except Exception as error:
        return _told(error)
    return code


def _run(arguments: list[str]) -> int:
    if _COMPLETE not in os.environ:
        from seedance_lint.cli.quick import plain_check

        options = plain_check(arguments)
        if options is not None:
            from seedance_lint.cli.checking import Options, check

            return check(Options(**options))
    from seedance_lint.cli.commands import commands

    collect_garbage()
    return int(commands.main(arguments, prog_name="seedance-lint", standalone_mode=False) or 0)


def _fill_streams() -> None:
    """Take the places of standard streams that are closed, so that no file that is opened later gets what is meant for them."""
    while (handle := os.open(os.devnull, os.O_RDWR)) <= _LAST_STREAM:
        pass
    os.close(handle)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def _prepare_streams() -> None:
    """Make output UTF-8 where a program reads it, and never fail for a character that a terminal lacks."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None and hasattr(stream, "reconfigure"):
            if isinstance(stream.buffer, io.RawIOBase):
                # PYTHONUNBUFFERED, as many containers set it: a long write that a signal cuts short would lose its rest.
                stream = io.TextIOWrapper(io.BufferedWriter(stream.detach()), line_buffering=True)
                setattr(sys, name, stream)
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _missing(error: OSError) -> str:
    """Say what the run lacks: the directory that it was started in, or else standard output, which is full or gone."""
    try:
        os.getcwd()  # noqa: PTH109
    except OSError as lost:
        return f"the working directory cannot be used: {lost.strerror or lost}"
    return f"the output cannot be written: {error.strerror or error}"


def _interrupted(cause: BaseException | None) -> int:
    if not isinstance(cause, Stop):
        where = next(iter(getattr(cause, "__notes__", ())), "in a plugin")
        _complain(f"the run was interrupted {where} (KeyboardInterrupt); the output above is incomplete")
        return USAGE
    from signal import Signals

    _complain(f"stopped by {Signals(cause.args[0]).name}; the output above is incomplete")
    return _INTERRUPTED


def _told(error: Exception) -> int:
    """Say what click has to say, and return the exit code; other errors are raised on."""
    from click import ClickException
    from click.exceptions import Abort

    if isinstance(error, Abort):
        return _interrupted(error.__cause__)
    if not isinstance(error, ClickException):
        raise error
    _tell(error)
    return USAGE


def _tell(error: "ClickException") -> None:
    """Show bad usage; in the form of click, but it may name what is in the linted tree (`check *`)."""
    from io import StringIO

    from click import unstyle

    stream = StringIO()
    error.show(stream)
    # What click puts around the message may have line breaks, a name in it may not. Colors it has taken out.
    text = stream.getvalue().replace(unstyle(error.message), visible(error.message))
    try:
        sys.stderr.write("\n".join([on_terminal(visible(line), sys.stderr) for line in text.split("\n")]))
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)


def _broken_pipe() -> int:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            _silence(stream)
    return _BROKEN_PIPE


def _complain(message: str) -> None:
    try:
        print(f"seedance-lint: {message}", file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        _silence(sys.stderr)


def _silence(stream: object) -> None:
    """Let what is still buffered go nowhere, so that leaving the program raises no second error."""
    try:
        handle = os.open(os.devnull, os.O_WRONLY)
        os.dup2(handle, stream.fileno())  # type: ignore[attr-defined]
    except (OSError, ValueError, AttributeError):
        pass
