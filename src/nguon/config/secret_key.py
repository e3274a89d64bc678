"""The key that signs sessions and forms."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from nguon.config.config import Config, ConfigError


def secret_key(config: Config) -> str:
    """The configured key, or one made once and kept in the data directory.

    A key is only made where the data directory is the only home of the data. Two web servers
    on one real database with a key each would throw out each other's sessions.
    """
    if config.secret_key is not None:
        if len(config.secret_key) < 32:
            raise ConfigError("SECRET_KEY: expected at least 32 characters; make it random.")
        return config.secret_key
    if config.database_url is not None and not config.debug:
        raise ConfigError(
            "SECRET_KEY is not set, and DATABASE_URL names a real server. Set SECRET_KEY or "
            "SECRET_KEY_FILE to 50 random characters, the same on every web server."
        )
    path = config.data_dir / "secret-key"
    try:
        config.data_dir.mkdir(parents=True, exist_ok=True)
        _write_once(path)
        return path.read_text(encoding="ascii").strip()
    except OSError as problem:
        raise ConfigError(
            f"Cannot keep the secret key in {path}: {problem}. Make the folder writable for "
            "this user, or set SECRET_KEY or NGUON_DATA_DIR."
        ) from problem


def _write_once(path: Path) -> None:
    """Several processes may come here at once; the link lets the first whole file win."""
    if path.exists():
        return
    handle, draft = tempfile.mkstemp(prefix="secret-key-", dir=path.parent)  # made with mode 600
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
    with suppress(FileExistsError):
        os.link(draft, path)
    Path(draft).unlink()
