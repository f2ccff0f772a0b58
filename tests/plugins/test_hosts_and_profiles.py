"""Hosts and profiles from other distributions."""

from pathlib import Path

import pytest

HOST = """
from seedance_lint.hosts.located import Node, Root
from seedance_lint.hosts.text import PlainText
from seedance_lint.source import Span
NAME, SUFFIXES = "cue sheet", (".cue",)
def roots(document):
    text = document.text
    start = text.index(":") + 1
    span = Span(start, len(text))
    prompt = Node(span, text[start:], PlainText(*span))
    tree = Node(Span(0, len(text)), {"prompt": text[start:]}, None, (prompt,), (Node(Span(0, start - 1), "prompt"),))
    yield Root({"prompt": text[start:]}, lambda: tree)
def comments(document):
    return iter(())
"""


@pytest.fixture(autouse=True)
def _forget_hosts(monkeypatch):
    import seedance_lint.hosts

    monkeypatch.setattr(seedance_lint.hosts, "_registered", {})


def test_a_host_reads_a_new_kind_of_file(install, check):
    install("cues", "plugin_cue", HOST, entry="cues", group="seedance_lint.hosts")
    Path("shots").mkdir()
    Path("shots/a.cue").write_text("cue:@Image0 walks")
    assert check("shots/a.cue").code == 2
    Path("seedance-lint.toml").write_text("plugins = ['cues']")
    for path in ("shots", "shots/a.cue"):
        ran = check(path, "--output-format", "concise")
        assert ran.out.startswith("shots/a.cue:1:5: error zero-index"), ran
    for kind in ("sarif", "json"):
        assert check("shots", "--output-format", kind, "--jobs", "1").code == 1


def test_a_profile_has_its_own_limits(install, command):
    from seedance_lint.profiles import load

    text = Path(load.__file__).with_name("seedance-2.0.toml").read_text(encoding="utf-8").replace('name = "seedance-2.0"', 'name = "ours"')
    Path("ours.toml").write_text(text.replace("max_count = 9", "max_count = 1"), encoding="utf-8")
    install(
        "ours",
        "plugin_ours",
        f"PATH = {str(Path('ours.toml').resolve())!r}",
        entry="ours",
        target="plugin_ours:PATH",
        group="seedance_lint.profiles",
    )
    Path("a.txt").write_text("@Image2 walks")
    Path("seedance-lint.toml").write_text("plugins = ['ours']\nprofile = 'ours'")
    assert "index-out-of-range" in command("check", "a.txt").out
    assert command("check", "a.txt", "--profile", "seedance-2.0").code == 0


@pytest.mark.parametrize(
    ("group", "code", "told"),
    [
        ("seedance_lint.hosts", "NAME = 'x'", "the plugin `mine` of mine 1.0 does not provide a host: SUFFIXES, roots, comments missing"),
        ("seedance_lint.profiles", "", "the plugin `mine` of mine 1.0 does not provide a profile: its entry point names a module"),
    ],
)
def test_a_plugin_that_brings_nothing_ends_the_run(install, check, group, code, told):
    install("mine", "plugin_mine", code, group=group)
    Path("a.txt").write_text("x")
    Path("seedance-lint.toml").write_text("plugins = ['mine']\nprofile = 'mine'")
    ran = check("a.txt")
    assert ran.code == 2
    assert told in ran.err
