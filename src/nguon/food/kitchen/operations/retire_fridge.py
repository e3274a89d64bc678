"""Take a fridge out of use."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import Conflict, FieldError, InputInvalid
from nguon.food.kitchen.models import Fridge
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.rules import may


@transaction.atomic
def retire_fridge(fridge: Fridge, *, by: Person, on: date, at: datetime) -> Fridge:
    """From `on` no reading is owed and no new sample is put in; old records keep its name.

    Only forwards: a reading that was owed yesterday stays owed. Late records may still name it.
    """
    held = Fridge.objects.select_for_update(of=("self",)).get(pk=fridge.pk)
    may(by, Act.SET_UP_KITCHEN, place=held.place, at=at).require()
    today = clock.local_day(at)
    if held.valid_to is not None and held.valid_to <= today:
        words = {"name": held.name, "day": f"{held.valid_to:%d/%m/%Y}"}
        raise Conflict(_("%(name)s is out of use since %(day)s already.") % words)
    if on < today:
        message = _("A fridge goes out of use today or later: what was owed before stays owed.")
        error = FieldError("on", message, f">= {today:%d/%m/%Y}", f"{on:%d/%m/%Y}")
        raise InputInvalid([error])
    held.valid_to, held.retired_by = on, by
    held.save(update_fields=["valid_to", "retired_by"])
    return held
