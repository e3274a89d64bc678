"""The processes that stand beside the web server and do what nobody asks for."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from nguon.base.parent_death import die_with_parent

ATTENDANTS = (
    ("recall_round", "--every", "60"),
    ("worker",),
    ("sockets",),
)
_LOOK_EVERY = 0.2
_SOUND_AFTER = 60.0
_LONGEST_PAUSE = 60.0
_GRACE = 10.0


@contextmanager
def attendants() -> Iterator[subprocess.Popen[bytes]]:
    """All of them for as long as this is open, through the one process that watches them."""
    child = start_command(("attend",))
    try:
        yield child
    finally:
        end(child)


def start_command(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    """One of our own commands, in a process group of its own, so that Ctrl-C reaches it through us.

    Told to end when we end, however that comes.
    """
    return subprocess.Popen(
        [sys.executable, "-m", "nguon", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        process_group=0,
        preexec_fn=partial(die_with_parent, signal.SIGTERM) if sys.platform == "linux" else None,
    )


def end(child: subprocess.Popen[bytes], *, grace: float = _GRACE + 5) -> None:
    child.terminate()
    try:
        child.wait(timeout=grace)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


@dataclass
class Attendant:
    """One process and when it may be started again: at once, then after longer and longer pauses.

    A database that is away must not be asked for a thousand times a second.
    """

    arguments: tuple[str, ...]
    child: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_from: float = 0.0
    ended_early: int = field(default=0)

    def look(self, now: float) -> None:
        if self.child is not None and self.child.poll() is not None:
            self.child = None
            lived = now - self.started_at
            self.ended_early = 0 if lived >= _SOUND_AFTER else self.ended_early + 1
            pause = min(_LONGEST_PAUSE, 2.0 ** (self.ended_early - 1)) if self.ended_early else 0.0
            self.start_from = now + pause
        if self.child is None and now >= self.start_from:
            self.child = start_command(self.arguments)
            self.started_at = now


def keep_running(commands: Sequence[tuple[str, ...]], *, told_to_stop: threading.Event) -> None:
    """Start each command and start it again whenever it ends, until told to stop."""
    watched = [Attendant(arguments) for arguments in commands]
    try:
        while not told_to_stop.wait(_LOOK_EVERY):
            now = time.monotonic()
            for one in watched:
                one.look(now)
    finally:
        running = [one.child for one in watched if one.child is not None]
        for child in running:
            child.terminate()
        for child in running:
            end(child, grace=_GRACE)
