"""The package's own data files, read once into plain values.

When the package is built, they are put into one module (``hatch_build.py``): Python loads that in a tenth of the time that parsing TOML
and compiling the grammar takes. What is large and of which a run needs little is in a file of bytes. In a clone and in an editable install there is no such module: there the same is made at the first need and
kept beside the compiled modules (``clone_data``), for as long as no file of the package changes.
"""

import importlib
import os
from collections.abc import Callable
from functools import lru_cache

from seedance_lint.annotations import Any

_PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120  # pathlib costs more than all else here


def prepared(name: str) -> Any:
    """Return what was prepared under a name when the package was built; None if nothing was."""
    data = _built()
    if data is None:
        from seedance_lint.clone_data import kept

        data = kept()
    return data.get(name)


def _built() -> dict[str, Any] | None:
    """Return what was prepared when the package was built; None in a clone."""
    try:
        return importlib.import_module("seedance_lint._prepared").DATA  # type: ignore[no-any-return]
    except ImportError:
        return None


def prepared_part(name: str) -> Any:
    """Return what was prepared apart, since few runs need it; None if nothing was."""
    try:
        return importlib.import_module(f"seedance_lint._parts.{module_name(name)}").DATA
    except ImportError:
        if _built() is not None:
            return None
        from seedance_lint.clone_data import kept

        return kept().get(f"part {name}")


def stored(name: str) -> Callable[[int, int], bytes]:
    """Return what reads, from a byte on, so many bytes of a file that was prepared.

    Its name has a checksum of what is in it: a program that runs while another version is installed never reads that one's.
    """
    if _built() is None:
        from seedance_lint.clone_data import kept

        data: bytes = kept()[f"file {name}"]
        return lambda at, size: data[at : at + size]
    path = f"{_PACKAGE}/_parts/{name}"

    def read(at: int, size: int) -> bytes:
        try:
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123
                file.seek(at)
                return file.read(size)
        except NotADirectoryError:  # the package is in an archive
            return _archived(path)[at : at + size]
        except FileNotFoundError:
            raise RuntimeError("another seedance-lint was installed while this one ran: start it again") from None

    return read


@lru_cache(maxsize=1)
def _archived(path: str) -> bytes:
    return __spec__.loader.get_data(path)  # type: ignore[no-any-return, union-attr]


def module_name(part: str) -> str:
    """Return what the module of a part is called: ``profile_fal_2_0`` of ``profile-fal-2.0``, ``rules_page_toml`` of ``rules/page.toml``."""
    return part.replace("-", "_").replace(".", "_").replace("/", "_")


def read_toml(name: str) -> dict[str, Any]:
    """Return a TOML file of the package (``profiles/formats.toml``) as plain values, which callers must not change."""
    data = prepared(name)
    if data is None:
        data = prepared_part(name)
    if data is None:
        import tomllib

        with open(f"{_PACKAGE}/{name}", "rb") as file:  # noqa: PTH123
            data = tomllib.load(file)
    return data  # type: ignore[no-any-return]


def toml_names() -> list[str]:
    """Return the names of all TOML files of the package."""
    names = [
        os.path.relpath(os.path.join(folder, file), _PACKAGE).replace(os.sep, "/")  # noqa: PTH118
        for folder, _, files in os.walk(_PACKAGE)
        for file in files
        if file.endswith(".toml")
    ]
    return sorted(names)
