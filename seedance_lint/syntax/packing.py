"""The tables as a wheel brings them: constants, which Python loads at once, and a file of bytes, of which a run reads what it needs."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate

from seedance_lint.annotations import Any
from seedance_lint.syntax.tables import Construction, Machine, Tables

_LARGE = ("nouns", "ahead", "behind")
"""The machines that are worth a place in the file."""

_Read = Callable[[int, int], bytes]
"""What reads, from a byte of the file, so many bytes."""


class Shelves(Mapping[str, str]):
    """Shelves of the vocabulary, each of which is read when it is asked for: a text opens few of four thousand."""

    __slots__ = ("_names", "_read", "_starts")

    def __init__(self, names: str, starts: Sequence[int], read: _Read) -> None:
        """Take the names, each two characters wide, and the byte at which each shelf starts; one more, where the last one ends."""
        self._names, self._starts, self._read = names, starts, read

    def __getitem__(self, name: str) -> str:
        """Return what is on a shelf."""
        at = self._names.find(wide := _wide(name))
        while at % 2 and at > 0:  # the end of one name and the beginning of the next
            at = self._names.find(wide, at + 1)
        if at < 0:
            raise KeyError(name)
        start, end = self._starts[at // 2], self._starts[at // 2 + 1]
        return self._read(start, end - start).decode("utf-8")

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the shelves."""
        return (self._names[at : at + 2].rstrip() for at in range(0, len(self._names), 2))

    def __len__(self) -> int:
        """Return how many shelves there are."""
        return len(self._names) // 2


def packed(tables: Tables) -> tuple[tuple[object, ...], bytes]:
    """Return tables as constants and a file of bytes: the large machines, where each shelf starts, and the shelves."""
    file = bytearray()
    fields = tables._asdict()
    fields["constructions"] = tuple(tuple(each) for each in tables.constructions)
    for name in _LARGE:
        fields[name] = _pack(fields[name], file)
    fields["both"] = {number: tuple(machine) for number, machine in tables.both.items()}
    shelves = {name: shelf.encode("utf-8") for name, shelf in sorted(tables.shelves.items())}
    size = 4 * (len(shelves) + 1)
    starts = accumulate(map(len, shelves.values()), initial=len(file) + size)
    fields["shelves"] = "".join(map(_wide, shelves)), len(file), size
    file += b"".join(start.to_bytes(4, "little") for start in starts)
    return tuple(fields.values()), bytes(file) + b"".join(shelves.values())


def unpacked(made: tuple[Any, ...], read: _Read) -> Tables:
    """Return tables that were packed."""
    fields = dict(zip(Tables._fields, made, strict=True))
    fields["constructions"] = tuple(Construction(*each) for each in fields["constructions"])
    for name in _LARGE:
        fields[name] = _unpack(fields[name], read)
    fields["both"] = {number: Machine(*machine) for number, machine in fields["both"].items()}
    names, start, size = fields["shelves"]
    fields["shelves"] = Shelves(names, _numbers(memoryview(read(start, size)), 4), read)
    return Tables(**fields)


def _wide(name: str) -> str:
    return f"{name:2}"


def _pack(machine: Machine, file: bytearray) -> tuple[object, ...]:
    """Add a machine to the file, and return where it starts and ends, the size of each part and the bytes of its numbers, and what is accepted."""
    *parts, accepted = machine
    start, sizes = len(file), []
    for part in parts:
        width = 1 if isinstance(part, bytes) else 2 if max(part, default=0) < 1 << 16 else 4
        data = part if isinstance(part, bytes) else b"".join(number.to_bytes(width, "little") for number in part)
        sizes.append((len(data), width))
        file += data
    return start, len(file), tuple(sizes), accepted


def _unpack(made: tuple[Any, ...], read: _Read) -> Machine:
    start, end, sizes, accepted = made
    data = memoryview(read(start, end - start))
    parts: list[Any] = []
    at = 0
    for size, width in sizes:
        part = data[at : at + size]
        parts.append(part if width == 1 else _numbers(part, width))
        at += size
    letters, *others = parts
    return Machine._make([bytes(letters), *others, accepted])


def _numbers(part: memoryview, width: int) -> Sequence[int]:
    """Return numbers of two or four bytes each, the lowest first."""
    if sys.byteorder == "little":
        return part.cast("H" if width == 2 else "I")
    return [int.from_bytes(part[at : at + width], "little") for at in range(0, len(part), width)]
