"""What a function from elsewhere is given by position that makes a video: the prompt first, or behind a model or a picture."""

from collections.abc import Sequence

from seedance_lint.annotations import Any
from seedance_lint.hosts.code.callers import Callers, arguments
from seedance_lint.hosts.code.growing import Growing
from seedance_lint.hosts.code.languages import common
from seedance_lint.hosts.code.names import dotted, last, snake
from seedance_lint.hosts.code.records import Argument, Chain, Listed, Made, Member, Name, Step
from seedance_lint.hosts.code.values import Reader
from seedance_lint.hosts.located import Node
from seedance_lint.hosts.program.known_calls import (
    asks_user,
    builder_parameters,
    method_parameters,
    model_parameters,
    parameters_of,
    reads_as_prompt,
    takes_prompt,
)
from seedance_lint.hosts.program.mappings import Entry
from seedance_lint.hosts.program.placed_arguments import MOST_PLACED, behind_file, behind_others


def placed(reader: Reader, callers: Callers, found: Any) -> tuple[Node, Step] | None:
    """Return what a call is given, under the names of what takes it, and the call itself; None of a call that makes no video of a text."""
    step = _step(found)
    if step is None or not step.given or step.inside or asks_user(step.name.name):
        return None
    function = callers.called(step)
    if function is not None:
        return _given(reader, found, list(arguments(function, step))), step
    is_own = step.name.name in reader.walk.own
    given = [each for each in step.given if each.name is None and not _is_context(each.value)]
    names = [] if is_own or not given else _names(reader, found, step, given)
    fields = [(name, each.value) for name, each in zip(names, given, strict=False) if name]
    if not takes_prompt([name for name, _ in fields]):
        return None
    fields += [(snake(each.name.name), each.value) for each in step.given if each.name is not None]
    return _given(reader, found, fields), step


def prompt_of(made: Node) -> str | None:
    """Return the text that a call is given as a prompt; None if that is not known, or reads like no prompt."""
    for key, child in zip(made.keys, made.children, strict=False):
        if takes_prompt((str(key.value),)) and isinstance(child.value, str) and reads_as_prompt(child.value):
            return child.value
    return None


def _step(found: Any) -> Step | None:
    """Return the call that an expression is: the last of a chain that is given anything, or the making of an object."""
    if isinstance(found, Made) and found.body is None and found.type:
        return Step(Name(found.span, last(found.type)), found.given)
    steps = [step for step in found.steps if step.given] if isinstance(found, Chain) else []
    return steps[-1] if steps else None


def _given(reader: Reader, found: Any, fields: Sequence[tuple[str, Any]]) -> Node:
    growing = Growing(found.span, is_list=False)
    for name, value in fields:
        growing.entries.append(Entry(Node(value.span, snake(name)), reader.value(value)))
    return growing.node()


def _is_context(found: Any) -> bool:
    """Whether an argument only says how long a call may take: ``ctx``."""
    return isinstance(found, Name) and found.name in common("contexts")["names"]


def _names(reader: Reader, found: Any, step: Step, given: list[Argument]) -> list[str]:
    """Return the names of what a function from elsewhere is given by position; none of one that makes no video."""
    first = [each.value for each in given[:MOST_PLACED]]
    texts = [made.value if (made := reader.text(each)) is not None else None for each in first]
    lists = [_is_list(reader, each) for each in first]
    written = [last(dotted(each)) if isinstance(each, (Name, Member)) else "" for each in first]
    name, maker = step.name.name, _maker(reader, found)
    names = behind_others(name, texts, written, lists, maker)
    if names or not reads_as_prompt(texts[0]):
        return names
    files = any(lists[1:2])
    model = texts[1] if len(texts) > 1 and not files else None
    names = parameters_of(name) or model_parameters(name, model, written[1] if len(written) > 1 and model is None and not files else "")
    if not names and isinstance(found, Chain):
        named = [snake(each.name.name) for each in step.given if each.name is not None]
        names = builder_parameters(name, "", named, files=files) or method_parameters(maker, name, files=files)
    return behind_file(names, texts[0])


def _is_list(reader: Reader, found: Any) -> bool:
    value = reader.names.value(found) if isinstance(found, (Name, Member)) else found
    if isinstance(value, Chain):
        return any(f"{last(dotted(value.base))}.{step.name.name}".strip(".") in common("makers")["lists"] for step in value.steps[:1])
    return isinstance(value, Listed)


def _maker(reader: Reader, found: Any) -> str:
    """Return the name of the class of which a method is called, where the object is made in sight."""
    base = found.base if isinstance(found, Chain) else None
    made = reader.names.value(base) if isinstance(base, (Name, Member)) else base
    if isinstance(made, Made):
        return last(made.type)
    if isinstance(made, Chain):
        return last(dotted(made.base)) or made.steps[0].name.name
    return last(dotted(base)) if isinstance(base, (Name, Member)) else ""
