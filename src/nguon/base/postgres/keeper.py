"""The detached process that owns the server: `python -m nguon.base.postgres.keeper JSON`.

It reports once on its standard output («ready», or the error as JSON), restarts a server that is
killed, and ends when nobody uses the server any more.
"""

import json
import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

from nguon.base.postgres.binaries import find_binaries
from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.errors import PostgresError
from nguon.base.postgres.initialise import ensure_initialised
from nguon.base.postgres.lock import ALONE, Lock
from nguon.base.postgres.placement import place, prepare_socket_directory
from nguon.base.postgres.postmaster import Postmaster
from nguon.base.postgres.storage import is_full, storage_full

_LOOK_EVERY = 0.2
_RESTARTS_A_MINUTE = 5


class Keeper:
    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self._told_to_stop = False
        self._restarts: list[float] = []

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        lock = Lock.take(self.cluster.keeper_lock, ALONE, until=time.monotonic() + 5)
        if lock is None:
            _report("ready")  # another keeper was faster; whoever asked will wait for its server
            return
        lock.write(f"{os.getpid()}\n")
        server = self._server()
        try:
            server.start()
            _report("ready")
            users = self._keep(server)
        finally:
            server.stop()
        with suppress(OSError):
            self.cluster.socket_path.rmdir()
        if self.cluster.throwaway:
            _delete(self.cluster, server.data_dir)
        if users is not None:
            users.release()
        lock.release()

    def _server(self) -> Postmaster:
        account, data_dir = place(self.cluster)
        binaries = find_binaries(self.cluster, account)
        prepare_socket_directory(self.cluster, account)
        ensure_initialised(self.cluster, account, binaries=binaries, data_dir=data_dir)
        return Postmaster(self.cluster, account, binaries=binaries, data_dir=data_dir)

    def _keep(self, server: Postmaster) -> Lock | None:
        """Until nobody holds the users' lock; returns it, held, so that nobody joins meanwhile."""
        while not self._told_to_stop:
            users = Lock.take(self.cluster.users_lock, ALONE)
            if users is not None:
                return users
            if server.has_died():
                self._restart(server)
            time.sleep(_LOOK_EVERY)
        return None

    def _restart(self, server: Postmaster) -> None:
        now = time.monotonic()
        self._restarts = [then for then in self._restarts if now - then < 60] + [now]
        if len(self._restarts) > _RESTARTS_A_MINUTE:
            raise SystemExit(1)
        server.start()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._told_to_stop = True


def _delete(cluster: Cluster, data_dir: Path) -> None:
    shutil.rmtree(cluster.socket_path, ignore_errors=True)
    shutil.rmtree(data_dir, ignore_errors=True)
    with suppress(OSError):
        data_dir.parent.rmdir()  # under /var/lib it holds nothing else
    shutil.rmtree(cluster.state_dir, ignore_errors=True)


def _report(line: str) -> None:
    """Say it to whoever started the keeper, once, and let go of their pipe."""
    with suppress(OSError):
        os.write(1, line.encode() + b"\n")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _detach() -> None:
    """The first process ends here, so that no user ever has a keeper for a child."""
    if os.fork():
        os._exit(0)


def main() -> None:
    _detach()
    cluster = Cluster.from_json(json.loads(sys.argv[1]))
    try:
        Keeper(cluster).run()
    except PostgresError as problem:
        _report(json.dumps({"error": type(problem).__name__, **problem.as_dict()}))
        raise SystemExit(1) from problem
    except OSError as problem:
        if not is_full(str(problem)):
            raise
        full = storage_full("The database cannot be used", cluster.state_dir, str(problem))
        _report(json.dumps({"error": type(full).__name__, **full.as_dict()}))
        raise SystemExit(1) from problem


if __name__ == "__main__":
    main()
