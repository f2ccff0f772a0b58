"""Numbers as JavaScript writes them."""

import math

_MOST_DIGITS = 1000
"""Of a number that is not endless to JavaScript, in any base."""


def number(written: str) -> float | None:
    """Return the number that is written, in any base; None if there is none."""
    digits = written.replace("_", "").lower()
    if len(digits) > _MOST_DIGITS:
        return math.inf
    try:
        return int(digits, 0) if digits.isdigit() or digits[:2] in ("0x", "0o", "0b") else float(digits)
    except ValueError:
        return None
