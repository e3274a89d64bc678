"""Keep a photo as a phone made it: small and bare already, so its bytes are the evidence."""

import hashlib
import io
import warnings
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from nguon.base.errors import FieldError, InputInvalid
from nguon.ground.journal.models import Photo, PhotoPlace
from nguon.ground.journal.operations.store_photo import LONGEST_SIDE
from nguon.ground.journal.rules import is_bare_picture

CONTENT_TYPES = {"JPEG": "image/jpeg", "WEBP": "image/webp"}
_TELLING = {"exif", "xmp", "photoshop", "comment", "XML:com.adobe.xmp"}
"""Parts of a picture file that can say where and by whom it was taken."""


@transaction.atomic
def store_phone_photo(raw: bytes, *, sha256: str, place_id: UUID, received_at: datetime) -> bool:
    """Whether the place sends it for the first time. Sending it again costs nothing.

    Raises InputInvalid unless `raw` hashes to `sha256` and is one whole JPEG or WebP of at most
    1280 px that tells nothing but the picture. Two kitchens may send the same picture.
    """
    found = hashlib.sha256(raw).hexdigest()
    if found != sha256.lower():
        raise _no_photo(_("The bytes are not those of this photo."), sha256, found)
    photo = Photo.objects.filter(pk=found).only("sha256").first()
    if photo is None:
        content_type, (width, height) = _look_at(raw)
        photo = Photo(
            sha256=found,
            content_type=content_type,
            body=raw,
            body_sha256=found,
            width=width,
            height=height,
            received_at=received_at,
            place_id=place_id,
        )
        Photo.objects.bulk_create([photo], ignore_conflicts=True)  # two may send it at once
    if PhotoPlace.objects.filter(photo_id=found, place_id=place_id).exists():
        return False
    seen = PhotoPlace(photo_id=found, place_id=place_id, received_at=received_at)
    PhotoPlace.objects.bulk_create([seen], ignore_conflicts=True)
    return True


def _look_at(raw: bytes) -> tuple[str, tuple[int, int]]:
    """The kind and the size, once every pixel was unfolded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(raw), formats=sorted(CONTENT_TYPES))
        if max(picture.size) > LONGEST_SIDE:
            got = f"{picture.width} × {picture.height}"
            raise _no_photo(_("The photo has too many pixels."), f"<= {LONGEST_SIDE} px", got)
        tells_more = bool(_TELLING & set(picture.info) or picture.getexif())
        picture.load()
        if tells_more or not is_bare_picture(raw):
            wanted = _("a picture without EXIF, XMP or comments")
            raise _no_photo(_("The photo tells more than the picture."), wanted, "EXIF")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _no_photo(_("The photo has too many pixels."), f"<= {LONGEST_SIDE} px", "") from error
    except UnidentifiedImageError as error:
        wanted = ", ".join(sorted(CONTENT_TYPES))
        raise _no_photo(_("This is not a photo."), wanted, "") from error
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow raises for broken files
        raise _no_photo(_("The photo is damaged. Take it again."), "", str(error)) from error
    return CONTENT_TYPES[str(picture.format)], picture.size


def _no_photo(message: str, expected: str, got: str) -> InputInvalid:
    return InputInvalid([FieldError("photo", message, expected, got)])
