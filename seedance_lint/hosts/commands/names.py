"""How command lines, forms and tables name what they hold: the words of ``commands.toml``."""

import re
from functools import cache

from seedance_lint.annotations import Any
from seedance_lint.package_data import read_toml


def plain(name: str) -> str:
    """Return a name as it is compared: ``--Image-URL``, ``image_url`` and ``Image URL`` are one."""
    return name.replace("_", "").replace("-", "").replace(" ", "").replace("[]", "").lower()


@cache
def names(table: str) -> frozenset[str]:
    """Return the names of a table of ``commands.toml``, as they are compared."""
    return frozenset(map(plain, _data()[table]["names"]))


def table(name: str) -> dict[str, Any]:
    """Return a table of ``commands.toml``."""
    return _data()[name]  # type: ignore[no-any-return]


def is_prompt(name: str) -> bool:
    """Whether an option, a field or a column of this name holds the prompt of a video."""
    return plain(name) in names("prompts")


def takes_files(option: str) -> bool:
    """Whether an option of this name may take files."""
    return any(part in plain(option) for part in _data()["files"]["parts"])


@cache
def interpreters() -> tuple[dict[str, str], frozenset[str]]:
    """Return the suffix of what each interpreter runs, and the options after which that is."""
    table = _data()["interpreters"]
    return table["suffixes"], frozenset(table["options"])


@cache
def _data() -> dict[str, Any]:
    return read_toml("hosts/commands/commands.toml")


def base_name_of(program: str) -> str:
    """Return the name of a program without its folder and ``.exe``."""
    return re.split(r"[/\\]", program)[-1].removesuffix(".exe")


def names_ours(text: str) -> bool:
    """Whether a text names one of our products."""
    lowered = text.lower()
    return any(name in lowered for name in _data()["beside"]["ours"])


def count_ours(text: str) -> int:
    """Return how often a text names one of our products."""
    lowered = text.lower()
    return sum(lowered.count(name) for name in _data()["beside"]["ours"])


def is_beside(name: str) -> bool:
    """Whether an option or a column of this name is beside the prompt of a video, and not beside one for a language model."""
    return any(part in plain(name) for part in _data()["beside"]["parts"])
