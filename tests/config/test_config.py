"""Settings are read strictly: what is unknown or unclear is refused, in words."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from nguon.config.config import ROOT, Config, ConfigError, env_name, load


@pytest.fixture
def no_file(tmp_path: Path) -> dict[str, str]:
    """An environment in which no nguon.toml of this checkout is found."""
    empty = tmp_path / "empty.toml"
    empty.touch()
    return {"NGUON_CONFIG": str(empty)}


def test_nothing_set_gives_the_defaults(no_file: dict[str, str]) -> None:
    assert load(no_file) == Config()
    assert load(no_file).data_dir == ROOT / ".nguon"
    assert load(no_file).public_url == "http://localhost:8000"


def test_settings_cannot_be_changed_once_read() -> None:
    with pytest.raises(AttributeError):
        Config().debug = True  # type: ignore[misc]


@pytest.mark.parametrize(
    ("variable", "text", "name", "value"),
    [
        ("NGUON_DEBUG", "true", "debug", True),
        ("NGUON_DEBUG", "false", "debug", False),
        ("NGUON_LISTEN_PORT", "8080", "listen_port", 8080),
        ("NGUON_DATA_DIR", "/srv/nguon", "data_dir", Path("/srv/nguon")),
        ("NGUON_DATA_DIR", "data", "data_dir", ROOT / "data"),
        ("NGUON_ALLOWED_HOSTS", "a.vn, b.vn", "allowed_hosts", ("a.vn", "b.vn")),
        ("NGUON_PUBLIC_URL", "https://bep.vn/", "public_url", "https://bep.vn"),
        ("NGUON_LOG_LEVEL", "debug", "log_level", "debug"),
        ("SECRET_KEY", "s3cret", "secret_key", "s3cret"),
        ("SECRET_KEY", "", "secret_key", None),
        ("DATABASE_URL", "postgresql:///n", "database_url", "postgresql:///n"),
    ],
)
def test_a_variable_is_read(
    no_file: dict[str, str], variable: str, text: str, name: str, value: object
) -> None:
    assert getattr(load(no_file | {variable: text}), name) == value


@pytest.mark.parametrize(
    ("variable", "text", "complaint"),
    [
        ("NGUON_DEBUG", "1", "NGUON_DEBUG: expected true or false, got '1'."),
        ("NGUON_DEBUG", "True", "NGUON_DEBUG: expected true or false, got 'True'."),
        ("NGUON_DEBUG", "", "NGUON_DEBUG: expected true or false, got ''."),
        (
            "NGUON_LISTEN_PORT",
            "70000",
            "NGUON_LISTEN_PORT: expected a whole number from 1 to 65535, got 70000.",
        ),
        (
            "NGUON_LISTEN_PORT",
            "٨٠٠٠",
            "NGUON_LISTEN_PORT: expected a whole number from 1 to 65535, got '٨٠٠٠'.",
        ),
        ("NGUON_DATA_DIR", "", "NGUON_DATA_DIR: expected a path, got empty text."),
        (
            "NGUON_PUBLIC_URL",
            "bep.vn",
            "NGUON_PUBLIC_URL: expected an address such as https://nguon.example.vn, got 'bep.vn'.",
        ),
        (
            "NGUON_LOG_LEVEL",
            "loud",
            "NGUON_LOG_LEVEL: expected one of debug, info, warning, error, got 'loud'.",
        ),
    ],
)
def test_a_variable_that_cannot_be_understood_is_refused(
    no_file: dict[str, str], variable: str, text: str, complaint: str
) -> None:
    with pytest.raises(ConfigError, match=f"^{re.escape(complaint)}"):
        load(no_file | {variable: text})


def test_an_unknown_variable_of_ours_is_refused(no_file: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="The environment sets NGUON_DEBGU, no setting"):
        load(no_file | {"NGUON_DEBGU": "true", "OTHER": "x"})


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("debgu = true", "sets debgu, which is no setting"),
        ('debug = "yes"', "debug in .*: expected true or false, got 'yes'"),
        ("listen_port = true", "expected a whole number from 1 to 65535, got True"),
        ("allowed_hosts = [1]", r"expected names .*, got \[1\]"),
        ("debug = ", "Cannot read the settings file"),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused(
    tmp_path: Path, text: str, complaint: str
) -> None:
    path = tmp_path / "nguon.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=complaint):
        load({}, toml=path)


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    path = tmp_path / "nguon.toml"
    path.write_text('listen_port = 8001\nweb_workers = 4\nallowed_hosts = ["a.vn"]\n')
    found = load({"NGUON_LISTEN_PORT": "8002"}, toml=path)
    assert (found.listen_port, found.web_workers, found.allowed_hosts) == (8002, 4, ("a.vn",))


def test_a_file_that_was_asked_for_must_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Cannot read the settings file"):
        load({"NGUON_CONFIG": str(tmp_path / "absent.toml")})


def test_a_secret_may_come_from_a_file(tmp_path: Path, no_file: dict[str, str]) -> None:
    (tmp_path / "key").write_text("from a file\n")
    environ = no_file | {"SECRET_KEY_FILE": str(tmp_path / "key")}
    assert load(environ).secret_key == "from a file"
    with pytest.raises(ConfigError, match="SECRET_KEY and SECRET_KEY_FILE are both set"):
        load(environ | {"SECRET_KEY": "x"})
    (tmp_path / "key").write_text("\n")
    with pytest.raises(ConfigError, match="got an empty file"):
        load(environ)
    (tmp_path / "key").unlink()
    with pytest.raises(ConfigError, match="SECRET_KEY_FILE: cannot read"):
        load(environ)


def test_a_secret_is_never_repeated_in_a_complaint(tmp_path: Path) -> None:
    path = tmp_path / "nguon.toml"
    path.write_text("secret_key = 123456789\n")
    with pytest.raises(ConfigError) as refused:
        load({}, toml=path)
    assert "123456789" not in str(refused.value)


@pytest.mark.parametrize("name", [knob.name for knob in fields(Config)])
def test_every_knob_has_a_sentence_and_a_variable(name: str) -> None:
    knob = next(knob for knob in fields(Config) if knob.name == name)
    assert knob.metadata["help"][0].isupper()
    assert len(knob.metadata["help"].split()) > 3
    assert env_name(name) == (name.upper() if knob.metadata["env"] else f"NGUON_{name.upper()}")
