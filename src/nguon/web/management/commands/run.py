"""`run`: everything from an empty folder to a page in the browser."""

import os
import signal
import socket
from contextlib import nullcontext
from functools import partial
from multiprocessing import cpu_count
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command
from django.core.management.base import CommandParser
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from nguon.base.parent_death import die_with_parent
from nguon.web.management.attendants import attendants

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Command(BaseCommand):
    help = "Prepare the database, load the demonstration into an empty one, and serve the pages."
    requires_system_checks = "__all__"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--without-demo", action="store_true", help="Leave an empty database empty."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = settings.CONFIG.listen_host, settings.CONFIG.listen_port
        require_free_port(host, port)
        # First, because the demonstration speaks to the platform over HTTP and may be shown a page.
        call_command("collectstatic", interactive=False, verbosity=0)
        reads_only = is_standby()
        if reads_only:
            require_current_tables()
        else:
            self.prepare(host, with_demo=not options["without_demo"])
        shown = "localhost" if host in ("127.0.0.1", "::1") else host
        self.stdout.write(f"Nguồn: http://{shown}:{port}/  (Ctrl-C stops it)")
        self.stdout.flush()
        # The workers are forked from here and must not inherit an open connection.
        connections.close_all()
        with nullcontext() if reads_only else attendants():
            serve(host, port)

    def prepare(self, host: str, *, with_demo: bool) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        if not get_user_model().objects.exists():
            safe = demo_is_safe(database_url=settings.CONFIG.database_url, listen_host=host)
            self.fill(with_demo=safe and with_demo)

    def fill(self, *, with_demo: bool) -> None:
        if with_demo:
            self.stdout.write("The database is empty: loading the demonstration…")
            call_command("demo")
            return
        self.stdout.write(
            "The database is empty. Register the first administrator: "
            "python -m nguon register_administrator"
        )


def demo_is_safe(*, database_url: str | None, listen_host: str) -> bool:
    """Everybody knows the demonstration's passwords, its administrator's too.

    So it is for the embedded database, and for a server that nobody else can reach.
    """
    return database_url is None and listen_host in LOOPBACK


def is_standby() -> bool:
    """Whether the database is a copy that follows another server and cannot be written."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_is_in_recovery()")
        return bool(cursor.fetchone()[0])


def require_current_tables() -> None:
    """A standby gets its tables from the main server, so that one is upgraded first."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        names = ", ".join(f"{one.app_label}.{one.name}" for one, _ in missing[:5])
        raise CommandError(
            "This database is a standby with older tables: expected all migrations, "
            f"missing {names}. Start this version on the main server first; it migrates."
        )


def require_free_port(host: str, port: int) -> None:
    """Ask before the slow part, and in words; the web server would only panic."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except OSError as problem:
            raise CommandError(
                f"The web server cannot listen: expected port {port} on {host} to be free, got "
                f"«{problem.strerror}». Stop the program that uses it (ss -ltnp shows which), or "
                f"choose another port: NGUON_LISTEN_PORT={port % 65535 + 1} make run."
            ) from problem


def serve(host: str, port: int) -> None:
    cores = cpu_count()
    Granian(
        "nguon.config.wsgi.application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=min(settings.CONFIG.web_workers, cores),
        # A phone that is lost in the middle of sending keeps one waiting, and not everybody. More
        # than this the web server itself calls too many; a buffering proxy needs no more.
        blocking_threads=2 * cores + 1,
        websockets=False,
        respawn_failed_workers=True,
        # A worker that is told to stop before it listens to signals would never hear of it.
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    ).serve(target_loader=partial(load_in_worker, parent=os.getpid()))


def load_in_worker(target: str, *, parent: int) -> Any:
    """The first thing that a worker does.

    Ctrl-C goes to every process of the terminal's group. A worker in a group of its own hears only
    from the main process; told twice, it would never stop. And it goes when that is killed, or it
    would hold the port and nobody would know of it.
    """
    os.setpgid(0, 0)
    die_with_parent(signal.SIGKILL)
    if os.getppid() != parent:  # killed already, so no signal will come
        os._exit(1)
    return import_string(target)
