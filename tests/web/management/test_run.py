"""`make run` from an empty folder to a page, and nothing left of it however it ends."""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import cpu_count
from pathlib import Path

import httpx
import pytest

from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.lock import is_held_alone
from nguon.web.management.commands.run import demo_is_safe, require_free_port

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("database_url", "listen_host", "safe"),
    [
        (None, "127.0.0.1", True),
        (None, "::1", True),
        (None, "0.0.0.0", False),  # noqa: S104
        (None, "192.0.2.7", False),
        ("postgresql://db.example/nguon", "127.0.0.1", False),
    ],
)
def test_known_passwords_stay_on_this_machine(
    database_url: str | None, listen_host: str, safe: bool
) -> None:
    assert demo_is_safe(database_url=database_url, listen_host=listen_host) is safe


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(data_dir: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    keep = ("PATH", "HOME", "LANG")
    environment = {name: os.environ[name] for name in keep if name in os.environ}
    environment |= {"NGUON_DATA_DIR": str(data_dir), "NGUON_LISTEN_PORT": str(port)}
    environment |= {"NGUON_SOCKET_PORT": str(free_port())}
    with subprocess.Popen(
        [sys.executable, "-m", "nguon", "run", "--without-demo"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # a terminal of its own, so that Ctrl-C reaches all of it
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def get(url: str, process: subprocess.Popen[str]) -> httpx.Response:
    """The answer, as soon as somebody answers."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return httpx.get(url)
        except httpx.ConnectError:
            assert process.poll() is None, process.communicate()[0]
            assert time.monotonic() < deadline, "nobody answers"
            select.select([], [], [], 0.05)


def test_an_empty_folder_becomes_a_page_and_neither_ctrl_c_nor_kill_leaves_anything_running(
    short_dir: Path,
) -> None:
    cluster = Cluster(state_dir=short_dir / "state")
    port = free_port()
    with served(cluster.state_dir, port) as process:
        require_a_page_with_its_style(f"http://127.0.0.1:{port}", process)
        assert is_held_alone(cluster.keeper_lock)
        (ended, *_) = beside(process.pid, "recall_round")
        require_another_worker_after_a_kill(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=60)[0]
        assert (process.returncode, said.splitlines()) == (
            0,
            [
                "The database is empty. Register the first administrator: "
                "python -m nguon register_administrator",
                f"Nguồn: http://localhost:{port}/  (Ctrl-C stops it)",
            ],
        )
        assert not is_running(ended)
    with served(cluster.state_dir, port) as process:
        require_answers_beside_slow_bodies(f"http://127.0.0.1:{port}", process)
        left = [beside(process.pid, name)[0] for name in ("recall_round", "worker", "sockets")]
        workers = children_of(process.pid)
        assert len(workers) == min(2, cpu_count())
        process.kill()
        process.wait()
        wait_until(lambda: not any(map(is_running, workers)), "a worker was left behind")
        wait_until(lambda: not any(map(is_running, left)), "what stands beside was left behind")
        require_free_port("127.0.0.1", port)
    wait_until(lambda: not is_held_alone(cluster.keeper_lock), "the database server was left")
    assert not cluster.socket_file.exists()


def require_a_page_with_its_style(address: str, process: subprocess.Popen[str]) -> None:
    page = get(f"{address}/", process)
    assert (page.status_code, page.headers["Content-Language"]) == (200, "vi")
    style = page.text.split('rel="stylesheet" href="', 1)[1].split('"', 1)[0]
    sheet = httpx.get(f"{address}{style}")
    assert (sheet.status_code, sheet.headers["Content-Type"]) == (200, 'text/css; charset="utf-8"')
    assert "immutable" in sheet.headers["Cache-Control"]


def require_answers_beside_slow_bodies(address: str, process: subprocess.Popen[str]) -> None:
    """Phones that are lost while they send, all but one for each thread of one worker."""
    get(f"{address}/healthz", process)
    lost = []
    for _ in range(2 * cpu_count()):
        line = socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])))
        line.sendall(
            b"POST /api/v1/devices HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300\r\n\r\n{"
        )
        lost.append(line)
    told = [httpx.get(f"{address}/api/v1/hello", timeout=10).status_code for _ in range(20)]
    assert told == [200] * 20
    for line in lost:
        line.close()


def children_of(pid: int, *, command: str = "run") -> list[int]:
    listed = subprocess.run(["ps", "-A", "-o", "ppid=,pid="], capture_output=True, check=True)
    pairs = [map(int, line.split()) for line in listed.stdout.splitlines()]
    found = [child for parent, child in pairs if parent == pid]
    return [child for child in found if is_running(child, command=command)]


def beside(pid: int, command: str) -> list[int]:
    """The processes that `attend` keeps running for the server, by their command."""
    found: list[int] = []

    def is_there() -> bool:
        watchers = children_of(pid, command="attend")
        found[:] = [child for one in watchers for child in children_of(one, command=command)]
        return bool(found)

    wait_until(is_there, f"nothing runs {command}")
    return found


def require_another_worker_after_a_kill(pid: int) -> None:
    (killed,) = beside(pid, "worker")
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: not is_running(killed), "the worker did not die")
    assert killed not in beside(pid, "worker")


def is_running(pid: int, *, command: str = "") -> bool:
    """A zombie that nobody has buried is not."""
    asked = subprocess.run(
        ["ps", "-o", "stat=,args=", "-p", str(pid)], capture_output=True, check=False, text=True
    )
    return f" -m nguon {command}" in asked.stdout and not asked.stdout.startswith("Z")


def wait_until(is_so: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline, otherwise
        select.select([], [], [], 0.05)
