"""What cannot work is refused by its own type, and says what to do."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.errors import (
    BinariesMissing,
    DataDirectoryDamaged,
    DataDirectoryOwner,
    DataDirectoryVersion,
    PostgresError,
    SocketDirectoryTaken,
    SocketPathTooLong,
    StartFailed,
    StartTimedOut,
    StorageFull,
    error_named,
)
from nguon.base.postgres.lease import join
from tests.base.postgres.servers import SOURCE, USER, ask, data_dir_of, wait_until, with_program

ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="needs root to give files away")


def refusal(cluster: Cluster) -> PostgresError:
    with pytest.raises(PostgresError) as refused:
        join(cluster)
    return refused.value


def test_missing_programs_are_named_with_the_ways_out(cluster: Cluster, short_dir: Path) -> None:
    found = refusal(replace(cluster, bin_dir=short_dir))
    assert type(found) is BinariesMissing
    assert str(found) == (
        f"The PostgreSQL programs are missing: expected postgres, initdb, pg_isready in "
        f"{short_dir}, got no such files. Run «make setup» again, set NGUON_POSTGRES_BIN to a "
        "folder that has them (such as /usr/lib/postgresql/15/bin), or set DATABASE_URL to a real "
        "server."
    )


def test_programs_that_do_not_run_here_are_refused(cluster: Cluster, short_dir: Path) -> None:
    for name in ("postgres", "initdb", "pg_isready"):
        (short_dir / name).write_text("#!/bin/sh\necho wrong architecture >&2; exit 1\n")
        (short_dir / name).chmod(0o755)
    found = refusal(replace(cluster, bin_dir=short_dir, system_home=short_dir / "system"))
    assert type(found) is BinariesMissing
    assert found.got == "wrong architecture"


def test_data_of_another_major_version_are_left_alone(used_cluster: Cluster) -> None:
    version = data_dir_of(used_cluster) / "PG_VERSION"
    version.write_text("14\n")
    found = refusal(used_cluster)
    assert type(found) is DataDirectoryVersion
    assert found.got == "major version 14"
    assert "pg_dump" in found.do
    assert version.read_text() == "14\n"


def test_a_folder_that_is_no_cluster_is_not_overwritten(used_cluster: Cluster) -> None:
    (data_dir_of(used_cluster) / "PG_VERSION").unlink()
    found = refusal(used_cluster)
    assert type(found) is DataDirectoryDamaged
    assert (data_dir_of(used_cluster) / "global" / "pg_control").exists()


@ROOT_ONLY
def test_data_that_root_owns_are_not_taken_over(used_cluster: Cluster) -> None:
    os.chown(used_cluster.state_dir / "postgres", 0, 0)
    found = refusal(used_cluster)
    assert type(found) is DataDirectoryOwner
    assert found.got == "owner root"


def test_a_data_directory_that_cannot_be_made_is_said(cluster: Cluster, short_dir: Path) -> None:
    (short_dir / "file").touch()
    found = refusal(replace(cluster, state_dir=short_dir / "file" / "state"))
    assert type(found) is DataDirectoryOwner
    assert found.do == (
        "Make it writable for this user, or set NGUON_DATA_DIR to a folder of your own."
    )


@pytest.mark.parametrize(
    ("length", "fits"), [(107, True), (108, False)], ids=["the longest", "one byte more"]
)
def test_the_socket_path_has_a_longest_length(
    used_cluster: Cluster, short_dir: Path, length: int, fits: bool
) -> None:
    tail = len("/.s.PGSQL.5432")
    folder = short_dir / ("s" * (length - tail - len(str(short_dir)) - 1))
    cluster = replace(used_cluster, socket_dir=folder)
    assert len(os.fsencode(cluster.socket_file)) == length
    if fits:
        with join(cluster):
            assert ask(cluster, "SELECT 1") == 1
    else:
        found = refusal(cluster)
        assert type(found) is SocketPathTooLong
        assert (found.expected, found.got) == ("at most 107 bytes", "108 bytes")
        assert found.do == "Set NGUON_SOCKET_DIR to a shorter folder."


def make_symlink(path: Path) -> None:
    (path.parent / "elsewhere").mkdir(mode=0o700)
    path.symlink_to(path.parent / "elsewhere")


def make_file(path: Path) -> None:
    path.touch(mode=0o700)


def make_open(path: Path) -> None:
    path.mkdir()
    path.chmod(0o755)


def make_foreign(path: Path) -> None:
    path.mkdir(mode=0o700)
    os.chown(path, 12345, 12345)


@pytest.mark.parametrize(
    ("make", "got"),
    [
        pytest.param(make_symlink, r"a symbolic link of \w+ with mode 777", id="symbolic link"),
        pytest.param(make_file, r"a file of \w+ with mode 700", id="file"),
        pytest.param(make_open, r"a directory of \w+ with mode 755", id="open to others"),
        pytest.param(
            make_foreign,
            "a directory of user id 12345 with mode 700",
            id="somebody else's",
            marks=ROOT_ONLY,
        ),
    ],
)
def test_a_socket_directory_that_is_not_ours_is_refused(
    used_cluster: Cluster, short_dir: Path, make: Callable[[Path], None], got: str
) -> None:
    make(short_dir / "s")
    found = refusal(replace(used_cluster, socket_dir=short_dir / "s"))
    assert type(found) is SocketDirectoryTaken
    assert re.fullmatch(got, found.got)


def test_two_checkouts_with_one_socket_directory_are_told_apart(
    make_cluster: Callable[[str], Cluster], short_dir: Path
) -> None:
    first = replace(make_cluster("first"), socket_dir=short_dir / "s")
    second = replace(make_cluster("second"), socket_dir=short_dir / "s")
    with join(first):
        found = refusal(second)
        assert type(found) is SocketDirectoryTaken
        assert found.got.endswith(f"serving {data_dir_of(first)}")
        assert ask(first, "SELECT 1") == 1


def test_a_server_that_gives_up_is_quoted(used_cluster: Cluster) -> None:
    with (data_dir_of(used_cluster) / "postgresql.conf").open("a") as settings:
        settings.write("wal_compression = 'magic'\n")
    found = refusal(used_cluster)
    assert type(found) is StartFailed
    assert 'invalid value for parameter "wal_compression": "magic"' in found.got


def test_a_server_that_takes_too_long_is_stopped_and_quoted(
    used_cluster: Cluster, short_dir: Path
) -> None:
    slow = with_program(
        replace(used_cluster, start_seconds=1),
        short_dir / "slow",
        postgres="echo recovering very slowly >&2\nexec tail -f /dev/null\n",
    )
    found = refusal(slow)
    assert type(found) is StartTimedOut
    assert found.expected == "an answer within 1 s"
    assert found.got == "recovering very slowly"
    assert "NGUON_POSTGRES_START_SECONDS" in found.do
    with join(used_cluster):
        assert ask(used_cluster, "SELECT 1") == 1


@pytest.fixture
def small_disk(short_dir: Path) -> Iterator[Path]:
    folder = short_dir / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m,mode=755", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small disk; the file size limit below stands in")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_disk_that_is_too_small_for_the_first_start_is_said(
    cluster: Cluster, small_disk: Path
) -> None:
    filler = small_disk / "filler"
    filler.write_bytes(bytes(50_000_000))
    full = replace(cluster, state_dir=small_disk / "state")
    found = refusal(full)
    assert type(found) is StorageFull
    assert "No space left on device" in found.got
    assert "NGUON_DATA_DIR" in found.do
    assert not list((small_disk / "state").glob("postgres*/*")), "a half cluster was left"
    filler.unlink()
    with join(full):
        assert ask(full, "SELECT 1") == 1


def fill(path: Path) -> None:
    done = subprocess.run(["dd", "if=/dev/zero", f"of={path}", "bs=4096"], capture_output=True)
    assert b"No space left on device" in done.stderr


def test_a_disk_that_fills_up_later_is_said_at_the_next_start(
    cluster: Cluster, small_disk: Path
) -> None:
    full = replace(cluster, state_dir=small_disk / "state")
    with join(full):
        ask(full, "CREATE TABLE lot AS SELECT 'acknowledged' AS code")
    wait_until(lambda: not full.socket_path.exists())
    filler = small_disk / "filler"
    fill(filler)
    found = refusal(full)
    assert type(found) is StorageFull
    filler.unlink()
    with join(full):
        assert ask(full, "SELECT code FROM lot") == "acknowledged"


def test_a_file_size_limit_is_storage_that_is_full(cluster: Cluster) -> None:
    code = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n" + USER
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(cluster.as_json())],
        env=dict(os.environ) | {"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )
    # In a private checkout the programs are copied first, and that is where it ends.
    what = re.match(
        r"StorageFull: The database (cannot be set up|programs cannot be copied)", done.stderr
    )
    assert what, done.stderr
    assert done.returncode == 1


def test_an_error_comes_through_the_keepers_pipe_unchanged() -> None:
    made = StorageFull("What", expected="this", got="that", do="Do so.")
    again = error_named("StorageFull", made.as_dict())
    assert (type(again), str(again)) == (StorageFull, "What: expected this, got that. Do so.")


def test_every_kind_of_error_is_in_the_tree_that_is_drawn() -> None:
    drawn = sys.modules[PostgresError.__module__].__doc__
    kinds = {kind.__name__ for kind in PostgresError.__subclasses__()}
    assert set(re.findall(r"[├└]── (\w+)", str(drawn))) == kinds
