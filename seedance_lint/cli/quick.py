"""The arguments of most runs, read without click: a hook names files and a switch or two, and click takes a third of such a run to import."""

from seedance_lint.annotations import Any

SWITCHES = {
    "--force-exclude": "force_exclude",
    "--fix": "fix",
    "--isolated": "isolated",
    "--no-ignores": "no_ignores",
    "--statistics": "statistics",
    "--quiet": "quiet",
    "-q": "quiet",
    "--verbose": "verbose",
    "-v": "verbose",
}
"""Options of `check` that take no value and can be given with each other, to the field that they set."""

_EXPANDED = frozenset("*?[~")
"""What click expands on Windows, where no shell does."""


def plain_check(arguments: list[str]) -> dict[str, Any] | None:
    """Return the options of a `check` with nothing but switches and paths; None for all else, which is for click to read."""
    if arguments[:1] != ["check"]:
        return None
    paths, options = [], {}
    for argument in arguments[1:]:
        if argument in SWITCHES:
            options[SWITCHES[argument]] = True
        elif not argument or argument.startswith("-") or not _EXPANDED.isdisjoint(argument):
            return None
        else:
            paths.append(argument)
    return {"paths": tuple(paths), **options}
