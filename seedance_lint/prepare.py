"""Everything worth preparing when the package is built; ``hatch_build.py`` writes it down."""

from typing import Any

from seedance_lint.contracts.signals import plain as plain_signals
from seedance_lint.data import read_toml, toml_names
from seedance_lint.syntax.grammar import build_tables
from seedance_lint.syntax.tables import packed


def prepare() -> dict[str, Any]:
    """Return the tables of the grammar and all TOML files of the package, by name."""
    return {"signals": plain_signals(), "grammar": packed(build_tables()), **{name: read_toml(name) for name in toml_names()}}
