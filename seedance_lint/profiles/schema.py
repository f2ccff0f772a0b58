"""Reads the tables of a profile file and complains of what does not belong there."""

from collections.abc import Iterator, Mapping

from seedance_lint.annotations import Any
from seedance_lint.profiles.profile import Range

_WORDS = {str: "a string", int: "a whole number", float: "a number", bool: "true or false", dict: "a table", list: "a list"}
_REQUIRED = object()


class ProfileError(ValueError):
    """A file that is not a profile; the message names the key at fault and what it takes."""


class Table:
    """One table of a profile file, read key by key; ``close`` then names what nobody asked for."""

    __slots__ = ("_data", "_inner", "_known", "_name")

    def __init__(self, data: Mapping[str, Any], name: str = "") -> None:
        self._data = data
        self._name = name
        self._known: set[str] = set()
        self._inner: list[Table] = []

    def take(self, key: str, kind: type, default: object = _REQUIRED) -> Any:
        """Return a value of a type, or the default where the key is missing.

        Raises:
            ProfileError: a key without default is missing, or its value is of another type.
        """
        self._known.add(key)
        if key not in self._data:
            if default is _REQUIRED:
                raise ProfileError(f"`{self.path(key)}` is missing; it takes {_WORDS[kind]}")
            return default
        value = self._data[key]
        wanted = (int, float) if kind is float else kind
        if not isinstance(value, wanted) or (isinstance(value, bool) and kind is not bool):
            raise ProfileError(f"`{self.path(key)}` takes {_WORDS[kind]}, not {value!r}")
        return value

    def words(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of strings."""
        values = self.take(key, list, default)
        for value in values:
            if not isinstance(value, str):
                raise ProfileError(f"`{self.path(key)}` takes strings, not {value!r}")
        return tuple(values)

    def words_or_word(self, key: str) -> tuple[str, ...]:
        """Return one string or a list of strings as a tuple."""
        return self.words(key) if isinstance(self._data.get(key), list) else (self.take(key, str),)

    def take_any(self, key: str, kinds: tuple[type, ...], default: object) -> Any:
        """Return a value of one of several types, or the default where the key is missing."""
        self._known.add(key)
        value = self._data.get(key, default)
        if value is not default and not isinstance(value, kinds):
            raise ProfileError(f"`{self.path(key)}` takes {' or '.join(_WORDS[kind] for kind in kinds)}, not {value!r}")
        return value

    def table_list(self, key: str) -> "list[Table]":
        """Return a list of tables; an empty one where the key is missing."""
        made = []
        for number, value in enumerate(self.take(key, list, ())):
            if not isinstance(value, dict):
                raise ProfileError(f"`{self.path(key)}` takes tables, not {value!r}")
            made.append(Table(value, f"{self.path(key)}[{number}]"))
        self._inner += made
        return made

    def range(self, key: str) -> Range:
        """Return the limits in a table with ``min``, ``max`` or both; none where the key is missing."""
        table = self.table(key)
        found = Range(table.take("min", float, None), table.take("max", float, None))
        if None not in found and found[0] > found[1]:  # type: ignore[operator]  # neither is None
            raise ProfileError(f"`{self.path(key)}` has a min above its max")
        return found

    def table(self, key: str, default: object = None) -> "Table":
        """Return a table in this one, an empty one where the key is missing."""
        inner = Table(self.take(key, dict, {} if default is None else default), self.path(key))
        self._inner.append(inner)
        return inner

    def tables(self) -> dict[str, "Table"]:
        """Return everything in this table as tables by their names."""
        return {key: self.table(key) for key in self._data}

    def lists(self) -> dict[str, tuple[str, ...]]:
        """Return everything in this table as lists of strings by their names."""
        return {key: self.words(key) for key in self._data}

    def texts(self, key: str, default: object = _REQUIRED) -> dict[str, str]:
        """Return a table of strings."""
        table = Table(self.take(key, dict, default), self.path(key))
        return {name: table.take(name, str) for name in table._data}

    def close(self) -> None:
        """Complain of keys that no profile has, here and in the tables that were taken from here.

        Raises:
            ProfileError: there is one.
        """
        for key in self._data:
            if key not in self._known:
                from seedance_lint.nearest import did_you_mean

                known = sorted(self._known)
                raise ProfileError(f"unknown key `{self.path(key)}`{did_you_mean(key, known) or '; known keys: ' + ', '.join(known)}")
        for inner in self._inner:
            inner.close()

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def path(self, key: str) -> str:
        """Return the name of a key with those of the tables around it: ``media.image.max_count``."""
        return f"{self._name}.{key}" if self._name else key
