"""The processes that stand beside the web server and do what nobody asks for."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from nguon.base.parent_death import die_with_parent

EVERY_SECONDS = 60


@contextmanager
def rounds() -> Iterator[subprocess.Popen[bytes]]:
    """Recalls are looked at every minute for as long as this is open.

    In a process group of its own, so that Ctrl-C reaches it by way of us; told to end when we end,
    however that comes. What goes wrong inside a round it survives and tells on the error output.
    """
    command = [sys.executable, "-m", "nguon", "recall_round", "--every", str(EVERY_SECONDS)]
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        process_group=0,
        preexec_fn=partial(die_with_parent, signal.SIGTERM) if sys.platform == "linux" else None,
    )
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(timeout=5)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
