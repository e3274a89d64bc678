"""Where deliveries may go: to the public internet by https, and nowhere inside.

Whoever may subscribe could otherwise make this server knock at doors that only it can reach: its
own database, a router, the machine next to it, the metadata of a cloud.
"""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from nguon.base.errors import FieldError
from nguon.base.public_address import is_public
from nguon.food.exchange.rules.subscription_problems import SubscriptionControlsInvalid

_LONGEST = 2_000
_OWN_NAMES = ("localhost", "local", "internal", "localdomain", "home.arpa")


@dataclass(frozen=True, slots=True)
class Target:
    """An address to deliver to, checked as text; its host is looked up for each delivery anew."""

    url: str
    scheme: str
    host: str
    port: int


def target_of(text: object, *, is_local_allowed: bool) -> Target:
    """Reads `dest`. Raises `SubscriptionControlsInvalid` naming what is wrong with it."""
    wanted = _("an address such as https://example.vn/events")
    if not isinstance(text, str) or not text or len(text) > _LONGEST or not text.isascii():
        raise _wrong(_("No address to deliver to."), wanted, text)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise _wrong(_("No address to deliver to."), wanted, text) from error
    schemes = ("https", "http") if is_local_allowed else ("https",)
    if parts.scheme not in schemes or not parts.hostname or _has_blank(text) or parts.fragment:
        raise _wrong(_("Deliveries are sent by https only."), wanted, text)
    if parts.username is not None or parts.password is not None:
        message = _("No names and passwords in addresses; use a signatureToken.")
        raise _wrong(message, wanted, f"{parts.scheme}://…@{parts.hostname}")
    host = parts.hostname.rstrip(".")
    if not is_local_allowed and not _may_be_public(host):
        raise _wrong(_("Deliveries are sent to public addresses only."), wanted, text)
    return Target(text, parts.scheme, host, port or (443 if parts.scheme == "https" else 80))


def _may_be_public(host: str) -> bool:
    try:
        return is_public(ip_address(host))
    except ValueError:
        return "." in host and not any(
            host == name or host.endswith(f".{name}") for name in _OWN_NAMES
        )


def _has_blank(text: str) -> bool:
    return any(character.isspace() or not character.isprintable() for character in text)


def _wrong(message: str, expected: str, got: object) -> SubscriptionControlsInvalid:
    return SubscriptionControlsInvalid(
        [FieldError("dest", message, expected=expected, got=str(got)[:200])]
    )
