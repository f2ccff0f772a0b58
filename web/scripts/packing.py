"""Compiles Python for the page, inside the very Pyodide that will run it, and packs it.

``stdlib`` becomes a zip of compiled modules without compression (the server compresses better); ``packages`` one file: the length of an
index in JSON, the index (pairs of path and size), and the bytes of all files.
"""

import io
import json
import marshal
import struct
import zipfile
from importlib.util import MAGIC_NUMBER
from pathlib import Path

# What the page cannot need: other programs, terminals, tests, formats that no host reads.
LEFT_OUT = (
    "doctest", "pydoc", "pydoc_data", "pdb", "bdb", "cmd", "unittest", "idlelib", "tkinter", "turtle", "ensurepip", "venv", "lib2to3",
    "mailbox", "imaplib", "smtplib", "poplib", "ftplib", "nntplib", "telnetlib", "webbrowser", "sqlite3", "curses", "_pyrepl", "turtledemo",
    "email", "http", "xml", "ctypes", "_pyio", "statistics", "configparser", "optparse", "plistlib",
    "profile", "cProfile", "pstats", "wsgiref", "xmlrpc", "multiprocessing", "pickletools", "trace", "tracemalloc", "profiling", "uuid", "fractions", "calendar",
)  # fmt: skip


def compiled(source: bytes, name: str, *, documented: bool) -> bytes:
    """Return a module as its ``.pyc`` file, never checked against a source."""
    code = compile(source, name, "exec", dont_inherit=True, optimize=0 if documented else 2)
    return MAGIC_NUMBER + struct.pack("<III", 1, 0, 0) + marshal.dumps(code)


def stdlib(archive: str, made: str) -> None:
    """Compile the standard library."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
        for entry in sorted(old.infolist(), key=lambda each: each.filename):
            name = entry.filename
            if entry.is_dir() or name.split("/")[0].removesuffix(".py") in LEFT_OUT:
                continue
            data = old.read(entry)
            if name.endswith(".py"):
                name, data = f"{name}c", compiled(data, name, documented=False)
            new.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data)


def packages(folder: str, made: str) -> None:
    """Compile packages, and pack their other files beside the modules."""
    index: list[tuple[str, int]] = []
    out = io.BytesIO()
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file():
            name, data = path.relative_to(folder).as_posix(), path.read_bytes()
            if name.endswith(".py"):
                name, data = f"{name}c", compiled(data, name, documented=True)  # hovers show what rules document
            index.append((name, len(data)))
            out.write(data)
    head = json.dumps(index).encode()
    Path(made).write_bytes(struct.pack("<I", len(head)) + head + out.getvalue())
