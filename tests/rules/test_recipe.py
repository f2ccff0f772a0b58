"""What CONTRIBUTING.md says of adding a rule, done word for word in a copy of the project."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPE = PAGE.partition("## Add a rule\n")[2].partition("\n## ")[0]
FILES = dict(re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", RECIPE, re.DOTALL))
(COMMANDS,) = (text.splitlines() for text in re.findall(r"```sh\n(.*?)```", RECIPE, re.DOTALL))


@pytest.fixture
def copy(tmp_path):
    """Copy what the recipe touches."""
    ignored = shutil.ignore_patterns("__pycache__", "node_modules")
    for name in ("seedance_lint", "grammar", "tests/rules", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    for name in ("README.md", "CONTRIBUTING.md", "pyproject.toml", "tests/__init__.py", "tests/conftest.py", "tests/npm.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder, command, *more):
    words = [*shlex.split(command, comments=True), *more]
    program = [sys.executable] if words[0] == "python" else [sys.executable, "-m", words[0]]
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run([*program, *words[1:]], cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_a_rule_is_added(copy):
    write_documents, write_down, test = COMMANDS
    written = run(copy, write_documents)
    assert written.returncode == 0, written.stderr
    for name in ("README.md", "docs/rules.md"):
        assert "shouted-prompt" in (copy / name).read_text(encoding="utf-8")
    assert run(copy, write_down, "-q", "-p", "no:cacheprovider").returncode == 0
    assert "capitals only" in (copy / "tests/rules/test_whole_findings/shouted-prompt.txt").read_text(encoding="utf-8")
    ran = run(copy, test, "-v", "-p", "no:cacheprovider", "-p", "no:randomly", "-k", "shouted or up_to_date or test_registry")
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-2000:]
    assert "shouted-prompt: capitals only] PASSED" in ran.stdout
    shown = run(copy, "python -m seedance_lint", "rule", "shouted-prompt")
    assert "> the prompt is in capitals only" in shown.stdout, shown.stderr
