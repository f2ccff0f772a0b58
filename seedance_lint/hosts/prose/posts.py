"""Texts that tell of something that was made: a post that announces it, the record of a task."""

import re
from functools import cache

from seedance_lint.hosts.commands.names import names_ours
from seedance_lint.hosts.prose.words import count_words
from seedance_lint.package_data import read_toml
from seedance_lint.pattern import Pattern

_HASH_TAGS = Pattern(r"(?<![^\s])#[^\W\d_]\w+")
_ADDRESS = Pattern(r"https?://\S+")
_FEW = 2
"""Hash tags, or lines of a record, that make a text one."""
_RECORD = Pattern(
    r"^[ \t*>-]*(?:task(?: id)?|job(?: id)?|request id|status|state|result|output|video url|created(?: at)?|finished|任务(?:id)?|任务编号|状态|结果|输出|视频链接|创建时间|完成时间)[ \t*]*[:：][ \t]*\S",
    re.IGNORECASE | re.MULTILINE,
)
"""A line of what a service says of a task."""


def is_post(text: str) -> bool:
    """Whether a short text announces something of our product: ``Seedance 2.0 is live! … #aivideo``."""
    signs, longest = _signs()
    if not names_ours(text) or count_words(text) > longest or signs.search(text) is None:
        return False
    return _ADDRESS.search(text) is not None or sum(1 for _ in _HASH_TAGS.finditer(text)) >= _FEW


def is_record_of_task(text: str) -> bool:
    """Whether a text is what a service says of a task: its status, its result."""
    return sum(1 for _ in _RECORD.finditer(text)) >= _FEW


@cache
def _signs() -> tuple[Pattern, int]:
    """Return what posts say, and how many words the longest has."""
    data = read_toml("hosts/prose/prose.toml")["posts"]
    return Pattern("|".join(data["signs"]), re.IGNORECASE), data["longest"]
