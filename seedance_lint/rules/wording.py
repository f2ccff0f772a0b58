"""How messages name numbers, lists and roles."""


def plural(number: int, noun: str) -> str:
    """Say a number of things: ``no images``, ``1 image``, ``2 images``."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def role_words(role: str) -> str:
    """Return a role as people write it: ``first frame`` for ``first_frame``."""
    return role.replace("_", " ")


def said_role(text: str, role: str) -> str:
    """Return a role in the words of a prompt, and behind them what they are taken for: `` `dress` (outfit)``."""
    words = role_words(role)
    return f"`{text}`" if text.casefold() == words else f"`{text}` ({words})"


def listed(words: list[str], conjunction: str = "or") -> str:
    """Join words as a person would: ``a, b or c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
