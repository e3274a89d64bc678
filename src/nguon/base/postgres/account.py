"""Which account of this machine runs the server. PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nguon.base.postgres.errors import NoServerAccount

# `nguon` is there for operators who made one; the others exist on practically every machine.
_CANDIDATES = ("nguon", "postgres", "nobody")
_CLEAN = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"}


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    @property
    def is_me(self) -> bool:
        return self.uid == os.geteuid()

    def popen_arguments(self) -> dict[str, Any]:
        """Arguments for `subprocess` that run a program as this account, in a clean room."""
        arguments: dict[str, Any] = {"cwd": "/", "env": _CLEAN, "stdin": subprocess.DEVNULL}
        if not self.is_me:
            arguments |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return arguments

    def can_enter(self, folder: Path) -> bool:
        """Asked of the kernel, not computed from modes: there are ACLs and mount options."""
        return self.succeeds(["/bin/sh", "-c", 'cd -- "$0"', str(folder)])

    def succeeds(self, command: list[str]) -> bool:
        """Whether a command run as this account can be run at all, and ends well."""
        try:
            done = subprocess.run(
                command, capture_output=True, check=False, **self.popen_arguments()
            )
        except OSError:
            return False
        return done.returncode == 0


def server_account(data_dirs: tuple[Path, ...]) -> Account:
    """Ourselves; or, as root, whoever owns the data already, or the first account there is."""
    uid = os.geteuid()
    if uid != 0:
        try:
            return _account(pwd.getpwuid(uid))
        except KeyError:
            raise NoServerAccount(
                f"User id {uid} has no name on this machine",
                expected="an entry in the password database, which PostgreSQL insists on",
                got="none",
                do="Run as a user with an entry, add one, or set DATABASE_URL to a real server.",
            ) from None
    for owner in _owners(data_dirs):
        return owner
    for name in _CANDIDATES:
        try:
            return _account(pwd.getpwnam(name))
        except KeyError:
            continue
    raise NoServerAccount(
        "PostgreSQL does not run as root",
        expected=f"one of the accounts {', '.join(_CANDIDATES)}",
        got="none of them on this machine",
        do="Create one with «useradd --system nguon», or run as an ordinary user.",
    )


def _owners(data_dirs: tuple[Path, ...]) -> list[Account]:
    found = []
    for folder in data_dirs:
        if folder.is_dir() and (uid := folder.stat().st_uid) != 0:
            try:
                found.append(_account(pwd.getpwuid(uid)))
            except KeyError:
                continue
    return found


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
