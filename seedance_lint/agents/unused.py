"""Stands in for parts of the SDK that a server over standard input and output never calls, while it is imported: its web server and what that needs."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

_UNUSED = (
    "mcp.server._otel",
    "mcp.server.auth",
    "mcp.server.streamable_http",
    "mcp.server.streamable_http_manager",
    "mcp.server.transport_security",
    "starlette",
)


class _Stand:
    """In place of a class or a number of a module that is not imported."""

    def __init__(self, *arguments: object, **named: object) -> None: ...


class _Empty(ModuleType):
    """A module that has whatever is imported from it."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Stand


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:  # noqa: ARG002
        """Find the modules that are not to be imported."""
        return ModuleSpec(fullname, self, is_package=True) if _is_unused(fullname) else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return an empty module."""
        return _Empty(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing."""


@contextmanager
def unused_left_out() -> Iterator[None]:
    """Import empty modules in place of those that nothing here calls; afterwards they can be imported as they are."""
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [each for each, module in sys.modules.items() if isinstance(module, _Empty)]:
            del sys.modules[name]


def _is_unused(name: str) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in _UNUSED)
