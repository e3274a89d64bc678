"""The server as root starts it, and as an ordinary user does."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nguon.base.postgres.account import Account, server_account
from nguon.base.postgres.binaries import copy_programs
from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.errors import DataDirectoryOwner
from nguon.base.postgres.lease import join
from nguon.base.postgres.lock import is_held_alone
from tests.base.postgres.servers import (
    SOURCE,
    OtherUser,
    ask,
    data_dir_of,
    real_programs,
    server_pid,
    wait_until,
)

ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become other accounts")


def modes(path: Path) -> list[int]:
    return [folder.stat().st_mode for folder in (path, *path.parents)]


def test_nobody_else_reads_what_the_server_complains_about(cluster: Cluster) -> None:
    with join(cluster):
        assert cluster.log_file.stat().st_mode & 0o777 == 0o600


@ROOT_ONLY
def test_for_root_the_server_runs_as_an_unprivileged_account(cluster: Cluster) -> None:
    with join(cluster):
        owner = Path(f"/proc/{server_pid(cluster)}").stat().st_uid
        assert pwd.getpwuid(owner).pw_name in ("nguon", "postgres", "nobody")
        assert data_dir_of(cluster) == cluster.state_dir / "postgres"
        assert data_dir_of(cluster).stat().st_uid == owner
        assert cluster.socket_path.stat().st_uid == owner


@pytest.fixture
def private_cluster(cluster: Cluster) -> Cluster:
    """A checkout in a folder only root may enter, like /root or what `mktemp -d` makes."""
    home = cluster.state_dir.parent
    programs = copy_programs(real_programs(), home / "site-packages")
    home.chmod(0o700)
    return replace(cluster, bin_dir=programs)


@ROOT_ONLY
def test_a_private_checkout_keeps_its_data_where_the_server_can_go(
    private_cluster: Cluster,
) -> None:
    home = private_cluster.state_dir.parent
    before = modes(home)
    with join(private_cluster):
        ask(private_cluster, "CREATE TABLE lot AS SELECT 7 AS code")
        outside = private_cluster.system_home / private_cluster.key / "postgres"
        assert data_dir_of(private_cluster) == outside
        assert (outside / "PG_VERSION").exists()
        assert outside.stat().st_mode & 0o7777 == 0o700
    assert modes(home) == before, "a parent folder was opened"
    wait_until(lambda: not is_held_alone(private_cluster.keeper_lock))
    with join(private_cluster):
        assert ask(private_cluster, "SELECT code FROM lot") == 7


@ROOT_ONLY
def test_private_checkouts_with_the_same_programs_share_one_copy_of_them(
    private_cluster: Cluster, make_cluster: Callable[[str], Cluster]
) -> None:
    second = replace(make_cluster("second"), bin_dir=private_cluster.bin_dir)
    with join(private_cluster), join(second):
        assert ask(second, "SELECT 1") == 1
        copies = list(private_cluster.system_home.glob("programs-*"))
        assert len(copies) == 1
        assert len(list(copies[0].glob("*/*/bin/postgres"))) == 1


@ROOT_ONLY
def test_data_that_became_unreachable_are_not_replaced_by_empty_ones(
    used_cluster: Cluster,
) -> None:
    used_cluster.state_dir.parent.chmod(0o700)
    with pytest.raises(DataDirectoryOwner) as refused:
        join(used_cluster)
    assert refused.value.got == "a parent folder that is closed to it"


NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 11))"


def python_for(account: Account) -> str:
    """A Python that this account may run: those in home folders are private."""
    for candidate in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        if account.succeeds([candidate, "-c", NEW_ENOUGH]):
            return candidate
    pytest.skip("no Python on this machine that an ordinary user may run")


PARTS = ("__init__.py", "parent_death.py", "postgres")
"""All that a server of its own needs of the house."""


class OrdinaryUser:
    """Somebody with a home, a checkout and a copy of the programs, and nothing of root's."""

    def __init__(self, account: Account, home: Path) -> None:
        self.account = account
        self.home = home
        self.source = home / "src"
        parts = ("nguon/__init__.py", *(f"nguon/base/{part}" for part in PARTS))
        for package in parts:
            target = self.source / package
            target.parent.mkdir(parents=True, exist_ok=True)
            found = SOURCE / package
            shutil.copytree(found, target) if found.is_dir() else shutil.copy(found, target)
        programs = copy_programs(real_programs(), home / "site-packages")
        subprocess.run(["chown", "-R", f"{account.uid}:{account.gid}", str(home)], check=True)
        self.cluster = Cluster(state_dir=home / ".nguon", bin_dir=programs)

    def start(self) -> OtherUser:
        return OtherUser(
            self.cluster,
            python=python_for(self.account),
            source=self.source,
            account=self.account,
        )


@pytest.fixture
def ordinary(short_dir: Path) -> Iterator[OrdinaryUser]:
    account = server_account(())
    user = OrdinaryUser(account, short_dir / "home")
    yield user
    wait_until(lambda: not is_held_alone(user.cluster.keeper_lock))
    shutil.rmtree(user.cluster.socket_path, ignore_errors=True)


def test_an_ordinary_user_starts_uses_and_stops_a_server(ordinary: OrdinaryUser) -> None:
    user = ordinary.start().wait_up()
    data_dir = ordinary.cluster.state_dir / "postgres"
    pid = int((data_dir / "postmaster.pid").read_text().splitlines()[0])
    assert Path(f"/proc/{pid}").stat().st_uid == ordinary.account.uid
    assert data_dir.stat().st_uid == ordinary.account.uid
    assert ordinary.cluster.socket_path.stat().st_uid == ordinary.account.uid
    assert ask(ordinary.cluster, "SELECT current_user") == "nguon"
    user.end()
    wait_until(lambda: not is_held_alone(ordinary.cluster.keeper_lock))
    user = ordinary.start().wait_up()
    user.end()


def test_what_an_ordinary_user_made_root_may_use_as_well(ordinary: OrdinaryUser) -> None:
    ordinary.start().wait_up().end()
    wait_until(lambda: not is_held_alone(ordinary.cluster.keeper_lock))
    with join(ordinary.cluster):
        assert ask(ordinary.cluster, "SELECT 1") == 1
        owner = Path(f"/proc/{server_pid(ordinary.cluster)}").stat().st_uid
        assert owner == ordinary.account.uid


@ROOT_ONLY
def test_an_ordinary_user_cannot_take_over_what_root_made(ordinary: OrdinaryUser) -> None:
    with join(ordinary.cluster):
        pass
    wait_until(lambda: not is_held_alone(ordinary.cluster.keeper_lock))
    subprocess.run(["chown", "-R", "0:0", str(ordinary.cluster.state_dir / "postgres")], check=True)
    subprocess.run(["chmod", "-R", "a+rwX", str(ordinary.cluster.state_dir)], check=True)
    assert ordinary.start().complaint().startswith("DataDirectoryOwner: The data in ")


@ROOT_ONLY
def test_a_user_id_without_a_name_is_told_so(ordinary: OrdinaryUser) -> None:
    nameless = Account("nobody knows", 54321, 54321)
    user = OtherUser(
        ordinary.cluster, python=python_for(nameless), source=ordinary.source, account=nameless
    )
    said = user.complaint()
    subprocess.run(["chmod", "a+rwx", str(ordinary.home)], check=True)
    user = OtherUser(
        ordinary.cluster, python=python_for(nameless), source=ordinary.source, account=nameless
    )
    assert said.startswith(
        "DataDirectoryOwner: The data directory cannot be used: expected to write"
    )
    assert user.complaint().startswith("NoServerAccount: User id 54321 has no name on this machine")
