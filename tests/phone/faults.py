"""A bad mountain network: an HTTP proxy between a phone and the real server, told what to spoil.

Faults are made here, outside everything we wrote: the app and the server are the real ones. What
passes is passed byte for byte; every request is written down.
"""

import http.client
import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATIENCE = 20.0
"""Seconds after which a condition that did not come is a failure of the test."""

PORTAL = (
    "<!doctype html><title>WiFi</title><h1>Đăng nhập WiFi khách</h1>"
    "<form><input name=phone><button>Kết nối</button></form>"
).encode()
_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}


@dataclass(frozen=True)
class Reply:
    """What the phone gets, from the server or from whoever sits between."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


@dataclass
class Seen:
    """One request as it came; `status` is what the phone was answered, 0 if nothing.

    `reply` is what the server said, or whoever answered in its place.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    status: int = 0
    reached_server: bool = False
    reply: bytes = b""

    @property
    def words(self) -> Any:
        return json.loads(self.body)

    @property
    def results(self) -> list[str]:
        """What the server said of each record of a sync request, heard by the phone or not."""
        return [one["result"] for one in json.loads(self.reply)["results"]]

    @property
    def ids(self) -> list[str]:
        """The records of a sync request, in order."""
        return [item["id"] for item in self.words["items"]]


class Broken(Exception):
    """The connection is gone, without a word."""


@dataclass(frozen=True)
class Passage:
    """What a fault may do with one request."""

    seen: Seen
    forward: Callable[[], Reply]
    upstream: int
    """The server's port."""


Fault = Callable[[Passage], Reply]
When = Callable[[Seen], bool]


def refuse(_passage: Passage) -> Reply:
    """No connection at all: the mast has no power."""
    raise Broken


def drop_reply(passage: Passage) -> Reply:
    """The server did its work; nobody hears of it."""
    passage.forward()
    raise Broken


def portal(_passage: Passage) -> Reply:
    """The café's gateway answers everything with 200 and its own page."""
    return Reply(200, (("Content-Type", "text/html; charset=utf-8"),), PORTAL)


def answer(status: int, *headers: tuple[str, str], body: bytes = b"") -> Fault:
    return lambda _passage: Reply(status, headers, body)


def answer_after(status: int) -> Fault:
    """The server stored everything, and then something in front of it fell over."""

    def fault(passage: Passage) -> Reply:
        passage.forward()
        return Reply(status)

    return fault


def wait_for(event: threading.Event) -> Fault:
    """A slow network, as slow as the test likes; then the request goes on."""

    def fault(passage: Passage) -> Reply:
        assert event.wait(PATIENCE), "the test forgot to let this request go on"
        return passage.forward()

    return fault


def cut_body(after: int) -> Fault:
    """The connection breaks in the middle of what the phone sends; the server sees the half."""

    def fault(passage: Passage) -> Reply:
        seen = passage.seen
        assert len(seen.body) > after, "there is no middle to cut in"
        half = Seen(seen.method, seen.path, seen.headers, seen.body[:after])
        _whisper(half, length=len(seen.body), port=passage.upstream)
        seen.reached_server = True
        raise Broken

    return fault


def _whisper(half: Seen, *, length: int, port: int) -> None:
    """Announce a body, send half of it and hang up."""
    lines = [f"{half.method} {half.path} HTTP/1.1", f"Content-Length: {length}"]
    lines += [f"{name}: {text}" for name, text in half.headers.items() if name not in _HOP]
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as server:
        server.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + half.body)


def to(path: str, *, method: str = "") -> When:
    return lambda seen: seen.path.startswith(path) and method in ("", seen.method)


SYNC = to("/api/v1/sync", method="POST")
PHOTOS = to("/api/v1/photos/", method="PUT")
KIT = to("/api/v1/kit")
API = to("/api/v1/")


def any_of(*fitting: When) -> When:
    return lambda seen: any(fits(seen) for fits in fitting)


@dataclass
class Rule:
    when: When
    fault: Fault
    left: int | None
    """How many more requests it spoils; None is «until it is lifted»."""


@dataclass
class Network:
    """One phone's way to the server. `address` is where the phone finds the platform."""

    upstream: int
    rules: list[Rule] = field(default_factory=list)
    log: list[Seen] = field(default_factory=list)
    port: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def spoil(self, when: When, fault: Fault, *, times: int | None = None) -> Rule:
        """From now on; the newest rule that fits decides."""
        rule = Rule(when, fault, times)
        with self.changed:
            self.rules.insert(0, rule)
        return rule

    def heal(self, rule: Rule | None = None) -> None:
        with self.changed:
            self.rules = [one for one in self.rules if rule is not None and one is not rule]

    def seen(self, when: When) -> list[Seen]:
        with self.changed:
            return [one for one in self.log if when(one)]

    def wait_until(self, fits: Callable[["Network"], bool], what: str) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: fits(self), PATIENCE), f"never came: {what}"

    def answered(self, when: When, *, status: int = 200, times: int = 1) -> None:
        """Wait until so many requests of this sort were answered so."""
        self.wait_until(
            lambda net: sum(when(one) and one.status == status for one in net.log) >= times,
            f"{times} answers {status}; seen: {[(s.method, s.path, s.status) for s in self.log]}",
        )

    def _fault_for(self, seen: Seen) -> Fault:
        with self.changed:
            self.log.append(seen)
            self.changed.notify_all()
            for rule in self.rules:
                if rule.left != 0 and rule.when(seen):
                    rule.left = None if rule.left is None else rule.left - 1
                    return rule.fault
        return lambda passage: passage.forward()

    def carry(self, seen: Seen) -> Reply:
        """Raises Broken if the phone is to hear nothing."""
        fault = self._fault_for(seen)
        reply = fault(Passage(seen, lambda: self._forward(seen), self.upstream))
        with self.changed:
            seen.status = reply.status
            seen.reply = seen.reply or reply.body
            self.changed.notify_all()
        return reply

    def _forward(self, seen: Seen) -> Reply:
        line = http.client.HTTPConnection("127.0.0.1", self.upstream, timeout=PATIENCE)
        try:
            line.putrequest(seen.method, seen.path, skip_host=True, skip_accept_encoding=True)
            for name, text in seen.headers.items():
                if name not in _HOP:
                    line.putheader(name, text)
            if seen.body or seen.method in ("POST", "PUT"):
                line.putheader("Content-Length", str(len(seen.body)))
            line.endheaders(seen.body or None)
            said = line.getresponse()
            headers = tuple((k, v) for k, v in said.getheaders() if k.lower() not in _HOP)
            reply = Reply(said.status, headers, said.read())
            seen.reply = reply.body
        except OSError as problem:
            raise Broken from problem
        finally:
            line.close()
        seen.reached_server = True
        return reply


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    network: Network
    timeout = PATIENCE

    def log_message(self, *_: object) -> None:
        """The network keeps its own log."""

    def _any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): text for name, text in self.headers.items()}
        try:
            reply = self.network.carry(Seen(self.command, self.path, headers, body))
        except Broken:
            self._hang_up()
            return
        try:
            self.send_response_only(reply.status)
            for name, text in reply.headers:
                self.send_header(name, text)
            if reply.status not in (204, 304):
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(reply.body)
        except OSError:  # the phone was killed meanwhile
            self.close_connection = True

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = _any  # noqa: N815 its words

    def _hang_up(self) -> None:
        """With a reset, as a lost radio link looks from here, and not with a tidy end."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """A phone that goes away in mid-sentence is what these tests are about."""

    def shutdown_request(self, request: Any) -> None:
        """No tidy end: `_hang_up` may have asked for a reset."""
        request.close()


@contextmanager
def network_to(upstream: int) -> Iterator[Network]:
    network = Network(upstream)
    handler = type("Handler", (_Handler,), {"network": network})
    with _Server(("127.0.0.1", 0), handler) as server:
        network.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield network
        finally:
            network.heal()
            server.shutdown()
            thread.join()
