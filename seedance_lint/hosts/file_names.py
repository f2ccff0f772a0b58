"""What the path of a file says of the prompt in it: that it is for a video, or for a picture."""

from functools import lru_cache

from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern

_PARTS = Pattern(r"[\\/_.\s-]+")
_CAPITAL = Pattern(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where a word of a name in camel case begins."""


def tells_of_videos(path: str) -> bool:
    """Whether a word in a path says that a video is made: ``video_prompts/a.txt``."""
    return not _words(path).isdisjoint(_known()["videos"])


def tells_of_pictures(path: str, *, has_tags: bool) -> bool:
    """Whether the name of a file says that what is in it is for a picture, and nothing that it is for a video: ``sc01_text2image.txt``."""
    name = path.replace("\\", "/").rpartition("/")[2]
    known = _known()
    said = known["pictures"] if has_tags else (*known["pictures"], *known["untagged"])
    return not _words(name).isdisjoint(said) and not tells_of_videos(name)


@lru_cache(maxsize=1)
def _known() -> dict[str, list[str]]:
    """Return the words that ``prose.toml`` lists for names of files; read once."""
    return read_toml("hosts/prose.toml")["file_names"]  # type: ignore[no-any-return]


def _words(path: str) -> set[str]:
    return set(_PARTS.split(_CAPITAL.sub("-", path).lower()))
