"""Values as the text form of COPY has them; psycopg's own row writer costs thrice as much."""

from functools import lru_cache

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
NULL = "\\N"


@lru_cache(maxsize=4096)
def word(value: str | None) -> str:
    """For values that come again and again, such as roles and units."""
    return text(value)


def text(value: str | None) -> str:
    return NULL if value is None else value.translate(_ESCAPES)


def octets(value: bytes) -> str:
    return "\\\\x" + value.hex()
