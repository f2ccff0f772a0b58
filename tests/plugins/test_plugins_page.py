"""docs/plugins.md shows the files of the sample plugin, and the test that it proposes passes."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("path", "text"), SHOWN, ids=[path for path, _ in SHOWN])
def test_files_are_shown_as_they_are(path, text):
    assert text == (ROOT / path).read_text(encoding="utf-8")


def test_the_proposed_test_passes(tmp_path, monkeypatch):
    (code,) = re.findall(r"```python\n(from pathlib.*?)```", PAGE, re.DOTALL)
    acme = ROOT / "tests" / "plugins" / "acme"
    (tmp_path / "test_slow_motion.py").write_text(code, encoding="utf-8")
    (tmp_path / "slow-motion.yaml").write_bytes((acme / "tests" / "slow-motion.yaml").read_bytes())
    monkeypatch.setenv("PYTHONPATH", str(acme))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "4 passed" in done.stdout, done.stdout + done.stderr
