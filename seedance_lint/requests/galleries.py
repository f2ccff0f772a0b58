"""Galleries of finished videos: a prompt beside its results, whose files are no references."""

from collections.abc import Mapping

from seedance_lint.annotations import Any
from seedance_lint.diagnostics.violation import Path
from seedance_lint.requests.field_names import result_names
from seedance_lint.requests.media import UNKNOWN, Media, read_media
from seedance_lint.requests.shapes import Plan

MANY_RESULTS = 2
"""Names of a gallery beside a prompt that make it one."""
_REFERENCE = "ref"
"""What is in the names of fields whose files are references even beside a result."""


def is_gallery(value: Mapping[str, Any], plan: Plan) -> bool:
    """Whether an object with a prompt is an entry of a gallery: by names that only results have, or by a file that was surely made."""
    return plan.results >= MANY_RESULTS or holds_results(value, plan)


def holds_results(value: Mapping[str, Any], plan: Plan) -> bool:
    """Whether a file of an object is surely one that was made, which tells a gallery from a request."""
    files = (value[field.name] for field in plan.ambiguous)
    return any(isinstance(file, dict) and len(result_names().intersection(file)) > 0 for file in files)


def references(value: Mapping[str, Any], path: Path, plan: Plan) -> Media:
    """Return the files that an entry of a gallery calls references; nothing is known of all others."""
    plan = plan._replace(
        media=tuple([field for field in plan.media if _REFERENCE in field.name.lower()]),
        mixed=tuple([name for name in plan.mixed if _REFERENCE in name.lower()]),
        ambiguous=(),
    )
    return read_media(value, path, plan, trusted=True) or UNKNOWN
