"""A streaming replica of PostgreSQL answers the questions; what would write is told where to go.

Two servers of the packaged PostgreSQL, the second made of the first by `pg_basebackup`, and our own
web server on the second one.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from nguon.base.postgres.account import Account, server_account
from nguon.base.postgres.binaries import Binaries, find_binaries
from nguon.base.postgres.cluster import Cluster
from tests.scratch import scratch_base

SOURCE = Path(__file__).resolve().parents[2] / "src"
MAKE_KEY = """
import django; django.setup()
from nguon.ground.people.choices import Act, OrganisationKind
from nguon.ground.people.operations import (
    issue_api_key, register_administrator, register_organisation)
admin = register_administrator(by=None, username="quantri", full_name="Quản trị", password=None)
maker = register_organisation(by=admin, kind=OrganisationKind.COOPERATIVE, legal_name="Hợp tác xã")
scopes = [Act.CAPTURE_EVENTS, Act.QUERY_EVENTS]
print(issue_api_key(maker, name="máy", scopes=scopes, by=admin)[1])
"""
CAPTURE = """
import sys
import django; django.setup()
from nguon.base import clock
from nguon.food.trace.operations import capture_bare_event
from nguon.ground.people.models import Organisation
maker = Organisation.objects.get(kind="cooperative")
capture_bare_event(sys.argv[1].encode(), tenant_id=maker.pk, received_at=clock.now())
"""
EVENT = {
    "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
    "type": "ObjectEvent",
    "eventID": "urn:uuid:0d3f4a1e-53b7-4a5e-9d61-3a4f5b6c7d8e",
    "eventTime": "2026-11-21T08:00:00+07:00",
    "eventTimeZoneOffset": "+07:00",
    "epcList": ["https://id.gs1.org/01/08931234567897/21/A1"],
    "action": "OBSERVE",
    "bizStep": "receiving",
}
URN = "urn:epc:id:sgtin:893123456.0789.A1"


@dataclass(frozen=True)
class Server:
    """One database server on a socket of its own, in a folder that its account may enter."""

    folder: Path
    account: Account
    binaries: Binaries

    @property
    def url(self) -> str:
        return f"postgresql://nguon@/nguon?host={self.folder}&port=5432"

    def run(self, program: str, *arguments: str) -> None:
        command = [self.binaries.program(program), *arguments]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, **self.account.popen_arguments()
        )
        assert done.returncode == 0, done.stderr

    @contextmanager
    def started(self) -> Iterator[None]:
        options = ["-c", "listen_addresses=", "-k", str(self.folder), "-c", "shared_buffers=32MB"]
        command = [self.binaries.program("postgres"), "-D", str(self.folder / "data"), *options]
        said = (self.folder / "log").open("wb")
        process = subprocess.Popen(
            command, stdout=said, stderr=said, **self.account.popen_arguments()
        )
        try:
            wait_until(lambda: self.answers("select 1"))
            yield
        finally:
            process.terminate()
            process.wait(timeout=30)
            said.close()

    def answers(self, question: str) -> bool:
        try:
            with psycopg.connect(self.url.replace("/nguon?", "/postgres?")) as connection:
                row = connection.execute(question.encode()).fetchone()
        except psycopg.OperationalError:
            return False
        return row is not None and bool(row[0])


def wait_until(condition, *, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not so within {seconds} s"
        time.sleep(0.05)


@pytest.fixture
def servers() -> Iterator[tuple[Server, Server]]:
    base = Path(tempfile.mkdtemp(prefix="nguon-standby-", dir=scratch_base()))
    base.chmod(0o711)
    account = server_account(())
    binaries = find_binaries(Cluster(state_dir=base), account)
    made = []
    for name in ("main", "copy"):
        folder = base / name
        folder.mkdir(mode=0o755)
        if not account.is_me:
            os.chown(folder, account.uid, account.gid)
        made.append(Server(folder, account, binaries))
    yield made[0], made[1]
    shutil.rmtree(base, ignore_errors=True)


def python(*arguments: str, url: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        env=environment(url, folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def environment(url: str, folder: Path, port: int = 8000) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": url,
        "SECRET_KEY": "for this test only: it ends with it, and nobody keeps it",
        "NGUON_DATA_DIR": str(folder),
        "NGUON_LISTEN_PORT": str(port),
        "NGUON_SOCKET_PORT": str(port % 65535 + 1),
        "NGUON_WEB_WORKERS": "1",
        "PYTHONPATH": str(SOURCE),
        "DJANGO_SETTINGS_MODULE": "nguon.config.settings",
    }


@contextmanager
def served(url: str, folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "nguon", "run", "--without-demo"]
    with (folder / "web.log").open("wb") as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=said, env=environment(url, folder, port)
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until(lambda: asked(f"{address}/healthz") is not None)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def asked(url: str, secret: str = "", event: dict[str, object] | None = None):
    """Status and JSON of the answer, or None while nobody answers."""
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    request = urllib.request.Request(url, headers=headers)
    if event is not None:
        request.data = json.dumps(event).encode()
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, json.load(refusal)
    except (urllib.error.URLError, ConnectionError):
        return None


def test_a_standby_answers_questions_and_says_that_it_cannot_write(servers, tmp_path):
    main, copy = servers
    data = str(main.folder / "data")
    main.run("initdb", "-D", data, "-U", "nguon", "-A", "trust", "-E", "UTF8", "--no-sync")
    with main.started():
        main.run("createdb", "-h", str(main.folder), "-U", "nguon", "nguon")
        python("-m", "nguon", "migrate", "--verbosity", "0", url=main.url, folder=tmp_path)
        secret = python("-c", MAKE_KEY, url=main.url, folder=tmp_path)
        target = ["-D", str(copy.folder / "data"), "-R", "-X", "stream", "-c", "fast", "--no-sync"]
        main.run("pg_basebackup", "-h", str(main.folder), "-U", "nguon", *target)
        with copy.started(), served(copy.url, tmp_path) as address:
            python("-c", CAPTURE, json.dumps(EVENT), url=main.url, folder=tmp_path)
            wait_for(copy, main)
            found = asked(f"{address}/events?MATCH_epc={URN}", secret)
            assert (found[0], ids_in(found[1])) == (200, [EVENT["eventID"]])
            status, problem = asked(f"{address}/events", secret, EVENT | {"eventID": "urn:x:2"})
            assert (status, problem["type"], problem["status"]) == (
                503,
                "epcisException:ImplementationException",
                503,
            )


def wait_for(copy: Server, main: Server) -> None:
    with psycopg.connect(main.url) as connection:
        (position,) = connection.execute("select pg_current_wal_lsn()").fetchone()
    wait_until(lambda: copy.answers(f"select pg_last_wal_replay_lsn() >= '{position}'"))


def ids_in(document) -> list[str]:
    results = document["epcisBody"]["queryResults"]["resultsBody"]
    return [event["eventID"] for event in results["eventList"]]
