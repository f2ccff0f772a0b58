"""The command line."""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    try:
        from seedance_lint.cli.session import run

        sys.exit(run())
    except KeyboardInterrupt:  # before anything was begun, or when all is done
        sys.stderr.write("seedance-lint: stopped by SIGINT\n")
        sys.exit(130)
