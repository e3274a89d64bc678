"""Advisory locks that the kernel drops when their holder dies, however it dies."""

import fcntl
import os
import time
from pathlib import Path

SHARED = fcntl.LOCK_SH
ALONE = fcntl.LOCK_EX


class Lock:
    """A lock on a file, kept by an open descriptor.

    `release` closes the descriptor and never unlocks it: a forked child shares the lock, and an
    explicit unlock in the child would take it away from the parent.
    """

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, path: Path, kind: int, *, until: float | None = None) -> "Lock | None":
        """The lock, or None if others still hold it at the monotonic time `until` (or now)."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        while True:
            try:
                fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                if until is None or time.monotonic() >= until:
                    os.close(descriptor)
                    return None
                time.sleep(0.02)
            except BaseException:
                os.close(descriptor)
                raise
            else:
                return cls(path, descriptor)

    def write(self, text: str) -> None:
        assert self._descriptor is not None, "the lock was released"  # noqa: S101 a caller's bug
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, text.encode(), 0)

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def is_held_alone(path: Path) -> bool:
    """Whether some process holds the lock for itself now."""
    if not path.exists():
        return False
    probe = Lock.take(path, SHARED)
    if probe is None:
        return True
    probe.release()
    return False
