"""What is said where the program itself breaks: one line, and no traceback for users."""

from seedance_lint.plugins import PluginFailure


def internal_error(error: Exception, what: str = "file") -> str:
    """Say that the program broke on a file or a prompt, and where, in one line."""
    if isinstance(error, PluginFailure):  # it says whose fault it is
        return str(error)
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" ({place.tb_frame.f_globals.get('__name__', '?')}, line {place.tb_lineno})" if place is not None else ""
    return f"the program failed on this {what}: {type(error).__name__}: {' '.join(str(error).split())}{where}; please report it"
