"""``NamedTuple`` as `typing` has it, made in a fraction of the time.

A run makes a hundred of these classes before it reads its first file, and `typing.NamedTuple` compiles source code for each of them: a fifth of
the time of a short run. Type checkers see `typing.NamedTuple` itself, and Python 3.14 and later, which keep annotations elsewhere, get it.
"""

import sys

from seedance_lint.annotations import TYPE_CHECKING, Any

if TYPE_CHECKING or sys.version_info >= (3, 14):
    from typing import NamedTuple
else:
    from collections.abc import Callable, Iterable, Mapping
    from operator import itemgetter
    from types import CodeType, FunctionType

    try:
        from _collections import _tuplegetter as getter  # what `collections.namedtuple` uses: no call for an attribute
    except ImportError:  # PyPy

        def getter(index: int, doc: str) -> property:
            return property(itemgetter(index), doc=doc)

    class _Record(tuple):
        """What all records have in common."""

        __slots__ = ()
        _fields: tuple[str, ...] = ()
        _field_defaults: Mapping[str, Any] = {}

        @classmethod
        def _make(cls, values: Iterable[Any]) -> "_Record":
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"expected {len(cls._fields)} values, got {len(made)}")
            return made

        def _replace(self, /, **changed: Any) -> "_Record":
            made = tuple.__new__(type(self), map(changed.pop, self._fields, self))
            if changed:
                raise ValueError(f"{type(self).__name__} has no field {', '.join(changed)}")
            return made

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in zip(self._fields, self, strict=True))})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    _new = tuple.__new__
    _GLOBALS = {"_new": _new, "__builtins__": {}}
    # Written out for as many fields as most have: to compile these would be a fortieth of a short run.
    _CONSTRUCTORS: tuple[Callable[..., Any], ...] = (
        lambda c: _new(c, ()),
        lambda c, a: _new(c, (a,)),
        lambda c, a, b: _new(c, (a, b)),
        lambda c, a, b, d: _new(c, (a, b, d)),
        lambda c, a, b, d, e: _new(c, (a, b, d, e)),
        lambda c, a, b, d, e, f: _new(c, (a, b, d, e, f)),
        lambda c, a, b, d, e, f, g: _new(c, (a, b, d, e, f, g)),
        lambda c, a, b, d, e, f, g, h: _new(c, (a, b, d, e, f, g, h)),
        lambda c, a, b, d, e, f, g, h, i: _new(c, (a, b, d, e, f, g, h, i)),
        lambda c, a, b, d, e, f, g, h, i, j: _new(c, (a, b, d, e, f, g, h, i, j)),
        lambda c, a, b, d, e, f, g, h, i, j, k: _new(c, (a, b, d, e, f, g, h, i, j, k)),
        lambda c, a, b, d, e, f, g, h, i, j, k, q: _new(c, (a, b, d, e, f, g, h, i, j, k, q)),
        lambda c, a, b, d, e, f, g, h, i, j, k, q, m: _new(c, (a, b, d, e, f, g, h, i, j, k, q, m)),
        lambda c, a, b, d, e, f, g, h, i, j, k, q, m, n: _new(c, (a, b, d, e, f, g, h, i, j, k, q, m, n)),
        lambda c, a, b, d, e, f, g, h, i, j, k, q, m, n, o: _new(c, (a, b, d, e, f, g, h, i, j, k, q, m, n, o)),
        lambda c, a, b, d, e, f, g, h, i, j, k, q, m, n, o, p: _new(c, (a, b, d, e, f, g, h, i, j, k, q, m, n, o, p)),
    )  # fmt: skip

    def _constructor(count: int) -> CodeType:
        """Return the code of ``__new__`` for this many fields, whose names are still to be set."""
        if count < len(_CONSTRUCTORS):
            return _CONSTRUCTORS[count].__code__
        names = ", ".join(f"_{number}" for number in range(count))
        return eval(f"lambda _cls, {names}: _new(_cls, ({names},))").__code__  # type: ignore[no-any-return]  # noqa: S307 - numbers alone

    class _Maker(type):
        """Makes a subclass of tuple from the annotations of a class."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            if (*defaults,) != fields[len(fields) - len(defaults) :]:
                raise TypeError("a field without a default follows one with a default")
            code = _constructor(len(fields)).replace(co_varnames=("_cls", *fields))
            body |= {field: getter(number, "") for number, field in enumerate(fields)}
            body |= {"__slots__": (), "__match_args__": fields, "_fields": fields, "_field_defaults": defaults}
            body["__new__"] = FunctionType(code, _GLOBALS, "__new__", (*defaults.values(),))
            return type(name, (_Record, *bases[1:]), body)  # after it is `Generic`, if anything

    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {})

__all__ = ["NamedTuple"]
