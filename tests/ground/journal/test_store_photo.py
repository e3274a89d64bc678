"""Photos: what they are is read from the bytes; what is kept is small and says nothing of where."""

import hashlib
import io
import struct
import uuid
import zlib
from datetime import UTC, datetime

import pytest
from PIL import Image

from nguon.base.errors import InputInvalid
from nguon.ground.journal.models import Photo
from nguon.ground.journal.operations import store_photo
from nguon.ground.journal.queries import photo_at, photos_missing

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
KITCHEN, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)
pytestmark = pytest.mark.django_db


def picture(size=(400, 300), form="JPEG", mode="RGB", **options):
    out = io.BytesIO()
    image = Image.linear_gradient("L").resize(size).convert(mode)
    image.save(out, form, **options)
    return out.getvalue()


def kept(raw):
    photo = store_photo(raw, place_id=KITCHEN, received_at=AT)
    return photo, Image.open(io.BytesIO(bytes(photo.body)))


SIZES = [
    ((4000, 3000), (1280, 960)),
    ((3000, 4000), (960, 1280)),
    ((1280, 1280), (1280, 1280)),
    ((400, 300), (400, 300)),
    ((5000, 2), (1280, 1)),
]


@pytest.mark.parametrize(("sent", "stored"), SIZES)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_as_a_jpeg_of_at_most_1280_pixels(form, sent, stored):
    photo, image = kept(picture(sent, form))
    assert (image.format, image.size, photo.content_type) == ("JPEG", stored, "image/jpeg")
    assert (photo.width, photo.height) == stored
    assert photo.body_sha256 == hashlib.sha256(bytes(photo.body)).hexdigest()


def test_nothing_of_the_file_survives_but_the_picture():
    exif = Image.Exif()
    exif[0x010E] = "Bep truong Lan"  # ImageDescription
    exif[0x0110] = "Phone 9"  # Model
    exif.get_ifd(0x8825)[2] = (21.0, 23.0, 10.0)  # GPSLatitude
    raw = picture(exif=exif.tobytes(), comment=b"bi mat", icc_profile=b"hidden profile")
    assert b"Phone 9" in raw
    assert Image.open(io.BytesIO(raw)).getexif().get_ifd(0x8825) != {}
    photo, image = kept(raw)
    assert image.getexif() == {}
    assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
        "progressive",
        "progression",
    }
    for trace in (b"Exif", b"GPS", b"Lan", b"Phone", b"bi mat", b"profile"):
        assert trace not in bytes(photo.body)


def test_a_photo_taken_sideways_is_kept_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # rotate by 90 degrees to see it
    photo, image = kept(picture((400, 300), exif=exif.tobytes()))
    assert (photo.width, photo.height, image.size) == (300, 400, (300, 400))


def test_what_is_see_through_becomes_paper():
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    assert kept(out.getvalue())[1].getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1"])
def test_other_colour_models_are_read(mode):
    raw = picture(mode=mode, form="JPEG" if mode in ("L", "CMYK") else "PNG")
    assert kept(raw)[1].mode == "RGB"


def png_claiming(width, height):
    """A PNG of a few bytes whose header promises that many pixels."""

    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
NO_PHOTOS = {
    "an SVG that was renamed to .jpg": SVG,
    "an SVG behind an XML head": b'<?xml version="1.0"?>\n' + SVG,
    "an HTML page": b"<!doctype html><script>alert(1)</script>",
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "an empty file": b"",
    "a GIF": picture(form="GIF"),
    "a TIFF": picture(form="TIFF"),
    "a JPEG that ends early": picture((1500, 1500))[:4000],
    "a PNG that ends early": picture((900, 900), "PNG")[:400],
    "a JPEG of its head only": picture()[:3],
    "a bomb of 40000 × 40000 pixels": png_claiming(40_000, 40_000),
    "a bomb of 2 billion pixels in one row": png_claiming(2_000_000_000, 1),
    "just over the limit": png_claiming(8_001, 8_000),
    "a file of more than 12 MB": picture() + bytes(12 * 1024 * 1024),
    "an SVG behind the first bytes of a JPEG": b"\xff\xd8\xff\xe0" + SVG,
}


@pytest.mark.parametrize("what", NO_PHOTOS)
def test_what_is_no_photo_is_refused(what):
    with pytest.raises(InputInvalid) as invalid:
        store_photo(NO_PHOTOS[what], place_id=KITCHEN, received_at=AT)
    assert [error.path for error in invalid.value.errors] == ["photo"]
    assert Photo.objects.count() == 0


def test_a_script_behind_a_real_photo_does_not_come_out_again():
    photo, _image = kept(picture() + SVG)
    assert b"svg" not in bytes(photo.body)


def test_the_refusal_says_what_came():
    with pytest.raises(InputInvalid) as invalid:
        store_photo(SVG, place_id=KITCHEN, received_at=AT)
    (error,) = invalid.value.errors
    assert (error.expected, error.got) == ("JPEG, PNG, WEBP", "image/svg+xml")


def test_the_same_bytes_twice_are_one_photo_under_the_hash_of_what_was_sent():
    raw = picture()
    first = store_photo(raw, place_id=KITCHEN, received_at=AT)
    again = store_photo(raw, place_id=KITCHEN, received_at=AT.replace(hour=9))
    assert first == again == Photo.objects.get()
    assert first.sha256 == hashlib.sha256(raw).hexdigest()
    assert first.places.get().received_at == AT


def test_a_photo_is_seen_only_where_it_was_sent():
    raw = picture()
    photo = store_photo(raw, place_id=KITCHEN, received_at=AT)
    assert photo_at(photo.sha256, [KITCHEN]) == photo
    assert photo_at(photo.sha256, [OTHER]) is None
    assert photo_at(photo.sha256, []) is None
    store_photo(raw, place_id=OTHER, received_at=AT)  # the same invoice, sent to both
    assert photo_at(photo.sha256, [OTHER]) == photo
    assert photo_at("0" * 64, [KITCHEN, OTHER]) is None


def test_the_server_says_which_photos_it_still_wants():
    here = store_photo(picture(), place_id=KITCHEN, received_at=AT).sha256
    elsewhere = store_photo(picture((30, 30)), place_id=OTHER, received_at=AT).sha256
    assert photos_missing(["f" * 64, here, elsewhere, "f" * 64], KITCHEN) == ["f" * 64, elsewhere]
