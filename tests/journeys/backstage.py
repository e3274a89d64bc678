"""The database of the journeys, prepared and questioned from a thread of its own.

While Playwright runs, an event loop runs in the test's thread, and Django's models refuse there.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from django.db import connection, connections
from psycopg.sql import SQL, Identifier
from pytest_django import DjangoDbBlocker

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Backstage:
    thread: ThreadPoolExecutor
    blocker: DjangoDbBlocker

    def __call__(self, deed: Callable[..., Answer], *args: Any, **kwargs: Any) -> Answer:
        """Do it there and wait; what goes wrong there is raised here."""
        with self.blocker.unblock():
            return self.thread.submit(deed, *args, **kwargs).result()

    @property
    def database_url(self) -> str:
        return self(_url)


@contextmanager
def backstage_of(blocker: DjangoDbBlocker, *, name: str = "journeys") -> Iterator[Backstage]:
    """With an empty database beside the one of the other tests, dropped in the end."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        backstage = Backstage(thread, blocker)
        backstage(_create, name)
        try:
            yield backstage
        finally:
            backstage(_drop)


def _create(ending: str) -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"{connection.settings_dict['NAME']}_{worker}_{ending}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        cursor.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    # Only this thread's connection; the others go on with the tests' own database.
    connections["default"].settings_dict = connection.settings_dict | {"NAME": name}


def _drop() -> None:
    name = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def _url() -> str:
    to = connection.settings_dict
    words = {"host": to["HOST"], "port": to["PORT"], "user": to["USER"]} | to["OPTIONS"]
    query = urlencode({name: value for name, value in words.items() if isinstance(value, str)})
    password = f":{quote(to['PASSWORD'], safe='')}@" if to["PASSWORD"] else ""
    return f"postgresql://{password}/{quote(to['NAME'], safe='')}?{query}"
