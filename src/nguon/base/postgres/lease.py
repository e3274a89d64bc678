"""Using the server: start it or join it, and hold it up for as long as it is needed."""

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from nguon.base.postgres.binaries import Binaries, find_binaries
from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.errors import (
    DataDirectoryOwner,
    StartFailed,
    StartTimedOut,
    error_named,
)
from nguon.base.postgres.lock import ALONE, SHARED, Lock, is_held_alone
from nguon.base.postgres.placement import place
from nguon.base.postgres.postmaster import answers
from nguon.base.postgres.storage import is_full, storage_full

_SOURCE = Path(__file__).resolve().parents[3]


class Lease:
    """While it is open the server stays up; the kernel ends it with the process."""

    def __init__(self, cluster: Cluster, users: Lock, *, binaries: Binaries) -> None:
        self.cluster = cluster
        self._users = users
        self._binaries = binaries

    def __enter__(self) -> "Lease":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

    @property
    def url(self) -> str:
        c = self.cluster
        return f"postgresql:///{c.database}?host={c.socket_path}&port={c.port}&user={c.superuser}"

    def is_healthy(self) -> bool:
        return is_held_alone(self.cluster.keeper_lock) and answers(self.cluster, self._binaries)

    def mend(self) -> None:
        """Bring the server back if it is gone, keeper and all; cheap when it is not."""
        if not is_held_alone(self.cluster.keeper_lock):
            _bring_up(self.cluster, self._binaries, deadline=_deadline(self.cluster))

    def release(self) -> None:
        self._users.release()


def join(cluster: Cluster) -> Lease:
    """Start the server of a cluster, or join the one that runs."""
    _make_state_dir(cluster)
    deadline = _deadline(cluster)
    account, _ = place(cluster)
    binaries = find_binaries(cluster, account)
    # A keeper that is just stopping holds this lock alone until its server is down.
    users = Lock.take(cluster.users_lock, SHARED, until=deadline)
    if users is None:
        raise _timed_out(cluster, "the previous server is still stopping")
    with ExitStack() as undo:
        undo.callback(users.release)
        _bring_up(cluster, binaries, deadline=deadline)
        undo.pop_all()
    return Lease(cluster, users, binaries=binaries)


def _bring_up(cluster: Cluster, binaries: Binaries, *, deadline: float) -> None:
    """One process at a time starts a keeper; the others wait for what comes of it."""
    start = Lock.take(cluster.start_lock, ALONE, until=deadline)
    if start is None:
        raise _timed_out(cluster, "another process is still starting it")
    try:
        while True:
            if not is_held_alone(cluster.keeper_lock):
                _start_keeper(cluster)
            if answers(cluster, binaries):
                return
            if time.monotonic() >= deadline:
                raise _timed_out(cluster, _log_tail(cluster))
            time.sleep(0.02)
    finally:
        start.release()


def _start_keeper(cluster: Cluster) -> None:
    command = [sys.executable, "-m", "nguon.base.postgres.keeper", json.dumps(cluster.as_json())]
    cluster.log_file.touch(mode=0o600)  # refused statements will stand there with what they said
    with cluster.log_file.open("ab") as log:
        started = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd="/",
            env=_environment(),
            start_new_session=True,
            check=False,
        )
    said = started.stdout.decode().strip()
    if said == "ready":
        return
    try:
        report = json.loads(said)
    except ValueError:
        raise StartFailed(
            "The keeper of the database server ended without a word",
            expected="«ready» or an error",
            got=_log_tail(cluster),
            do=f"Please report this with the end of {cluster.log_file}.",
        ) from None
    raise error_named(report.pop("error"), report)


def _environment() -> dict[str, str]:
    """A clean one; the keeper finds the packaged programs where this process finds them."""
    environment = {"PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"}
    environment["PYTHONPATH"] = os.pathsep.join([str(_SOURCE), *(p for p in sys.path if p)])
    for name in ("LD_LIBRARY_PATH", "PYTHONHOME"):
        if name in os.environ:
            environment[name] = os.environ[name]
    return environment


def _make_state_dir(cluster: Cluster) -> None:
    try:
        cluster.state_dir.mkdir(parents=True, exist_ok=True)
        for lock in (cluster.users_lock, cluster.start_lock):
            lock.touch(mode=0o600)
    except OSError as problem:
        if is_full(str(problem)):
            raise storage_full(
                "The database cannot be used", _existing(cluster.state_dir), str(problem)
            ) from problem
        raise DataDirectoryOwner(
            "The data directory cannot be used",
            expected=f"to write in {cluster.state_dir}",
            got=str(problem),
            do="Make it writable for this user, or set NGUON_DATA_DIR to a folder of your own.",
        ) from problem


def _existing(folder: Path) -> Path:
    return next(parent for parent in (folder, *folder.parents) if parent.exists())


def _deadline(cluster: Cluster) -> float:
    return time.monotonic() + cluster.start_seconds


def _log_tail(cluster: Cluster) -> str:
    try:
        lines = cluster.log_file.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return "no log"
    return "\n".join(lines[-15:])


def _timed_out(cluster: Cluster, got: str) -> StartTimedOut:
    return StartTimedOut(
        "The database server did not come up in time",
        expected=f"an answer within {cluster.start_seconds} s",
        got=got,
        do=f"Look at {cluster.log_file}; set NGUON_POSTGRES_START_SECONDS to more if it only "
        "needs longer.",
    )
