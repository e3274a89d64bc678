"""One database cluster of one checkout: where its things are, before anything is running."""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

# Root keeps what the server's account could not reach inside a private checkout.
SYSTEM_HOME = Path("/var/lib/nguon")


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A cluster is named by its state directory; everything else follows from it.

    `throwaway` clusters are for tests: they do not wait for the disk, and are deleted when their
    last user is gone.
    """

    state_dir: Path
    socket_dir: Path | None = None
    bin_dir: Path | None = None
    start_seconds: int = 60
    throwaway: bool = False
    system_home: Path = SYSTEM_HOME

    database = "nguon"
    superuser = "nguon"
    port = 5432  # names the socket file only; the server never listens on TCP

    @property
    def key(self) -> str:
        return hashlib.sha256(str(self.state_dir.resolve()).encode()).hexdigest()[:12]

    @property
    def socket_path(self) -> Path:
        """Not in the data directory: a socket's whole path must fit in 107 bytes."""
        return self.socket_dir or Path("/tmp") / f"nguon-{self.key}"  # noqa: S108 owner is checked

    @property
    def socket_file(self) -> Path:
        return self.socket_path / f".s.PGSQL.{self.port}"

    @property
    def log_file(self) -> Path:
        return self.state_dir / "postgres.log"

    @property
    def users_lock(self) -> Path:
        return self.state_dir / "postgres.users"

    @property
    def keeper_lock(self) -> Path:
        return self.state_dir / "postgres.keeper"

    @property
    def start_lock(self) -> Path:
        return self.state_dir / "postgres.start"

    @property
    def server_record(self) -> Path:
        """Which server the last keeper started, to tell our own leftovers from foreign servers."""
        return self.state_dir / "postgres.server"

    def as_json(self) -> dict[str, Any]:
        return {
            name: str(value) if isinstance(value, Path) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Cluster":
        paths = ("state_dir", "socket_dir", "bin_dir", "system_home")
        read: dict[str, Any] = {
            name: Path(value) if name in paths and value is not None else value
            for name, value in values.items()
        }
        return cls(**read)
