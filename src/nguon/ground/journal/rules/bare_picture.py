"""Whether a file holds one picture and nothing else, read part by part.

A decoder looks for what it can draw and passes over the rest: what stands behind the picture, or
in a part that it does not know, would be kept unseen.
"""

import re

_START, _END = b"\xff\xd8", b"\xff\xd9"
_SCAN = 0xDA
_DRAWN = {*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDD} - {0xC8}
"""ISO/IEC 10918-1 table B.1: frames, tables, restart intervals and scans."""

_NAMED = {0xE0: (b"JFIF\0", 14), 0xE2: (b"ICC_PROFILE\0", 65533), 0xEE: (b"Adobe", 12)}
"""Parts of an application that say how to draw, and how long they may be."""

_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7]")
_CHUNKS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}


def is_bare_picture(raw: bytes) -> bool:
    """For what a decoder has taken for one JPEG or WebP."""
    return _is_bare_jpeg(raw) if raw.startswith(_START) else _is_bare_webp(raw)


def _is_bare_jpeg(raw: bytes) -> bool:
    at = len(_START)
    while raw[at : at + 1] == b"\xff" and len(raw) > at + 1 and raw[at:] != _END:
        end = at + 2 + int.from_bytes(raw[at + 2 : at + 4])
        if not _is_drawn(raw[at + 1], raw[at + 4 : end]):
            return False
        if raw[at + 1] == _SCAN:
            following = _NEXT_MARKER.search(raw, end)
            end = following.start() if following else len(raw)
        at = end
    return raw[at:] == _END


def _is_drawn(marker: int, part: bytes) -> bool:
    name, longest = _NAMED.get(marker, (b"", 0))
    return marker in _DRAWN or (bool(name) and part.startswith(name) and len(part) <= longest)


def _is_bare_webp(raw: bytes) -> bool:
    at, found = 12, set[bytes]()
    while at < len(raw):
        name = raw[at : at + 4]
        if name not in _CHUNKS or name in found:
            return False
        found.add(name)
        size = int.from_bytes(raw[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    whole = len(raw) - 8 == int.from_bytes(raw[4:8], "little")
    return raw[8:12] == b"WEBP" and whole and at == len(raw)
