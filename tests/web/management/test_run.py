"""`make run` from an empty folder to a page, and nothing left after Ctrl-C."""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.lock import is_held_alone
from nguon.web.management.commands.run import demo_is_safe

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


def test_an_empty_folder_becomes_a_page_and_ctrl_c_leaves_nothing_running(short_dir: Path) -> None:
    cluster = Cluster(state_dir=short_dir / "state")
    port = free_port()
    with served(cluster.state_dir, port) as process:
        page = get(f"http://127.0.0.1:{port}/", process)
        assert (page.status_code, page.headers["Content-Language"]) == (200, "vi")
        style = page.text.split('rel="stylesheet" href="', 1)[1].split('"', 1)[0]
        sheet = httpx.get(f"http://127.0.0.1:{port}{style}")
        assert (sheet.status_code, sheet.headers["Content-Type"]) == (
            200,
            'text/css; charset="utf-8"',
        )
        assert "immutable" in sheet.headers["Cache-Control"]
        assert is_held_alone(cluster.keeper_lock)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=60)[0]
        assert process.returncode == 0, said
        assert "Traceback" not in said
        assert f"Nguồn: http://localhost:{port}/" in said
    deadline = time.monotonic() + 30
    while is_held_alone(cluster.keeper_lock):
        assert time.monotonic() < deadline, "the database server was left behind"
        select.select([], [], [], 0.05)
    assert not cluster.socket_file.exists()
