"""The documentation as a site: it is built without a warning, has every page and every public name, and asks nobody for anything.

These tests need the dependency group `site`: pytest -m site tests/site
"""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import seedance_lint
from tests.delivery.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.site]


@pytest.fixture(scope="session")
def built(once) -> Path:
    """Build the site."""

    def build(folder: Path) -> None:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(ROOT / "site" / "mkdocs.yml"), "-d", str(folder)]
        done = subprocess.run(command, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr

    return once("site", build)


def pages(built: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in built.glob("*.html")}


class _Loaded(HTMLParser):
    """Collects what a browser loads by itself with a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in {"script", "img", "iframe", "source", "video", "audio"} and given.get("src"):
            self.found.append(given["src"])
        if tag == "link" and given.get("rel") not in {"next", "prev", "canonical"}:
            self.found.append(given["href"])


def test_every_page_is_there_and_in_the_navigation(built):
    names = {path.stem for path in (ROOT / "docs").glob("*.md")} | {"reference", "security", "contributing", "changelog"}
    assert {name.removesuffix(".html") for name in pages(built)} == names | {"404"}
    start = pages(built)["index.html"]
    linked = set(re.findall(r'<a href="([\w-]+)\.html" class="md-nav__link', start)) | {"index"}
    assert names <= linked


def test_pages_load_nothing_from_elsewhere(built):
    for name, text in pages(built).items():
        loaded = _Loaded()
        loaded.feed(text)
        assert loaded.found
        for address in loaded.found:
            assert not re.match(r"[a-z]+:|//", address.replace("data:image/svg+xml", "")), (name, address)
            if not name.startswith("404") and not address.startswith("data:"):
                assert (built / address).exists(), (name, address)
    styles = "".join(path.read_text("utf-8") for path in built.rglob("*.css"))
    assert not re.findall(r"(?:@import|url\()\s*[\"']?(?:https?:)?//[^)]*", styles)


def test_the_reference_has_every_public_name(built):
    page = pages(built)["reference.html"]
    ids = {name.rpartition(".")[2] for name in re.findall(r'<h3 id="([\w.]+)"', page)}
    assert set(seedance_lint.__all__) - {"__version__"} <= ids
    assert "Raises:" in page


def test_the_search_knows_the_rules(built):
    index = json.loads((built / "search" / "search_index.json").read_text("utf-8"))
    assert any(each["location"] == "rules.html#undefined-reference" for each in index["docs"])


def test_links_lead_out_of_the_pages_to_the_repository(built):
    assert "https://github.com/seedance-lint/seedance-lint/tree/main/tests/plugins/acme" in pages(built)["plugins.html"]
    assert 'href="plugins.html"' in pages(built)["contributing.html"]


def test_blocks_that_are_files_say_which(built):
    assert '<span class="filename">seedance-lint.toml</span>' in pages(built)["configuration.html"]
