"""The page about where prompts stand: its tables are the program's, and each example on it holds what it says."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from seedance_lint import hosts
from seedance_lint.hosts import HostFailure, Root, host_for
from seedance_lint.hosts.markdown.fenced import PROSE_LANGUAGES
from seedance_lint.hosts.markdown.host import LANGUAGES, MARKED
from seedance_lint.profiles import load_profile
from seedance_lint.requests import find_requests
from tests.hosts.places import read

PAGE = (Path(__file__).parents[2] / "docs" / "where-prompts-stand.md").read_text("utf-8")
EXAMPLE = re.compile(r"^<!-- found: (.+?)(?:, as a (\.\w+) file)? -->\n(`{3,})(\w+)\n(.*?)^\3$", re.MULTILINE | re.DOTALL)
FOUND = re.compile(r"nothing|(\d) prompts?(?: with (\d) images?)?")


def table(name: str) -> dict[str, list[str]]:
    rows = PAGE.partition(f"<!-- table: {name} -->\n")[2].lstrip().partition("\n\n")[0]
    cells = (row.strip("| ").split(" | ") for row in rows.splitlines()[2:])
    return {kind: re.findall(r"`([^`]+)`", words) for words, kind in cells}


def test_kinds_of_files() -> None:
    kinds = defaultdict(list)
    for suffix in hosts._MODULES:
        kinds[host_for(f"a{suffix}").NAME].append(suffix)
    assert table("suffixes") == kinds


def test_languages_of_fences() -> None:
    kinds = defaultdict(list, {"a prompt, as in a text file": list(MARKED)})
    for word, suffix in LANGUAGES.items():
        kinds[host_for(f"a{suffix}").NAME].append(word)
    assert table("languages") == kinds
    words = PAGE.partition("<!-- table: prose -->\n\n")[2].partition("\n")[0]
    assert re.findall(r"`(\w+)`", words) == sorted(PROSE_LANGUAGES - {""})


def test_each_example_is_counted() -> None:
    assert PAGE.count("<!-- found:") == len(EXAMPLE.findall(PAGE))
    assert len(re.findall(r"^(`{3,})\w", EXAMPLE.sub("", PAGE), re.MULTILINE)) == 0


@pytest.mark.parametrize(("found", "suffix", "fence", "language", "example"), EXAMPLE.findall(PAGE))
def test_examples(found, suffix, fence, language, example) -> None:
    number, images = FOUND.fullmatch(found).groups()
    name = f"a{suffix or ('.md' if language == 'markdown' else LANGUAGES.get(language))}"
    roots = read(name, example)
    assert not any(isinstance(root, HostFailure) for root in roots)
    requests = [
        request for root in roots if isinstance(root, Root) for request in find_requests(root.value, load_profile("seedance-2.0")).found
    ]
    assert len(requests) == int(number or 0)
    for request in requests:
        known = request.assets or {}
        assert len(known.get("image", ())) == int(images or 0)
