"""What CI services take for a command in the output of a step.

GitHub's runner: its rules, from ActionCommand.cs and OutputManager.cs of actions/runner. Azure Pipelines' agent: Command.cs. TeamCity: its "service
messages".
"""

import re
from collections.abc import Iterator

COMMANDS = frozenset(
    ["add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "notice", "remove-matcher", "save-state", "set-env", "set-output", "stop-commands", "warning"]
)  # fmt: skip


def commands(text: str) -> Iterator[str]:
    """Yield the lines of a text that are commands. A line ends at a carriage return, too."""
    for line in re.split(r"\r\n|\r|\n", text):
        if _is_new_command(line) or _is_old_command(line) or re.search(r"##(vso|teamcity)\[", line):
            yield line


def _is_new_command(line: str) -> bool:
    """``::name properties::data``, white space before it aside."""
    line = line.lstrip()
    return line.startswith("::") and (end := line.find("::", 2)) >= 0 and _is_known(line[2:end])


def _is_old_command(line: str) -> bool:
    """``##[name properties]data``, wherever in the line it stands; only the first one counts."""
    start = line.find("##[")
    return start >= 0 and (end := line.find("]", start)) >= 0 and _is_known(line[start + 3 : end])


def _is_known(command: str) -> bool:
    return command.partition(" ")[0].lower() in COMMANDS
