"""The site read from a folder, without a server and without a network: its search works, and nothing is asked of anybody."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.test_report import chromium
from tests.delivery.conftest import ROOT
from tests.npm import program as node_program

pytestmark = [pytest.mark.slow, pytest.mark.site]

DRIVER = Path(__file__).with_name("search.cjs")


def test_the_search_works_without_a_server(npm_package, tmp_path):
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(ROOT / "site" / "mkdocs.yml"), "-d", str(tmp_path)]
    subprocess.run(command, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True)
    asked = {
        "program": chromium(),
        "arguments": ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [],
        "page": (tmp_path / "index.html").as_uri(),
        "words": "undefined-reference",
    }
    done = subprocess.run(
        [*node_program("node"), str(DRIVER), str(npm_package("playwright-core"))],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert "undefined-reference" in told["found"]
    assert (told["elsewhere"], told["complaints"]) == ([], [])
