"""Token counts as ranges, from rates per script."""

import re
from functools import lru_cache
from typing import NamedTuple

from seedance_lint.data import read_toml
from seedance_lint.tokens import TokenCount


class _Rate(NamedTuple):
    """Tokens that a run of one script takes: the fewest and the most, per run and per character."""

    low_run: float
    low_character: float
    high_run: float
    high_character: float


@lru_cache(maxsize=1)
def _rates() -> tuple[re.Pattern[str], tuple[_Rate, ...]]:
    """Return a pattern with one group per script, and the rates in the order of the groups."""
    data = read_toml("tokens/rates.toml")
    scripts = data["script"]
    pattern = "|".join(f"({script['pattern']})" for script in scripts)
    rates = [
        _Rate(script["per_run"][0], script["per_character"][0], script["per_run"][1], script["per_character"][1]) for script in scripts
    ]
    return re.compile(pattern), tuple(rates)


def estimate(text: str) -> TokenCount:
    """Return the fewest and the most tokens that the public vocabularies make of a text, with a margin.

    Never more than its UTF-8 bytes: a byte-level vocabulary makes at most one token of a byte.
    """
    pattern, rates = _rates()
    low = high = 0.0
    for match in pattern.finditer(text):
        rate = rates[(match.lastindex or 1) - 1]
        length = match.end() - match.start()
        low += rate.low_run + length * rate.low_character
        high += rate.high_run + length * rate.high_character
    size = len(text.encode("utf-8", "surrogatepass"))
    return TokenCount(min(int(low), size), min(-int(-high // 1), size))
