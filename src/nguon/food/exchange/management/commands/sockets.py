"""`sockets`: the process that keeps connections open and tells of new events as they come."""

import asyncio
import signal
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from nguon.food.exchange.management.socket_server import SocketServer


class Command(BaseCommand):
    help = "Tell clients with an open socket of new events as they come."

    def handle(self, *args: Any, **options: Any) -> None:
        connection.ensure_connection()  # starts the embedded server, or says why there is none
        connection.close()
        host, port = settings.CONFIG.listen_host, settings.CONFIG.socket_port
        try:
            asyncio.run(_serve(host, port))
        except OSError as problem:
            raise CommandError(
                f"Sockets cannot be served: expected port {port} on {host} to be free, got "
                f"«{problem.strerror}». Stop the program that uses it, or choose another port: "
                f"NGUON_SOCKET_PORT={port % 65535 + 1}."
            ) from problem


async def _serve(host: str, port: int) -> None:
    serving = asyncio.create_task(SocketServer().run(host, port, ready=lambda _: None))
    for told in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(told, serving.cancel)
    with suppress(asyncio.CancelledError):
        await serving
