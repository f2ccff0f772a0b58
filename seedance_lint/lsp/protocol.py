"""The messages about open documents, kept in texts of our own."""

import json
from typing import Any, Protocol

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol, lsp_method

from seedance_lint.lsp.buffer import Buffer
from seedance_lint.lsp.units import UNITS


class Listener(Protocol):
    """Who is told that a document was opened, changed or closed."""

    def opened(self, uri: str) -> None:
        """Take note of a new document."""

    def changed(self, uri: str) -> None:
        """Take note of a document's new version."""

    def closed(self, uri: str) -> None:
        """Take note that a document is no longer there."""


class DocumentProtocol(LanguageServerProtocol):
    """The protocol with documents of our own.

    Those of pygls end lines at form feeds and U+2028, where no editor does, so that every edit below such a character would hit another
    place; and each of their edits walks through all lines.
    """

    def __init__(self, server: Any, converter: Any) -> None:
        super().__init__(server, converter)
        self.buffers: dict[str, Buffer] = {}
        self.listener: Listener = server

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take a document that was opened."""
        item = params.text_document
        units = UNITS[_encoding(self.server_capabilities)]
        self.buffers[item.uri] = Buffer(item.uri, item.text, item.version, item.language_id, units)
        self.listener.opened(item.uri)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take the changes of an open document."""
        buffer = self.buffers.get(params.text_document.uri)
        if buffer is not None:
            buffer.change(params.content_changes, params.text_document.version)
            self.listener.changed(buffer.uri)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget a document that was closed."""
        self.buffers.pop(params.text_document.uri, None)
        self.listener.closed(params.text_document.uri)

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Read a message. A request that cannot be read is answered, so that no editor waits for ever."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise

    def publish(self, uri: str, version: int | None, diagnostics: str) -> None:
        """Send the diagnostics of a document, which are JSON already; without a version for one that is no longer open."""
        of_version = "" if version is None else f',"version":{version}'
        body = (
            f'{{"jsonrpc":"{self.VERSION}","method":"{types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS}",'
            f'"params":{{"uri":{json.dumps(uri)}{of_version},"diagnostics":{diagnostics}}}}}'
        ).encode("ascii")
        if self.writer is not None:
            self.writer.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))


def _encoding(capabilities: types.ServerCapabilities) -> str:
    chosen = capabilities.position_encoding
    return str(getattr(chosen, "value", chosen) or types.PositionEncodingKind.Utf16.value)
