"""The package's data, prepared or read from its files, is the same."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from seedance_lint.data import read_toml, toml_names
from seedance_lint.prepare import prepare

ROOT = Path(__file__).parents[1]


def test_every_data_file_is_prepared() -> None:
    made = prepare()
    assert set(made) == {"grammar", *toml_names()}
    assert made["profiles/seedance-2.0.toml"] == read_toml("profiles/seedance-2.0.toml")


def test_prepared_data_survives_being_written_down() -> None:
    made = prepare()
    assert ast.literal_eval(repr(made)) == made


@pytest.mark.slow
def test_a_wheel_holds_the_prepared_data_and_the_grammar(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "build", "--outdir", tmp_path, ROOT], check=True, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
    # From the wheel alone, with an empty folder as the place to stand in.
    code = "import seedance_lint.data as d, sys; from seedance_lint.syntax import parse; print(len(parse('@Image1 as first frame').references), 'lark' in sys.modules, d.prepared('grammar') is not None)"  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(wheel)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False", "True"]
