"""The package's data, prepared or read from its files, is the same."""

import ast

from seedance_lint.data import read_toml, toml_names
from seedance_lint.prepare import prepare


def test_every_data_file_is_prepared() -> None:
    made = prepare()
    assert set(made) == {"grammar", *toml_names()}
    assert made["profiles/seedance-2.0.toml"] == read_toml("profiles/seedance-2.0.toml")


def test_prepared_data_survives_being_written_down() -> None:
    made = prepare()
    assert ast.literal_eval(repr(made)) == made
