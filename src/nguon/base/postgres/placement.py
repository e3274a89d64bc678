"""Where the data and the socket are, and that they are ours."""

import os
import pwd
import stat
from contextlib import suppress
from pathlib import Path

from nguon.base.postgres.account import Account, server_account
from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.errors import (
    DataDirectoryOwner,
    SocketDirectoryTaken,
    SocketPathTooLong,
)

_LONGEST_SOCKET_PATH = 107


def place(cluster: Cluster) -> tuple[Account, Path]:
    """The account that runs the server, and the data directory it can reach.

    The data live in the checkout, unless root runs a checkout that the server's account cannot
    enter (`mktemp -d` and /root are 0700): then under /var/lib. No parent is ever opened up.
    """
    inside = cluster.state_dir / "postgres"
    outside = cluster.system_home / cluster.key / "postgres"
    account = server_account((inside, outside))
    if account.is_me or account.can_enter(cluster.state_dir):
        return account, inside
    if inside.is_dir():
        raise DataDirectoryOwner(
            f"{account.name}, who runs the server, cannot reach the data",
            expected=f"to enter {inside}",
            got="a parent folder that is closed to it",
            do=f"Open the parents again (chmod o+x), or move the data to {outside}.",
        )
    return account, outside


def check_owner(data_dir: Path, account: Account) -> None:
    owner = data_dir.stat().st_uid
    if owner != account.uid:
        raise DataDirectoryOwner(
            f"The data in {data_dir} belong to another account",
            expected=f"owner {account.name}",
            got=f"owner {_name(owner)}",
            do=f"Run as {_name(owner)}, or set NGUON_DATA_DIR to a folder of your own.",
        )


def prepare_socket_directory(cluster: Cluster, account: Account) -> Path:
    """A private directory of the server's account; one that somebody else made is refused.

    Its name can be guessed, so another user of the machine could make it first and put a server
    of their own behind it.
    """
    folder = cluster.socket_path
    length = len(os.fsencode(cluster.socket_file))
    if length > _LONGEST_SOCKET_PATH:
        raise SocketPathTooLong(
            f"The socket path {cluster.socket_file} is too long",
            expected=f"at most {_LONGEST_SOCKET_PATH} bytes",
            got=f"{length} bytes",
            do="Set NGUON_SOCKET_DIR to a shorter folder.",
        )
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    mine = (account.uid, os.geteuid())
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in mine or found.st_mode & 0o077:
        raise SocketDirectoryTaken(
            f"The socket directory {folder} is not safe to use",
            expected=f"a directory of {account.name} with mode 700",
            got=f"{_kind(found)} of {_name(found.st_uid)} with mode {found.st_mode & 0o7777:o}",
            do="Remove it if you know where it comes from, or set NGUON_SOCKET_DIR to another.",
        )
    if found.st_uid != account.uid:
        os.chown(folder, account.uid, account.gid, follow_symlinks=False)
    return folder


def _kind(found: os.stat_result) -> str:
    if stat.S_ISLNK(found.st_mode):
        return "a symbolic link"
    return "a directory" if stat.S_ISDIR(found.st_mode) else "a file"


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user id {uid}"
