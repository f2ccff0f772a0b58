"""How messages name numbers, lists and roles."""

_NOUNS = {"audio": "audio file"}
"""What kinds of files are called where a number or an article is before them."""


def noun(kind: str) -> str:
    """Return the noun for one file of a kind: ``image``, ``video``, ``audio file``."""
    return _NOUNS.get(kind, kind)


def nouns(kind: str) -> str:
    """Return the noun for several files of a kind: ``images``, ``videos``, ``audio files``."""
    return f"{noun(kind)}s"


def with_article(kind: str) -> str:
    """Return the noun for a kind of file with its article: ``an image``, ``a video``, ``an audio file``."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {noun(kind)}"


def plural(number: int, thing: str) -> str:
    """Return a number of things: ``no images``, ``1 image``, ``2 audio files``."""
    return f"{number or 'no'} {noun(thing)}{'' if number == 1 else 's'}"


def role_words(role: str) -> str:
    """Return a role as people write it: ``first frame`` for ``first_frame``."""
    return role.replace("_", " ")


def said_role(text: str, role: str) -> str:
    """Return a role in the words of the prompt, followed by what they are taken for: `` `dress` (outfit)``."""
    words = role_words(role)
    return f"`{text}`" if text.casefold() == words else f"`{text}` ({words})"


def listed(words: list[str], conjunction: str = "or") -> str:
    """Join words as a person would: ``a, b or c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
