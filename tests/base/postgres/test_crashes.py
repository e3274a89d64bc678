"""Killed servers, killed keepers and what they leave lying about."""

import os
import signal
import subprocess
from pathlib import Path

import psycopg
import pytest

from nguon.base.postgres.account import server_account
from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.control import keeper_pid
from nguon.base.postgres.errors import DataDirectoryInUse
from nguon.base.postgres.lease import Lease, join
from nguon.base.postgres.lock import is_held_alone
from tests.base.postgres.servers import (
    ask,
    data_dir_of,
    family_of,
    is_alive,
    kill_all,
    real_programs,
    server_pid,
    started_at,
    wait_until,
)


def is_answering(cluster: Cluster) -> bool:
    try:
        return ask(cluster, "SELECT 1") == 1
    except psycopg.OperationalError:
        return False


def write_row(cluster: Cluster) -> None:
    ask(cluster, "CREATE TABLE lot AS SELECT 'acknowledged' AS code")


def assert_row_is_there(cluster: Cluster) -> None:
    assert ask(cluster, "SELECT code FROM lot") == "acknowledged"


def test_a_killed_server_is_started_again_by_its_keeper(used_cluster: Cluster) -> None:
    with join(used_cluster):
        write_row(used_cluster)
        killed = server_pid(used_cluster)
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: not is_alive(killed) and is_answering(used_cluster))
        assert server_pid(used_cluster) != killed
        assert_row_is_there(used_cluster)


def test_a_killed_server_and_all_its_children_come_back(used_cluster: Cluster) -> None:
    with join(used_cluster):
        write_row(used_cluster)
        killed = server_pid(used_cluster)
        kill_all(family_of(killed))
        wait_until(lambda: not is_alive(killed) and is_answering(used_cluster))
        assert_row_is_there(used_cluster)


def test_keeper_and_server_killed_together_come_back_for_the_next_connection(
    used_cluster: Cluster,
) -> None:
    with join(used_cluster) as lease:
        write_row(used_cluster)
        keeper = keeper_pid(used_cluster)
        assert keeper is not None
        kill_all([keeper, *family_of(server_pid(used_cluster))])
        assert not lease.is_healthy()
        lease.mend()
        assert lease.is_healthy()
        assert_row_is_there(used_cluster)


def test_a_keeper_that_is_killed_takes_the_server_with_it(used_cluster: Cluster) -> None:
    with join(used_cluster) as lease:
        write_row(used_cluster)
        server, keeper = server_pid(used_cluster), keeper_pid(used_cluster)
        assert keeper is not None
        os.kill(keeper, signal.SIGKILL)
        wait_until(lambda: not is_alive(server))
        lease.mend()
        assert_row_is_there(used_cluster)


def test_a_server_whose_keeper_was_killed_is_replaced_at_once(used_cluster: Cluster) -> None:
    """Without waiting for it to go: the next keeper knows it for one of ours."""
    with join(used_cluster) as lease:
        first, keeper = started_at(used_cluster), keeper_pid(used_cluster)
        assert keeper is not None
        os.kill(keeper, signal.SIGKILL)
        wait_until(lambda: not is_held_alone(used_cluster.keeper_lock))
        lease.mend()
        assert started_at(used_cluster) != first


def test_a_server_that_dies_again_and_again_is_given_up(used_cluster: Cluster) -> None:
    with join(used_cluster) as lease:
        for _ in range(6):
            if not is_held_alone(used_cluster.keeper_lock):
                break
            kill_server(used_cluster, lease)
        wait_until(lambda: not is_held_alone(used_cluster.keeper_lock))
        # Whoever asks next starts afresh.
        lease.mend()
        assert is_answering(used_cluster)


def kill_server(cluster: Cluster, lease: Lease) -> None:
    killed = server_pid(cluster)
    os.kill(killed, signal.SIGKILL)
    wait_until(
        lambda: (
            not is_alive(killed) and (lease.is_healthy() or not is_held_alone(cluster.keeper_lock))
        )
    )


def leave_pid_file(cluster: Cluster, pid: int) -> None:
    """As a machine that lost power leaves it."""
    path = data_dir_of(cluster) / "postmaster.pid"
    lines = [pid, data_dir_of(cluster), 1, cluster.port, cluster.socket_path, "", "0 0", "ready"]
    path.write_text("".join(f"{line}\n" for line in lines))
    owner = data_dir_of(cluster).stat()
    os.chown(path, owner.st_uid, owner.st_gid)


def dead_pid() -> int:
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


def test_a_pid_file_of_a_process_that_is_gone_is_no_obstacle(used_cluster: Cluster) -> None:
    leave_pid_file(used_cluster, dead_pid())
    with join(used_cluster):
        assert is_answering(used_cluster)


def test_a_pid_file_that_names_a_living_stranger_is_no_obstacle(used_cluster: Cluster) -> None:
    """After a reboot the number belongs to anybody; PostgreSQL alone would refuse for ever."""
    account = server_account((data_dir_of(used_cluster),))
    arguments = account.popen_arguments()
    del arguments["stdin"]
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, **arguments) as stranger:
        leave_pid_file(used_cluster, stranger.pid)
        with join(used_cluster):
            assert is_answering(used_cluster)
            assert stranger.poll() is None
        stranger.communicate(b"")


def test_a_pid_file_that_names_a_zombie_is_no_obstacle(used_cluster: Cluster) -> None:
    zombie = subprocess.Popen(["true"])
    wait_until(lambda: not is_alive(zombie.pid))
    leave_pid_file(used_cluster, zombie.pid)
    with join(used_cluster):
        assert is_answering(used_cluster)
    zombie.wait()


def test_an_empty_pid_file_is_no_obstacle(used_cluster: Cluster) -> None:
    """A full disk leaves one."""
    path = data_dir_of(used_cluster) / "postmaster.pid"
    path.touch()
    owner = data_dir_of(used_cluster).stat()
    os.chown(path, owner.st_uid, owner.st_gid)
    with join(used_cluster):
        assert is_answering(used_cluster)


def test_a_server_that_somebody_else_started_on_the_data_is_left_alone(
    used_cluster: Cluster, short_dir: Path
) -> None:
    data_dir = data_dir_of(used_cluster)
    account = server_account((data_dir,))
    sockets = short_dir / "s"
    sockets.mkdir()
    os.chown(sockets, account.uid, account.gid)
    command = [str(real_programs() / "postgres"), "-D", str(data_dir), "-k", str(sockets)]
    foreign = subprocess.Popen(
        [*command, "-h", ""], stderr=subprocess.DEVNULL, **account.popen_arguments()
    )
    wait_until(lambda: (sockets / ".s.PGSQL.5432").exists())
    with pytest.raises(DataDirectoryInUse) as refused:
        join(used_cluster)
    assert str(refused.value) == (
        f"Another server holds the data in {data_dir}: expected nobody else to use them, got the "
        f"running server with process id {foreign.pid}. Stop that server (pg_ctl stop), or point "
        "DATABASE_URL at it."
    )
    assert foreign.poll() is None
    foreign.send_signal(signal.SIGINT)
    foreign.wait()
    with join(used_cluster):
        assert is_answering(used_cluster)


def test_a_crash_in_the_middle_of_the_first_start_is_begun_again(cluster: Cluster) -> None:
    half = cluster.state_dir / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with join(cluster):
        assert is_answering(cluster)
    assert not half.exists()
