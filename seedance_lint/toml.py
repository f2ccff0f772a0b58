"""TOML that users write, by the standard library, in time that grows as its length does."""

from seedance_lint.annotations import Any
from seedance_lint.pattern import Pattern

ENDLESS_NAME = Pattern(r"(?<![\w\"'-])(?:(?:[A-Za-z0-9_-]++|\"[^\"\r\n]*+\"|'[^'\r\n]*+')[ \t]*+\.[ \t]*+){200}")
"""The library takes time that is quadratic in the dots of a name."""
ENDLESS_NUMBER = Pattern(r"(?<![0-9_])[0-9][0-9_]{4300}")
TOO_MANY_DIGITS = "a number with more than 4,300 digits"  # int() takes no more (sys.set_int_max_str_digits)


class TomlFailure(ValueError):
    """A text that is not TOML, or nested deeper than anybody writes it; the message says where."""


def loads(text: str) -> dict[str, Any]:
    """Return the tables of a TOML text.

    Raises:
        TomlFailure: it cannot be read.
    """
    import tomllib

    endless = ENDLESS_NAME.search(text)
    if endless is not None:
        raise TomlFailure(f"a name of more than 200 parts (at line {text.count(chr(10), 0, endless.start()) + 1})")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise TomlFailure("nested too deeply") from None
    except tomllib.TOMLDecodeError as error:
        raise TomlFailure(str(error)) from None
    except ValueError:
        endless = ENDLESS_NUMBER.search(text)
        raise TomlFailure(f"{TOO_MANY_DIGITS} (at line {text.count(chr(10), 0, endless.start() if endless else 0) + 1})") from None
