"""Galleries of finished videos: a prompt beside its results, whose files are no references."""

from collections.abc import Mapping

from seedance_lint.annotations import Any
from seedance_lint.diagnostics.violation import Path
from seedance_lint.requests.field_names import is_author, is_named_for_prompts, result_names
from seedance_lint.requests.media import UNKNOWN, Media, read_media
from seedance_lint.requests.shapes import Plan

MANY_RESULTS = 2
"""Names of a gallery beside a prompt that make it one."""
_REFERENCE = "ref"
"""What is in the names of fields whose files are references even beside a result."""
_INPUT = "input"
"""What is in the names of fields that show what a finished video was made of, or some of it."""
_LONGEST_WORD = 24
"""Characters of a text that says of which kind a prompt is, or whose."""


def is_gallery(value: Mapping[str, Any], plan: Plan) -> bool:
    """Whether an object with a prompt is an entry of a gallery: by names that only results have, by a file that was surely made, or by a video and its author."""
    if plan.results >= MANY_RESULTS or holds_results(value, plan):
        return True
    files = [field for field in plan.ambiguous if value[field.name]]
    is_one_video = len(files) == 1 and files[0].kind == "video" and isinstance(value[files[0].name], str)
    return is_one_video and not plan.media and any(is_author(name) for name in value)


def holds_prompt(value: Mapping[str, Any]) -> bool:
    """Whether an object has a prompt in a field that is called after prompts, so that its other texts are of something else: of a post about it."""
    return any(isinstance(name, str) and is_named_for_prompts(name) and _is_prompt(held) for name, held in value.items())


def _is_prompt(held: object) -> bool:
    """Whether what a field called after prompts holds is one, or several: ``[{"title": …, "text": …}]``."""
    inside = held.values() if isinstance(held, dict) else held if isinstance(held, (list, tuple)) else ()
    first = next(iter(inside), held)
    return (isinstance(first, dict) and first is not held) or (isinstance(first, str) and len(first) > _LONGEST_WORD)


def holds_results(value: Mapping[str, Any], plan: Plan) -> bool:
    """Whether a file of an object is surely one that was made, which tells a gallery from a request: ``"media": [{"url": "a.png", "height": 420}]``."""
    files = [value[field.name] for field in plan.ambiguous]
    lists = (value[name] for name in plan.mixed if _REFERENCE not in name.lower() and _INPUT not in name.lower())
    files += [file for held in lists if isinstance(held, list) for file in held]
    return any(isinstance(file, dict) and len(result_names().intersection(file)) > 0 for file in files)


def references(value: Mapping[str, Any], path: Path, plan: Plan, prompt: str) -> Media:
    """Return the files that an entry of a gallery calls references, or what went in if that has all files that the prompt means; nothing is known of others."""
    named = read_media(value, path, _only(plan, _REFERENCE), trusted=True)
    if named is not None:
        return named
    given = read_media(value, path, _only(plan, _INPUT), trusted=True)
    return given if given is not None and _has_all(given, prompt) else UNKNOWN


def _only(plan: Plan, word: str) -> Plan:
    """Return a plan of the fields alone that have a word in their names."""
    return plan._replace(
        media=tuple([field for field in plan.media if word in field.name.lower()]),
        mixed=tuple([name for name in plan.mixed if word in name.lower()]),
        ambiguous=(),
    )


def _has_all(media: Media, prompt: str) -> bool:
    """Whether a prompt has tags, and each is of a file that is there."""
    from seedance_lint.hosts.prose.tags import tags_of  # parses, which few files need here

    means = tags_of(prompt)
    return bool(means) and media.assets is not None and all(0 < index <= len(media.assets.get(kind, ())) for kind, index in means)
