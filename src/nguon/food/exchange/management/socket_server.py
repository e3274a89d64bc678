"""Tells clients of new events as they come, each at its own pace."""

import asyncio
import http
import logging
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode
from websockets.http11 import Request, Response

from nguon.base import clock
from nguon.food.exchange.management.handshake import Desk, Handshake, Reply
from nguon.food.exchange.models import NamedQuery
from nguon.food.exchange.queries.due_subscriptions import last_event_number
from nguon.food.exchange.rules.standing import Standing
from nguon.food.exchange.rules.standing_page import Page, standing_page

logger = logging.getLogger(__name__)
T = TypeVar("T")

MOST_SOCKETS = 500
BATCH_SIZE = 100
LOOK_SECONDS = 0.5
SEND_SECONDS = 20.0
_PING_SECONDS = 20.0
_LINE_OCTETS = 131_072
"""What the kernel may hold for one client; more would hide that it does not read."""
_THREADS = 4
_LONGEST_MESSAGE = 1_024


class SocketServer:
    """One loop, a few threads for the database, and a watch on the last event's number.

    A client holds no more than one batch in memory: the next is read when the last was sent. Who
    does not read for `SEND_SECONDS` is dropped; others do not notice.
    """

    def __init__(self, *, send_seconds: float = SEND_SECONDS) -> None:
        self._desk = Desk()
        self._threads = ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="sockets")
        self._talks: dict[ServerConnection, Standing] = {}
        self._news = asyncio.Condition()
        self._head = 0
        self._send_seconds = send_seconds

    @property
    def count(self) -> int:
        """How many sockets are open."""
        return len(self._talks)

    def serve(self, host: str, port: int) -> Any:
        """An async context manager; while it is open, clients are served."""
        return serve(
            self._talk,
            host,
            port,
            process_request=self._answer_handshake,
            process_response=_with_headers,
            ping_interval=_PING_SECONDS,
            ping_timeout=_PING_SECONDS,
            open_timeout=10,
            close_timeout=2,
            max_size=_LONGEST_MESSAGE,
            max_queue=4,
            server_header=None,
        )

    async def run(self, host: str, port: int, *, ready: Callable[[Server], None]) -> None:
        """Serve until cancelled; `ready` hears of the server once it listens."""
        with self._threads:
            async with self.serve(host, port) as server:
                ready(server)
                await self.watch()

    async def watch(self) -> None:
        """Look for new events and for queries that were deleted, for ever."""
        while True:
            try:
                self._head = await self._in_thread(last_event_number)
                await self._drop_deleted()
            except DatabaseError:
                logger.warning("the database is away; sockets wait for it")
            async with self._news:
                self._news.notify_all()
            await asyncio.sleep(LOOK_SECONDS)

    async def _drop_deleted(self) -> None:
        asked = {standing.query.pk for standing in self._talks.values()}
        if not asked:
            return
        ended = set(
            await self._in_thread(
                lambda: list(
                    NamedQuery.objects.filter(pk__in=asked)
                    .exclude(ended_at=None)
                    .values_list("pk", flat=True)
                )
            )
        )
        gone = [one for one, standing in self._talks.items() if standing.query.pk in ended]
        await asyncio.gather(*(_close_deleted(one) for one in gone))

    async def _answer_handshake(
        self, connection: ServerConnection, request: Request
    ) -> Response | None:
        if "websocket" not in request.headers.get("Upgrade", "").lower():
            return None  # the library answers 426
        if len(self._talks) >= MOST_SOCKETS:
            return connection.respond(http.HTTPStatus.SERVICE_UNAVAILABLE, "Too many sockets.\n")
        address, *_rest = connection.remote_address or ("", 0)
        _host, port, *_rest = connection.local_address or ("", 0)
        sent = Handshake(request.path, list(request.headers.raw_items()), str(address), int(port))
        reply = await self._in_thread(lambda: self._desk.ask(sent))
        if reply.standing is None:
            return _refusal(reply)
        self._talks[connection] = reply.standing
        connection.reply_headers = reply.headers  # type: ignore[attr-defined]
        return None

    async def _talk(self, connection: ServerConnection) -> None:
        standing = self._talks[connection]
        line = connection.transport.get_extra_info("socket")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _LINE_OCTETS)
        hearing = asyncio.create_task(_hear_out(connection))
        telling = asyncio.create_task(self._tell(connection, standing))
        try:
            await asyncio.wait({hearing, telling}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            del self._talks[connection]
            for one in (hearing, telling):
                one.cancel()
                with suppress(asyncio.CancelledError, ConnectionClosed):
                    await one

    async def _tell(self, connection: ServerConnection, standing: Standing) -> None:
        schedule = standing.controls.schedule
        while True:
            if schedule is None:
                await self._until(lambda: self._head > standing.position)
            else:
                due = schedule.next_after(clock.now(), zone=timezone.get_default_timezone())
                await asyncio.sleep((due - clock.now()) / timedelta(seconds=1))
                self._head = await self._in_thread(last_event_number)
            if not await self._tell_up_to(self._head, connection, standing, at=clock.now()):
                return

    async def _tell_up_to(
        self, until: int, connection: ServerConnection, standing: Standing, *, at: datetime
    ) -> bool:
        if_empty = standing.controls.schedule is not None and standing.controls.report_if_empty
        while standing.position < until or if_empty:
            page = await self._page(standing, until=until, if_empty=if_empty, at=at)
            if page is None:
                await connection.close(CloseCode.POLICY_VIOLATION, "no longer allowed")
                return False
            if page.document is not None and not await self._send(connection, page.document):
                return False
            standing.position = page.position
            if_empty = False
        return True

    async def _page(
        self, standing: Standing, *, until: int, if_empty: bool, at: datetime
    ) -> Page | None:
        """Waits for a database that is away; what was not read has not been passed over."""
        while True:
            try:
                return await self._in_thread(
                    lambda: standing_page(
                        standing, until=until, limit=BATCH_SIZE, if_empty=if_empty, at=at
                    )
                )
            except DatabaseError:
                await asyncio.sleep(LOOK_SECONDS)

    async def _send(self, connection: ServerConnection, document: bytes) -> bool:
        try:
            async with asyncio.timeout(self._send_seconds):
                await connection.send(document, text=True)
        except TimeoutError:
            connection.transport.abort()
            return False
        return True

    async def _until(self, is_so: Callable[[], bool]) -> None:
        async with self._news:
            await self._news.wait_for(is_so)

    async def _in_thread(self, ask: Callable[[], T]) -> T:
        def asked() -> T:
            close_old_connections()
            try:
                return ask()
            finally:
                close_old_connections()

        return await asyncio.get_running_loop().run_in_executor(self._threads, asked)


async def _hear_out(connection: ServerConnection) -> None:
    """A client has nothing to say; what it says all the same is read, so that its pongs are."""
    async for _message in connection:
        pass


async def _close_deleted(connection: ServerConnection) -> None:
    await connection.close(CloseCode.GOING_AWAY, "the query was deleted")


def _with_headers(
    connection: ServerConnection, _request: Request, response: Response
) -> Response | None:
    for name, value in getattr(connection, "reply_headers", ()):
        if name.upper().startswith("GS1-"):
            response.headers[name] = value
    return response


def _refusal(reply: Reply) -> Response:
    headers = Headers([(name, value) for name, value in reply.headers if name != "Content-Length"])
    headers["Content-Length"] = str(len(reply.body))
    headers["Connection"] = "close"
    return Response(reply.status, reply.reason, headers, reply.body)
