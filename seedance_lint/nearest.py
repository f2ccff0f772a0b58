"""Did you mean: the name that a misspelt one was probably meant to be."""

from collections.abc import Iterable


def nearest(word: str, names: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """Return the name most like ``word``, ignoring case; None if none is alike enough.

    ``likeness`` is difflib's ratio, from 0 (nothing in common) to 1 (the same).
    """
    import difflib

    by_folded = {name.casefold(): name for name in sorted(names, reverse=True)}
    found = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=likeness)
    return by_folded[found[0]] if found else None


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """Return ``; did you mean `name`?`` for an error message, or nothing."""
    found = nearest(word, names)
    return f"; did you mean `{found}`?" if found else ""
