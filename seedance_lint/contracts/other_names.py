"""How the products are called that are not described here, for readers of a summary: ``doubao-seedance-1-5-pro-251215`` is Seedance 1.5."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from seedance_lint.package_data import read_toml

_LONGEST = 400


def name_of(texts: Iterable[str]) -> str:
    """Return the name of the product that the first of some texts names which names any: ids of models, headings, addresses; empty if none does."""
    return next((name for text in texts if (name := _named(text))), "")


@lru_cache(maxsize=2048)
def _named(text: str) -> str:
    plain = text[:_LONGEST].lower().replace("_", "-").replace("/", "-").replace(" ", "-")
    for pattern, name in _called():
        found = pattern.search(plain)
        if found is not None:
            return found.expand(name)
    return ""


@cache
def _called() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), name) for pattern, name in read_toml("contracts/products.toml")["called"]["names"])
