"""Settings: from files that change while the server runs, and from the editor."""

import json

import pytest
from lsprotocol import types

from tests.lsp.conftest import COMMAND
from tests.lsp.wire import Wire

pytestmark = pytest.mark.slow

MISSPELLED = '{"model": "seedance-2.0", "prompt": "@image 1 and @Image2", "image_urls": ["https://a.example.org/a.png"]}'


@pytest.fixture(scope="module")
def started():
    wire = Wire(COMMAND)
    wire.start()
    yield wire
    assert wire.leave() == (0, b"")


@pytest.fixture
def fresh():
    """Give a server that nobody has talked to yet."""
    wire = Wire(COMMAND)
    yield wire
    assert wire.leave() == (0, b"")


class Project:
    """A folder with a configuration file and a request that is open in an editor."""

    def __init__(self, wire: Wire, folder) -> None:
        self.wire = wire
        self.folder = folder
        self.file = folder / "seedance-lint.toml"

    def open(self, name: str = "a.json", text: str = MISSPELLED, language: str = "json") -> list[str]:
        return self.codes(self.wire.open((self.folder / name).as_uri(), text, language))

    def codes(self, published: dict) -> list[str]:
        return [each.get("code") for each in published["diagnostics"]]

    def saved(self, name: str) -> None:
        self.wire.send("textDocument/didSave", {"textDocument": {"uri": (self.folder / name).as_uri()}})

    def changed_on_disk(self) -> None:
        change = {"uri": self.file.as_uri(), "type": types.FileChangeType.Changed.value}
        self.wire.send("workspace/didChangeWatchedFiles", {"changes": [change]})

    def next_codes(self) -> list[str]:
        published = self.wire.until("textDocument/publishDiagnostics")
        assert published["uri"] == (self.folder / "a.json").as_uri()
        return self.codes(published)


@pytest.fixture
def project(started, tmp_path) -> Project:
    return Project(started, tmp_path)


def test_a_configuration_file_that_changes_counts_at_once(project):
    assert project.open() == ["nonstandard-tag", "undefined-reference"]
    project.file.write_text('ignore = ["nonstandard-tag"]')
    project.changed_on_disk()
    assert project.next_codes() == ["undefined-reference"]
    project.file.write_text('ignore = ["tags", "references"]')
    project.saved("seedance-lint.toml")
    assert project.next_codes() == []
    project.file.unlink()
    project.saved("a.json")  # an editor that watches nothing: any save is the moment to look
    assert project.next_codes() == ["nonstandard-tag", "undefined-reference"]


def test_what_settings_do_not_change_for_is_not_sent_again(project):
    project.open()
    other = project.folder / "inner" / "seedance-lint.toml"
    other.parent.mkdir()
    other.write_text('ignore = ["nonstandard-tag"]')
    project.file = other
    project.changed_on_disk()
    assert project.open("inner/b.json") == ["undefined-reference"]  # and not a.json's once more


def test_broken_settings_are_said_once_and_mended(project):
    project.file.write_text('ignore = ["nonstandard-tags"]')
    project.wire.send("textDocument/didOpen", document(project.folder / "a.json"))
    assert project.next_codes() == []
    shown = project.wire.until("window/showMessage")
    assert shown["type"] == types.MessageType.Error.value
    assert "seedance-lint.toml:1: " in shown["message"]
    assert "did you mean `nonstandard-tag`" in shown["message"]
    project.file.write_text("")
    project.changed_on_disk()
    assert project.next_codes() == ["nonstandard-tag", "undefined-reference"]


def document(path, text: str = MISSPELLED, language: str = "json") -> dict:
    return {"textDocument": {"uri": path.as_uri(), "languageId": language, "version": 1, "text": text}}


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ({"ignore": ["nonstandard-tag"]}, ["undefined-reference"]),
        ({"select": ["nonstandard-tag"]}, ["nonstandard-tag"]),
        ({"profile": "replicate-2.0", "select": ["tags"]}, ["nonstandard-tag", "nonstandard-tag"]),
        ({"profile": None, "select": [], "newer": 1}, ["nonstandard-tag", "undefined-reference"]),
        (None, ["nonstandard-tag", "undefined-reference"]),
    ],
)
def test_settings_of_the_editor(fresh, tmp_path, options, codes):
    project = Project(fresh, tmp_path)
    params = {"processId": None, "rootUri": None, "capabilities": {}, "initializationOptions": options}
    project.wire.ask("initialize", params)
    project.wire.send("initialized", {})
    assert project.open() == codes


def test_settings_that_the_editor_changes(fresh, tmp_path):
    project = Project(fresh, tmp_path)
    fresh.start()
    project.open()
    project.wire.send("workspace/didChangeConfiguration", {"settings": {"seedance-lint": {"ignore": ["tags"]}}})
    assert project.next_codes() == ["undefined-reference"]


def test_excluded_files_stay_silent(project):
    project.file.write_text('exclude = ["drafts/"]')
    (project.folder / "drafts").mkdir()
    assert project.open("drafts/a.json") == []
    assert project.open("a.json") == ["nonstandard-tag", "undefined-reference"]


@pytest.mark.parametrize(
    ("name", "language", "codes"),
    [
        ("requirements.txt", "plaintext", []),
        ("shot.txt", "plaintext", ["zero-index"]),
        ("notes.unknown", "plaintext", ["zero-index"]),
        ("notes.unknown", "fortran", []),
        ("Untitled-1", "seedance-prompt", ["zero-index"]),
    ],
)
def test_what_is_a_prompt_by_its_name_or_language(project, name, language, codes):
    assert project.open(name, "@Image0", language) == codes


def test_configuration_files_are_watched_where_the_editor_can(fresh):
    fresh.start(workspace={"didChangeWatchedFiles": {"dynamicRegistration": True}})
    registered = fresh.until("client/registerCapability")["registrations"]
    [options] = [each["registerOptions"] for each in registered if each["method"] == "workspace/didChangeWatchedFiles"]
    assert [each["globPattern"] for each in options["watchers"]] == ["**/pyproject.toml", "**/seedance-lint.toml"]
    json.dumps(registered)
