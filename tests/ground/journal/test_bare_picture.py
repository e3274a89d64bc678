"""A picture and nothing else: what a decoder passes over is found part by part."""

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from nguon.ground.journal.rules import is_bare_picture


def picture(kind: str = "JPEG", mode: str = "RGB", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").convert(mode).save(out, kind, **more)
    return out.getvalue()


JPEG, WEBP = picture(), picture("WEBP")


def with_part(marker: int, part: bytes) -> bytes:
    head = b"\xff" + bytes([marker]) + (len(part) + 2).to_bytes(2)
    return JPEG[:2] + head + part + JPEG[2:]


def with_chunk(name: bytes, part: bytes) -> bytes:
    chunk = name + len(part).to_bytes(4, "little") + part
    return b"RIFF" + (len(WEBP) - 8 + len(chunk)).to_bytes(4, "little") + WEBP[8:] + chunk


PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(JPEG, id="JPEG"),
        pytest.param(WEBP, id="WebP"),
        pytest.param(picture(progressive=True), id="in several scans"),
        pytest.param(picture(restart_marker_blocks=2), id="with restarts"),
        pytest.param(picture(mode="L"), id="grey"),
        pytest.param(picture(mode="CMYK"), id="for a printer"),
        pytest.param(picture(icc_profile=PROFILE), id="with its colours"),
        pytest.param(picture("WEBP", lossless=True), id="lossless"),
        pytest.param(picture("WEBP", mode="RGBA", icc_profile=PROFILE), id="extended"),
    ],
)
def test_what_a_canvas_makes_is_bare(raw: bytes) -> None:
    assert is_bare_picture(raw)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(JPEG + b"PK\x03\x04", id="an archive behind it"),
        pytest.param(JPEG + JPEG, id="a picture behind it"),
        pytest.param(JPEG[:-1], id="cut off in its last marker"),
        pytest.param(with_part(0xE3, b"21.386,103.016"), id="an unknown part"),
        pytest.param(with_part(0xEB, b"JP\0\1jumb"), id="credentials"),
        pytest.param(with_part(0xE2, b"MPF\0"), id="several pictures"),
        pytest.param(with_part(0xE0, b"JFIF\0" + bytes(900)), id="a preview"),
        pytest.param(with_part(0xFE, b"Lan"), id="a comment"),
        pytest.param(WEBP + b"Lan", id="a WebP with something behind it"),
        pytest.param(with_chunk(b"EXIF", b"Lan "), id="a WebP that says more"),
        pytest.param(with_chunk(b"NOTE", b"Lan "), id="an unknown chunk"),
        pytest.param(with_chunk(WEBP[12:16], b"Lan "), id="the same chunk twice"),
        pytest.param(JPEG[:-2], id="no end"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_what_says_anything_else_is_not(raw: bytes) -> None:
    assert not is_bare_picture(raw)


@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8", JPEG[:30], WEBP[:16]]))
def test_it_ends_whatever_it_is_given(noise: bytes, start: bytes) -> None:
    assert not is_bare_picture(start + noise)
