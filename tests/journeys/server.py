"""`nguon run` as anybody would type it, on a free port."""

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

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def served(database_url: str, data_dir: Path, **further: str) -> Iterator[str]:
    """The address at which the pages are, as soon as they are; `further` environment for it."""
    port = free_port()
    keep = ("PATH", "HOME", "LANG")
    environment = {name: os.environ[name] for name in keep if name in os.environ}
    environment |= {
        "DATABASE_URL": database_url,
        "SECRET_KEY": "for the journeys only: it ends with them, and nobody keeps it",
        "NGUON_DATA_DIR": str(data_dir),
        "NGUON_LISTEN_PORT": str(port),
        "NGUON_SOCKET_PORT": str(free_port()),
    }
    environment |= further
    said = data_dir / "server.log"
    with (
        said.open("wb") as log,
        subprocess.Popen(
            [sys.executable, "-m", "nguon", "run", "--without-demo"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as process,
    ):
        try:
            address = f"http://localhost:{port}"
            _wait(address, process, said)
            yield address
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)  # how it stops by itself is another test
    assert "Traceback" not in said.read_text(), said.read_text()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes], said: Path) -> None:
    deadline = time.monotonic() + 180  # two cores may be busy with other tests
    while True:
        try:
            assert httpx.get(f"{address}/healthz").json()["status"] == "ok"
        except httpx.ConnectError:
            assert process.poll() is None, said.read_text()
            assert time.monotonic() < deadline, said.read_text()
            select.select([], [], [], 0.05)
        else:
            return
