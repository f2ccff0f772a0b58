"""Token counters of plugins: what they count is looked at before a rule relies on it."""

from seedance_lint.annotations import TYPE_CHECKING
from seedance_lint.plugins import PluginFailure, called, in_a_line

if TYPE_CHECKING:
    from seedance_lint.tokens import TokenCount, TokenCounter


class ForeignCounter:
    """The counter of a plugin; ``plugin`` names it in messages."""

    __slots__ = ("_counter", "_plugin")

    def __init__(self, counter: "TokenCounter", plugin: str) -> None:
        self._counter = counter
        self._plugin = plugin

    def count(self, text: str) -> "TokenCount":
        """Return how many tokens a text has.

        Raises:
            PluginFailure: the plugin fails, or gives something that is not a count.
        """
        from seedance_lint.tokens import TokenCount

        try:
            made = called(self._counter.count, text)
        except Exception as error:
            raise PluginFailure(f"{self._plugin} failed to count tokens: {in_a_line(error)}") from None
        if not isinstance(made, TokenCount) or not all(type(each) is int for each in made) or not 0 <= made.low <= made.high:
            raise PluginFailure(f"{self._plugin} counts {ascii(made)[:60]} tokens, which is not a TokenCount of integers")
        return made
