"""The network that the other tests blame does what it says: against a server of three lines."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from tests.phone import faults
from tests.phone.faults import Network, network_to


class Shop(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        self.came: list[tuple[str, bytes]] = []
        super().__init__(("127.0.0.1", 0), Counter)


class Counter(BaseHTTPRequestHandler):
    """Writes down what arrived whole."""

    server: Shop

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) == length:
            self.server.came.append((self.path, body))
        self.send_response(201)
        self.send_header("Content-Length", "2")
        self.send_header("X-Own", "yes")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def shop() -> Iterator[Shop]:
    with Shop() as shop:
        thread = threading.Thread(target=shop.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield shop
        shop.shutdown()
        thread.join()


@pytest.fixture
def network(shop: Shop) -> Iterator[Network]:
    with network_to(shop.server_address[1]) as network:
        yield network


def send(network: Network, body: bytes = b"12345678") -> str:
    try:
        reply = httpx.post(f"{network.address}/a", content=body)
    except httpx.TransportError:
        return "broken"
    return f"{reply.status_code} {reply.text[:14]} {reply.headers.get('x-own', '')}"


def test_what_nobody_spoils_passes(network: Network, shop: Shop) -> None:
    assert (send(network), shop.came) == ("201 ok yes", [("/a", b"12345678")])
    assert [(one.path, one.status, one.reached_server) for one in network.log] == [
        ("/a", 201, True)
    ]


@pytest.mark.parametrize(
    ("fault", "heard", "arrived"),
    [
        (faults.refuse, "broken", 0),
        (faults.drop_reply, "broken", 1),
        (faults.portal, "200 <!doctype html ", 0),
        (faults.answer(503, ("Retry-After", "7"), body=b"later"), "503 later ", 0),
        (faults.answer_after(500), "500  ", 1),
        (faults.cut_body(after=3), "broken", 0),
    ],
)
def test_a_fault_spoils_as_many_requests_as_it_was_told(
    network: Network, shop: Shop, fault: faults.Fault, heard: str, arrived: int
) -> None:
    network.spoil(faults.to("/a", method="POST"), fault, times=1)
    assert (send(network), len(shop.came)) == (heard, arrived)
    assert (send(network), len(shop.came)) == ("201 ok yes", arrived + 1)


def test_a_slow_request_goes_on_when_it_is_let_go(network: Network, shop: Shop) -> None:
    gate = threading.Event()
    network.spoil(lambda _seen: True, faults.wait_for(gate))
    heard: list[str] = []
    sender = threading.Thread(target=lambda: heard.append(send(network)))
    sender.start()
    network.wait_until(lambda net: len(net.log) == 1, "the request")
    assert (heard, shop.came) == ([], [])
    gate.set()
    sender.join()
    assert heard == ["201 ok yes"]


def test_the_newest_rule_decides_and_healing_lifts_all(network: Network) -> None:
    network.spoil(lambda _seen: True, faults.refuse)
    rule = network.spoil(faults.to("/a"), faults.answer(429))
    assert send(network) == "429  "
    network.heal(rule)
    assert send(network) == "broken"
    network.heal()
    assert send(network) == "201 ok yes"
