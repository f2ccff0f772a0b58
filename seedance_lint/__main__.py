"""``python -m seedance_lint``."""

import sys

if not sys.flags.safe_path:
    # With -m the working directory comes first on the path: a linted tree could put its own modules there. This package is loaded already.
    del sys.path[0]

from seedance_lint.cli import main

main()
