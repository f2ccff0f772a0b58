"""The scripts of an HTML page or of a component: programs and data, each read as the file that it would be."""

from collections.abc import Iterator

from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.embedded import Embedded
from seedance_lint.hosts.html.names import names
from seedance_lint.hosts.html.written import WrittenScript
from seedance_lint.hosts.prose.labels import names_others
from seedance_lint.hosts.prose.tags import mentions
from seedance_lint.source.source_map import SourceMap, SourceMapBuilder
from seedance_lint.source.span import Span

_TYPESCRIPT = ("ts", "tsx", "typescript")
_WORD = "rompt"
_ABOUT_US = "\n// seedance"


def scripts(text: str, found: list[tuple[Span, dict[str, str]]], *, says_ours: bool = False) -> Iterator[Embedded]:
    """Yield the scripts that may hold a prompt; ``says_ours``: the page says that it is about our product, and so its programs are."""
    from seedance_lint.hosts import host_for

    for span, attributes in found:
        written = text[slice(*span)]
        if _WORD not in written and not names_ours(written) and not mentions(written):
            continue
        suffix = names().scripts.get(attributes.get("type", "").strip().lower())
        if suffix == ".js" and attributes.get("lang", "").lower() in _TYPESCRIPT:
            suffix = ".ts"
        host = host_for(f"script{suffix}") if suffix is not None else None
        if host is None:
            continue
        made = SourceMap.verbatim(written, span.start)
        if says_ours and suffix != ".json" and (names_ours(written) or not names_others(written)):
            builder = SourceMapBuilder()
            builder.append(made)
            builder.escape(_ABOUT_US, span.end, 0)
            made = builder.build()
        yield Embedded(host, made, outer=WrittenScript())
