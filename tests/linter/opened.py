"""Runs the program, and writes down every file below a folder that it opens: process and path, whatever process it is.

usage: python opened.py LOG FOLDER ARGUMENT...
"""

import os
import sys

log, folder, *arguments = sys.argv[1:]
handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def note(event: str, details: tuple) -> None:
    if event == "open" and isinstance(details[0], str | bytes):
        path = os.path.abspath(os.fsdecode(details[0]))  # noqa: PTH100 - links are not followed
        if path.startswith(folder + os.sep):
            os.write(handle, f"{os.getpid()} {os.path.relpath(path, folder)}\n".encode())


sys.addaudithook(note)

from seedance_lint.cli.session import run  # noqa: E402 - what it opens counts

sys.exit(run(arguments))
