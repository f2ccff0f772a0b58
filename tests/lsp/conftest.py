"""A language server in a process of its own, and three kinds of editors that talk to it."""

import asyncio
import sys
from collections.abc import Awaitable
from typing import NamedTuple

import pytest
import pytest_lsp
from lsprotocol import types

from tests.lsp.wire import PATIENCE

EDITORS = {"visual-studio-code": "utf-16", "neovim@v0.11": "utf-8", "emacs": "utf-32"}
"""Editors by the names that pytest-lsp has for their capabilities, and how they count columns when they may choose."""

COMMAND = [sys.executable, "-m", "seedance_lint", "lsp"]
CURSOR = "‸"


class Opened(NamedTuple):
    """A document that is open in an editor: its text without marks, and the offsets of the marks that were in it."""

    uri: str
    text: str
    cursor: int
    spans: list[tuple[int, int]]
    diagnostics: list[types.Diagnostic]


def unmarked(marked: str) -> tuple[str, int, list[tuple[int, int]]]:
    """Take the cursor and the «…» out of a text."""
    text, cursor, starts, spans = "", 0, [], []
    for character in marked:
        if character == CURSOR:
            cursor = len(text)
        elif character == "«":
            starts.append(len(text))
        elif character == "»":
            spans.append((starts.pop(), len(text)))
        else:
            text += character
    return text, cursor, sorted(spans)


class Editor:
    """What one editor does, in offsets of code points, with its own way of counting columns."""

    def __init__(self, client, encoding: str) -> None:
        self.client = client
        self.encoding = encoding
        self.number = 0

    def position(self, text: str, offset: int) -> types.Position:
        start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
        line = text[:start].replace("\r\n", "\n").replace("\r", "\n").count("\n")
        size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[self.encoding]
        codec = self.encoding if self.encoding == "utf-8" else f"{self.encoding}-le"
        return types.Position(line, len(text[start:offset].encode(codec)) // size)

    def range(self, text: str, span: tuple[int, int]) -> types.Range:
        return types.Range(self.position(text, span[0]), self.position(text, span[1]))

    async def open(self, marked: str, name: str = "request.json", language: str = "json", folder: str = "file:///nowhere") -> Opened:
        text, cursor, spans = unmarked(marked)
        self.number += 1
        uri = f"{folder}/{self.number}-{name}"
        told = self.told()
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text)))
        params = await told
        assert (params.uri, params.version) == (uri, 1)
        return Opened(uri, text, cursor, spans, list(params.diagnostics))

    async def change(self, uri: str, changes: list, version: int) -> list[types.Diagnostic]:
        told = self.told()
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(version, uri), changes)
        )
        params = await told
        assert (params.uri, params.version) == (uri, version)
        return list(params.diagnostics)

    def told(self) -> Awaitable[types.PublishDiagnosticsParams]:
        """Return what waits for the next diagnostics, from now on, and not for ever."""
        coming = self.client.protocol.wait_for_notification_async(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        return asyncio.wait_for(coming, PATIENCE)

    def at(self, opened: Opened) -> dict:
        return {"text_document": types.TextDocumentIdentifier(opened.uri), "position": self.position(opened.text, opened.cursor)}

    def applied(self, text: str, edit: types.WorkspaceEdit) -> str:
        """Apply a workspace edit to its one document, as this editor would."""
        if edit.document_changes:
            [change] = edit.document_changes
            edits = change.edits
        else:
            [edits] = edit.changes.values()
        for each in sorted(edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True):
            start, end = self.offset(text, each.range.start), self.offset(text, each.range.end)
            text = text[:start] + each.new_text + text[end:]
        return text

    def offset(self, text: str, position: types.Position) -> int:
        return next(number for number in range(len(text) + 1) if self.position(text, number) == position)


@pytest_lsp.fixture(params=list(EDITORS), scope="module", config=pytest_lsp.ClientServerConfig(server_command=COMMAND))
async def client(request, lsp_client: pytest_lsp.LanguageClient):
    capabilities = pytest_lsp.client_capabilities(request.param)
    lsp_client.registered = []

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        lsp_client.registered += params.registrations

    answer = await lsp_client.initialize_session(
        types.InitializeParams(capabilities=capabilities, initialization_options={"profile": "seedance-2.0"})
    )
    lsp_client.editor = Editor(lsp_client, answer.capabilities.position_encoding)
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def editor(client) -> Editor:
    return client.editor
