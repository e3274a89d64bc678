"""Which database Django talks to: the server in DATABASE_URL, or the embedded one."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from nguon.base.postgres.cluster import Cluster
from nguon.config.config import Config, ConfigError

_SHARED: dict[str, Any] = {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}


def cluster_of(config: Config) -> Cluster:
    """The embedded cluster of this configuration; nothing is started by asking."""
    return Cluster(
        state_dir=config.data_dir,
        socket_dir=config.socket_dir,
        bin_dir=config.postgres_bin,
        start_seconds=config.postgres_start_seconds,
    )


def database_settings(config: Config) -> dict[str, Any]:
    if config.database_url is not None:
        return _SHARED | from_url(config.database_url)
    return _SHARED | embedded(cluster_of(config))


def embedded(cluster: Cluster) -> dict[str, Any]:
    """Settings under which the first connection starts or joins the cluster's server."""
    return {
        "ENGINE": "nguon.base.database",
        "NAME": cluster.database,
        "USER": cluster.superuser,
        "HOST": str(cluster.socket_path),
        "PORT": str(cluster.port),
        "EMBEDDED": cluster,
    }


def from_url(url: str) -> dict[str, Any]:
    """Django's words for a libpq address; `?host=/run/postgresql` names a socket folder."""
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not name or "/" in name:
        raise ConfigError(
            "DATABASE_URL: expected postgresql://user:password@host:port/name, got "
            f"scheme {parts.scheme or 'none'!r} and database name {name!r}. "
            "Only PostgreSQL (15 or newer) is supported."
        )
    try:
        port = parts.port
    except ValueError as problem:
        raise ConfigError(f"DATABASE_URL: {problem}.") from problem
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": options.pop("user", None) or unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": options.pop("port", None) or str(port or ""),
        "OPTIONS": options,
    }
