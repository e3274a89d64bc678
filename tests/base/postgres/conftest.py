"""Clusters of their own for tests that start, stop and kill servers."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.control import stop_server
from nguon.base.postgres.lease import join
from nguon.base.postgres.lock import is_held_alone
from tests.base.postgres.servers import OtherUser, wait_until
from tests.scratch import scratch_base


@pytest.fixture
def make_cluster(short_dir: Path) -> Iterator[Callable[[str], Cluster]]:
    with ExitStack() as undo:

        def make(name: str) -> Cluster:
            home = short_dir / name
            home.mkdir(mode=0o755)
            cluster = Cluster(state_dir=home / ".nguon", system_home=short_dir / "system")
            undo.callback(shutil.rmtree, cluster.socket_path, ignore_errors=True)
            undo.callback(stop_server, cluster)
            return cluster

        yield make


@pytest.fixture
def cluster(make_cluster: Callable[[str], Cluster]) -> Cluster:
    return make_cluster("checkout")


@pytest.fixture(scope="module")
def used_state() -> Iterator[Path]:
    """The state of a cluster that was started and stopped once."""
    with tempfile.TemporaryDirectory(prefix="nguon-pg-", dir=scratch_base()) as name:
        home = Path(name)
        home.chmod(0o755)
        cluster = Cluster(state_dir=home / "state", system_home=home / "system")
        join(cluster).release()
        wait_until(lambda: not is_held_alone(cluster.keeper_lock))
        yield cluster.state_dir


@pytest.fixture
def used_cluster(cluster: Cluster, used_state: Path) -> Cluster:
    """A cluster with data and no server, made by copying, which is faster than a first start."""
    subprocess.run(["cp", "-a", str(used_state), str(cluster.state_dir)], check=True)
    return cluster


@pytest.fixture
def start_user() -> Iterator[Callable[[Cluster], OtherUser]]:
    with ExitStack() as undo:

        def start(cluster: Cluster) -> OtherUser:
            user = OtherUser(cluster)
            undo.callback(user.kill)
            return user

        yield start
