"""Prompts and their files, wherever they are written down: one module per kind of file, one finder of requests for all."""

from collections.abc import Iterable

from seedance_lint.annotations import TYPE_CHECKING
from seedance_lint.hosts.located import Clue, Comment, Form, Host, HostFailure, MissingExtra, Node, Passed, Root, StringForm

if TYPE_CHECKING:
    from seedance_lint.source.document import SourceDocument

__all__ = [
    "Clue", "Comment", "Form", "Host", "HostFailure", "MissingExtra", "Node", "Passed", "Root", "StringForm",
    "host_for", "may_hold_prompts", "register", "suffixes",
]  # fmt: skip

# Kept beside the modules' own SUFFIXES (a test compares them), so that a run imports no host that it does not need.
_MODULES = {
    ".txt": "text", ".prompt": "text", ".seedance": "text",
    ".json": "json.host", ".jsonc": "json.jsonc",
    ".jsonl": "json.jsonl", ".ndjson": "json.jsonl",
    ".yaml": "yaml.host", ".yml": "yaml.host",
    ".toml": "toml.host",
    ".py": "python.host",
    ".md": "markdown.host", ".markdown": "markdown.host", ".mdx": "markdown.host", ".qmd": "markdown.host", ".rmd": "markdown.host",
    ".ipynb": "notebook",
    ".csv": "tables", ".tsv": "tables",
    ".sh": "shell.host", ".bash": "shell.host", ".zsh": "shell.host", ".bat": "shell.batch", ".cmd": "shell.batch", ".ps1": "shell.powershell", ".psm1": "shell.powershell",
    ".http": "http", ".rest": "http",
    ".js": "javascript.host", ".mjs": "javascript.host", ".cjs": "javascript.host", ".jsx": "javascript.host",
    ".ts": "javascript.host", ".mts": "javascript.host", ".cts": "javascript.host", ".tsx": "javascript.host",
    ".java": "code.java", ".go": "code.go", ".php": "code.php", ".cs": "code.csharp", ".rb": "code.ruby", ".kt": "code.kotlin", ".kts": "code.kotlin", ".rs": "code.rust",
    ".html": "html.host", ".htm": "html.host", ".vue": "html.components", ".svelte": "html.components", ".astro": "html.components",
}  # fmt: skip
# Tables that are not text. They may be of any size, so those in a folder are not read unless somebody names them.
_TABLES = {".parquet": "columnar", ".arrow": "columnar", ".feather": "columnar"}
# What is in every file that holds a prompt under another name than the profile's: a list of typed parts, or a marked block.
_WORDS = ("prompt", "Prompt", "seedance", "Seedance", "image_url", "video_url", "audio_url")
_registered: dict[str, Host] = {}


def host_for(path: str) -> Host | None:
    """Return the host that reads a file of this name, judged by its suffix; None if no host does."""
    name = path.replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem:
        return None
    suffix = f".{suffix.lower()}"
    found = _registered.get(suffix)
    module = _MODULES.get(suffix) or _TABLES.get(suffix)
    if found is None and module is not None:
        from importlib import import_module

        found = import_module(f"seedance_lint.hosts.{module}")
        _registered[suffix] = found
    return found


def register(host: Host) -> None:
    """Add the host of a plugin; it comes before the program's own for the suffixes that it names."""
    for suffix in host.SUFFIXES:
        _registered[suffix.lower()] = host


def suffixes() -> frozenset[str]:
    """Return the suffixes, with their dots, of all texts that some host reads."""
    return (frozenset(_MODULES) | frozenset(_registered)).difference(_TABLES)


def may_hold_prompts(document: "SourceDocument", host: Host, names: Iterable[str] = ()) -> bool:
    """Whether a document may hold a prompt, as far as a glance tells: it has a word that requests have, or its host knows more.

    ``names`` are further names of the prompt. The host of a plugin may know prompts by other words, so its documents are read.
    """
    ours = getattr(host, "__name__", "").startswith(f"{__name__}.")
    if not ours:
        return True
    may_hold_requests = getattr(host, "may_hold_requests", None)
    has_fields = getattr(host, "has_fields", None)
    has_word = any(word in document.text for word in names)
    has_word = has_word or (any(word in document.text for word in _WORDS) and (has_fields is None or has_fields(document)))
    if has_word and (may_hold_requests is None or may_hold_requests(document)):
        return True
    glance = getattr(host, "may_hold_prompts", None)
    return glance is not None and glance(document)
