"""Who starts the server, who shares it, and when it goes away."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.control import erase, keeper_pid, server_status, stop_server
from nguon.base.postgres.lease import join
from nguon.base.postgres.lock import is_held_alone
from tests.base.postgres.servers import (
    OtherUser,
    ask,
    data_dir_of,
    is_alive,
    real_programs,
    server_pid,
    started_at,
    wait_until,
)

StartUser = Callable[[Cluster], OtherUser]


def is_down(cluster: Cluster) -> bool:
    return not is_held_alone(cluster.keeper_lock) and not cluster.socket_file.exists()


def test_the_first_start_makes_a_database_that_only_the_socket_reaches(cluster: Cluster) -> None:
    with join(cluster) as lease:
        assert lease.is_healthy()
        assert ask(cluster, "SELECT current_database() || ' ' || current_user") == "nguon nguon"
        assert ask(cluster, "SHOW listen_addresses") == ""
        assert ask(cluster, "SHOW data_checksums") == "on"
        assert ask(cluster, "SHOW server_encoding") == "UTF8"
        assert cluster.socket_path.stat().st_mode & 0o7777 == 0o700
        assert data_dir_of(cluster).stat().st_mode & 0o7777 == 0o700


def test_committed_rows_outlive_the_server(used_cluster: Cluster) -> None:
    with join(used_cluster):
        ask(used_cluster, "CREATE TABLE lot AS SELECT 'LOT-7' AS code")
        first = started_at(used_cluster)
    wait_until(lambda: is_down(used_cluster))
    with join(used_cluster):
        assert ask(used_cluster, "SELECT code FROM lot") == "LOT-7"
        assert started_at(used_cluster) != first


def test_the_second_lease_joins_the_server_of_the_first(used_cluster: Cluster) -> None:
    with join(used_cluster):
        first = started_at(used_cluster)
        with join(used_cluster):
            assert started_at(used_cluster) == first


def test_the_server_stays_while_another_process_uses_it(
    used_cluster: Cluster, start_user: StartUser
) -> None:
    with join(used_cluster):
        first = started_at(used_cluster)
        other = start_user(used_cluster).wait_up()
    # The starter is gone; a third user finds the same server.
    with join(used_cluster):
        assert started_at(used_cluster) == first
    assert started_at(used_cluster) == first
    other.end()
    wait_until(lambda: is_down(used_cluster))


def test_a_user_that_is_killed_leaves_no_server_behind(
    used_cluster: Cluster, start_user: StartUser
) -> None:
    user = start_user(used_cluster).wait_up()
    server = server_pid(used_cluster)
    keeper = keeper_pid(used_cluster)
    assert keeper is not None
    assert is_alive(server)
    user.kill()
    wait_until(lambda: not is_alive(server) and not is_alive(keeper))
    assert not cluster_leftovers(used_cluster)


def cluster_leftovers(cluster: Cluster) -> list[str]:
    left = [cluster.socket_path, data_dir_of(cluster) / "postmaster.pid", cluster.server_record]
    return [str(path) for path in left if path.exists()]


def test_ctrl_c_in_a_users_terminal_does_not_reach_the_server(
    used_cluster: Cluster, start_user: StartUser
) -> None:
    """The terminal signals a whole process group; the keeper left it."""
    with join(used_cluster):
        keeper = keeper_pid(used_cluster)
        assert keeper is not None
        assert os.getsid(keeper) != os.getsid(0)
        assert os.getpgid(keeper) != os.getpgid(0)
        os.kill(keeper, signal.SIGINT)
        assert ask(used_cluster, "SELECT 1") == 1


def test_processes_that_start_at_once_share_one_server(
    used_cluster: Cluster, start_user: StartUser
) -> None:
    users = [start_user(used_cluster) for _ in range(5)]
    for user in users:
        user.wait_up()
    # One server wrote one «ready» line.
    assert used_cluster.log_file.read_text().count("ready to accept connections") == 2
    for user in users:
        user.end()
    wait_until(lambda: is_down(used_cluster))


def test_a_process_that_comes_while_the_server_stops_gets_a_new_one(
    used_cluster: Cluster,
) -> None:
    for _ in range(3):
        with join(used_cluster):
            assert ask(used_cluster, "SELECT 1") == 1


def test_two_checkouts_run_side_by_side(make_cluster: Callable[[str], Cluster]) -> None:
    first, second = make_cluster("first"), make_cluster("second")
    with join(first), join(second):
        ask(first, "CREATE TABLE here AS SELECT 1")
        ask(second, "CREATE TABLE there AS SELECT 1")
        question = "SELECT relname FROM pg_stat_user_tables"
        assert (ask(first, question), ask(second, question)) == ("here", "there")


def test_stopping_by_command_works_while_the_server_is_used(used_cluster: Cluster) -> None:
    assert not stop_server(used_cluster)
    with join(used_cluster) as lease:
        assert server_status(used_cluster).is_answering
        assert stop_server(used_cluster)
        assert not server_status(used_cluster).is_answering
        lease.mend()
        assert ask(used_cluster, "SELECT 1") == 1


def test_a_throwaway_cluster_is_deleted_with_its_last_user(cluster: Cluster) -> None:
    throwaway = Cluster(
        state_dir=cluster.state_dir, system_home=cluster.system_home, throwaway=True
    )
    with join(throwaway):
        assert ask(throwaway, "SHOW fsync") == "off"
    wait_until(lambda: not throwaway.state_dir.exists() and not throwaway.socket_path.exists())


def test_an_erased_database_is_empty_the_next_time(used_cluster: Cluster) -> None:
    with join(used_cluster):
        ask(used_cluster, "CREATE TABLE lot AS SELECT 7 AS code")
        data_dir = data_dir_of(used_cluster)
        assert erase(used_cluster) == data_dir
        assert not data_dir.exists()
    with join(used_cluster):
        assert ask(used_cluster, "SELECT count(*) FROM pg_stat_user_tables") == 0


def test_other_builds_of_postgresql_serve_as_well(make_cluster: Callable[[str], Cluster]) -> None:
    """Whatever this machine has; the packaged one is always among them."""
    builds = [real_programs(), *sorted(Path("/usr/lib/postgresql").glob("*/bin"))]
    for number, build in enumerate(build for build in builds if (build / "initdb").exists()):
        cluster = replace(make_cluster(f"build-{number}"), bin_dir=build)
        with join(cluster):
            version = str(ask(cluster, "SHOW server_version"))
            assert version.split(".")[0] == server_status(cluster).version.split(".")[0]
            # Code points decide the order, in each of them: the pages sort by a stored key.
            assert ask(cluster, "SELECT 'Đường' < 'đậu'") is True
