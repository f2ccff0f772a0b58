"""The command line."""

import atexit
import gc
import os
import sys

from seedance_lint.annotations import NoReturn


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    gc.disable()  # until ``collect_garbage``: nothing is garbage yet, and looking for some takes a twentieth of a short run
    try:
        from seedance_lint.cli.session import run
        from seedance_lint.cli.signals import settle

        code = run()
        settle()
        sys.exit(code)
    except KeyboardInterrupt as stop:  # before anything was begun, or when all is done
        from signal import SIGINT, Signals

        sys.stderr.write(f"seedance-lint: stopped by {Signals(*stop.args or (SIGINT,)).name}\n")
        sys.exit(130)


def collect_garbage() -> None:
    """Let Python look for circular garbage from now on, but not in what a start has made, which stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def script() -> NoReturn:
    """Be the installed command: ``main``, but Python is not taken apart piece by piece in the end, which is a tenth of a short run."""
    try:
        main()
    except SystemExit as leaving:
        code = leaving.code
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (AttributeError, OSError, ValueError):  # nobody listens: Python's own way to leave deals with that
            raise leaving from None
    atexit._run_exitfuncs()
    os._exit(code if isinstance(code, int) else 0)
