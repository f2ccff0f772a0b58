"""Before an online run: finds the URLs in all inputs, so that each is asked once however many requests name it."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator

from seedance_lint.annotations import BinaryIO
from seedance_lint.config.configuration import Configuration
from seedance_lint.hosts.located import Root
from seedance_lint.linter.result import Failure
from seedance_lint.linter.run import Input, tasks_of
from seedance_lint.linter.workshop import Task, Workshop, open_task
from seedance_lint.probes.answers import askable


def kept(inputs: Iterable[Input | Failure]) -> list[Input | Failure]:
    """Return the inputs in a form that can be read twice: a stream is copied into a file that vanishes when it is closed."""
    return [each if isinstance(each, Failure) or each.stream is None else each._replace(stream=_copy(each.stream)) for each in inputs]


def urls_in(inputs: Iterable[Input | Failure], configuration: Configuration) -> list[str]:
    """Return the URLs to ask for, each once, in order. URLs of private hosts are left out, unless the rule about them is off.

    The inputs are those of ``kept``; they can be read again afterwards.

    Raises:
        UnknownRule, UnknownProfile, PluginFailure: the configuration cannot be put to work.
    """
    workshop = Workshop(configuration)
    urls: dict[str, None] = {}
    for each in inputs:
        if isinstance(each, Failure):
            continue
        again = each if each.stream is None else each._replace(stream=os.fdopen(os.dup(each.stream.fileno()), "rb"))
        urls.update(dict.fromkeys(url for task in tasks_of([again], configuration) for url in _urls_of(task, workshop)))
        if each.stream is not None:
            each.stream.seek(0)
    return list(urls)


def _copy(stream: BinaryIO) -> BinaryIO:
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - the reader of the input closes it
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy


def _urls_of(task: Task, workshop: Workshop) -> Iterator[str]:
    if task.end:
        return
    linter = workshop.linter_for(task.path)
    opened = open_task(task, linter)
    if opened is None or isinstance(opened, Failure):  # the run itself reports it
        return
    document, host = opened
    private = all(rule.meta.id != "private-url" for rule in linter.rules)
    for root in host.roots(document):
        if isinstance(root, Root):
            for request in linter.requests(root, document.text, document.path).found:
                assets = (asset for assets in (request.assets or {}).values() for asset in assets)
                yield from askable((asset.url for asset in assets if asset.url is not None), private=private)
