"""Whether a text teaches: how to write prompts, what a reader is to do, what goes where."""

from seedance_lint.hosts.prose.films import SPOKEN, is_timed_film
from seedance_lint.hosts.prose.remarks import compares
from seedance_lint.hosts.prose.tags import mentions
from seedance_lint.hosts.prose.words import prose_words
from seedance_lint.pattern import Pattern
from seedance_lint.syntax import Reference

LONG_ENOUGH = 40
"""How many words a text has, at least, of which one may teach."""
_FIRST_LINES = 5
_QUOTED = Pattern(r"\"[^\"\n]{1,300}\"|“[^“”\n]{1,300}”|「[^「」\n]{1,300}」|«[^«»\n]{1,300}»|`[^`\n]{1,300}`")
_AROUND = " \t\r\n*_"
_MANY_ORDERS = 3


def teaches(text: str, teaching: Pattern, references: tuple[Reference, ...] = ()) -> bool:
    """Whether a text has words of ``teaching``, begins with an order, leads on to something else or has a tag in quotes."""
    words = prose_words()
    if "`" in text or text.rstrip(_AROUND).endswith((":", "：")):
        return True  # it leads on to something else
    if teaching.search(words.scenes.sub(" ", _unsaid(text))) or words.orders.match(text):
        return True  # what somebody says in a scene does not teach, and the depth of field does not belong to a form
    return _quotes_tags(text, references) and not is_timed_film(text)


def hardly_teaches(text: str, length: int) -> bool:
    """Whether a long text has few words that teach, for its length, as a prompt may: ``the tip of the brush``; and does not say what a reader is to be."""
    words = prose_words()
    if any(words.persona.match(line) is not None for line in text.splitlines()[:_FIRST_LINES]) or "`" in text or compares(text):
        return False
    rest = words.orders_video.sub(" ", words.scenic.sub(" ", _unsaid(text)))
    lessons = sum(1 for pattern in (words.teaching, words.about) for _ in pattern.finditer(rest))
    return lessons <= length // LONG_ENOUGH


def _quotes_tags(text: str, references: tuple[Reference, ...]) -> bool:
    """Whether a tag is in quotes, or right behind some, as pages show how to write one: nobody says a tag aloud. A film may have its shots in quotes."""
    if any(mentions(match[0]) for match in _QUOTED.finditer(text)):
        return True
    return any(text[max(0, each.span.start - 1) : each.span.start] in "\"“「'" and each.span.start > 0 for each in references)


def _unsaid(text: str) -> str:
    """Return a text without what is said in it."""
    return _QUOTED.sub(" ", SPOKEN.sub(" ", text))


def gives_orders(text: str) -> bool:
    """Whether several lines order a person who writes a prompt about: ``Never say …``, ``Use: …``."""
    words = prose_words()
    return sum(words.orders.match(line) is not None for line in text.splitlines()) >= _MANY_ORDERS
