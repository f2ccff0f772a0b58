"""The server: which questions of an editor are answered, and by whom."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from seedance_lint import __version__
from seedance_lint.lsp.actions import FIX_ALL, TextEdits, code_actions
from seedance_lint.lsp.analysis import Analysis
from seedance_lint.lsp.buffer import Buffer
from seedance_lint.lsp.completion import TRIGGERS, completions
from seedance_lint.lsp.diagnostics import SOURCE, shown_diagnostics
from seedance_lint.lsp.hover import hover_text
from seedance_lint.lsp.navigation import CannotRename, definition, mentions, rename, renamed
from seedance_lint.lsp.outline import hints, lenses, symbols
from seedance_lint.lsp.protocol import DocumentProtocol
from seedance_lint.lsp.session import CONFIGURATION_FILES, Session, is_configuration

_AT_ONCE = 0.02
"""Seconds. A document that takes no longer than this is looked at again at every keystroke."""
_LONGEST_WAIT = 0.5
_REQUEST_FAILED = -32803

T = TypeVar("T")


class Server(LanguageServer):
    """One editor's server."""

    protocol: DocumentProtocol

    def __init__(self) -> None:
        super().__init__(SOURCE, __version__, protocol_cls=DocumentProtocol)
        self.session = Session()
        self._due: dict[str, asyncio.TimerHandle] = {}
        self._took: dict[str, float] = {}
        self._shown: dict[str, tuple[int, Analysis | None]] = {}
        self._complained: str | None = None

    # ------------------------------------------------------------------------------------------- documents come and go

    def opened(self, uri: str) -> None:
        """Look at a document that was opened."""
        self.check(uri)

    def changed(self, uri: str) -> None:
        """Look at a changed document soon: at once if that is quick, else when the writer pauses about as long as it takes."""
        due = self._due.pop(uri, None)
        if due is not None:
            due.cancel()
        took = self._took.get(uri, 0.0)
        wait = 0.0 if took <= _AT_ONCE else min(took, _LONGEST_WAIT)
        self._due[uri] = asyncio.get_running_loop().call_later(wait, self.check, uri)

    def closed(self, uri: str) -> None:
        """Forget a document, and what the editor shows of it."""
        due = self._due.pop(uri, None)
        if due is not None:
            due.cancel()
        self._took.pop(uri, None)
        self._shown.pop(uri, None)
        self.session.forget(uri)
        self.protocol.publish(uri, None, "[]")

    def check(self, uri: str) -> None:
        """Send the diagnostics of a document as it is now, unless that is done."""
        self._due.pop(uri, None)
        buffer = self.protocol.buffers.get(uri)
        if buffer is None:
            return
        started = time.perf_counter()
        analysis = self.session.analysis(buffer)
        if self._shown.get(uri) != (buffer.version, analysis):
            self._shown[uri] = (buffer.version, analysis)
            self.protocol.publish(uri, buffer.version, "[]" if analysis is None else shown_diagnostics(buffer, analysis))
        self._took[uri] = time.perf_counter() - started
        self._complain(self.session.complaint)

    def check_all(self) -> None:
        """Read the configuration again and look again at every open document whose settings that changes."""
        self.session.reload()
        before = dict(self._shown)
        for uri in list(self.protocol.buffers):
            self.check(uri)
        capabilities = self.client_capabilities.workspace
        hints = capabilities.inlay_hint if capabilities is not None else None
        if hints is not None and hints.refresh_support and before != self._shown:
            self.workspace_inlay_hint_refresh(None)

    def _complain(self, complaint: str | None) -> None:
        if complaint is not None and complaint != self._complained:
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"{SOURCE}: {complaint}"))
        self._complained = complaint

    # ------------------------------------------------------------------------------------------------ for the questions

    def opened_at(self, uri: str) -> tuple[Buffer, Analysis] | None:
        """Return an open document and what is known of it; None if there is nothing to say of it."""
        buffer = self.protocol.buffers.get(uri)
        analysis = None if buffer is None else self.session.analysis(buffer)
        return None if buffer is None or analysis is None else (buffer, analysis)

    @property
    def edits(self) -> TextEdits:
        """How the editor takes edits."""
        workspace = self.client_capabilities.workspace
        edit = workspace.workspace_edit if workspace is not None else None
        return TextEdits(versioned=bool(edit is not None and edit.document_changes))


def build() -> Server:
    """Return a server that knows its answers."""
    server = Server()
    for method, answer, options in _ANSWERS:
        server.feature(method, options)(answer)
    return server


# ------------------------------------------------------------------------------------------------------------- the answers


def _initialize(server: Server, params: types.InitializeParams) -> None:
    server.session.configure(params.initialization_options)


def _initialized(server: Server, params: types.InitializedParams) -> None:  # noqa: ARG001
    workspace = server.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace is not None else None
    if watched is not None and watched.dynamic_registration:
        watchers = [types.FileSystemWatcher(f"**/{name}") for name in CONFIGURATION_FILES]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration("configuration-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        server.client_register_capability(types.RegistrationParams([registration]))


def _saved(server: Server, params: types.DidSaveTextDocumentParams) -> None:  # noqa: ARG001
    server.check_all()  # not every editor watches files, so whatever is saved is the moment to look at the configuration


def _files_changed(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
    if any(is_configuration(change.uri) for change in params.changes):
        server.check_all()


def _settings_changed(server: Server, params: types.DidChangeConfigurationParams) -> None:
    settings = params.settings
    if isinstance(settings, dict) and SOURCE in settings:
        server.session.configure(settings[SOURCE])
    server.check_all()


def _hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    opened = server.opened_at(params.text_document.uri)
    if opened is None:
        return None
    buffer, analysis = opened
    found = hover_text(analysis, buffer.offset(params.position))
    if found is None:
        return None
    text, span = found
    document = server.client_capabilities.text_document
    formats = (document.hover.content_format if document is not None and document.hover is not None else None) or ()
    kind = types.MarkupKind.PlainText if formats and types.MarkupKind.Markdown not in formats else types.MarkupKind.Markdown
    return types.Hover(types.MarkupContent(kind, text), buffer.range(span))


def _complete(server: Server, params: types.CompletionParams) -> types.CompletionList:
    opened = server.opened_at(params.text_document.uri)
    items = [] if opened is None else completions(*opened, opened[0].offset(params.position))
    return types.CompletionList(is_incomplete=True, items=items)  # what fits is chosen here, so ask again with every letter


def _actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    opened = server.opened_at(params.text_document.uri)
    return [] if opened is None else list(code_actions(*opened, opened[0].span(params.range), params.context, server.edits))


def _symbols(server: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    opened = server.opened_at(params.text_document.uri)
    return [] if opened is None else symbols(*opened)


def _lenses(server: Server, params: types.CodeLensParams) -> list[types.CodeLens]:
    opened = server.opened_at(params.text_document.uri)
    return [] if opened is None else list(lenses(*opened))


def _hints(server: Server, params: types.InlayHintParams) -> list[types.InlayHint]:
    opened = server.opened_at(params.text_document.uri)
    return [] if opened is None else list(hints(*opened, opened[0].span(params.range)))


def _definition(server: Server, params: types.DefinitionParams) -> list[types.Location] | list[types.LocationLink]:
    opened = server.opened_at(params.text_document.uri)
    if opened is None:
        return []
    buffer, analysis = opened
    found = definition(analysis, buffer.offset(params.position))
    document = server.client_capabilities.text_document
    if document is not None and document.definition is not None and document.definition.link_support:
        return [
            types.LocationLink(buffer.uri, buffer.range(each.target), buffer.range(each.target), buffer.range(each.origin))
            for each in found
        ]
    return [types.Location(buffer.uri, buffer.range(each.target)) for each in found]


def _references(server: Server, params: types.ReferenceParams) -> list[types.Location]:
    opened = server.opened_at(params.text_document.uri)
    if opened is None:
        return []
    buffer, analysis = opened
    offset = buffer.offset(params.position)
    spans = mentions(analysis, offset)
    if params.context.include_declaration:
        spans += [each.target for each in definition(analysis, offset)]
    return [types.Location(buffer.uri, buffer.range(span)) for span in spans]


def _prepare_rename(server: Server, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    opened = server.opened_at(params.text_document.uri)
    if opened is None:
        return None
    buffer, analysis = opened
    with_reason = _or_refusal(lambda: renamed(analysis, buffer.offset(params.position)))
    return types.PrepareRenamePlaceholder(buffer.range(with_reason.span), with_reason.tag.text)


def _rename(server: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    opened = server.opened_at(params.text_document.uri)
    if opened is None:
        return None
    buffer, analysis = opened
    edits = _or_refusal(lambda: rename(analysis, buffer.offset(params.position), params.new_name))
    return server.edits.workspace_edit(buffer, edits)


def _or_refusal(ask: Callable[[], T]) -> T:
    try:
        return ask()
    except CannotRename as error:
        raise JsonRpcException(str(error), _REQUEST_FAILED) from None


_ANSWERS = (
    (types.INITIALIZE, _initialize, None),
    (types.INITIALIZED, _initialized, None),
    (types.TEXT_DOCUMENT_DID_SAVE, _saved, None),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, _files_changed, None),
    (types.WORKSPACE_DID_CHANGE_CONFIGURATION, _settings_changed, None),
    (types.TEXT_DOCUMENT_HOVER, _hover, None),
    (types.TEXT_DOCUMENT_COMPLETION, _complete, types.CompletionOptions(trigger_characters=TRIGGERS)),
    (types.TEXT_DOCUMENT_CODE_ACTION, _actions, types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL])),
    (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, _symbols, None),
    (types.TEXT_DOCUMENT_INLAY_HINT, _hints, None),
    (types.TEXT_DOCUMENT_CODE_LENS, _lenses, types.CodeLensOptions(resolve_provider=False)),
    (types.TEXT_DOCUMENT_DEFINITION, _definition, None),
    (types.TEXT_DOCUMENT_REFERENCES, _references, None),
    (types.TEXT_DOCUMENT_PREPARE_RENAME, _prepare_rename, None),
    (types.TEXT_DOCUMENT_RENAME, _rename, None),
)
