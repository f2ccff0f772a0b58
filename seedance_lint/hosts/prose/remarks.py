"""Texts beside prompts that are written like some and are about them: a note, a comparison of good and bad ones, alternatives to choose from."""

import re

from seedance_lint.hosts.prose.films import begins_part
from seedance_lint.hosts.prose.words import count_words, prose_words
from seedance_lint.pattern import Pattern

_CHECKS = Pattern(r"[❌✅✗✓✔✘☑☒⭕□☐]|^[ \t>]*(?:[-*+] )?\[[ xX]\] ", re.MULTILINE)
_LABEL = Pattern(r"[^\n:：]{1,25}[:：][ \t]*")
_BETWEEN = Pattern(r"[ \t]+[/／][ \t]+")
_NO_CHOICE = Pattern(r"[0-9\"“”「」.。!！?？;；]")
"""What none of several alternatives has: a number, a quotation, the end of a sentence."""
_AROUND = " \t*_"
_LONGEST_CHOICE = 6
_SEVERAL = 3


def compares(text: str) -> bool:
    """Whether a text has marks of what is right and wrong, boxes to tick, or a line that calls what is behind it wrong."""
    return _CHECKS.search(text) is not None or prose_words().wrong.search(text) is not None


def is_crossed_out(text: str) -> bool:
    """Whether each line of a text begins with a mark that calls it wrong, so that no label in front makes it a prompt."""
    lines = [line.lstrip(_AROUND_CROSS) for line in text.splitlines() if line.strip()]
    return len(lines) > 0 and all(line[0:1] in CROSSES for line in lines)


_AROUND_CROSS = " \t*_>-"
CROSSES = "❌✗✘✖👎"
"""Marks of what is wrong."""


def is_note(text: str) -> bool:
    """Whether a text is called a note by its first words: ``Key points: …``."""
    return prose_words().note.match(text) is not None


def blames(line: str) -> bool:
    """Whether a line says that what is above it is a bad example: ``→ too vague``, ``Why it fails: …``; and not that what is below it is: ``❌ Wrong:``."""
    found = prose_words().blame.match(line)
    if found is None or found["cross"] is None:
        return found is not None
    return prose_words().wrong_label.fullmatch(line) is None and not line.rstrip(_AROUND).endswith((":", "："))


def decides(text: str) -> bool:
    """Whether most lines of a text lead from a case, or a thing, to what is done with it: ``有参考图？ → I2V``; and not from one shot to the next."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        return _is_chain(lines[0])
    leading = sum(1 for line in lines if _LEADS.match(line) is not None and not begins_part(line.lstrip(_AROUND_CASE)))
    return leading >= max(_FEWEST_CASES, _MOST_CASES * len(lines))


def _is_chain(line: str) -> bool:
    """Whether a line leads from one place or step to the next, with a few words for each and no tag: ``pier → shop → kitchen → roof``."""
    parts = [part.strip() for part in _ARROW.split(line)]
    return len(parts) >= _FEWEST_CASES and "@" not in line and all(0 < count_words(part) <= _LONGEST_STEP for part in parts)


_ARROW = Pattern(r"→|⇒|->|=>")
_LONGEST_STEP = 4


_LEADS = Pattern(r"[^\w\n]{0,8}[^\s→⇒][^\n→⇒]{0,23}(?:→|⇒|->|=>)[ \t]*\S")
_AROUND_CASE = " \t*_`>|-•├└─│"
_FEWEST_CASES = 4
_MOST_CASES = 0.6
"""How many of its lines lead from a case to what is done, where a remark may be below them."""


def is_menu(text: str, *, is_called: bool, has_tags: bool) -> bool:
    """Whether the lines of a text offer words to choose from: ``wide / medium / close-up``. ``is_called``: something calls it a prompt."""
    if "/" not in text and "／" not in text:
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    least = 2 if has_tags or len(lines) > 1 else _SEVERAL
    menus = sum(_offers(line, least) for line in lines)
    return menus == len(lines) if is_called else menus * 2 >= len(lines)


def _offers(line: str, least: int) -> bool:
    """Whether a line has alternatives between slashes, behind a label or not."""
    label = _LABEL.match(line)
    parts = _BETWEEN.split(line[label.end() if label is not None else 0 :].strip())
    return len(parts) >= least and all(
        0 < count_words(part) <= _LONGEST_CHOICE and not _NO_CHOICE.search(_TAG.sub("", part)) for part in parts
    )


_TAG = Pattern(r"[@＠]?[\[<【]*[^\W\d]{1,6}[ _-]?[0-9]{1,2}[\]>】]*")
