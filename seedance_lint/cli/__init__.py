"""The command line."""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    from seedance_lint.cli.session import run

    sys.exit(run())
