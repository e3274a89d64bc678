"""The command that operates the embedded server, as typed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def database(
    *arguments: str, data_dir: Path, typed: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-m", "nguon", "database", *arguments],
        cwd=ROOT,
        env=clean | {"NGUON_DATA_DIR": str(data_dir)} | environment,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_server_that_was_never_started_is_shown_as_such(tmp_path: Path) -> None:
    done = database("status", data_dir=tmp_path / "state")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0].startswith("PostgreSQL ")
    assert ", not running, account " in done.stdout.splitlines()[0]
    assert done.stdout.splitlines()[3] == f"log     {tmp_path / 'state' / 'postgres.log'}"


def test_stopping_what_does_not_run_says_so(tmp_path: Path) -> None:
    assert database("stop", data_dir=tmp_path).stdout == "It was not running.\n"


def test_erasing_asks_first(tmp_path: Path) -> None:
    photo = tmp_path / "media" / "photo.jpg"
    photo.parent.mkdir()
    photo.touch()
    done = database("erase", data_dir=tmp_path, typed="no\n")
    assert (done.returncode, photo.exists()) == (1, True)
    assert done.stderr == "CommandError: Nothing was erased.\n"
    done = database("erase", data_dir=tmp_path, typed="erase\n")
    assert (done.returncode, photo.exists()) == (0, False)


def test_a_server_of_the_operators_own_is_not_ours_to_stop(tmp_path: Path) -> None:
    done = database("stop", data_dir=tmp_path, DATABASE_URL="postgresql:///n", SECRET_KEY="k" * 40)
    assert done.stderr == (
        "CommandError: DATABASE_URL names a server of your own; it is not kept by us.\n"
    )
