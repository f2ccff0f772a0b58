"""What the roles are, in words for people who write."""

from functools import cache
from pathlib import Path

from seedance_lint.records import NamedTuple


class RoleText(NamedTuple):
    """One role: what it does, and the words for it after "as" and after "作为"; None if it is said in another way."""

    does: str
    en: str | None
    zh: str | None


@cache
def role_texts() -> dict[str, RoleText]:
    """Return the texts of all roles by their canonical names."""
    import tomllib

    data = tomllib.loads(Path(__file__).with_name("roles.toml").read_text(encoding="utf-8"))
    return {name: RoleText(entry["does"], entry.get("en"), entry.get("zh")) for name, entry in data.items()}


def title(role: str) -> str:
    """Return a role's name as people write it: ``first frame``."""
    return role.replace("_", " ")
