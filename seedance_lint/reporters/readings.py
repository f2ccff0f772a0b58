"""References of a prompt as JSON values."""

from seedance_lint.annotations import Any
from seedance_lint.profiles import Profile
from seedance_lint.syntax import MalformedTag, Reference


def reference_record(reference: Reference, profile: Profile) -> dict[str, Any]:
    """Return a reference of a prompt, with the roles that it gives, as a JSON object."""
    malformed = next((tag.reason for tag in reference.tags if isinstance(tag, MalformedTag)), None)
    return {
        "tag": reference.text,
        "kind": reference.kind,
        "indexes": list(reference.indexes),
        "start": reference.span.start,
        "end": reference.span.end,
        "malformed": malformed,
        "roles": [
            {
                "role": role.role,
                "documented": role.role is not None and profile.documents(role.role),
                "text": role.text,
                "start": role.span.start,
                "end": role.span.end,
            }
            for role in reference.roles
            if not role.negated
        ],
    }
