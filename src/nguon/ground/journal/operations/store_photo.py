"""Keep a photo: made anew, small, and without anything that says where it was taken."""

import hashlib
import io
import warnings
from datetime import datetime
from uuid import UUID

import puremagic
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from nguon.base.errors import FieldError, InputInvalid
from nguon.ground.journal.models import Photo, PhotoPlace

LONGEST_SIDE = 1280
MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 64_000_000
"""A phone's 50-megapixel photo passes; a file of a few kilobytes that unfolds to gigabytes not."""
_FORMATS = {"JPEG", "PNG", "WEBP"}
_QUALITIES = (80, 68, 56)
_WANTED_BYTES = 250 * 1024


@transaction.atomic
def store_photo(raw: bytes, *, place_id: UUID, received_at: datetime) -> Photo:
    """The photo under the hash of `raw`; sending the same bytes again finds the one kept before.

    What `raw` is, is read from its content, never from a file name: JPEG, PNG and WebP are
    photos, and nothing of the original file survives but the picture.
    """
    sha256 = hashlib.sha256(raw).hexdigest()
    photo = Photo.objects.filter(pk=sha256).first()
    if photo is None:
        picture = _picture_of(raw)
        body = _as_jpeg(picture)
        fresh = Photo(
            sha256=sha256,
            content_type="image/jpeg",
            body=body,
            body_sha256=hashlib.sha256(body).hexdigest(),
            width=picture.width,
            height=picture.height,
            received_at=received_at,
            place_id=place_id,
        )
        Photo.objects.bulk_create([fresh], ignore_conflicts=True)  # two may send it at once
        photo = Photo.objects.get(pk=sha256)
    seen = PhotoPlace(photo=photo, place_id=place_id, received_at=received_at)
    PhotoPlace.objects.bulk_create([seen], ignore_conflicts=True)
    return photo


def _picture_of(raw: bytes) -> Image.Image:
    """Upright, opaque and at most 1280 px; the size is asked before any pixel is unfolded."""
    if len(raw) > MOST_BYTES:
        raise _no_photo(
            _("The photo is too large."), f"<= {MOST_BYTES // 1024 // 1024} MB", f"{len(raw)} B"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we count ourselves
            opened = Image.open(io.BytesIO(raw), formats=sorted(_FORMATS))
        if opened.width * opened.height > MOST_PIXELS:
            raise _no_photo(
                _("The photo has too many pixels."),
                f"<= {MOST_PIXELS}",
                f"{opened.width} × {opened.height}",
            )
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        return _on_white(upright)
    except Image.DecompressionBombError as error:
        raise _no_photo(_("The photo has too many pixels."), f"<= {MOST_PIXELS}", "") from error
    except UnidentifiedImageError as error:
        raise _no_photo(
            _("This is not a photo."), ", ".join(sorted(_FORMATS)), _what_it_is(raw)
        ) from error
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow raises for broken files
        raise _no_photo(_("The photo is damaged. Take it again."), "", str(error)) from error


def _on_white(picture: Image.Image) -> Image.Image:
    """JPEG knows no transparency: what was see-through becomes paper, not black."""
    if picture.has_transparency_data:
        layered = picture.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        picture = Image.alpha_composite(paper, layered)
    return picture.convert("RGB")


def _as_jpeg(picture: Image.Image) -> bytes:
    """A new file from the pixels alone: no EXIF, no comment, no colour profile, no thumbnail."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    for quality in _QUALITIES:
        out = io.BytesIO()
        bare.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= _WANTED_BYTES:
            break
    return out.getvalue()


def _what_it_is(raw: bytes) -> str:
    try:
        return puremagic.from_string(raw, mime=True) or "?"
    except (puremagic.PureError, ValueError):
        return "?"


def _no_photo(message: str, expected: str, got: str) -> InputInvalid:
    return InputInvalid([FieldError("photo", message, expected, got)])
