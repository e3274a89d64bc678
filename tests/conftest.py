"""What every test may rely on: a database that is thrown away, no network, strict templates.

The database server starts when the first test asks for a database and not before, so that
tests/core alone never waits for one. All xdist workers share it. With DATABASE_URL the tests use
that server instead.
"""

import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings
from pytest_django.plugin import blocking_manager_key

from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.lock import SHARED, Lock
from tests.scratch import scratch_base

# Here and not in pyproject.toml, where it would be read too early for the key, which a real
# database (DATABASE_URL) asks for and which the tests need not share with anybody.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nguon.config.settings")
os.environ.setdefault("SECRET_KEY", "for tests only: sessions signed with it end with the run")
# Django empties the database by TRUNCATE after tests that commit, which the journal refuses else.
os.environ["PGOPTIONS"] = f"{os.environ.get('PGOPTIONS', '')} -c nguon.truncate_allowed=yes"
django.setup()

_STATE_DIR = "PYTEST_NGUON_STATE_DIR"
_RESERVATION = pytest.StashKey[Lock]()
_SCRATCH = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    scratch = Path(tempfile.mkdtemp(prefix="nguon-test-files-"))
    config.stash[_SCRATCH] = scratch
    settings.MEDIA_ROOT, settings.STATIC_ROOT = scratch / "media", scratch / "static"
    settings.STATIC_ROOT.mkdir()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Pages are tested without a collectstatic before; the live server finds the files itself.
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    if hasattr(config, "workerinput") or settings.CONFIG.database_url is not None:
        return
    # Made by whoever starts the run; the workers inherit its name. Open to entering, because
    # for root the server runs as another account.
    state_dir = Path(tempfile.mkdtemp(prefix="nguon-test-", dir=scratch_base()))
    state_dir.chmod(0o711)
    os.environ[_STATE_DIR] = str(state_dir)
    # Counts as a user, so that the server outlives the worker that started it.
    reservation = Lock.take(throwaway_cluster().users_lock, SHARED)
    assert reservation is not None
    config.stash[_RESERVATION] = reservation


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[_SCRATCH], ignore_errors=True)
    reservation = config.stash.get(_RESERVATION, None)
    if reservation is not None:
        cluster = throwaway_cluster()
        if not cluster.keeper_lock.exists():  # no test asked for a database
            shutil.rmtree(cluster.state_dir)
        reservation.release()
        del os.environ[_STATE_DIR]


def commits(item: pytest.Item) -> bool:
    """Whether a test commits, after which Django empties every table."""
    marker = item.get_closest_marker("django_db")
    fixtures = set(getattr(item, "fixturenames", ()))
    asked = marker is not None and marker.kwargs.get("transaction", False)
    return bool(asked or fixtures & {"transactional_db", "live_server"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Has Django keep the rows that migrations made: communes, content types."""
    for item in items:
        if commits(item):
            marker = item.get_closest_marker("django_db")
            words = dict(marker.kwargs) if marker else {}
            words |= {"transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**words), append=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, None, None]:
    """Give those rows back at once: the next test on this worker may be one that needs them.

    Django itself gives them back only to the next test that commits, and counts on running all
    of those last. With one file after another on a worker they are anywhere. After the last test
    there is no database any more to give them to.
    """
    yield
    if commits(item) and nextitem is not None:
        from django.db import connections  # noqa: PLC0415 Django is set up by now, not at import

        with item.config.stash[blocking_manager_key].unblock():
            connection = connections["default"]
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
            with connection.cursor() as cursor:  # tables that Django does not manage
                cursor.execute("truncate procrastinate_jobs, procrastinate_workers cascade")


def throwaway_cluster() -> Cluster:
    return Cluster(state_dir=Path(os.environ[_STATE_DIR]), throwaway=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Point Django at the throw-away cluster; its first connection starts the server."""
    from django.db import connections  # noqa: PLC0415 Django is set up by now, not at import

    # A live server's threads would keep theirs open, and the database could not be dropped.
    connections["default"].settings_dict["CONN_MAX_AGE"] = 0
    if settings.CONFIG.database_url is None:
        cluster = throwaway_cluster()
        connections["default"].settings_dict |= {
            "EMBEDDED": cluster,
            "HOST": str(cluster.socket_path),
        }


@pytest.fixture
def short_dir() -> Iterator[Path]:
    """A folder near the root that every account may pass through; pytest's own are private."""
    folder = Path(tempfile.mkdtemp(prefix="nguon-pg-", dir=scratch_base()))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def conformance() -> Path:
    """The folder with the standards' own examples."""
    folder: Path = settings.CONFORMANCE_DIR
    if not folder.is_dir():
        pytest.skip(f"no conformance material in {folder} (set NGUON_CONFORMANCE_DIR)")
    return folder


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No setting of whoever runs the tests reaches the test."""
    for name in list(os.environ):
        if name.startswith("NGUON_") or name in ("DATABASE_URL", "SECRET_KEY"):
            monkeypatch.delenv(name)
    return monkeypatch
