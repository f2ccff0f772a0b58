"""Programs inside of data: the code samples of an OpenAPI description, a whole curl call in a field, commands of a file that names our product.

Each is read by the host of its language.
"""

from collections.abc import Iterator
from functools import lru_cache

from seedance_lint.annotations import Any
from seedance_lint.diagnostics.violation import Path
from seedance_lint.hosts.located import Host, HostFailure, Passed, Root, Template
from seedance_lint.pattern import Pattern
from seedance_lint.source.document import SourceDocument

_CURL = Pattern(r"\s*(?:\$ )?curl\s+\S")
_OPTION = Pattern(r"--[\w-]*prompt[ =]")
_GLANCE = Pattern(r"curl |\blang(?:uage)?\b")


def roots(document: SourceDocument, root: Root) -> Iterator[Root | HostFailure | Passed]:
    """Yield what the programs hold that are texts of a value; a glance for nearly every document."""
    if _shows_commands(document.text):
        yield from _commands(document, root)
    if not _may_hold(document.text):
        return
    from seedance_lint.hosts import embedded

    tree = None
    for path, host in _programs(root.value):
        tree = tree or root.tree()
        node = tree.find(path)
        made = node.form.source_map(document.text) if node is not None and node.form is not None else None
        if node is not None and made is not None and made.value == node.value:
            yield from embedded.roots(document, embedded.Embedded(host, made, outer=node.form))


@lru_cache(maxsize=4)
def _shows_commands(text: str) -> bool:
    """Whether a document that names our product may show commands with a prompt."""
    from seedance_lint.hosts.commands.names import names_ours

    return _OPTION.search(text) is not None and names_ours(text)


def _commands(document: SourceDocument, root: Root) -> Iterator[Root]:
    """Yield what the commands send that texts of a value show: ``run: python clip.py --prompt "…"``."""
    from seedance_lint.hosts.program import shown_code, usage

    tree = None
    stack: list[tuple[Any, Path]] = [(root.value, ())]
    while stack:
        here, path = stack.pop()
        inner = here.items() if isinstance(here, dict) else enumerate(here)
        found: list[tuple[Any, Path]] = []
        for name, child in inner:
            if isinstance(child, (dict, list)):
                found.append((child, (*path, name)))
            elif (
                isinstance(child, str)
                and not isinstance(child, Template)
                and _OPTION.search(child) is not None
                and _CURL.match(child) is None
            ):
                spans = list(usage.examples(child))
                tree = tree or (root.tree() if spans else None)
                node = tree.find((*path, name)) if tree is not None else None
                made = shown_code.written_by(document, node) if node is not None else None
                if node is None or made is None:
                    continue
                for span in spans:
                    yield from shown_code.read(document, ".sh", made, [span], node.form)
        stack.extend(reversed(found))


@lru_cache(maxsize=4)
def _may_hold(text: str) -> bool:
    """Whether a document may hold a program: looked for once, however many values the document has."""
    if _GLANCE.search(text) is None:
        return False
    from seedance_lint.hosts import nested  # with the hosts of shells, which few documents need

    return nested.may_hold(text)


def _programs(value: object) -> Iterator[tuple[Path, Host]]:
    """Yield the path and the host of each text that is a program."""
    from seedance_lint.hosts import host_for, nested
    from seedance_lint.hosts.commands import names as command_names

    table = command_names.table("samples")
    stack: list[tuple[Any, Path]] = [(value, ())]
    while stack:
        here, path = stack.pop()
        suffix = None
        if isinstance(here, dict):
            language = next((here[name] for name in table["languages"] if isinstance(here.get(name), str)), "")
            suffix = table["suffixes"].get(language.lower())
        inner = here.items() if isinstance(here, dict) else enumerate(here)
        found: list[tuple[Any, Path]] = []
        for name, child in inner:
            if isinstance(child, (dict, list)):
                found.append((child, (*path, name)))
            elif isinstance(child, str) and not isinstance(child, Template) and nested.may_hold(child):
                is_sample = suffix is not None and name in table["programs"]
                host = host_for(f"sample{suffix}") if is_sample else host_for("sample.sh") if _CURL.match(child) else None
                if host is not None:
                    yield (*path, name), host
        stack.extend(reversed(found))
