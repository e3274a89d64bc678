"""A database of the replay's own on the configured server, so that nobody's records are touched."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection


@contextmanager
def scratch_database() -> Iterator[None]:
    """Migrated, empty of people, and gone in the end."""
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"nguon_replay_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def serve_until_interrupted() -> None:
    """By a process of its own: whatever `run` starts finds this database and no other."""
    environment = os.environ | {"DATABASE_URL": _url(), "SECRET_KEY": settings.SECRET_KEY}
    command = [sys.executable, "-m", "nguon", "run", "--without-demo"]
    with subprocess.Popen(command, env=environment) as process:
        try:
            process.wait()
        except KeyboardInterrupt:  # Ctrl-C goes to both
            with suppress(KeyboardInterrupt):
                process.wait()


def _url() -> str:
    to = connection.settings_dict
    words = {"host": to["HOST"], "port": to["PORT"], "user": to["USER"], **to.get("OPTIONS", {})}
    query = urlencode({name: value for name, value in words.items() if isinstance(value, str)})
    password = f":{quote(to['PASSWORD'], safe='')}@" if to["PASSWORD"] else ""
    return f"postgresql://{password}/{quote(to['NAME'], safe='')}?{query}"
