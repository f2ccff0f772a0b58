"""One process's share of a run: tasks in, results out."""

import os
from collections.abc import Callable

from seedance_lint.annotations import TYPE_CHECKING
from seedance_lint.config.configuration import Configuration
from seedance_lint.config.settings import Settings
from seedance_lint.hosts import host_for, may_hold_prompts
from seedance_lint.hosts.located import Host
from seedance_lint.linter.crash import internal_error
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.read import ReadFailure, not_there, open_file, read_document
from seedance_lint.linter.result import DocumentResult, Failure, Summary
from seedance_lint.records import NamedTuple
from seedance_lint.source.document import UTF_16, SourceDocument

if TYPE_CHECKING:
    from seedance_lint.linter.rewrite import Fixing


NO_TEXT = "is a table, which only check, show and parse can read; tables are never changed"
"""Said of Parquet and Arrow files."""


class Task(NamedTuple):
    """A piece of work: a whole file to read and lint, or a part of an input that is read already.

    ``size`` is how many bytes of the input are done with it; a task with ``end`` is after the parts of one input.
    ``walked`` says that a folder held the file: one that mentions no prompt is not even parsed, and nobody hears that it is broken.
    """

    path: str
    part: SourceDocument | Failure | None = None
    size: int = 0
    end: bool = False
    walked: bool = False


Finish = Callable[[DocumentResult], DocumentResult]
"""Makes a result ready to leave the process that it was made in."""


class Workshop:
    """Lints what it is given, task by task; keeps what files with the same settings share."""

    __slots__ = ("_linters", "configuration", "fixing")

    def __init__(self, configuration: Configuration, fixing: "Fixing | None" = None) -> None:
        self.configuration = configuration
        self.fixing = fixing
        self._linters: dict[int, tuple[Settings, Linter]] = {}

    def lint(self, task: Task) -> DocumentResult:
        """Do one task, fixes included. Whatever is wrong with its input is a failure in the result."""
        path = task.path
        if task.end:
            return DocumentResult(path, (), (), Summary())
        linter = self.linter_for(path)
        opened = open_task(task, linter)
        if opened is None:
            result = DocumentResult(path, (), (), Summary())
        elif isinstance(opened, Failure):
            result = DocumentResult(path, (), (opened,), Summary())
        elif self.fixing is None:
            result = _lint(*opened, linter)
            if task.walked and result.failures:
                result = _minded(result, *opened)
            if any(found.fixes for found in result.diagnostics):
                from seedance_lint.linter.oracle import offered

                result = offered(result, *opened)
        else:
            from seedance_lint.linter.rewrite import fix_whole

            document, host = opened
            result = fix_whole(document, host, lambda text: _lint(text, host, linter), self.fixing, stream=task.part is not None)
        if task.part is not None:
            return result
        nothing = not (result.summary.prompts or result.summary.skipped or result.summary.unread or result.failures)
        return result._replace(summary=result.summary._replace(files=1, without_prompt=int(nothing)))

    def linter_for(self, path: str) -> Linter:
        """Return the linter with the settings of a file."""
        settings = self.configuration.settings_for(path)
        kept = self._linters.get(id(settings))
        if kept is None:  # the settings are kept too, so that their identity stays theirs
            kept = self._linters[id(settings)] = (settings, Linter(settings))
        return kept[1]


def open_task(task: Task, linter: Linter) -> tuple[SourceDocument, Host] | Failure | None:
    """Return the document of a task and its host; why there is none, where the file cannot be read.

    None of a file that a folder held, where a glance tells that it has no prompt: whether it is broken is not our business.
    """
    opened = _opened(task, linter)
    if opened is None or isinstance(opened, Failure) or not task.walked or may_hold_prompts(*opened, linter.contracts.prompt_names):
        return opened
    return None


def _opened(task: Task, linter: Linter) -> tuple[SourceDocument, Host] | Failure | None:
    path, part = task.path, task.part
    if part is not None:
        return part if isinstance(part, Failure) else (part, host_of(part))
    host = host_for(path)
    if host is None:
        return Failure(path, unknown_kind(path) if os.path.lexists(path) else not_there(path))
    if hasattr(host, "parts"):
        return Failure(path, NO_TEXT)
    try:
        with open_file(path) as stream:
            return read_document(path, stream, linter.settings.max_file_bytes), host
    except ReadFailure as failure:
        if task.walked and failure.data is not None:
            guess = SourceDocument.guess(path, failure.data)
            is_legible = failure.data.startswith(UTF_16) or not hasattr(host, "may_hold_prompts")  # whose words are ASCII in any encoding
            if is_legible and not may_hold_prompts(guess, host, linter.contracts.prompt_names):
                return None
        return Failure(path, failure.message, failure.line)


def host_of(document: SourceDocument) -> Host:
    """Return the host of a document that was read from a stream: by its name, else JSON where it looks like it, else plain text."""
    host = host_for(document.path)
    if host is None:
        start = document.text[:200].split()
        is_json = start[:1] != [] and (start[0][0] == "{" or start[0][:2] == "[{" or start[:2] == ["[", "{"])
        host = host_for("-.json" if is_json else "-.txt")
        assert host is not None
    return host


def unknown_kind(path: str) -> str:
    """Say that no host reads files of this name, and what to do."""
    from seedance_lint.profiles.load import extensions
    from seedance_lint.rules.wording import with_article

    dot = os.path.basename(path).rpartition(".")
    kind, _ = extensions().get(dot[2].lower(), ("", "")) if dot[0] else ("", "")
    if kind:
        return f"this is {with_article(kind)}, not a prompt; to check a prompt that uses it: seedance-lint check --{kind}s {path} --prompt TEXT"
    what = f"`.{dot[2]}` files" if dot[0] else "files without a suffix"
    return f"{what} are not supported; save the prompt as a .txt file, or choose how to read it: seedance-lint check - --stdin-filename NAME.txt < {path}"


def _lint(document: SourceDocument, host: Host, linter: Linter) -> DocumentResult:
    try:
        return linter.lint(document, host)
    except Exception as error:  # no traceback for users, and the other files still count
        return DocumentResult(document.path, (), (Failure(document.path, internal_error(error)),), Summary())


def _minded(result: DocumentResult, document: SourceDocument, host: Host) -> DocumentResult:
    """Return the result of a file of a folder without its faults of syntax, where these are not our business."""
    minds = getattr(host, "minds_faults", None)
    if minds is None or minds(document):
        return result
    return result._replace(failures=tuple([failure for failure in result.failures if failure.line is None]))
