"""Hosts of plugins: whatever they do wrong is reported under their name, and takes nothing else with it."""

from collections.abc import Callable, Iterator

from seedance_lint.annotations import Any
from seedance_lint.hosts.located import Comment, Host, HostFailure, Node, Passed, Root
from seedance_lint.plugins import PluginFailure, called, each_of, in_a_line
from seedance_lint.source.document import SourceDocument


class ForeignHost:
    """The host of a plugin. All that a host may say of itself it says as the plugin does."""

    def __init__(self, host: Host, plugin: str) -> None:
        """Take a host; ``plugin`` names it in messages: ``the plugin `x` of y 1.0``."""
        self._host = host
        self._plugin = plugin

    def __getattr__(self, name: str) -> Any:
        return getattr(self._host, name)

    def roots(self, document: SourceDocument) -> Iterator[Root | HostFailure | Passed]:
        """Yield what the plugin finds, up to where it fails."""
        try:
            for root in each_of(called(self._host.roots, document)):
                fault = _fault(root, len(document.text))
                if fault:
                    yield HostFailure(f"{self._plugin} is broken: {fault}")
                    return
                yield root._replace(tree=self._guarded(root.tree)) if isinstance(root, Root) else root
        except Exception as error:
            yield HostFailure(f"{self._plugin} failed: {in_a_line(error)}")

    def _guarded(self, tree: Callable[[], Node]) -> Callable[[], Node]:
        """Wrap what finds the places of a value, so that the plugin is named where it fails."""

        def find() -> Node:
            try:
                node = called(tree)
            except Exception as error:
                raise PluginFailure(f"{self._plugin} failed: {in_a_line(error)}") from None
            if not isinstance(node, Node):
                raise PluginFailure(f"{self._plugin} is broken: the `tree` of a Root returned {ascii(node)[:60]} instead of a Node")
            return node

        return find

    def comments(self, document: SourceDocument) -> Iterator[Comment]:
        """Yield the comments that the plugin finds; one that fails here has been reported before."""
        try:
            found = [comment for comment in each_of(called(self._host.comments, document)) if isinstance(comment, Comment)]
        except Exception:
            return
        yield from found


def _fault(root: object, length: int) -> str:
    """Say what is wrong with something that a host yields; empty if nothing is."""
    if not isinstance(root, (Root, HostFailure, Passed)):
        shown = ascii(root)
        return f"it yielded {shown if len(shown) <= 60 else shown[:59] + '…'} instead of a Root, a HostFailure or a Passed"
    if type(root.offset) is not int or not 0 <= root.offset <= length:
        return f"it yielded the offset {root.offset!r}, which is outside the document"
    if isinstance(root, Root) and not callable(root.tree):
        return "it yielded a Root whose `tree` is not callable"
    return ""
