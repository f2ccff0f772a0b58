"""SIGINT and SIGTERM: they end a run at any moment, until what it is for is done."""

import _signal as signal  # type: ignore[import-not-found]  # without the enumerations of `signal`, a seventieth of a short run
from types import FrameType

_NUMBERS = (signal.SIGINT, signal.SIGTERM)


class Stop(KeyboardInterrupt):
    """The program was asked to end; ``args`` have the number of the signal."""


def listen() -> None:
    """From now on raise ``Stop`` for a signal."""
    for number in _NUMBERS:
        signal.signal(number, _stop)


def settle() -> None:
    """Let signals come too late from now on: all is done but what takes no time, and the exit code shall say how it went.

    Ignored they stay so to the very end, while Python takes its own handlers away before it leaves.
    """
    for number in _NUMBERS:
        if signal.getsignal(number) is _stop:
            signal.signal(number, signal.SIG_IGN)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - signal handlers take both
    for each in _NUMBERS:  # tidying up is short, and a second signal must not break into it
        signal.signal(each, signal.SIG_IGN)
    raise Stop(number)
