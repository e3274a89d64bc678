"""«Tờ mã trắng»: sheets of codes for boxes and lots, and stickers for the fridges."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from nguon.base.paper.code_sheet import SheetWords, Sticker
from nguon.core.gs1 import OwnIdentifier, mint_own_identifier
from nguon.food.kitchen.choices import CodePurpose
from nguon.food.kitchen.models import CodeSheet, Fridge, IssuedCode
from nguon.food.kitchen.rules.lots import own_place
from nguon.ground.people.models import Person, Place

PERSON_BYTES = 7


def sheet_words(sheet: CodeSheet) -> SheetWords:
    if sheet.purpose == CodePurpose.BOX:
        note = _("One on each box. Scan it when a sample goes in; the box is used again.")
    else:
        note = _("Stick one on goods without a label and scan it when receiving. Used once.")
    purpose = CodePurpose(sheet.purpose).label
    return SheetWords(_("Codes to stick on: %(what)s") % {"what": purpose}, sheet.place.name, note)


def sheet_stickers(codes: Iterable[IssuedCode]) -> list[Sticker]:
    found = []
    for one in codes:
        own = OwnIdentifier.parse(one.uri)
        found.append(Sticker(own.printed_uri, own.spoken, str(one.number)))
    return found


def fridge_words(place: Place) -> SheetWords:
    note = _("One on the door of each fridge. Scan it to read the temperature in.")
    return SheetWords(_("Codes of the fridges"), place.name, note)


def fridge_stickers(fridges: Sequence[Fridge]) -> list[Sticker]:
    found = []
    for fridge in fridges:
        own = OwnIdentifier.parse(own_place(fridge.id, "fridge").uri)
        found.append(Sticker(own.printed_uri, own.spoken, fridge.name))
    return found


def person_words(place: Place) -> SheetWords:
    note = _("For each person. Scanning it chooses the name on the phone; the PIN is still asked.")
    return SheetWords(_("Codes of the people"), place.name, note)


def person_stickers(people: Iterable[Person]) -> list[Sticker]:
    """Fifty bits of the person's id, as the phone works them out (`personCode` in codes.ts)."""
    host = settings.NGUON_IDENTIFIER_HOST
    found = []
    for person in people:
        own = mint_own_identifier("obj", person.pk.bytes[-PERSON_BYTES:], host=host)
        found.append(Sticker(own.printed_uri, own.spoken, person.full_name))
    return found
