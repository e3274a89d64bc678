"""Where a delivery may go, as text and as address."""

from ipaddress import ip_address

import pytest

from nguon.base.public_address import all_public, is_public
from nguon.food.exchange.rules.subscription_problems import SubscriptionControlsInvalid
from nguon.food.exchange.rules.target import target_of


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("https://example.vn/nhan", "example.vn", 443),
        ("https://example.vn:8443/a?b=c", "example.vn", 8443),
        ("https://EXAMPLE.vn./", "example.vn", 443),
        ("https://8.8.8.8/", "8.8.8.8", 443),
        ("https://[2001:4860:4860::8888]/", "2001:4860:4860::8888", 443),
    ],
)
def test_a_public_address_is_taken(text: str, host: str, port: int) -> None:
    target = target_of(text, is_local_allowed=False)
    assert (target.host, target.port, target.url) == (host, port, text)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        7,
        "example.vn",
        "http://example.vn/",
        "ftp://example.vn/",
        "https:///nhan",
        "https://example.vn:99999/",
        "https://user:secret@example.vn/",
        "https://example.vn/#part",
        "https://example.vn/a b",
        "https://example.vn/\n",
        "https://ví-dụ.vn/",
        "https://localhost/",
        "https://router/",
        "https://db.internal/",
        "https://nas.local/",
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fd00::1]/",
        "https://0.0.0.0/",
        "https://" + "a" * 2_000 + ".vn/",
    ],
)
def test_another_address_is_refused(text: object) -> None:
    with pytest.raises(SubscriptionControlsInvalid) as refused:
        target_of(text, is_local_allowed=False)
    assert [error.path for error in refused.value.errors] == ["dest"]
    assert "secret" not in str(refused.value.errors)


@pytest.mark.parametrize("text", ["http://127.0.0.1:8080/", "http://localhost/", "https://a.vn/"])
def test_for_trying_out_local_addresses_may_be_allowed(text: str) -> None:
    assert target_of(text, is_local_allowed=True).url == text


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 an address to refuse
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("192.0.2.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("2001:0:4136:e378::1", False),
        ("fc00::1", False),
        ("fe80::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("2001:db8::1", False),
    ],
)
def test_an_address_is_public(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


@pytest.mark.parametrize(
    ("addresses", "public"),
    [
        (["8.8.8.8"], True),
        (["8.8.8.8", "127.0.0.1"], False),
        (["fe80::1%eth0"], False),
        ([], False),
    ],
)
def test_one_inner_address_among_several_is_enough_to_refuse(
    addresses: list[str], public: bool
) -> None:
    assert all_public(addresses) is public
