"""kill -9 of the worker and of the database while a receiver is being told: nothing is lost."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from nguon.base.postgres.cluster import Cluster
from tests.base.postgres.servers import family_of, kill_all, server_pid
from tests.food.exchange.receiver import Receiver, listening

ROOT = Path(__file__).resolve().parents[3]


class Installation:
    def __init__(self, folder: Path) -> None:
        keep = ("PATH", "HOME", "LANG")
        self.environment = {name: os.environ[name] for name in keep if name in os.environ} | {
            "NGUON_DATA_DIR": str(folder),
            "NGUON_LOCAL_WEBHOOKS": "true",
            "PYTHONPATH": str(ROOT),
        }

    def tell(self, *words: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", "tests.food.exchange.installation", *words],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def does(self, *words: str) -> bool:
        """Whether it could be done, with a database that may be away."""
        try:
            self.tell(*words)
        except subprocess.CalledProcessError:
            return False
        return True

    def log(self) -> Any:
        return json.loads(self.tell("log"))

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[bytes]]:
        with subprocess.Popen(
            [sys.executable, "-m", "nguon", "worker"],
            cwd=ROOT,
            env=self.environment,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                yield process
            finally:
                process.kill()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with listening() as one:
        yield one


@pytest.fixture
def house(short_dir: Path, receiver: Receiver) -> Installation:
    one = Installation(short_dir / "state")
    one.tell("set_up", receiver.url)
    return one


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 240
    while not is_so():
        assert time.monotonic() < deadline
        select.select([], [], [], 0.05)


def test_a_killed_worker_and_a_killed_database_lose_nothing_and_repeat_with_a_mark(
    house: Installation, receiver: Receiver, short_dir: Path
) -> None:
    house.tell("capture", "storing")
    with house.worker() as killed:
        receiver.before_answer = lambda: os.kill(killed.pid, signal.SIGKILL)
        wait_until(lambda: len(receiver.sent) == 1 and killed.poll() is not None)
    receiver.before_answer = lambda: None
    [[first, state, ended]] = house.log()
    assert (state, ended) == ("waiting", [False])

    house.tell("hurry")
    with house.worker():
        wait_until(lambda: len(receiver.sent) == 2 and house.log()[0][1] == "arrived")
    assert [sent.mark for sent in receiver.sent] == [(first, "1"), (first, "2")]
    assert receiver.sent[0].body == receiver.sent[1].body

    house.tell("capture", "picking")
    receiver.before_answer = lambda: kill_database(short_dir / "state")
    with house.worker():
        wait_until(lambda: len(receiver.sent) == 3)
        receiver.before_answer = lambda: None
        wait_until(lambda: house.does("hurry"))
    with house.worker():  # as `attend` starts it again
        wait_until(lambda: len(receiver.sent) == 4 and house.log()[1][1] == "arrived")
        house.tell("capture", "packing")
        wait_until(lambda: len(receiver.sent) == 5)
    assert [sent.steps for sent in receiver.sent] == [
        ["storing"],
        ["storing"],
        ["picking"],
        ["picking"],
        ["packing"],
    ]
    second = receiver.sent[2].mark[0]
    assert [sent.mark for sent in receiver.sent[2:4]] == [(second, "1"), (second, "2")]
    assert [row[2] for row in house.log()[:2]] == [[False, True], [False, True]]


def kill_database(state_dir: Path) -> None:
    """Every process of the server, as when the power fails."""
    kill_all(family_of(server_pid(Cluster(state_dir=state_dir))))
