"""Nothing of a linted folder runs, whatever lies in it and however the program is started."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ..lsp.wire import Wire

MODULES = (
    "lark", "click", "yaml", "tree_sitter", "tree_sitter_javascript", "httpx", "pygls", "lsprotocol", "tokenizers", "seedance_lint_rules",
    "json", "typing", "tomllib", "enum", "signal", "multiprocessing", "ast", "difflib", "bisect", "sitecustomize", "usercustomize", "conftest",
)  # fmt: skip
"""What the program imports sooner or later, and what Python and test runners import of their own accord."""

SCRIPT = str(Path(sys.executable).with_name("seedance-lint"))
MODULE = [sys.executable, "-m", "seedance_lint"]
STARTS = {
    "console script": ([SCRIPT], {}),
    "console script, safe path": ([SCRIPT], {"PYTHONSAFEPATH": "1"}),
    "python -m": (MODULE, {}),
    "python -m, safe path": (MODULE, {"PYTHONSAFEPATH": "1"}),
    "python -P -m": ([sys.executable, "-P", "-m", "seedance_lint"], {}),
    "python -I -m": ([sys.executable, "-I", "-m", "seedance_lint"], {}),
}

FILES = {
    "a.yaml": "prompt: '@Image0 @image1'\n",
    "b.py": "x = {'prompt': '@Image0', 'model': 'seedance-2.0'}\nopen('ran-b', 'w')\n",
    "c.js": "x = {prompt: '@Image0', model: 'seedance-2.0'};\n",
    "d.toml": "prompt = '@Image0'\n",
    "e.md": "```python\nx = {'prompt': '@Image0', 'model': 'seedance-2.0'}\nopen('ran-e', 'w')\n```\n",
    "f.json": json.dumps({"prompt": "@Image0"}),
    "pyproject.toml": "[build-system]\nrequires = ['evil']\nbuild-backend = 'conftest'\nbackend-path = ['.']\n[tool.seedance-lint]\nignore = ['bare-reference']\n"
    "[project.entry-points.'seedance_lint.rules']\nevil = 'conftest:Rule'\n[tool.pytest.ini_options]\naddopts = '-p conftest'\n",
    "setup.py": "open('ran-setup', 'w')\n",
    "setup.cfg": "[options.entry_points]\nseedance_lint.rules =\n  evil = conftest\n",
    "evil.pth": "import os; open('ran-pth', 'w')\n",
    "evil-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n",
    "evil-1.0.dist-info/entry_points.txt": "[seedance_lint.rules]\nevil = conftest\n",
}


@pytest.fixture
def tree(tmp_path):
    """Make a folder in which everything that could be imported says that it was."""
    for number, name in enumerate(MODULES):
        path = tmp_path / f"{name}.py" if number % 2 else tmp_path / name / "__init__.py"  # modules, and packages
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"open({str(tmp_path / f'ran-{name}')!r}, 'w')\nraise SystemExit(77)\n")
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace("'ran-", f"'{tmp_path}/ran-"))
    return tmp_path


def environment(more):
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONSAFEPATH", "PYTHONPATH")}
    return {**kept, "NO_COLOR": "1", **more}


@pytest.mark.parametrize(("start", "jobs"), [*zip(STARTS, "122112", strict=True)])
def test_checking_runs_nothing_of_the_folder(tree, start, jobs):
    program, more = STARTS[start]
    assert shutil.which(program[0])
    for arguments in (["--fail-on", "never", "--select", "ALL"], ["--fix", "--unsafe-fixes", "--fail-on", "never"]):
        command = [*program, "check", "--jobs", jobs, "--output-format", "concise", *arguments, "."]
        done = subprocess.run(command, cwd=tree, env=environment(more), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done
        assert {"a.yaml", "b.py", "c.js", "d.toml", "e.md", "f.json"} <= {
            line.partition(":")[0].strip("./") for line in done.stdout.splitlines()
        }
        assert list(tree.glob("ran-*")) == []


@pytest.mark.parametrize("start", STARTS)
def test_a_plugin_of_the_folder_is_not_found(tree, start):
    (tree / "seedance-lint.toml").write_text("plugins = ['evil']\n")
    program, more = STARTS[start]
    done = subprocess.run([*program, "check", "f.json"], cwd=tree, env=environment(more), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no installed package provides the plugin `evil`" in done.stderr
    assert list(tree.glob("ran-*")) == []


@pytest.mark.slow
@pytest.mark.parametrize("start", STARTS)
def test_the_language_server_runs_nothing_of_the_folder(tree, start):
    program, more = STARTS[start]
    wire = Wire([*program, "lsp"], cwd=tree, env=environment(more))
    try:
        wire.start()
        for name in ("a.yaml", "b.py", "c.js"):
            wire.open((tree / name).as_uri(), (tree / name).read_text(), "")
        wire.leave()
    finally:
        wire.process.kill()
        wire.process.wait()
    assert list(tree.glob("ran-*")) == []


@pytest.mark.parametrize(
    ("start", "runs"), [("console script", False), ("python -P -m", False), ("python -I -m", False), ("python -m", True)]
)
def test_a_package_with_our_name(tree, start, runs):
    """With -m alone Python itself takes it, before a line of this program runs: SECURITY.md says so, and what to do."""
    (tree / "seedance_lint").mkdir()
    (tree / "seedance_lint" / "__init__.py").write_text(f"open({str(tree / 'ran-ours')!r}, 'w')\nraise SystemExit(77)\n")
    program, more = STARTS[start]
    done = subprocess.run([*program, "check", "f.json"], cwd=tree, env=environment(more), capture_output=True, text=True, check=False)
    assert (done.returncode == 77) == runs
    assert [path.name for path in tree.glob("ran-*")] == (["ran-ours"] if runs else [])
