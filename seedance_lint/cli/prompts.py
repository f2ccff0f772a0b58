"""The prompts of inputs, one by one, for the commands that show something of each."""

from collections import Counter
from collections.abc import Iterator

from seedance_lint.cli.output import complain
from seedance_lint.config.configuration import Configuration
from seedance_lint.hosts.located import HostFailure, Passed, shared
from seedance_lint.linter.lint import Linter
from seedance_lint.linter.place import Places
from seedance_lint.linter.report import host_failure
from seedance_lint.linter.result import Failure
from seedance_lint.linter.run import Input, tasks_of
from seedance_lint.linter.workshop import Workshop, open_task
from seedance_lint.records import NamedTuple
from seedance_lint.requests.request import PromptRequest


class FoundPrompt(NamedTuple):
    """One prompt; ``line`` and ``column`` (from 1) are where its string starts in the file."""

    path: str
    line: int
    column: int
    pointer: str
    request: PromptRequest
    linter: Linter


class Prompts:
    """Yields the prompts.

    In the end, ``failed`` says whether something could not be read, ``products`` how many requests are for which other product, and ``unread``
    how many places look like prompts and were not read.
    """

    __slots__ = ("_inputs", "_workshop", "failed", "products", "unread")

    def __init__(self, inputs: list[Input | Failure], configuration: Configuration) -> None:
        self._inputs = inputs
        self._workshop = Workshop(configuration)
        self.failed = False
        self.unread = 0
        self.products: Counter[str] = Counter()

    def __iter__(self) -> Iterator[FoundPrompt]:
        for task in tasks_of(self._inputs, self._workshop.configuration):
            if task.end:
                continue
            linter = self._workshop.linter_for(task.path)
            opened = open_task(task, linter)
            if opened is None:
                continue
            if isinstance(opened, Failure):
                self._fail(opened)
                continue
            document, host = opened
            for root in host.roots(document):
                if isinstance(root, HostFailure):
                    self._fail(host_failure(root, document))
                    continue
                if isinstance(root, Passed):
                    self.unread += 1
                    continue
                whole = shared(root)
                requests = linter.requests(root, document.text, document.path)
                self.products.update(other.product for other in requests.others)
                self.unread += len(requests.unread)
                for request in requests.found:
                    placed = Places(document, whole, request.prompt_path).prompt()
                    place = document.position(placed.span.start)
                    yield FoundPrompt(task.path, place.line, place.column, placed.pointer, request, linter)

    def _fail(self, failure: Failure) -> None:
        self.failed = True
        complain(f"{failure.path}: {failure.message}")
