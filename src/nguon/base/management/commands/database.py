"""`database status|stop|erase`: the embedded server, for whoever operates it."""

import shutil
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from nguon.base.postgres.cluster import Cluster
from nguon.base.postgres.control import erase, server_status, stop_server
from nguon.base.postgres.errors import PostgresError


class Command(BaseCommand):
    help = "Show the embedded database server, stop it even while it is used, or erase its data."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=("status", "stop", "erase"))
        parser.add_argument("--yes", action="store_true", help="Erase without asking.")

    def handle(self, *args: Any, **options: Any) -> None:
        cluster: Cluster | None = settings.DATABASES["default"].get("EMBEDDED")
        if cluster is None:
            raise CommandError("DATABASE_URL names a server of your own; it is not kept by us.")
        try:
            if options["action"] == "stop":
                self._stop(cluster)
            elif options["action"] == "erase":
                self._erase(cluster, sure=options["yes"])
            else:
                self._show(cluster)
        except PostgresError as problem:
            raise CommandError(str(problem)) from problem

    def _stop(self, cluster: Cluster) -> None:
        was_running = stop_server(cluster)
        self.stdout.write("Stopped." if was_running else "It was not running.")

    def _erase(self, cluster: Cluster, *, sure: bool) -> None:
        question = "Erase the database and all uploads of this installation? Type «erase»: "
        if not sure and input(question) != "erase":
            raise CommandError("Nothing was erased.")
        erased = erase(cluster)
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        self.stdout.write(f"Erased {erased} and {settings.MEDIA_ROOT}.")

    def _show(self, cluster: Cluster) -> None:
        found = server_status(cluster)
        running = "running" if found.is_answering else "not running"
        self.stdout.write(
            f"PostgreSQL {found.version}, {running}, account {found.account}\n"
            f"data    {found.data_dir}\n"
            f"socket  {found.socket_dir}\n"
            f"log     {found.log_file}"
        )
