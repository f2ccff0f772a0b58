"""Agents that talk to the server: the official SDK's client, over standard input and output."""

import sys
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import mcp_types as types
from mcp import Client, StdioServerParameters

COMMAND = [sys.executable, "-m", "seedance_lint", "mcp"]
MODES = {"handshake": "legacy", "2026-07-28": "2026-07-28"}
"""The two protocols that there are: sessions with a handshake, and requests that stand alone."""


@asynccontextmanager
async def client(folder: Path, mode: str = "legacy", roots: list[Path | str] | None = None, command: list[str] = COMMAND):
    """Start a server in a folder and talk to it; ``roots`` are the folders that the client opens, None where it knows no roots."""

    async def list_roots(context):
        return types.ListRootsResult(roots=[types.Root(uri=each if isinstance(each, str) else each.as_uri()) for each in roots or ()])

    server = StdioServerParameters(command=command[0], args=command[1:], cwd=folder)
    async with Client(server, mode=mode, list_roots_callback=None if roots is None else list_roots) as session:
        yield session


def talk(conversation, folder: Path, **options):
    """Hold a conversation with a server; return what it returns."""

    async def run():
        async with client(folder, **options) as session:
            return await conversation(session)

    return anyio.run(run)


def said(result) -> str:
    """Return the text of an answer."""
    return "\n".join(part.text for part in result.content)
