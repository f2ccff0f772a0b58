"""One run of the program: signals, broken pipes, errors and exit codes."""

import os
import signal
import sys
from types import FrameType

import click

from seedance_lint.cli.commands import ClosedOutput, commands

USAGE = 2
"""Exit code of bad usage, bad configuration and inputs that cannot be read."""

_COMPLETE = "_SEEDANCE_LINT_COMPLETE"
"""The variable by which a shell's completion script asks."""

_INTERRUPTED = 130
_BROKEN_PIPE = 141  # what a shell gives for a program that SIGPIPE ended


class _Stop(KeyboardInterrupt):
    """The system asked the program to end."""


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    _prepare_streams()
    signal.signal(signal.SIGTERM, _stop)
    if _COMPLETE in os.environ:
        from seedance_lint.cli.completion import prepare

        prepare()
    try:
        code = commands.main(arguments, prog_name="seedance-lint", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort as abort:
        name = "SIGTERM" if isinstance(abort.__cause__, _Stop) else "SIGINT"
        _complain(f"stopped by {name}; what came before this line is not all")
        return _INTERRUPTED
    except click.ClickException as error:
        error.show()
        return USAGE
    except (BrokenPipeError, ClosedOutput):
        _silence(sys.stdout)
        return _BROKEN_PIPE
    except OSError as error:  # standard output is full or gone
        _silence(sys.stdout)
        _complain(f"the output cannot be written: {error.strerror or error}")
        return USAGE
    except (SystemExit, MemoryError) as error:
        if isinstance(error, SystemExit):
            raise
        _complain("out of memory")
        return USAGE
    return int(code or 0)


def _prepare_streams() -> None:
    """Make output UTF-8 where a program reads it, and never fail for a character that a terminal lacks."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - signal handlers take both
    raise _Stop


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
