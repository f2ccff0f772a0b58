"""What annotations name. Type checkers see `typing` itself, which takes a twelfth of the time and a twentieth of the memory of a short run.

Where a program runs, they are classes that do nothing: nothing looks into annotations of this package. What gives its annotations to
others that do (the server for agents, the language server, the readers of tables) imports `typing`. From Python 3.14 on it is `typing` in
any case, since named tuples need it there (``records.py``).
"""

import sys

TYPE_CHECKING = False

if TYPE_CHECKING or sys.version_info >= (3, 14):
    from typing import (
        IO,
        Any,
        BinaryIO,
        ClassVar,
        Generic,
        Literal,
        NoReturn,
        ParamSpec,
        Protocol,
        TextIO,
        TypeAlias,
        TypeGuard,
        TypeVar,
        cast,
    )
else:

    class Any:
        """Stands for itself and for every other name: ``Any``, ``IO[bytes]``, ``Any | None``."""

        def __class_getitem__(cls, _: object) -> type:
            return cls

    class Generic(Any):
        """A class of its own, because classes are made from it."""

    class Protocol(Any):
        """The same."""

    class TypeVar:
        """A variable for a type."""

        def __init__(self, *_: object, **__: object) -> None:
            self.args = self.kwargs = self

        def __typing_subst__(self, given: object) -> object:
            """Return what takes the variable's place: ``Places[int]`` where ``Places = dict[str, Part]``."""
            return given

        def __or__(self, _: object) -> "TypeVar":
            return self

        __ror__ = __or__

    def cast(_: object, value: object) -> object:
        """Return the value."""
        return value

    ParamSpec = TypeVar
    IO = BinaryIO = ClassVar = Literal = NoReturn = TextIO = TypeAlias = TypeGuard = Any

__all__ = ["IO", "TYPE_CHECKING", "Any", "BinaryIO", "ClassVar", "Generic", "Literal", "NoReturn", "ParamSpec", "Protocol", "TextIO", "TypeAlias", "TypeGuard", "TypeVar", "cast"]  # fmt: skip
