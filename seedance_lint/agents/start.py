"""Starts the server, with as little as may be between a client and its first answer."""

import gc
import logging
import signal
import sys
from importlib.machinery import PathFinder
from types import ModuleType
from typing import Any

from seedance_lint.agents.unused import unused_left_out

_FACADES = ("mcp", "mcp.server", "mcp.server.lowlevel")
"""Packages of the SDK that import all of it, clients and web servers, if one of their modules is imported."""


def load() -> Any:
    """Return a server that nobody talks to yet.

    Raises:
        ModuleNotFoundError: a library that it needs is not installed.
    """
    gc.disable()  # the protocol's objects stay; looking through them for garbage takes a tenth of the start
    _defer_models()
    _open_packages()
    try:
        with unused_left_out():
            from seedance_lint.agents.server import build

            server = build()
    except (ImportError, AttributeError, TypeError):  # another version of the SDK, whose modules need what their packages import
        _close_packages()
        from seedance_lint.agents.server import build

        server = build()
    gc.freeze()
    gc.enable()
    return server


def _defer_models() -> None:
    """Let the protocol's five hundred models be made when one is used first: a conversation uses thirty of them."""
    import pydantic

    pydantic.BaseModel.model_config = {"defer_build": True}


def _open_packages() -> None:
    """Make the modules of the SDK importable without what their packages import: that is a third of the start, and nothing here uses it."""
    path = None
    for name in _FACADES:
        found = PathFinder.find_spec(name, path)
        if found is None or found.submodule_search_locations is None:
            return  # importing it will say so
        package = ModuleType(name)
        package.__path__ = path = list(found.submodule_search_locations)
        sys.modules[name] = package


def _close_packages() -> None:
    """Forget the SDK, so that it is imported as it is meant to be."""
    for name in [each for each in sys.modules if each.partition(".")[0] == _FACADES[0] or each == "seedance_lint.agents.server"]:
        del sys.modules[name]


def serve(server: Any) -> None:
    """Serve one client over standard input and output until it leaves."""
    import anyio

    logging.disable(logging.CRITICAL)  # what goes wrong is answered; clients take whatever a server writes to stderr for a failure
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)  # a thread waits for input, and no exception would wake it
    anyio.run(_converse, server)


async def _converse(server: Any) -> None:
    from mcp.server.stdio import stdio_server

    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())
