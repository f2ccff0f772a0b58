"""Whether work that grows too fast is told from a busy machine, with times that are made up."""

from collections.abc import Callable

import pytest

from tests.fuzz import growth
from tests.fuzz.rows import Row

ROW = Row("lint.txt", "", "0123456789", "")


def _measured(monkeypatch, seconds: Callable[[int], float], busy: Callable[[int], float]) -> int:
    """Look at a row whose repetitions take ``seconds``, times what others on the machine make of each measure; return the measures."""
    count = 0

    def measure(work: object, row: Row, times: int) -> float:
        nonlocal count
        count += 1
        return seconds(times) * busy(count)

    monkeypatch.setattr(growth, "_seconds", measure)
    growth.grows(ROW)
    return count


def _linear(times: int) -> float:
    return times * 0.0005


def _quadratic(times: int) -> float:
    return times * times * 0.00001


BUSY = {
    "nobody else": lambda count: 1.0,
    "somebody now and then": lambda count: (1.0, 1.4, 2.2)[count * count % 7 % 3],
    "somebody at every other measure": lambda count: 1.0 + count % 2,
    "somebody for a while": lambda count: 3.0 if count < 8 else 1.0,
    "ever more": lambda count: 1.0 + count / 10,
}


@pytest.mark.parametrize("busy", BUSY.values(), ids=BUSY)
def test_what_grows_as_its_input_does_is_never_told(monkeypatch, busy):
    _measured(monkeypatch, _linear, busy)


@pytest.mark.parametrize("busy", BUSY.values(), ids=BUSY)
def test_what_grows_with_the_square_is_told(monkeypatch, busy):
    with pytest.raises(growth.TooSlow, match="twice that"):
        _measured(monkeypatch, _quadratic, busy)


@pytest.mark.parametrize("steps", [(100,), (100, 200), (100, 400), (200, 400)])
def test_a_step_now_and_then_is_not_told(monkeypatch, steps):
    _measured(monkeypatch, lambda times: times * 0.0005 * 2 ** sum(times > step for step in steps), BUSY["nobody else"])


def test_what_grows_as_its_input_does_is_hardly_ever_measured_again(monkeypatch):
    assert _measured(monkeypatch, _linear, BUSY["nobody else"]) < 8
