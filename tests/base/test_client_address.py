"""Only addresses that our own proxies wrote are believed."""

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from nguon.base.client_address import client_address


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "10.0.0.1"),
        (0, "8.8.8.8", "10.0.0.1"),
        (1, "113.160.1.1", "113.160.1.1"),
        (1, "8.8.8.8, 113.160.1.1", "113.160.1.1"),
        (2, "8.8.8.8, 113.160.1.1, 172.16.0.1", "113.160.1.1"),
        (2, "113.160.1.1", "10.0.0.1"),
        (1, None, "10.0.0.1"),
        (1, "not an address", "10.0.0.1"),
        (1, "2001:0db8::1", "2001:db8::1"),
    ],
)
def test_the_clients_address(
    settings: Settings, proxies: int, forwarded: str | None, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.1")
    assert client_address(request) == address
