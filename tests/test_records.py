"""Records are what `typing.NamedTuple` makes, only sooner."""

import pickle
import typing
from typing import Generic, TypeVar

import pytest

from seedance_lint import records

Kind = TypeVar("Kind")


class Ours(records.NamedTuple):
    """A record."""

    name: str
    size: int = 3
    """Bytes."""
    lambda_: tuple[int, ...] = ()

    @property
    def twice(self) -> int:
        return 2 * self.size


class Theirs(typing.NamedTuple):
    """A record."""

    name: str
    size: int = 3
    """Bytes."""
    lambda_: tuple[int, ...] = ()

    @property
    def twice(self) -> int:
        return 2 * self.size


class Box(records.NamedTuple, Generic[Kind]):
    content: Kind


def attempt(call, kind):
    try:
        return call(kind)
    except (TypeError, ValueError, AttributeError) as error:
        return type(error)


@pytest.mark.parametrize(
    "call",
    [
        lambda kind: tuple(kind("a")),
        lambda kind: tuple(kind("a", 4, (1,))),
        lambda kind: tuple(kind(size=4, name="b")),
        lambda kind: kind(),
        lambda kind: kind("a", 1, (), 2),
        lambda kind: kind("a", colour=1),
        lambda kind: tuple(kind("a")._replace(size=9)),
        lambda kind: kind("a")._replace(colour=9),
        lambda kind: kind("a")._asdict(),
        lambda kind: tuple(kind._make(["a", 1, ()])),
        lambda kind: kind._make(["a"]),
        lambda kind: (
            kind._fields,
            kind._field_defaults,
            kind.__match_args__,
            kind.__doc__,
            kind.__name__,
            kind.__module__,
            kind.__slots__,
        ),
        lambda kind: repr(kind("a")).partition("(")[2],
        lambda kind: kind("a").twice,
        lambda kind: setattr(kind("a"), "size", 1),
        lambda kind: setattr(kind("a"), "colour", 1),
        lambda kind: kind("a") == ("a", 3, ()) == kind("a") and hash(kind("a")) == hash(("a", 3, ())),
        lambda kind: tuple(pickle.loads(pickle.dumps(kind("a", 5)))) and type(pickle.loads(pickle.dumps(kind("a", 5)))) is kind,
        lambda kind: kind.__annotations__,
    ],
)
def test_they_do_the_same(call):
    ours, theirs = attempt(call, Ours), attempt(call, Theirs)
    assert repr(ours).replace("Ours", "") == repr(theirs).replace("Theirs", "")


def test_a_pattern_takes_them_apart():
    match Ours("a", 7):
        case Ours(name, size):
            assert (name, size) == ("a", 7)


def test_they_may_be_generic():
    assert Box[int](3).content == Box(3).content == 3


def test_a_field_with_a_default_is_followed_by_such_fields_alone():
    with pytest.raises(TypeError, match="default"):

        class Wrong(records.NamedTuple):
            size: int = 3
            name: str
