"""The server process itself: started as our child, watched, stopped, and its leftovers judged."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from nguon.base.parent_death import die_with_parent
from nguon.base.postgres.account import Account
from nguon.base.postgres.binaries import Binaries
from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.errors import (
    DataDirectoryInUse,
    PostgresError,
    SocketDirectoryTaken,
    StartFailed,
    StartTimedOut,
)
from nguon.base.postgres.storage import is_full, storage_full

_LOG_LIMIT = 10_000_000
# A killed server's own children may need a moment to notice; PostgreSQL says one of these then.
_ORPHANS = "pre-existing shared memory block"
_RUNNING = "Is another postmaster"


class Postmaster:
    """One running server. The keeper is its parent and the only one to hold this object."""

    def __init__(
        self, cluster: Cluster, account: Account, *, binaries: Binaries, data_dir: Path
    ) -> None:
        self.cluster = cluster
        self.account = account
        self.binaries = binaries
        self.data_dir = data_dir
        self._process: subprocess.Popen[bytes] | None = None
        self._log_start = 0

    def start(self) -> None:
        """Start, and return when the server answers; crash recovery is waited for."""
        deadline = time.monotonic() + self.cluster.start_seconds
        self._settle_leftovers(deadline)
        while True:
            self._spawn()
            if self._answers_before(deadline):
                self._record()
                return
            said = self._log_since_start()
            if _ORPHANS in said and time.monotonic() < deadline:
                time.sleep(0.1)
                continue
            raise self._failed(said)

    def has_died(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def stop(self, *, seconds: float = 30) -> None:
        """Fast shutdown; then immediate; then kill. Committed data survive each of them."""
        if self._process is None:
            return
        for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if self._process.poll() is not None:
                break
            self._process.send_signal(sign)
            try:
                self._process.wait(timeout=seconds)
            except subprocess.TimeoutExpired:
                continue
        self._process = None
        self.cluster.server_record.unlink(missing_ok=True)

    def _spawn(self) -> None:
        log = self.cluster.log_file
        if log.exists() and log.stat().st_size > _LOG_LIMIT:
            log.replace(log.with_suffix(".log.1"))
        log.touch(mode=0o600)
        with log.open("ab") as output:
            self._log_start = output.tell()
            self._process = subprocess.Popen(
                self._command(),
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=_stop_with_keeper if sys.platform == "linux" else None,
                **self.account.popen_arguments(),
            )

    def _command(self) -> list[str]:
        settings = {
            "unix_socket_directories": f'"{self.cluster.socket_path}"',
            "unix_socket_permissions": "0700",
            "log_line_prefix": "%m [%p] ",
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        if self.cluster.throwaway:
            settings |= dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "off")
        command = [self.binaries.program("postgres"), "-D", str(self.data_dir)]
        command += ["-p", str(self.cluster.port), "-h", ""]
        return command + [word for key in settings for word in ("-c", f"{key}={settings[key]}")]

    def _answers_before(self, deadline: float) -> bool:
        while time.monotonic() < deadline and not self.has_died():
            if answers(self.cluster, self.binaries):
                return True
            time.sleep(0.02)
        return False

    def _failed(self, said: str) -> PostgresError:
        died = self.has_died()
        lines = "\n".join(said.strip().splitlines()[-15:]) or "nothing in its log"
        self.stop(seconds=5)
        if is_full(said):
            return storage_full("The database server cannot start", self.data_dir, lines)
        if _RUNNING in said:
            return self._in_use(lines)
        if died:
            return StartFailed(
                "The database server stopped while starting",
                expected="it to answer",
                got=lines,
                do=f"The lines above are PostgreSQL's own; see {self.cluster.log_file}.",
            )
        return StartTimedOut(
            "The database server did not come up in time",
            expected=f"an answer within {self.cluster.start_seconds} s",
            got=lines,
            do="If the lines above show crash recovery in progress, set "
            "NGUON_POSTGRES_START_SECONDS to more and try again; nothing is lost.",
        )

    def _settle_leftovers(self, deadline: float) -> None:
        """Deal with the lock files of a server that was killed, or that lost its keeper.

        PostgreSQL refuses to start when the pid in one lives, whatever process that is by now, be
        it a zombie; so a file is removed if that process is no server.
        """
        pid_file = self.data_dir / "postmaster.pid"
        lines = _lines_of(pid_file)
        pid = _pid_in(lines)
        if pid is not None and serves(pid, self.data_dir):
            if self._recorded() != lines[:3]:
                raise self._in_use(f"the running server with process id {pid}")
            os.kill(pid, signal.SIGINT)
            while serves(pid, self.data_dir):
                if time.monotonic() >= deadline:
                    raise self._in_use(f"process {pid}, a server of ours that does not stop")
                time.sleep(0.02)
        pid_file.unlink(missing_ok=True)
        self._settle_socket()

    def _settle_socket(self) -> None:
        socket = self.cluster.socket_file
        lock = socket.with_name(socket.name + ".lock")
        lines = _lines_of(lock)
        pid = _pid_in(lines)
        if pid is not None and serves(pid, Path(lines[1])):
            raise SocketDirectoryTaken(
                f"The socket directory {socket.parent} is in use",
                expected="no other server in it",
                got=f"process {pid} serving {lines[1]}",
                do="Give each checkout its own NGUON_SOCKET_DIR, or leave it unset.",
            )
        lock.unlink(missing_ok=True)
        socket.unlink(missing_ok=True)

    def _in_use(self, by: str) -> DataDirectoryInUse:
        return DataDirectoryInUse(
            f"Another server holds the data in {self.data_dir}",
            expected="nobody else to use them",
            got=by,
            do="Stop that server (pg_ctl stop), or point DATABASE_URL at it.",
        )

    def _record(self) -> None:
        lines = (self.data_dir / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        self.cluster.server_record.write_text(json.dumps(lines[:3]), encoding="utf-8")

    def _recorded(self) -> list[str]:
        try:
            found: list[str] = json.loads(self.cluster.server_record.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return []
        return found

    def _log_since_start(self) -> str:
        with self.cluster.log_file.open("rb") as log:
            log.seek(self._log_start)
            return log.read().decode("utf-8", errors="replace")


def answers(cluster: Cluster, binaries: Binaries) -> bool:
    """Whether the server accepts connections at its socket now."""
    command = [binaries.program("pg_isready"), "-q", "-t", "5", "-h", str(cluster.socket_path)]
    command += ["-p", str(cluster.port), "-U", cluster.superuser, "-d", cluster.database]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _lines_of(lock_file: Path) -> list[str]:
    try:
        return lock_file.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []


def _pid_in(lines: list[str]) -> int | None:
    """The pid in the first line; a full disk leaves empty lock files."""
    if len(lines) < 2 or not lines[0].isdecimal():
        return None
    return int(lines[0])


def serves(pid: int, data_dir: Path) -> bool:
    """Whether a process is a live server on these data. Its working directory is the data's."""
    if sys.platform == "linux":
        return _linux_process(pid, data_dir)
    command = ["/bin/ps", "-o", "stat=,command=", "-p", str(pid)]
    said = subprocess.run(command, check=False, capture_output=True, text=True).stdout.strip()
    return not said.startswith("Z") and "postgres" in said and str(data_dir) in said


def _linux_process(pid: int, data_dir: Path) -> bool:
    process = Path(f"/proc/{pid}")
    try:
        # A zombie has no working directory any more, so it does not count as alive.
        return (process / "cwd").readlink() == data_dir.resolve() and "postgres" in (
            process / "comm"
        ).read_text()
    except OSError:
        return False


def _stop_with_keeper() -> None:
    """In the child, after it changed its user: shut down cleanly if the keeper is killed."""
    die_with_parent(signal.SIGINT)
