"""The keys of token issuers: fetched with care, remembered, fetched anew when they change."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.conf import settings

from nguon.base.errors import Unidentified
from nguon.base.fetch_json import NotFetched, fetch_json
from nguon.base.public_address import all_public
from nguon.ground.people.queries.bearer_tokens import checked_token
from nguon.ground.people.queries.key_sets import forget_keys

from .tokens import AT, OTHER_RSA, RSA, jwk, token


class KeyServer:
    def __init__(self) -> None:
        self.document: Any = {"keys": [jwk(RSA)]}
        self.status = 200
        self.asked = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked += 1
                body = json.dumps(outer.document).encode()
                self.send_response(outer.status)
                self.send_header("Location", "/khac")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                """Silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/jwks.json"


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyServer]:
    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, local_token_issuers=True))
    server = KeyServer()
    thread = threading.Thread(target=server.server.serve_forever)
    thread.start()
    forget_keys()
    yield server
    server.server.shutdown()
    thread.join()
    server.server.server_close()
    forget_keys()


def test_keys_are_fetched_once_and_remembered(served: KeyServer, register: Any) -> None:
    register(jwks_url=served.url)
    for _ in range(3):
        assert checked_token(token(), at=AT).subject == "may-ke-toan"
    assert served.asked == 1


def test_a_new_key_is_fetched_but_not_twice_a_minute(served: KeyServer, register: Any) -> None:
    register(jwks_url=served.url)
    checked_token(token(), at=AT)
    served.document = {"keys": [jwk(OTHER_RSA, "k2")]}
    new = token(OTHER_RSA, headers={"kid": "k2"}, exp=(AT + timedelta(hours=1)).timestamp())
    for seconds in (1, 30, 59):
        with pytest.raises(Unidentified):
            checked_token(new, at=AT + timedelta(seconds=seconds))
    assert served.asked == 1
    assert checked_token(new, at=AT + timedelta(seconds=60)).subject == "may-ke-toan"
    assert served.asked == 2


@pytest.mark.parametrize(("hours", "is_good"), [(23, True), (25, False)])
def test_known_keys_serve_for_a_day_while_nobody_answers(
    hours: int, is_good: bool, served: KeyServer, register: Any
) -> None:
    register(jwks_url=served.url)
    checked_token(token(), at=AT)
    served.status = 503
    later = AT + timedelta(hours=hours)
    lasting = token(exp=(later + timedelta(hours=1)).timestamp())
    if is_good:
        assert checked_token(lasting, at=later).subject == "may-ke-toan"
    else:
        with pytest.raises(Unidentified):
            checked_token(lasting, at=later)


@pytest.mark.parametrize("status", [301, 404, 500])
def test_only_a_plain_answer_is_taken(status: int, served: KeyServer) -> None:
    served.status = status
    with pytest.raises(NotFetched, match=f"Status {status}"):
        fetch_json(served.url, is_local_allowed=True)
    assert served.asked == 1, "redirects are not followed"


def test_a_long_answer_is_not_read_to_its_end(served: KeyServer) -> None:
    served.document = "x" * 300_000
    with pytest.raises(NotFetched, match="Too long"):
        fetch_json(served.url, is_local_allowed=True)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://127.0.0.1/k", "inside a network"),
        ("https://[::1]/k", "inside a network"),
        ("https://169.254.169.254/latest", "inside a network"),
        ("https://10.0.0.1/k", "inside a network"),
        ("http://127.0.0.1/k", "Not an https address"),
        ("file:///etc/passwd", "Not an https address"),
        ("https:///k", "Not an https address"),
    ],
)
def test_nothing_inside_is_asked(url: str, why: str) -> None:
    with pytest.raises(NotFetched, match=why):
        fetch_json(url, is_local_allowed=False)


@pytest.mark.parametrize(
    ("addresses", "are_public"),
    [
        (["8.8.8.8"], True),
        (["2001:4860:4860::8888"], True),
        (["8.8.8.8", "10.0.0.1"], False),
        (["::ffff:127.0.0.1"], False),
        (["2002:7f00:1::"], False),
        (["fe80::1%eth0"], False),
        (["100.64.0.1"], False),
        (["0.0.0.0"], False),  # noqa: S104
        (["224.0.0.1"], False),
        ([], False),
    ],
)
def test_inner_addresses_are_known_in_every_dress(addresses: list[str], are_public: bool) -> None:
    assert all_public(addresses) is are_public
