"""DATABASE_URL in Django's words, and the embedded server without one."""

from pathlib import Path

import pytest

from nguon.config.config import Config, ConfigError
from nguon.config.database import database_settings, from_url

DJANGO = "django.db.backends.postgresql"


def row(**changes: object) -> dict[str, object]:
    empty = {"NAME": "n", "USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "OPTIONS": {}}
    return {"ENGINE": DJANGO} | empty | changes


@pytest.mark.parametrize(
    ("url", "settings"),
    [
        ("postgresql:///n", row()),
        (
            "postgres://u:p%40ss@db.vn:5433/n",
            row(USER="u", PASSWORD="p@ss", HOST="db.vn", PORT="5433"),
        ),
        (
            "postgresql:///n?host=/run/postgresql&user=u&port=5434",
            row(HOST="/run/postgresql", USER="u", PORT="5434"),
        ),
        ("postgresql://%2Frun%2Fpg/n", row(HOST="/run/pg")),
        (
            "postgresql://db/n?sslmode=verify-full&connect_timeout=5",
            row(HOST="db", OPTIONS={"sslmode": "verify-full", "connect_timeout": "5"}),
        ),
        ("postgresql://[::1]:5432/n", row(HOST="::1", PORT="5432")),
    ],
)
def test_an_address_becomes_djangos_settings(url: str, settings: dict[str, object]) -> None:
    assert from_url(url) == settings


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("sqlite:///n", "got scheme 'sqlite' and database name 'n'. Only PostgreSQL"),
        ("postgresql://db", "got scheme 'postgresql' and database name ''"),
        ("db/n", "got scheme 'none' and database name 'db/n'"),
        ("postgresql://db:many/n", "DATABASE_URL: Port could not be cast to integer"),
    ],
)
def test_an_address_that_is_not_postgresqls_is_refused(url: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        from_url(url)


def test_a_password_is_not_repeated_in_a_complaint() -> None:
    with pytest.raises(ConfigError) as refused:
        from_url("mysql://u:hunter2@db/n")
    assert "hunter2" not in str(refused.value)


def test_without_an_address_the_embedded_server_is_used_but_not_started(tmp_path: Path) -> None:
    found = database_settings(Config(data_dir=tmp_path / "state", socket_dir=tmp_path / "s"))
    assert (found["ENGINE"], found["HOST"]) == ("nguon.base.database", str(tmp_path / "s"))
    assert list(tmp_path.iterdir()) == []
