"""The prompts of inputs, one by one, for the commands that show something of each."""

from collections.abc import Iterator
from typing import NamedTuple

from seedance_lint.cli.output import complain
from seedance_lint.config.configuration import Configuration
from seedance_lint.hosts.located import HostFailure, Passed, shared
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.place import Places
from seedance_lint.linter.report import host_failure
from seedance_lint.linter.result import Failure
from seedance_lint.linter.run import Input, tasks_of
from seedance_lint.linter.workshop import Workshop, open_task
from seedance_lint.requests.request import PromptRequest


class FoundPrompt(NamedTuple):
    """One prompt; ``line`` (from 1) is the line of the file on which its string starts."""

    path: str
    line: int
    pointer: str
    request: PromptRequest
    linter: Linter


class Prompts:
    """Yields the prompts; ``failed`` says in the end whether something could not be read."""

    __slots__ = ("_inputs", "_workshop", "failed")

    def __init__(self, inputs: list[Input | Failure], configuration: Configuration) -> None:
        self._inputs = inputs
        self._workshop = Workshop(configuration)
        self.failed = False

    def __iter__(self) -> Iterator[FoundPrompt]:
        for task in tasks_of(self._inputs, self._workshop.configuration):
            if task.end:
                continue
            linter = self._workshop.linter_for(task.path)
            opened = open_task(task, linter.settings)
            if isinstance(opened, Failure):
                self._fail(opened)
                continue
            document, host = opened
            for root in host.roots(document):
                if isinstance(root, HostFailure):
                    self._fail(host_failure(root, document))
                    continue
                if isinstance(root, Passed):
                    continue
                whole = shared(root)
                for request in linter.requests(root).found:
                    placed = Places(document, whole, request.prompt_path).prompt()
                    yield FoundPrompt(task.path, document.position(placed.span.start).line, placed.pointer, request, linter)

    def _fail(self, failure: Failure) -> None:
        self.failed = True
        complain(f"{failure.path}: {failure.message}")
