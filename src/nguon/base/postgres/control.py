"""Looking at the server and stopping it, for whoever operates it."""

import os
import shutil
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from nguon.base.postgres.binaries import find_binaries
from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.errors import DataDirectoryOwner
from nguon.base.postgres.lock import is_held_alone
from nguon.base.postgres.placement import place
from nguon.base.postgres.postmaster import answers


@dataclass(frozen=True)
class ServerStatus:
    is_kept: bool
    is_answering: bool
    account: str
    version: str
    data_dir: Path
    socket_dir: Path
    log_file: Path


def server_status(cluster: Cluster) -> ServerStatus:
    account, data_dir = place(cluster)
    binaries = find_binaries(cluster, account)
    return ServerStatus(
        is_kept=is_held_alone(cluster.keeper_lock),
        is_answering=answers(cluster, binaries),
        account=account.name,
        version=binaries.version,
        data_dir=data_dir,
        socket_dir=cluster.socket_path,
        log_file=cluster.log_file,
    )


def keeper_pid(cluster: Cluster) -> int | None:
    """The keeper's process id. Only believed while the lock shows that it lives."""
    if not is_held_alone(cluster.keeper_lock):
        return None
    text = cluster.keeper_lock.read_text(encoding="ascii").strip()
    return int(text) if text else None


def stop_server(cluster: Cluster, *, seconds: float = 60) -> bool:
    """Stop the server even while others use it; False if none was running."""
    pid = keeper_pid(cluster)
    if pid is None:
        return False
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + seconds
    while is_held_alone(cluster.keeper_lock):
        if time.monotonic() >= deadline:
            raise TimeoutError(f"The keeper, process {pid}, did not stop within {seconds:g} s.")
        time.sleep(0.02)
    return True


def erase(cluster: Cluster) -> Path:
    """Stop the server and delete the database; the next start makes an empty one."""
    stop_server(cluster)
    _, data_dir = place(cluster)
    shutil.rmtree(data_dir, ignore_errors=True)
    shutil.rmtree(cluster.socket_path, ignore_errors=True)
    if data_dir.exists():
        raise DataDirectoryOwner(
            f"The database in {data_dir} cannot be erased",
            expected="to delete every file in it",
            got="files that this user may not delete",
            do="Run as the user they belong to, or as root.",
        )
    with suppress(OSError):
        data_dir.parent.rmdir()  # under /var/lib it holds nothing else
    return data_dir
