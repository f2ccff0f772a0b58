"""Calls of which the program shows all that makes the video: nothing else can give files to the request."""

import re
from collections.abc import Iterable, Sequence

from seedance_lint.hosts.located import Node, Partial
from seedance_lint.hosts.program.known_calls import (
    builds_video,
    calls_known,
    is_model,
    may_take_model,
    method_parameters,
    parameters_of,
    parts_of,
)

MODEL = "model"


def makes_video(names: Sequence[str], *, takes_model: bool = False, maker: str = "") -> bool:
    """Whether the names of a function and of what it is in (``client.videos.generate``) say that it makes a video, and does not only write a request.

    ``takes_model``: it is given a model of ours beside the prompt. ``maker`` is the class of the object that it is a method of, which may be
    called after us. A class only makes an object, which may get files later.
    """
    if not names or names[-1][:1].isupper():
        return False
    words = set().union(*map(parts_of, names))
    makes = takes_model or builds_video(names) or bool(parameters_of(names[-1]) or method_parameters(maker, names[-1], files=False))
    return makes and not words & calls_known("writers")


def gives_model(made: Node | None, function: str) -> bool:
    """Whether a model of ours is among what a function is given by name that may send it: ``client.generate(model="seedance-2.0", prompt="…")``."""
    return made is not None and isinstance(made.value, dict) and is_model(made.value.get(MODEL)) and may_take_model(function)


def is_client(names: Iterable[str]) -> bool:
    """Whether an object, or the class that makes it, is called one that sends each request on its own."""
    return any(parts_of(name) & calls_known("clients") for name in names)


def is_tool(call: str) -> bool:
    """Whether a call hands its arguments to a tool of a server, whose name is one of them."""
    return call.rpartition(".")[2].replace("_", "").lower() in calls_known("tools")


def collects_files(name: str, program: str) -> bool:
    """Whether one of the methods that a program calls of an object may give it files."""
    methods = {found[1] for found in re.finditer(rf"(?<![\w.$]){re.escape(name)}\s*\??\.\s*(\w+)", program)}
    return any(parts_of(method) & calls_known("collectors") and not makes_video((method,)) for method in methods)


def noted(made: Node | None) -> Node | None:
    """Return what a call is given, noted as all that makes its video."""
    if made is not None and isinstance(made.value, Partial):
        made.value.whole = True
    return made
