"""Every knob of the platform, declared once: name, type, default and one sentence.

Values come from the environment first, then from `nguon.toml`, then from the default. A name
that is not declared here is an error, in either place: a misspelt setting that is silently
ignored is how a server ends up open to the world.
"""

import os
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# A checkout carries pyproject.toml beside src/; an installed wheel is run from where the data is.
_SOURCE_ROOT = Path(__file__).resolve().parents[3]
ROOT = _SOURCE_ROOT if (_SOURCE_ROOT / "pyproject.toml").is_file() else Path.cwd()


class ConfigError(Exception):
    """A setting is missing, unknown or unreadable; the message says which, and what to write."""


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise ValueError(f"expected text in quotes, got {raw!r}")
    return raw


def _boolean(raw: object) -> bool:
    """Exactly true or false: «1», «yes» and «True» have surprised too many people already."""
    if isinstance(raw, bool):
        return raw
    if raw in ("true", "false"):
        return raw == "true"
    raise ValueError(f"expected true or false, got {raw!r}")


def _integer(low: int, high: int) -> Callable[[object], int]:
    def read(raw: object) -> int:
        if isinstance(raw, str) and raw.isascii() and raw.isdecimal():
            raw = int(raw)
        if isinstance(raw, bool) or not isinstance(raw, int) or not low <= raw <= high:
            raise ValueError(f"expected a whole number from {low} to {high}, got {raw!r}")
        return raw

    return read


def _path(raw: object) -> Path:
    text = _text(raw)
    if not text:
        raise ValueError("expected a path, got empty text")
    return (ROOT / Path(text).expanduser()).absolute()


def _names(raw: object) -> tuple[str, ...]:
    if isinstance(raw, str):
        raw = [part.strip() for part in raw.split(",") if part.strip()]
    if not isinstance(raw, list) or not all(isinstance(part, str) for part in raw):
        raise ValueError(f"expected names separated by commas (in TOML a list), got {raw!r}")
    return tuple(raw)


def _origin(raw: object) -> str:
    text = _text(raw).rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise ValueError(f"expected an address such as https://nguon.example.vn, got {raw!r}")
    return text


def _socket_origin(raw: object) -> str:
    text = _text(raw).rstrip("/")
    parts = urlsplit(text)
    if text and (parts.scheme not in ("ws", "wss") or not parts.hostname or parts.query):
        raise ValueError(f"expected an address such as wss://nguon.example.vn, got {raw!r}")
    return text


def _host(raw: object) -> str:
    text = _text(raw)
    if not text or urlsplit(f"https://{text}").hostname != text:
        raise ValueError(
            f"expected a host name in small letters such as id.example.vn, got {raw!r}"
        )
    return text


def _log_level(raw: object) -> str:
    levels = ("debug", "info", "warning", "error")
    if raw not in levels:
        raise ValueError(f"expected one of {', '.join(levels)}, got {raw!r}")
    return str(raw)


def _knob(
    help: str,  # noqa: A002 the word of argparse and of Django's fields
    read: Callable[[object], Any],
    *,
    default: Any = None,
    env: str | None = None,
    secret: bool = False,
) -> Any:
    return field(
        default=default, metadata={"help": help, "read": read, "env": env, "secret": secret}
    )


@dataclass(frozen=True, kw_only=True)
class Config:
    """What can be set. The reference page docs/reference/settings.md has a heading for each."""

    debug: bool = _knob(
        "Show technical error pages; never true on a server that others can reach.",
        _boolean,
        default=False,
    )
    secret_key: str | None = _knob(
        "Signs sessions and forms; generated into the data directory unless DATABASE_URL is set.",
        _text,
        env="SECRET_KEY",
        secret=True,
    )
    database_url: str | None = _knob(
        "A PostgreSQL server to use instead of the embedded one: postgresql://user:pw@host/name.",
        _text,
        env="DATABASE_URL",
        secret=True,
    )
    data_dir: Path = _knob(
        "Where the embedded database, uploads and the generated key live.",
        _path,
        default=ROOT / ".nguon",
    )
    socket_dir: Path | None = _knob(
        "Where the embedded server puts its socket; by default a short private path under /tmp.",
        _path,
    )
    postgres_bin: Path | None = _knob(
        "Folder with the server programs (initdb, postgres) to run instead of the packaged ones.",
        _path,
    )
    postgres_start_seconds: int = _knob(
        "How long the embedded server may take to come up, crash recovery included.",
        _integer(1, 3600),
        default=60,
    )
    public_url: str = _knob(
        "The address people and printed codes use; https turns on secure cookies and HSTS.",
        _origin,
        default="",
    )
    identifier_host: str = _knob(
        "The host in identifiers minted for producers without GS1 keys; chosen once, for ever.",
        _host,
        default="id.nguon.example",
    )
    allowed_hosts: tuple[str, ...] = _knob(
        "Further host names the server answers to besides the one in public_url and localhost.",
        _names,
        default=(),
    )
    trusted_proxies: int = _knob(
        "How many reverse proxies stand in front; their X-Forwarded headers are believed.",
        _integer(0, 10),
        default=0,
    )
    listen_host: str = _knob(
        "The address the web server binds; 127.0.0.1 keeps it on this machine.",
        _text,
        default="127.0.0.1",
    )
    listen_port: int = _knob("The port the web server binds.", _integer(1, 65535), default=8000)
    web_workers: int = _knob(
        "How many web server processes serve requests; never more than there are processor cores.",
        _integer(1, 64),
        default=2,
    )
    socket_port: int = _knob(
        "The port on which `sockets` tells of new events; by default the one after listen_port.",
        _integer(1, 65535),
        default=0,
    )
    socket_url: str = _knob(
        "Where sockets are reached from outside, such as wss://nguon.example.vn behind a proxy.",
        _socket_origin,
        default="",
    )
    local_token_issuers: bool = _knob(
        "Fetch the keys of token issuers by http:// and from private addresses too; only for trying"
        " out on one machine.",
        _boolean,
        default=False,
    )
    local_webhooks: bool = _knob(
        "Deliver to http:// and to private addresses too; only for trying out on one machine.",
        _boolean,
        default=False,
    )
    session_hours: int = _knob(
        "After how many hours without use a person must sign in again.",
        _integer(1, 24 * 90),
        default=12,
    )
    login_failure_limit: int = _knob(
        "How many wrong passwords for one name from one address lock that pair out.",
        _integer(1, 100),
        default=5,
    )
    login_lockout_minutes: int = _knob(
        "How long a lock-out lasts.", _integer(1, 24 * 60), default=15
    )
    upload_megabytes: int = _knob(
        "The largest photo or document that may be sent in one request.",
        _integer(1, 200),
        default=12,
    )
    log_level: str = _knob("What is worth a log line.", _log_level, default="info")
    conformance_dir: Path = _knob(
        "Where the tests find the conformance material; tests that need it skip without it.",
        _path,
        default=(ROOT / ".." / "shared" / "conformance").absolute(),
    )

    def __post_init__(self) -> None:
        if not self.public_url:
            object.__setattr__(self, "public_url", f"http://localhost:{self.listen_port}")
        if not self.socket_port:
            object.__setattr__(self, "socket_port", self.listen_port % 65535 + 1)

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")


def env_name(name: str) -> str:
    """The environment variable of a setting: NGUON_ and its name, or the customary name."""
    for knob in fields(Config):
        if knob.name == name:
            return str(knob.metadata["env"] or f"NGUON_{name.upper()}")
    raise KeyError(name)


def load(environ: Mapping[str, str] | None = None, *, toml: Path | None = None) -> Config:
    """Read the configuration. `NGUON_CONFIG` may name another file than `nguon.toml`."""
    environ = os.environ if environ is None else environ
    path = toml or Path(environ.get("NGUON_CONFIG") or ROOT / "nguon.toml")
    must_exist = toml is not None or bool(environ.get("NGUON_CONFIG"))
    from_file = _read_toml(path, must_exist=must_exist)
    _refuse_unknown_variables(environ)
    values: dict[str, Any] = {}
    for knob in fields(Config):
        raw, source = _from_environment(environ, knob.name, secret=knob.metadata["secret"])
        if raw is None and knob.name in from_file:
            raw, source = from_file[knob.name], f"{knob.name} in {path}"
        if raw is None:
            continue
        try:
            values[knob.name] = knob.metadata["read"](raw)
        except ValueError as problem:
            shown = "a secret that is not text" if knob.metadata["secret"] else problem
            raise ConfigError(f"{source}: {shown}. {knob.metadata['help']}") from problem
    return Config(**values)


def _read_toml(path: Path, *, must_exist: bool) -> dict[str, Any]:
    if not path.exists() and not must_exist:
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise ConfigError(f"Cannot read the settings file {path}: {problem}.") from problem
    unknown = sorted(values.keys() - {knob.name for knob in fields(Config)})
    if unknown:
        raise ConfigError(f"{path} sets {_quoted(unknown)}, which is no setting. {_known()}")
    return values


def _refuse_unknown_variables(environ: Mapping[str, str]) -> None:
    known = {"NGUON_CONFIG"} | {env_name(knob.name) for knob in fields(Config)}
    unknown = sorted(name for name in environ if name.startswith("NGUON_") and name not in known)
    if unknown:
        raise ConfigError(f"The environment sets {_quoted(unknown)}, no setting. {_known()}")


def _from_environment(
    environ: Mapping[str, str], name: str, *, secret: bool
) -> tuple[str | None, str]:
    variable = env_name(name)
    if not secret:
        return environ.get(variable), variable
    from_file = environ.get(f"{variable}_FILE")
    if from_file is None:
        # An empty secret in a shell or compose file means «not set», not «the empty secret».
        return environ.get(variable) or None, variable
    if environ.get(variable):
        raise ConfigError(f"{variable} and {variable}_FILE are both set; set one of them.")
    try:
        text = Path(from_file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigError(f"{variable}_FILE: cannot read {from_file}: {problem}.") from problem
    if not text:
        raise ConfigError(f"{variable}_FILE: expected a secret in {from_file}, got an empty file.")
    return text, f"{variable}_FILE"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(names)


def _known() -> str:
    return "Known settings: " + ", ".join(env_name(knob.name) for knob in fields(Config)) + "."
