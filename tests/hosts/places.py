"""What every host must keep: the file's text at a mapped place is what the value says there."""

from seedance_lint.hosts import HostFailure, Root, host_for
from seedance_lint.source import SourceDocument, SourceMap, Span


def read(path: str, text: str) -> list[Root | HostFailure]:
    host = host_for(path)
    assert host is not None
    return list(host.roots(SourceDocument(path, text)))


def only(path: str, text: str) -> Root:
    (root,) = read(path, text)
    assert isinstance(root, Root), root.message
    return root


def strings(value, path=()):
    """Yield the path and the value of every string in a plain value."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, child in value.items():
            yield from strings(child, (*path, name))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from strings(child, (*path, index))


def check_whole(source_map: SourceMap) -> None:
    """The characters of one literal stand next to each other, so that an edit may replace any of them, and of a hole all."""
    for end in range(source_map.length + 1):
        is_inside = 0 < end < source_map.length and source_map.end(end - 1) > source_map.start(end)
        assert source_map.is_contiguous(Span(0, end)) != is_inside


def pieces(source_map: SourceMap):
    """Yield the characters of a value one by one, with the span of the file that stands for each."""
    for offset, character in enumerate(source_map.value):
        yield character, source_map.to_file(Span(offset, offset + 1))


def around(root: Root) -> list[tuple[str, str]]:
    return [(clue.kind, clue.text) for clue in root.around]
