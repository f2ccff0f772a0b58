"""What the site adds to the pages in docs/: those of the top folder, the reference of the library, and links that lead out of docs/."""

import re
from pathlib import Path
from typing import Any

import seedance_lint

ROOT = Path(__file__).parent.parent
TOP = {"SECURITY.md": "security.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
"""Pages of the top folder, and what they are called on the site."""

WORKER = "assets/iframe-worker.js"
"""What makes the search work without a server; by this name the theme's plugin knows it, and loads none from elsewhere."""

REFERENCE = {
    "Functions": ["lint", "lint_request", "lint_many", "fix", "convert", "parse"],
    "Tables of Arrow": ["data.batches.check_batch", "data.batches.score_batch"],
    "Results": ["LintResult", "Diagnostic", "Severity", "Applicability", "Failure", "Converted", "Loss", "Prompt"],
    "Errors": ["LintError", "ProfileError", "UnknownProfile", "UnknownRule"],
}
"""What the page of the library shows, by heading."""

_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]*)(#[^)\s]*)?\)")
_FILE = re.compile(r"^<!-- file: ([^\s\"]+) -->\n```(\w+)\n", re.MULTILINE)
"""What stands above a block that is a file: the tests read it, and readers of the site see it."""


def on_config(config: Any) -> Any:
    """Bring the navigation up to date with the pages that there are, and the search with what makes it work without a server."""
    config["extra"]["polyfills"] = [WORKER]
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} | {*TOP.values(), "reference.md"}
    named: set[str] = set()
    nav = [entry for each in config["nav"] if (entry := _present(each, pages, named)) is not None]
    others = sorted(pages - named)
    config["nav"] = [*nav, {"More": others}] if others else nav
    return config


def _present(entry: Any, pages: set[str], named: set[str]) -> Any:
    """Return an entry of the navigation without the pages that are not there."""
    if isinstance(entry, str):
        named.add(entry)
        return entry if entry in pages else None
    ((title, inside),) = entry.items()
    if isinstance(inside, str):
        return {title: inside} if _present(inside, pages, named) else None
    kept = [each for page in inside if (each := _present(page, pages, named)) is not None]
    return {title: kept} if kept else None


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that do not stand in docs/."""
    from mkdocs.structure.files import File

    for source, name in TOP.items():
        text = (ROOT / source).read_text("utf-8")
        files.append(File.generated(config, name, content=_LINK.sub(lambda match: _from_top(match, config), text)))
    files.append(File.generated(config, "reference.md", content=reference()))
    files.append(File.generated(config, WORKER, content=Path(__file__).with_name("file-worker.js").read_text("utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:  # noqa: ARG001 - MkDocs names them
    """Lead links that leave docs/ to the site's own pages, or to the repository; show what file a block stands for."""
    markdown = _FILE.sub(r'```\2 title="\1"\n', markdown)
    return _LINK.sub(lambda match: _from_docs(match, config), markdown)


def reference() -> str:
    """Return the page of the library: one directive for each public name."""
    parts = ["# Library reference", "Made from the docstrings. [The library](library.md) shows how the functions are used."]
    for title, names in REFERENCE.items():
        parts.append(f"## {title}")
        parts += [f"::: {_place(name)}" for name in names]
    return "\n\n".join(parts) + "\n"


def _place(name: str) -> str:
    """Return where a public name is defined."""
    if "." in name:  # of a module that needs an extra, so it is not imported
        return f"seedance_lint.{name}"
    value: Any = getattr(seedance_lint, name)
    return f"{value.__module__}.{value.__qualname__}"


def _from_docs(match: re.Match[str], config: Any) -> str:
    target, anchor = match[1], match[2] or ""
    if not target.startswith("../"):
        return match[0]
    return _outside(target.removeprefix("../"), anchor, config)


def _from_top(match: re.Match[str], config: Any) -> str:
    target, anchor = match[1], match[2] or ""
    if target.startswith("docs/"):
        return f"]({target.removeprefix('docs/')}{anchor})"
    return _outside(target, anchor, config)


def _outside(target: str, anchor: str, config: Any) -> str:
    if target in TOP:
        return f"]({TOP[target]}{anchor})"
    if target == "README.md":
        return f"](index.md{anchor})"
    kind = "tree" if (ROOT / target).is_dir() else "blob"
    return f"]({config['extra']['social'][0]['link']}/{kind}/main/{target}{anchor})"
