"""Let a child process end with its parent, however that ended."""

import ctypes
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def _libc_prctl() -> Callable[[int, int], int] | None:
    if sys.platform != "linux":
        return None
    prctl: Callable[[int, int], int] = ctypes.CDLL(None, use_errno=True).prctl
    return prctl


_PRCTL = _libc_prctl()
"""Looked up beforehand: between fork and exec there is no time for that."""


def die_with_parent(how: signal.Signals) -> None:
    """Called in the child, after it changed its user, for a change would undo it.

    The kernel sends the signal, so also `kill -9` of the parent is heard of. Linux only; elsewhere
    nothing happens. A parent that is dead by now is not noticed: look at its id afterwards.
    """
    if _PRCTL is not None:
        _PRCTL(_PR_SET_PDEATHSIG, how)
