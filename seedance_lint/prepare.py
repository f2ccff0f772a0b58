"""Everything worth preparing when the package is built; ``hatch_build.py`` writes it down."""

from functools import lru_cache
from zlib import crc32

from seedance_lint.annotations import Any
from seedance_lint.contracts.signals import plain as plain_signals
from seedance_lint.package_data import read_toml, toml_names
from seedance_lint.profiles.catalogue import rows_from_files as rows_of_catalogue
from seedance_lint.profiles.generations import rows_from_files as rows_of_generations
from seedance_lint.profiles.load import load_profile, profile_files, tables_of
from seedance_lint.rules.deferred import prepared_rules
from seedance_lint.rules.registry import rules_from_modules
from seedance_lint.syntax.grammar import build_tables
from seedance_lint.syntax.packing import packed

_OF_MOST_RUNS = ("contracts/products.toml", "profiles/formats.toml", "requests/shapes.toml")


def prepare() -> dict[str, Any]:
    """Return what most runs need: the tables of the grammar, the signals, what is known of each rule, and a few TOML files of the package."""
    tables = {name: read_toml(name) for name in _OF_MOST_RUNS}
    rules = prepared_rules(rules_from_modules(), [load_profile(name) for name in profile_files()])
    return {"rules": rules, "signals": plain_signals(), "grammar": _grammar()[0], **tables}


def files() -> dict[str, bytes]:
    """Return the files of bytes by their names."""
    (name, _), data = _grammar()
    return {name: data}


@lru_cache(maxsize=1)
def parts() -> dict[str, Any]:
    """Return what few runs need, each part for a file of its own: profiles, what is known of all of them together, and the other TOML files."""
    read = {*_OF_MOST_RUNS, *(f"profiles/{name}.toml" for name in profile_files())}
    tables = {name: read_toml(name) for name in toml_names() if name not in read}
    profiles = {f"profile-{name}": tables_of(name) for name in profile_files()}
    catalogue = [[*entry[:-1], list(entry.signals)] for entry in rows_of_catalogue()]
    return {"catalogue": catalogue, "generations": rows_of_generations(), **profiles, **tables}


@lru_cache(maxsize=1)
def _grammar() -> tuple[tuple[str, tuple[object, ...]], bytes]:
    """Return the name of the grammar's file with the constants that belong to it, and what is in the file."""
    constants, data = packed(build_tables())
    return (f"grammar-{crc32(data):08x}.bin", constants), data
