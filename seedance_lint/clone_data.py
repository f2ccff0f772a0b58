"""What a wheel has prepared, made in a clone at the first need and kept for as long as no file of the package changes.

It lies in ``__pycache__``, is trusted as the compiled modules beside it are, and is never read by an installed wheel.
"""

import marshal
import os
import sys
import tempfile
import zlib
from collections.abc import Iterator

from seedance_lint.annotations import Any

_PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - as package_data.py has it
_GRAMMAR = os.path.join(os.path.dirname(_PACKAGE), "grammar")  # noqa: PTH118, PTH120
_FOLDER = os.path.join(_PACKAGE, "__pycache__")  # noqa: PTH118
_ENDINGS = (".py", ".toml", ".lark")
_kept: dict[str, Any] | None = None


def kept() -> dict[str, Any]:
    """Return everything by the names of ``package_data.prepared``, parts under ``part NAME``, and files of bytes under ``file NAME``; empty while it is being made."""
    global _kept  # noqa: PLW0603 - read once in a process
    if _kept is None:
        _kept = {}  # what is asked for while it is made comes from the files themselves
        path = os.path.join(_FOLDER, f"prepared-{sys.implementation.cache_tag}-{_state():08x}.marshal")  # noqa: PTH118
        _kept = _read(path) or _made(path)
    return _kept


def _state() -> int:
    """Return a number that changes with every file that the package's data are made of, or made by."""
    state = 0
    for folder in (_PACKAGE, _GRAMMAR):
        for path, size, time in sorted(_files(folder)):
            state = zlib.crc32(f"{path} {size} {time}\n".encode("utf-8", "surrogateescape"), state)
    return state


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    for here, _, names in os.walk(folder):
        for name in names:
            if name.endswith(_ENDINGS):
                path = os.path.join(here, name)  # noqa: PTH118
                seen = os.stat(path)  # noqa: PTH116
                yield path, seen.st_size, seen.st_mtime_ns


def _read(path: str) -> dict[str, Any] | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return marshal.load(file)  # type: ignore[no-any-return]  # noqa: S302
    except (OSError, EOFError, ValueError, TypeError):
        return None


def _made(path: str) -> dict[str, Any]:
    """Make everything and keep it, where that is allowed; what older states of the files left is swept."""
    from seedance_lint.prepare import files, parts, prepare

    data = {
        **prepare(),
        **{f"part {name}": part for name, part in parts().items()},
        **{f"file {name}": each for name, each in files().items()},
    }
    if sys.dont_write_bytecode:
        return data
    try:
        os.makedirs(_FOLDER, exist_ok=True)  # noqa: PTH103
        handle, temporary = tempfile.mkstemp(dir=_FOLDER, suffix=".marshal-new")
        with os.fdopen(handle, "wb") as file:
            marshal.dump(data, file)
        try:
            os.replace(temporary, path)  # noqa: PTH105
        except OSError:  # Windows, where another process reads the same at this moment
            os.unlink(temporary)  # noqa: PTH108
        for name in os.listdir(_FOLDER):  # noqa: PTH208
            if name.startswith("prepared-") and os.path.join(_FOLDER, name) != path:  # noqa: PTH118
                os.unlink(os.path.join(_FOLDER, name))  # noqa: PTH108, PTH118
    except (OSError, ValueError):
        pass  # a folder that cannot be written to is no reason to fail
    return data
