"""A real webhook receiver: an HTTP server in a thread that keeps what it was sent."""

import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Sent:
    """One request as it came."""

    headers: dict[str, str]
    body: bytes

    @property
    def document(self) -> Any:
        return json.loads(self.body)

    @property
    def results(self) -> Any:
        return self.document["epcisBody"]["queryResults"]

    @property
    def steps(self) -> list[str]:
        return [event["bizStep"] for event in self.results["resultsBody"]["eventList"]]

    @property
    def mark(self) -> tuple[str, str]:
        """Which delivery, which attempt."""
        return self.headers["Nguon-Delivery"], self.headers["Nguon-Attempt"]

    def is_signed_by(self, token: str) -> bool:
        parts = dict(part.split("=", 1) for part in self.headers["GS1-Signature"].split(","))
        signed = f"{parts['t']}.".encode() + self.body
        digest = hmac.new(token.encode(), signed, hashlib.sha256).hexdigest()
        return hmac.compare_digest(parts["sha256"], digest)


@dataclass
class Receiver:
    """Answers with the next of `answers`, and with 200 when there are none left."""

    url: str = ""
    sent: list[Sent] = field(default_factory=list)
    answers: list[int | tuple[int, dict[str, str]]] = field(default_factory=list)
    before_answer: Callable[[], None] = lambda: None

    def take(self, sent: Sent) -> tuple[int, dict[str, str]]:
        self.sent.append(sent)
        self.before_answer()
        answer = self.answers.pop(0) if self.answers else 200
        return answer if isinstance(answer, tuple) else (answer, {})


@contextmanager
def listening() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, headers = receiver.take(Sent(dict(self.headers), body))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the parent's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_port}/nhan"
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
