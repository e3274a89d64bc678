"""`PUT /api/v1/photos/…`, as a phone meets it."""

import hashlib
import io
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.models import ParkedRecord
from nguon.ground.journal.models import Photo, PhotoPlace
from nguon.ground.people.operations import revoke_device
from tests.food.kitchen.api.conftest import reading, sync
from tests.food.kitchen.handset import Handset, text_of


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, kind, **more)
    return out.getvalue()


def put(handset: Handset, raw: bytes, sha256: str = "") -> Any:
    name = sha256 or hashlib.sha256(raw).hexdigest()
    return Client().put(
        f"/api/v1/photos/{name}", raw, content_type="image/jpeg", headers=handset.headers
    )


def exif() -> Image.Exif:
    told = Image.Exif()
    told[0x8825] = {1: "N", 2: (21.0, 23.0, 0.0)}
    return told


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_a_photo_is_wanted_until_it_has_come_and_is_kept_as_sent(
    cast: Cast, handset: Handset, kind: str
) -> None:
    raw = picture(kind)
    named = [{"sha256": hashlib.sha256(raw).hexdigest(), "bytes": len(raw)}]
    envelopes = [text_of(reading(cast, handset, photos=named)) for _ in range(2)]
    wanted = [hashlib.sha256(raw).hexdigest()]
    assert sync(handset, envelopes)["photos_wanted"] == wanted
    assert sync(handset, envelopes)["photos_wanted"] == wanted
    assert [put(handset, raw).status_code for _ in range(3)] == [201, 200, 200]
    assert sync(handset, envelopes)["photos_wanted"] == []
    photo = Photo.objects.get()
    assert (bytes(photo.body), photo.body_sha256, PhotoPlace.objects.count()) == (
        raw,
        photo.sha256,
        1,
    )


def test_two_kitchens_may_send_the_same_picture(cast: Cast, handset: Handset) -> None:
    kitchen = cast.kitchens[1]
    other = Handset.of(kitchen.place, manager=kitchen.people["manager"])
    raw = picture()
    assert [put(one, raw).status_code for one in (handset, other)] == [201, 201]
    assert (Photo.objects.count(), PhotoPlace.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("raw", "sha256", "status"),
    [
        pytest.param(picture(), "0" * 64, 400, id="other bytes"),
        pytest.param(picture()[:-200], "", 400, id="cut off"),
        pytest.param(picture("PNG"), "", 400, id="a PNG"),
        pytest.param(b"GIF89a", "", 400, id="no picture"),
        pytest.param(b"", "", 400, id="nothing"),
        pytest.param(picture(size=(1281, 10)), "", 400, id="too wide"),
        pytest.param(picture(exif=exif()), "", 400, id="says where it was taken"),
        pytest.param(picture("WEBP", exif=exif()), "", 400, id="a WebP that says it"),
        pytest.param(picture(comment=b"at Lan's"), "", 400, id="a comment"),
        pytest.param(picture() + picture(exif=exif()), "", 400, id="another one behind it"),
        pytest.param(
            picture("MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))]),
            "",
            400,
            id="two pictures",
        ),
        pytest.param(
            picture("WEBP", save_all=True, append_images=[Image.new("RGB", (640, 480))]),
            "",
            400,
            id="a film",
        ),
        pytest.param(bytes(256 * 1024 + 1), "", 413, id="too large"),
    ],
)
def test_what_is_no_small_bare_photo_is_refused(
    handset: Handset, raw: bytes, sha256: str, status: int
) -> None:
    assert put(handset, raw, sha256).status_code == status
    assert Photo.objects.count() == 0


def test_of_a_revoked_phone_only_photos_of_its_records_are_taken(
    cast: Cast, handset: Handset
) -> None:
    revoke_device(handset.device, by=cast.pilot.people["manager"], at=clock.now())
    mine, other = picture(size=(64, 64)), picture(size=(65, 65))
    named = [{"sha256": hashlib.sha256(mine).hexdigest(), "bytes": len(mine)}]
    reply = sync(handset, [text_of(reading(cast, handset, photos=named))])
    assert reply["photos_wanted"] == [named[0]["sha256"]]
    assert [put(handset, raw).status_code for raw in (mine, other)] == [201, 403]
    assert ParkedRecord.objects.get().photos == [named[0]["sha256"]]
