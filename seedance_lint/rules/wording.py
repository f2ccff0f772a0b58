"""How messages name numbers, lists, roles and sources."""

from seedance_lint.profiles.profile import Origin, Profile


def plural(number: int, noun: str) -> str:
    """Say a number of things: ``no images``, ``1 image``, ``2 images``."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def role_words(role: str) -> str:
    """Return a role as people write it: ``first frame`` for ``first_frame``."""
    return role.replace("_", " ")


def listed(words: list[str], conjunction: str = "or") -> str:
    """Join words as a person would: ``a, b or c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def cite(profile: Profile, section: str) -> str:
    """Say where what a section of a profile states was read, and when."""
    return citation(profile, profile.origin(section))


def citation(profile: Profile, origin: Origin) -> str:
    """Say where something was read, and when: ``fal.ai, Seedance 2.0, checked 2026-09-29: https://…``."""
    place = origin.source if "://" in origin.source else f"{profile.source}, {origin.source}"
    return f"{profile.title}{f', checked {origin.checked}' if origin.checked else ''}: {place}"
