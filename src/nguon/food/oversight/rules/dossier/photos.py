"""The photos of the acts, each with the hash by which its record names it."""

import io
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image

from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.queries.dossier.value import PhotoNamed
from nguon.food.oversight.rules.dossier.blocks import Block, Photo, Photos, Section, Text
from nguon.food.oversight.rules.dossier.words import KINDS, joined, moment

MOST_PRINTED = 24
LONGEST_SIDE = 900
QUALITY = 80


def photos_section(facts: DossierFacts) -> Section:
    there = [one for one in facts.photos if one.photo is not None]
    missing = [one for one in facts.photos if one.photo is None]
    blocks: list[Block] = []
    if not facts.photos:
        blocks.append(Text(_("No record told of here names a photo.")))
    if there:
        said = _(
            "The hash is that of the bytes as they were sent. What is printed here is a smaller "
            "copy; the .zip holds the pictures as they are kept."
        )
        blocks += [Text(said, "faint"), Photos([_photo(one) for one in _printed(facts)])]
    more = len(there) - MOST_PRINTED
    if more > 0:
        said = ngettext("%(n)d more photo in the .zip.", "%(n)d more photos in the .zip.", more)
        blocks.append(Text(said % {"n": more}))
    if missing:
        blocks.append(Text(_("Named by a record, but not received:"), "head"))
        blocks += [Text(f"{_caption(one)}: {one.sha256}", "mono") for one in missing]
    return Section(_("Photos"), blocks)


def pictures_of(facts: DossierFacts) -> dict[str, bytes]:
    """The files that the paper shows: made anew, because it cannot show every kind there is."""
    return {
        _name(one): _small_jpeg(bytes(one.photo.body))
        for one in _printed(facts)
        if one.photo is not None
    }


def _printed(facts: DossierFacts) -> Sequence[PhotoNamed]:
    return [one for one in facts.photos if one.photo is not None][:MOST_PRINTED]


def _small_jpeg(body: bytes) -> bytes:
    """Pillow could read it when it came in, so it can now."""
    picture = Image.open(io.BytesIO(body)).convert("RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _photo(one: PhotoNamed) -> Photo:
    return Photo(_name(one), _caption(one), one.sha256)


def _caption(one: PhotoNamed) -> str:
    return joined([str(KINDS[one.kind]), one.place.name, moment(one.taken_at)], " · ")


def _name(one: PhotoNamed) -> str:
    return f"{one.sha256}.jpg"
