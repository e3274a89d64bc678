from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nguon.config.config import Config, ConfigError
from nguon.config.secret_key import secret_key

REAL = "postgresql://db/n"


def test_a_configured_key_is_used_as_it_is(tmp_path: Path) -> None:
    assert secret_key(Config(secret_key="k" * 32, data_dir=tmp_path)) == "k" * 32
    assert list(tmp_path.iterdir()) == []


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="SECRET_KEY: expected at least 32 characters"):
        secret_key(Config(secret_key="k" * 31, data_dir=tmp_path))


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    config = Config(data_dir=tmp_path / "state")
    first = secret_key(config)
    assert len(first) >= 50
    assert secret_key(config) == first
    assert (tmp_path / "state" / "secret-key").stat().st_mode & 0o7777 == 0o600
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["secret-key"]


def test_processes_that_make_the_key_at_once_agree_on_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(secret_key, [Config(data_dir=tmp_path)] * 32))
    assert len(keys) == 1


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    made = [secret_key(Config(data_dir=tmp_path / name)) for name in ("a", "b")]
    assert made[0] != made[1]


def test_a_real_database_needs_a_configured_key(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="SECRET_KEY is not set, and DATABASE_URL names a real"):
        secret_key(Config(database_url=REAL, data_dir=tmp_path))
    assert secret_key(Config(database_url=REAL, debug=True, data_dir=tmp_path))


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="Cannot keep the secret key in"):
        secret_key(Config(data_dir=tmp_path / "file"))
