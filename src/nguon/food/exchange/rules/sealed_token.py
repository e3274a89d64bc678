"""The secret of a subscriber, kept so that a copy of the database does not tell it."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_PURPOSE = b"nguon.food.exchange.signature-token"


class TokenLost(Exception):
    """The secret was sealed under another SECRET_KEY; the subscriber has to subscribe anew."""


def seal(token: str, *, secret_key: str) -> bytes:
    return _box(secret_key).encrypt(token.encode())


def unseal(sealed: bytes, *, secret_key: str) -> str:
    try:
        return _box(secret_key).decrypt(sealed).decode()
    except InvalidToken as error:
        raise TokenLost(
            "The signature token of this subscription cannot be opened: expected the SECRET_KEY"
            " under which it was sealed, got another. Subscribe again."
        ) from error


def signature_of(body: bytes, *, token: str, sent_at: int) -> str:
    """`t=…,sha256=…`: HMAC-SHA256 over the seconds since 1970, a full stop and the body.

    The time is signed too, so that an old delivery cannot be sent again by somebody else.
    """
    signed = f"{sent_at}.".encode() + body
    digest = hmac.new(token.encode(), signed, hashlib.sha256).hexdigest()
    return f"t={sent_at},sha256={digest}"


def _box(secret_key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(
        secret_key.encode()
    )
    return Fernet(base64.urlsafe_b64encode(derived))
