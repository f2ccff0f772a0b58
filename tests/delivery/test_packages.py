"""Every way of getting the program: it is complete, and works the same."""

import json
import os
import re
import sys
import tarfile
import tomllib
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

from tests.delivery.conftest import PIP, ROOT, Shell

GRAMMAR = {path.name for path in (ROOT / "grammar").glob("*.lark")}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.mark.slow
def test_the_sdist_holds_what_its_own_tests_read(sdist):
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"grammar/{name}" for name in GRAMMAR} <= names
    wanted = {"README.md", "LICENSE", "pyproject.toml", "action.yml", ".pre-commit-hooks.yaml", ".ci/run", "examples/clean.json"}
    assert wanted <= names
    assert "tests/delivery/test_packages.py" in names
    assert not {name for name in names if name.startswith((".venv", ".git/", "node_modules")) or "__pycache__" in name}


@pytest.mark.slow
def test_the_wheel_holds_the_package_alone(wheel, project):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"seedance_lint/grammar/{name}" for name in GRAMMAR} <= names
    package = project / "seedance_lint"
    sources = {path.relative_to(project).as_posix() for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert sources <= names
    assert {name.partition("/")[0] for name in names} == {"seedance_lint", f"seedance_lint-{wheel.name.split('-')[1]}.dist-info"}


@pytest.mark.slow
def test_the_wheel_holds_the_prepared_data_and_the_grammar(wheel, shell):
    """From the wheel alone, with an empty folder as the place to stand in."""
    code = (
        "import sys, seedance_lint.package_data as data; from seedance_lint.syntax import parse\n"
        "print(len(parse('@Image1 as first frame').references), 'lark' in sys.modules, data.prepared('grammar') is not None)"
    )
    assert shell(sys.executable, "-c", code, env={"PYTHONPATH": str(wheel)}).split() == ["1", "False", "True"]


@pytest.mark.slow
def test_a_plain_run_loads_little(wheel, shell, tmp_path):
    """`typing`, and what only some runs need, would be a good part of the time of each. Since Python 3.14, named tuples need it."""
    (tmp_path / "request.json").write_text(
        '{"model": "seedance-2.0", "prompt": "@Image1 as first frame.", "image_urls": ["https://example.com/a.jpg"]}'
    )
    code = (
        "import sys; from seedance_lint.cli.session import run; code = run(['check', 'request.json'])\n"
        "names = ['lark', 'click', 'datetime', 'math', 'pkgutil', *['typing'][sys.version_info >= (3, 14):]]\n"
        "print(code, [name for name in names if name in sys.modules])"
    )
    assert shell(sys.executable, "-S", "-c", code, env={"PYTHONPATH": str(wheel)}, cwd=tmp_path).endswith("0 []\n")


@pytest.mark.slow
def test_extras(wheel):
    archive = zipfile.ZipFile(wheel)
    (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
    metadata = HeaderParser().parsestr(archive.read(name).decode())
    extras = set(metadata.get_all("Provides-Extra"))
    (everything,) = PROJECT["optional-dependencies"]["all"]
    assert set(re.search(r"\[(.+)\]", everything)[1].split(",")) == extras - {"all"}
    table = re.findall(r"^\| `([a-z]+)` \|", (ROOT / "README.md").read_text("utf-8").partition("## First run")[0], re.MULTILINE)
    assert set(table) == extras


@pytest.mark.slow
def test_links_of_the_readme_lead_to_the_repository(wheel, sdist):
    archive = zipfile.ZipFile(wheel)
    (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
    message = HeaderParser().parsestr(archive.read(name).decode())
    assert message["Description-Content-Type"] == "text/markdown"
    text = message.get_payload()
    there = f"{PROJECT['urls']['Repository']}/blob/main/"
    readme = (ROOT / "README.md").read_text("utf-8")
    assert text.replace(there, "") == readme
    assert f"]({there}docs/rules.md#zero-index)" in text
    assert set(re.findall(r"\]\(([a-z]*:|#|.)", text)) <= {"https:", "#"}
    with tarfile.open(sdist) as packed:
        (told,) = [each for each in packed.getnames() if each.count("/") == 1 and each.endswith("PKG-INFO")]
        assert there in packed.extractfile(told).read().decode()


@pytest.fixture(scope="module")
def expected(environment, project) -> dict:
    """Return what a clone says of the examples; nothing is installed, its folder is on the path."""
    shown = Shell(project, environment)(sys.executable, "-m", "seedance_lint", "check", "--output-format", "json", "-q", "examples", code=1)
    found = json.loads(shown)
    assert len(found["diagnostics"]) > 12
    return found


def said_by(python: Path, shell: Shell, project: Path) -> dict:
    """Return what an installed program says of the examples, in a folder of their own."""
    for path in (project / "examples").iterdir():
        shell.write(f"examples/{path.name}", path.read_text("utf-8"))
    program = python.with_name("seedance-lint")
    assert "undefined-reference" in shell(program, "rule")
    return json.loads(shell(program, "check", "--output-format", "json", "-q", "examples", code=1))


def environment_in(folder: Path, shell: Shell, *requirements: str | Path) -> Path:
    """Make an environment with what is asked for and return its Python."""
    shell(sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    shell(*PIP, "--python", python, "install", "-q", *requirements)
    return python


@pytest.mark.slow
def test_the_wheel_from_the_sdist(wheel, expected, shell, project, tmp_path_factory):
    python = environment_in(tmp_path_factory.mktemp("installed") / "env", shell, f"{wheel}[hosts]")
    assert said_by(python, shell, project) == expected


@pytest.mark.slow
def test_an_editable_install(project, expected, shell, tmp_path_factory):
    python = environment_in(tmp_path_factory.mktemp("editable") / "env", shell, "-e", f"{project}[hosts]")
    assert said_by(python, shell, project) == expected


@pytest.mark.slow
def test_without_extras_what_needs_none_is_read(wheel, shell, project, tmp_path_factory):
    python = environment_in(tmp_path_factory.mktemp("bare") / "env", shell, wheel)
    program = python.with_name("seedance-lint")
    for path in (project / "examples").iterdir():
        shell.write(path.name, path.read_text("utf-8"))
    shell(program, "check", "clean.json", "tram.prompt", "send.py")
    shell(program, "check", "faulty.json", code=1)
    told = shell(program, "check", "series.yaml", code=2)
    assert "pip install 'seedance-lint[hosts]'" in told
    assert "Traceback" not in told


@pytest.mark.slow
def test_one_source_gives_one_wheel(wheel, sdist, shell):
    shell(*PIP, "wheel", "-q", "--no-deps", "-w", ".", sdist)
    (again,) = shell.folder.glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes()
