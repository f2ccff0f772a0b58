"""Token counts as ranges, from rates per script."""

import re
from functools import lru_cache

from seedance_lint.package_data import read_toml
from seedance_lint.records import NamedTuple
from seedance_lint.tokens import TokenCount


class _Rate(NamedTuple):
    """Tokens that a run of one script takes: the fewest and the most, per run and per character."""

    low_run: float
    low_character: float
    high_run: float
    high_character: float


# In a text that has none of these (it may have line breaks and tabs), the scripts of ASCII never compete for a character.
_NOT_PLAIN = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]")


@lru_cache(maxsize=1)
def _rates() -> tuple[re.Pattern[str], tuple[_Rate, ...], tuple[tuple[re.Pattern[str], _Rate], ...]]:
    """Return a pattern with one group per script, the rates in the order of the groups, and the patterns for plain ASCII with theirs."""
    scripts = read_toml("tokens/rates.toml")["script"]
    pattern = "|".join(f"({script['pattern']})" for script in scripts)
    rates = [
        _Rate(script["per_run"][0], script["per_character"][0], script["per_run"][1], script["per_character"][1]) for script in scripts
    ]
    alone = tuple((re.compile(script["alone"]), rate) for script, rate in zip(scripts, rates, strict=True) if "alone" in script)
    return re.compile(pattern), tuple(rates), alone


@lru_cache(maxsize=1)  # a prompt that may be under several contracts is counted for each of them
def estimate(text: str) -> TokenCount:
    """Return the fewest and the most tokens that the public vocabularies make of a text, with a margin.

    Never more than its UTF-8 bytes: a byte-level vocabulary makes at most one token of a byte.
    """
    pattern, rates, alone = _rates()
    low = high = 0.0
    if text.isascii() and not _NOT_PLAIN.search(text):
        for one, rate in alone:
            runs = one.findall(text)
            count, length = len(runs), sum(map(len, runs))
            low += count * rate.low_run + length * rate.low_character
            high += count * rate.high_run + length * rate.high_character
        return _bounded(low, high, len(text))
    for match in pattern.finditer(text):
        rate = rates[(match.lastindex or 1) - 1]
        length = match.end() - match.start()
        low += rate.low_run + length * rate.low_character
        high += rate.high_run + length * rate.high_character
    return _bounded(low, high, len(text.encode("utf-8", "surrogatepass")))


def _bounded(low: float, high: float, size: int) -> TokenCount:
    # Sums of the same numbers in another order differ in the last digits; a count must not.
    return TokenCount(min(int(round(low, 6)), size), min(-int(-round(high, 6) // 1), size))
