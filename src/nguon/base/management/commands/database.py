"""`database status` and `database stop`: the embedded server, for whoever operates it."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.control import server_status, stop_server
from nguon.base.postgres.errors import PostgresError


class Command(BaseCommand):
    help = "Show the embedded database server, or stop it even while it is used."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=("status", "stop"))

    def handle(self, *args: Any, **options: Any) -> None:
        cluster: Cluster | None = settings.DATABASES["default"].get("EMBEDDED")
        if cluster is None:
            raise CommandError("DATABASE_URL names a server of your own; it is not kept by us.")
        try:
            if options["action"] == "stop":
                self._stop(cluster)
            else:
                self._show(cluster)
        except PostgresError as problem:
            raise CommandError(str(problem)) from problem

    def _stop(self, cluster: Cluster) -> None:
        was_running = stop_server(cluster)
        self.stdout.write("Stopped." if was_running else "It was not running.")

    def _show(self, cluster: Cluster) -> None:
        found = server_status(cluster)
        running = "running" if found.is_answering else "not running"
        self.stdout.write(
            f"PostgreSQL {found.version}, {running}, account {found.account}\n"
            f"data    {found.data_dir}\n"
            f"socket  {found.socket_dir}\n"
            f"log     {found.log_file}"
        )
