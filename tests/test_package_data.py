"""The package's data, prepared or read from its files, is the same."""

import ast
from functools import cache

import pytest

from seedance_lint import package_data
from seedance_lint.package_data import module_name, read_toml, toml_names
from seedance_lint.prepare import parts, prepare
from seedance_lint.profiles import catalogue, load_profile, names
from seedance_lint.profiles.catalogue import from_row
from seedance_lint.profiles.generations import rows_from_files
from seedance_lint.profiles.load import from_data

PARTS = cache(parts)


def test_every_data_file_is_prepared() -> None:
    made = prepare()
    profiles = {f"profiles/{name}.toml" for name in names()}
    files = {name for name in (*made, *PARTS()) if name.endswith(".toml")}
    assert files == {*toml_names()} - profiles
    assert set(made) == {"grammar", "rules", "signals"} | {name for name in made if name in files}
    assert set(PARTS()) - files == {"catalogue", "generations", *(f"profile-{name}" for name in names())}
    assert len({module_name(name) for name in PARTS()}) == len(PARTS())
    assert all({**made, **PARTS()}[name] == read_toml(name) for name in files)


@pytest.mark.parametrize("name", names())
def test_a_prepared_profile_is_the_one_of_the_file(name) -> None:
    made = PARTS()[f"profile-{name}"]
    assert from_data(made) == load_profile(name)
    assert "extends" not in made


def test_what_is_known_of_all_profiles_is_the_same_prepared() -> None:
    made = ast.literal_eval(repr(PARTS()))
    assert {row[0]: from_row(row) for row in made["catalogue"]} == catalogue()
    assert made["generations"] == rows_from_files()


def test_prepared_data_survives_being_written_down() -> None:
    made = {**prepare(), **PARTS()}
    assert ast.literal_eval(repr(made)) == made


def test_a_file_of_another_version_is_not_read(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(package_data, "_built", dict)
    monkeypatch.setattr(package_data, "_PACKAGE", str(tmp_path))
    with pytest.raises(RuntimeError, match=r"^another seedance-lint was installed while this one ran: start it again$"):
        package_data.stored("grammar-00000000.bin")(0, 1)
