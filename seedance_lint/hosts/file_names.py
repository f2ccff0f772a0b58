"""What the path of a file says of the prompt in it: that it is for a video, or for a picture."""

from functools import lru_cache

from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.located import FOLDER, Clue
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern
from seedance_lint.source.document import SourceDocument
from seedance_lint.source.repository import path_in_repository
from seedance_lint.source.span import Span

_PARTS = Pattern(r"[\\/_.\s-]+")
_OURS = "seedance prompts"
_DATA = (".json", ".jsonl", ".ndjson", ".yaml", ".yml")
_PROMPT = "rompt"
_CAPITAL = Pattern(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where a word of a name in camel case begins."""


def tells_of_videos(path: str) -> bool:
    """Whether a word in a path says that a video is made: ``video_prompts/a.txt``."""
    return not _words(path).isdisjoint(_known()["videos"])


def collection_of(document: SourceDocument) -> tuple[Clue, ...]:
    """Return what the path of a file of data says of its records, which name no product: that they are prompts for ours, ``seedance-prompts/a.json``.

    The folders, from that of the repository on, or the name have to name our product, and the name or its folder has to say that prompts are there.
    """
    if not document.path.lower().endswith(_DATA) or _PROMPT not in document.text:
        return ()
    path, text = path_in_repository(document.path), document.text
    *_, folder, name = ("", *path.replace("\\", "/").split("/"))
    if not names_ours(path) or names_ours(text):
        return ()
    from seedance_lint.hosts.prose.labels import names_others, speaks_of_pictures  # which few files need

    if any(names_others(each) or speaks_of_pictures(each) for each in (_PARTS.sub(" ", path), text)):
        return ()
    if (_words(folder) | _words(name)).isdisjoint(_known()["collections"]):
        return ()
    return (Clue(FOLDER, _OURS, Span(0, 0)),)


def tells_of_pictures(path: str, *, has_tags: bool) -> bool:
    """Whether the name of a file says that what is in it is for a picture, and nothing that it is for a video: ``sc01_text2image.txt``.

    So may that of its folder: ``text-to-image/one.txt``.
    """
    *_, folder, name = ("", *path.replace("\\", "/").split("/"))
    if tells_of_videos(name):
        return False
    known = _known()
    said = known["pictures"] if has_tags else (*known["pictures"], *known["untagged"])
    return not _words(name).isdisjoint(said) or _PARTS.sub("-", folder.lower()) in known["folders"]


def is_of_tests(path: str) -> bool:
    """Whether the name of a file, or that of a folder that it is in, says that it is a test or belongs to some: ``clips.test.ts``, ``tests/clips.py``."""
    *folders, name = path_in_repository(path).replace("\\", "/").split("/")
    known = frozenset(_known()["tests"])
    return not _words(name.rpartition(".")[0]).isdisjoint(known) or any(folder.strip("_").lower() in known for folder in folders)


@lru_cache(maxsize=1)
def _known() -> dict[str, list[str]]:
    """Return the words that ``prose.toml`` lists for names of files; read once."""
    return read_toml("hosts/prose/prose.toml")["file_names"]  # type: ignore[no-any-return]


def _words(path: str) -> set[str]:
    return set(_PARTS.split(_CAPITAL.sub("-", path).lower()))
