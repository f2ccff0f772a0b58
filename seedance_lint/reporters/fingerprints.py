"""Names of findings that outlive a change of line numbers, so that CI services can tell old ones from new ones."""

from collections import Counter
from hashlib import sha256

_HEX_DIGITS = 32


class Fingerprints:
    """Gives every finding of a run a fingerprint of its own: from path, rule and message, and which of several alike it is."""

    __slots__ = ("_alike",)

    def __init__(self) -> None:
        self._alike: Counter[str] = Counter()

    def next(self, path: str, rule: str, message: str) -> str:
        """Return the fingerprint of the next finding, as hexadecimal digits."""
        finding = "\0".join((path, rule, message))
        self._alike[finding] += 1
        named = f"{finding}\0{self._alike[finding]}"
        return sha256(named.encode(errors="surrogatepass")).hexdigest()[:_HEX_DIGITS]
