"""`check --watch`: checks again whenever a file changes."""

import os
import sys
from collections.abc import Callable, Iterator

from seedance_lint.cli.given import bad_usage
from seedance_lint.cli.output import Refusal, say
from seedance_lint.hosts import suffixes

_SETTINGS = (".toml", ".gitignore")
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
_STOPPED = 130
"""Exit code of a program that SIGINT ended."""


def watch(paths: tuple[str, ...], check: Callable[[], int], *, every_file: bool) -> int:
    """Check now and whenever a file that matters changes, until it is stopped. ``every_file``: media matter too.

    Raises:
        click.UsageError: there is nothing to watch.
        Refusal: the extra ``watch`` is not installed.
    """
    try:
        import watchfiles
    except ImportError:
        raise Refusal("watching files needs an extra; install it with: pip install 'seedance-lint[watch]'") from None
    if "-" in paths:
        raise bad_usage("--watch watches files, not standard input")
    existing = [path for path in paths or (".",) if os.path.exists(path)]  # noqa: PTH110
    files = {os.path.realpath(path) for path in existing if not os.path.isdir(path)}  # noqa: PTH112
    folders = {path if os.path.isdir(path) else os.path.dirname(os.path.abspath(path)) for path in existing}  # noqa: PTH100, PTH112, PTH120
    only_files = len(files) == len(existing)
    usual = watchfiles.DefaultFilter()

    def matters(change: watchfiles.Change, path: str) -> bool:
        """Whether a change may change what is found. Editors write a new file in place of the old one, so folders are watched, not files."""
        if not usual(change, path):
            return False
        if only_files:
            return path.endswith(_SETTINGS) or os.path.realpath(path) in files
        return every_file or path.lower().endswith((*_SETTINGS, *suffixes()))

    changes: Iterator[object] = watchfiles.watch(
        *folders,
        watch_filter=matters,
        debounce=200,
        recursive=not only_files,
        raise_interrupt=True,
        rust_timeout=500,
        yield_on_timeout=True,
    )
    try:
        next(changes, None)  # from now on no change is missed
        code = _checked(check)
        if not folders:
            return code
        say("Watching for changes; Ctrl-C stops it.")
        for changed in changes:
            if changed:
                _checked(check)
    except KeyboardInterrupt:
        pass
    return _STOPPED


def _checked(check: Callable[[], int]) -> int:
    if sys.stdout.isatty():
        sys.stdout.write(_CLEAR)
    try:
        return check()
    except Refusal as refusal:  # a configuration that is being edited
        say(f"seedance-lint: {refusal}")
        return 2
