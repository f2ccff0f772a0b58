"""What the server knows of one editor: its documents, their settings and what was found in them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pygls.uris import to_fs_path

from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.config.files import ConfigFailure
from seedance_lint.config.settings import Settings
from seedance_lint.hosts import host_for
from seedance_lint.hosts.located import Host
from seedance_lint.linter.crash import internal_error
from seedance_lint.linter.discovery import NO_PROMPTS
from seedance_lint.linter.lint import Linter
from seedance_lint.lsp.analysis import Analysis
from seedance_lint.lsp.buffer import Buffer
from seedance_lint.plugins import PluginFailure
from seedance_lint.probes import MissingLibrary
from seedance_lint.profiles import UnknownProfile
from seedance_lint.rules.registry import UnknownRule
from seedance_lint.tokens import TokenizerFailure

CONFIGURATION_FILES = ("pyproject.toml", "seedance-lint.toml")
"""File names whose change may change settings; others that those extend end in .toml too."""

_PROSE = frozenset({"plaintext", "text", "pip-requirements", "requirements"})
"""Languages of text files, some of which are for other programs, as their names say."""

_MOST_LINTERS = 16
_MOST_PROMPTS = 4096
"""Syntax trees that are kept for the next version of a document."""

_SUFFIXES = {
    "seedance-prompt": ".prompt",
    "plaintext": ".txt",
    "text": ".txt",
    "json": ".json",
    "jsonc": ".jsonc",
    "jsonl": ".jsonl",
    "jsonlines": ".jsonl",
    "yaml": ".yaml",
    "toml": ".toml",
    "python": ".py",
    "javascript": ".js",
    "javascriptreact": ".jsx",
    "typescript": ".ts",
    "typescriptreact": ".tsx",
    "java": ".java",
    "go": ".go",
    "php": ".php",
    "csharp": ".cs",
    "cs": ".cs",
    "ruby": ".rb",
    "kotlin": ".kt",
    "rust": ".rs",
    "markdown": ".md",
    "mdx": ".mdx",
    "html": ".html",
    "vue": ".vue",
    "svelte": ".svelte",
    "astro": ".astro",
    "shellscript": ".sh",
    "sh": ".sh",
    "powershell": ".ps1",
    "ps1": ".ps1",
    "bat": ".bat",
    "http": ".http",
}
"""The language ids of editors, for documents whose name says nothing."""


class Session:
    """Analyses documents, each version once."""

    __slots__ = ("_analyses", "_configuration", "_linters", "_overrides", "complaint")

    def __init__(self) -> None:
        self._overrides = Overrides()
        self._configuration = Configuration(self._overrides)
        self._linters: list[Linter] = []
        self._analyses: dict[str, tuple[str, Analysis | None]] = {}
        self.complaint: str | None = None
        """Why the last document could not be linted at all: settings that cannot be put to work."""

    def configure(self, options: object) -> None:
        """Take the settings of the editor: ``profile``, ``select``, ``ignore`` and ``config``; unknown ones are left to newer servers."""
        said = options if isinstance(options, Mapping) else {}
        self._overrides = Overrides(
            profile=_text(said.get("profile")),
            select=_texts(said.get("select")),
            ignore=_texts(said.get("ignore")),
            config=_text(said.get("config")),
        )
        self.reload()

    def reload(self) -> None:
        """Read all configuration again when the next document is analysed. What settings did not change for is not analysed again."""
        self._configuration = Configuration(self._overrides)

    def _linter_for(self, settings: Settings) -> Linter:
        linter = next((linter for linter in self._linters if linter.settings == settings), None)
        if linter is None:
            linter = Linter(settings)
            linter.parse = lru_cache(_MOST_PROMPTS)(linter.parse)  # of many prompts in one file, a keystroke changes one
            self._linters = [linter, *self._linters[: _MOST_LINTERS - 1]]
        return linter

    def _settings_for(self, path: str) -> Settings:
        try:
            return self._configuration.settings_for(path)
        except FileNotFoundError:  # a document that was never saved, and the folder that the server was started in is gone
            return Configuration(self._overrides._replace(isolated=True)).settings_for(path)

    def forget(self, uri: str) -> None:
        """Drop what is kept of a closed document."""
        self._analyses.pop(uri, None)

    def analysis(self, buffer: Buffer) -> Analysis | None:
        """Return the analysis of a document as it is.

        None for a document of no known kind, one that the settings exclude, and where settings are broken.
        """
        path = to_fs_path(buffer.uri) or buffer.uri
        host = _host(path, buffer.language)
        if host is None:
            return None
        text, kept = self._analyses.get(buffer.uri, ("", None))
        made: Analysis | None = None
        self.complaint = None
        try:
            settings = self._settings_for(path)
            if any(excluded.match(path) for excluded in settings.exclude):
                self._analyses[buffer.uri] = (buffer.text, None)
                return None
            linter = self._linter_for(settings)
            if kept is not None and kept.linter is linter and kept.host is host and text is buffer.text:
                return kept
            made = Analysis(buffer.text, path, host, linter, kept)
        except (ConfigFailure, UnknownRule, UnknownProfile, PluginFailure, TokenizerFailure, MissingLibrary) as error:
            self.complaint = str(error)
        except Exception as error:  # whatever it is, the editor must hear of it and the server must live on
            self.complaint = internal_error(error)
        self._analyses[buffer.uri] = (buffer.text, made)
        return made


def _host(path: str, language: str) -> Host | None:
    if language in _PROSE and NO_PROMPTS.fullmatch(path.replace("\\", "/").rpartition("/")[2]):
        return None
    return host_for(path) or host_for(f"-{_SUFFIXES.get(language, '')}")


def is_configuration(uri: str) -> bool:
    """Whether a file of this name may hold settings."""
    return uri.endswith(".toml")


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _texts(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not value:
        return None
    return tuple(each for each in value if isinstance(each, str))
