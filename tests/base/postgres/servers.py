"""What the tests of the embedded server do to it, and ask of it."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psycopg

from nguon.base.postgres.account import Account, server_account
from nguon.base.postgres.binaries import find_binaries
from nguon.base.postgres.cluster import SYSTEM_HOME, Cluster
from nguon.base.postgres.placement import place

SOURCE = Path(__file__).resolve().parents[3] / "src"


def wait_until(condition: Callable[[], bool], *, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not so within {seconds} s"
        select.select([], [], [], 0.02)


def ask(cluster: Cluster, question: str) -> object:
    """The one value that a query on a running cluster answers."""
    with psycopg.connect(
        host=str(cluster.socket_path),
        port=cluster.port,
        user=cluster.superuser,
        dbname=cluster.database,
        autocommit=True,
    ) as connection:
        cursor = connection.execute(question.encode())
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def started_at(cluster: Cluster) -> object:
    return ask(cluster, "SELECT pg_postmaster_start_time()")


def data_dir_of(cluster: Cluster) -> Path:
    return place(cluster)[1]


def server_pid(cluster: Cluster) -> int:
    return int((data_dir_of(cluster) / "postmaster.pid").read_text().splitlines()[0])


def is_alive(pid: int) -> bool:
    """Zombies, which nobody may have reaped in a container, count as dead.

    A process that goes between the opening and the reading of its file says `ESRCH`.
    """
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def family_of(pid: int) -> list[int]:
    """A process and its children."""
    found = [pid]
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rsplit(")", 1)[1].split()[1]) == pid:
                found.append(int(stat.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def kill_all(pids: list[int]) -> None:
    """Kill them, whichever of them were faster to go by themselves, and see them gone."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not any(is_alive(pid) for pid in pids))


def real_programs() -> Path:
    """The server's programs where the server's account can run them."""
    somewhere = Cluster(state_dir=Path("/"), system_home=SYSTEM_HOME)
    return find_binaries(somewhere, server_account(())).bin_dir


def with_program(cluster: Cluster, folder: Path, *, postgres: str) -> Cluster:
    """The cluster with a shell script for `postgres`, in which $REAL is the true program."""
    real = real_programs()
    folder.mkdir(mode=0o755)
    for program in real.iterdir():
        (folder / program.name).symlink_to(program)
    (folder / "postgres").unlink()
    script = f'#!/bin/sh\nREAL="{real}/postgres"\n'
    script += '[ "$1" = "--version" ] && exec "$REAL" --version\n' + postgres
    (folder / "postgres").write_text(script)
    (folder / "postgres").chmod(0o755)
    return replace(cluster, bin_dir=folder)


USER = """
import json, sys
from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.errors import PostgresError
from nguon.base.postgres.lease import join
try:
    lease = join(Cluster.from_json(json.loads(sys.argv[1])))
except PostgresError as problem:
    sys.exit(f"{type(problem).__name__}: {problem}")
print("up", flush=True)
sys.stdin.readline()
"""


class OtherUser:
    """Another process that uses a cluster until it is told to end, or killed."""

    def __init__(
        self,
        cluster: Cluster,
        *,
        python: str = sys.executable,
        source: Path = SOURCE,
        account: Account | None = None,
    ) -> None:
        arguments = account.popen_arguments() if account else {"env": dict(os.environ)}
        arguments["env"] = arguments["env"] | {"PYTHONPATH": str(source)}
        arguments["stdin"] = subprocess.PIPE
        self.process = subprocess.Popen(
            [python, "-c", USER, json.dumps(cluster.as_json())],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **arguments,
        )

    def wait_up(self) -> "OtherUser":
        assert self.process.stdout is not None
        if self.process.stdout.readline() != "up\n":
            raise AssertionError(self.process.communicate()[1])
        return self

    def complaint(self) -> str:
        return self.process.communicate()[1].strip()

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.communicate("\n")

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()
