"""How many tokens a text has: an estimate as a range, or an exact count with a vocabulary of the user's own."""

from functools import lru_cache

from seedance_lint.annotations import Any, Protocol
from seedance_lint.records import NamedTuple


class TokenCount(NamedTuple):
    """Between ``low`` and ``high`` tokens; the two are one where the count is exact."""

    low: int
    high: int


class TokenCounter(Protocol):
    """Counts tokens. A plugin's entry point in ``seedance_lint.token_counters`` names one, or a class without arguments that makes one."""

    def count(self, text: str) -> TokenCount:
        """Return how many tokens a text has."""


class TokenizerFailure(Exception):
    """A vocabulary that cannot be read, or the library for it is not installed; the message names the file."""


class Estimate:
    """Counts in ranges that cover the public vocabularies, since the model's own is not public."""

    __slots__ = ()

    def count(self, text: str) -> TokenCount:
        """Return the fewest and the most tokens that a public vocabulary is likely to make of a text."""
        from seedance_lint.tokens.estimate import estimate

        return estimate(text)


@lru_cache(maxsize=4)
def counter(tokenizer: str | None = None, plugins: tuple[str, ...] = ()) -> TokenCounter:
    """Return what counts tokens: a ``tokenizer.json``, else the first plugin that offers a counter, else the estimate.

    Raises:
        TokenizerFailure: the file cannot be read, or the extra for it is not installed.
        PluginFailure: a plugin that is not installed, fails to load, or offers no counter.
    """
    if tokenizer is not None:
        from seedance_lint.tokens.vocabulary import Vocabulary

        return Vocabulary(tokenizer)
    if plugins:
        from seedance_lint.plugins import PluginFailure, called, in_a_line, load_plugins

        for plugin in load_plugins("seedance_lint.token_counters", plugins):
            told = f"the plugin `{plugin.name}` of {plugin.distribution}"
            try:
                value: Any = called(plugin.value) if isinstance(plugin.value, type) else plugin.value
            except Exception as error:
                raise PluginFailure(f"{told} has a token counter that cannot be created: {in_a_line(error)}") from None
            if not callable(getattr(value, "count", None)):
                raise PluginFailure(f"{told} provides a token counter without the method `count`")
            from seedance_lint.tokens.foreign import ForeignCounter

            return ForeignCounter(value, told)
    return Estimate()
