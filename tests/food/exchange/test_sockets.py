"""A real websocket client: the handshake, what it is told, and when it is shown the door."""

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

import pytest
from websockets.asyncio.server import Server
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from nguon.base import clock
from nguon.food.exchange.management.socket_server import SocketServer
from nguon.ground.people.models import ApiKey
from nguon.ground.people.operations import revoke_api_key
from tests.food.exchange.subscribers import Subscriber, observed
from tests.food.trace.conftest import Actor, Cast

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class House:
    """A socket server in a thread with a loop of its own."""

    port: int = 0
    stop: Callable[[], None] = lambda: None
    count: Callable[[], int] = lambda: 0
    listens: threading.Event = field(default_factory=threading.Event)

    def run(self, send_seconds: float) -> None:
        async def serve() -> None:
            loop = asyncio.get_running_loop()
            server = SocketServer(send_seconds=send_seconds)
            self.count = lambda: server.count
            serving = asyncio.create_task(server.run("127.0.0.1", 0, ready=self.ready))
            self.stop = lambda: loop.call_soon_threadsafe(serving.cancel) and None
            await asyncio.wait({serving})

        asyncio.run(serve())

    def ready(self, server: Server) -> None:
        self.port = next(iter(server.sockets)).getsockname()[1]
        self.listens.set()

    def open(self, actor: Actor, path: str = "/queries/moi/events?stream=true") -> connect:
        return connect(
            f"ws://127.0.0.1:{self.port}{path}",
            additional_headers={"Authorization": f"Bearer {actor.key_secret}"},
            proxy=None,
        )


@contextmanager
def house(send_seconds: float = 20.0) -> Iterator[House]:
    one = House()
    thread = threading.Thread(target=one.run, args=(send_seconds,))
    thread.start()
    assert one.listens.wait(20)
    try:
        yield one
    finally:
        one.stop()
        thread.join()


@pytest.fixture
def sockets() -> Iterator[House]:
    with house() as one:
        yield one


@pytest.fixture
def subscriber(cast: Cast) -> Subscriber:
    one = Subscriber(cast.kitchen, "", clock.now())
    one.name_query()
    return one


def told(client: ClientConnection) -> Any:
    return json.loads(client.recv(timeout=20))["epcisBody"]["queryResults"]


def steps(client: ClientConnection) -> list[str]:
    return [event["bizStep"] for event in told(client)["resultsBody"]["eventList"]]


def test_a_stream_tells_what_is_captured_while_it_is_open(
    subscriber: Subscriber, sockets: House
) -> None:
    kitchen = subscriber.actor
    kitchen.capture(observed(kitchen, 1, step="receiving"))
    with sockets.open(kitchen) as client:
        assert client.response is not None
        assert client.response.status_code == 101
        assert "GS1-Query-Min-Record-Time" in client.response.headers
        kitchen.capture(observed(kitchen, 2, step="storing"))
        results = told(client)
        assert results["queryName"] == "moi"
        assert [e["bizStep"] for e in results["resultsBody"]["eventList"]] == ["storing"]
        kitchen.capture(observed(kitchen, 3, step="picking"))
        assert steps(client) == ["picking"]


def test_from_an_initial_record_time_the_past_is_told_first(
    subscriber: Subscriber, sockets: House
) -> None:
    kitchen = subscriber.actor
    kitchen.capture(observed(kitchen, 1, step="receiving"))
    kitchen.capture(observed(kitchen, 2, step="storing"))
    since = quote("2026-11-23T09:00:00.000001Z")
    path = f"/queries/moi/events?stream=true&initialRecordTime={since}"
    with sockets.open(kitchen, path) as client:
        assert steps(client) == ["storing"]


def test_a_schedule_tells_at_its_time_also_that_there_is_nothing(
    subscriber: Subscriber, sockets: House
) -> None:
    every_second = f"second={quote('[0-59]')}&reportIfEmpty=true"
    with sockets.open(subscriber.actor, f"/queries/moi/events?{every_second}") as client:
        assert steps(client) == []
        assert steps(client) == []


def test_everybody_hears_only_what_they_may_see(
    subscriber: Subscriber, cast: Cast, sockets: House
) -> None:
    other = Subscriber(cast.outsider, "", clock.now())
    other.name_query()
    with (
        sockets.open(subscriber.actor) as ours,
        sockets.open(cast.outsider) as theirs,
    ):
        subscriber.actor.capture(observed(subscriber.actor, 1, step="storing"))
        assert steps(ours) == ["storing"]
        cast.outsider.capture(observed(cast.outsider, 2, step="picking"))
        assert steps(theirs) == ["picking"]


def test_a_deleted_query_closes_its_sockets(subscriber: Subscriber, sockets: House) -> None:
    with sockets.open(subscriber.actor) as client:
        assert subscriber.client.delete("/queries/moi").status_code == 204
        assert closed(client) == (1001, "the query was deleted")


def test_a_revoked_key_hears_nothing_more(
    subscriber: Subscriber, cast: Cast, sockets: House
) -> None:
    kitchen = subscriber.actor
    with sockets.open(kitchen) as client:
        key = ApiKey.objects.get(organisation=kitchen.organisation)
        revoke_api_key(key, by=cast.admin, at=clock.now())
        kitchen.capture(observed(kitchen, 1))
        assert closed(client) == (1008, "no longer allowed")


def closed(client: ClientConnection) -> tuple[int, str]:
    with pytest.raises(ConnectionClosed):
        client.recv(timeout=20)
    return int(client.close_code or 0), str(client.close_reason)


@pytest.mark.parametrize(
    ("path", "status", "problem"),
    [
        ("/queries/moi/events", 400, "SubscriptionControlsException"),
        ("/queries/moi/events?stream=false", 400, "SubscriptionControlsException"),
        ("/queries/moi/events?stream=true&hour=1", 400, "SubscriptionControlsException"),
        ("/queries/moi/events?hour=24", 400, "SubscriptionControlsException"),
        ("/queries/moi/events?stream=true&nope=1", 400, "SubscriptionControlsException"),
        ("/queries/khac/events?stream=true", 404, "NoSuchNameException"),
    ],
)
def test_a_handshake_is_refused_with_a_problem(
    subscriber: Subscriber, sockets: House, path: str, status: int, problem: str
) -> None:
    with pytest.raises(InvalidStatus) as refused, sockets.open(subscriber.actor, path):
        pass
    answer = refused.value.response
    assert (answer.status_code, json.loads(answer.body)["type"]) == (
        status,
        f"epcisException:{problem}",
    )


def test_nobody_is_let_in_without_a_key_not_even_with_a_session(
    subscriber: Subscriber, cast: Cast, sockets: House
) -> None:
    subscriber.client.force_login(
        cast.outsider.person, backend="django.contrib.auth.backends.ModelBackend"
    )
    cookie = subscriber.client.cookies["sessionid"].value
    cookies = {"Cookie": f"sessionid={cookie}"}
    address = f"ws://127.0.0.1:{sockets.port}/queries/moi/events?stream=true"
    with pytest.raises(InvalidStatus) as refused, connect(address, additional_headers=cookies):
        pass
    assert refused.value.response.status_code == 401


def test_another_organisations_query_is_not_there(
    subscriber: Subscriber, cast: Cast, sockets: House
) -> None:
    with pytest.raises(InvalidStatus) as refused, sockets.open(cast.outsider):
        pass
    assert refused.value.response.status_code == 404


def test_who_does_not_read_is_dropped_and_others_do_not_notice(
    subscriber: Subscriber,
) -> None:
    kitchen = subscriber.actor
    many = [noted(kitchen, hour, "x" * 20_000) for hour in range(40)]
    with (
        house(send_seconds=0.5) as sockets,
        sockets.open(kitchen) as reader,
        slow(sockets, kitchen),
    ):
        kitchen.capture(*many)
        heard = len(steps(reader))
        while sockets.count() == 2:
            kitchen.capture(observed(kitchen, 50 + heard))
            heard += len(steps(reader))
        assert sockets.count() == 1
        kitchen.capture(observed(kitchen, 49, step="packing"))
        assert steps(reader) == ["packing"]


@contextmanager
def slow(sockets: House, actor: Actor) -> Iterator[None]:
    """Shakes hands and then reads nothing, with as little room as the kernel gives."""
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", sockets.port))
        line.sendall(
            b"GET /queries/moi/events?stream=true HTTP/1.1\r\nHost: localhost\r\n"
            b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + f"Authorization: Bearer {actor.key_secret}\r\n\r\n".encode()
        )
        assert line.recv(12) == b"HTTP/1.1 101"
        yield


def noted(by: Actor, hours: float, note: str) -> Any:
    return replace(observed(by, hours), extensions={"nguon:note": note})


def test_the_plain_server_says_where_sockets_are_spoken(subscriber: Subscriber) -> None:
    answer = subscriber.client.get(
        "/queries/moi/events?stream=true", headers={"upgrade": "websocket"}
    )
    assert answer.status_code == 426
    assert answer.json()["nguon:socket"] == "ws://127.0.0.1:8001/queries/moi/events?stream=true"


def test_parameters_of_a_socket_need_a_socket(subscriber: Subscriber) -> None:
    answer = subscriber.client.get("/queries/moi/events?stream=true")
    assert (answer.status_code, answer.json()["type"]) == (
        400,
        "epcisException:SubscriptionControlsException",
    )
