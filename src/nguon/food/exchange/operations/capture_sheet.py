from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid
from nguon.food.exchange.models import SentSheet, SheetCapture
from nguon.food.exchange.rules.look_at_sheet import look_at_sheet
from nguon.food.exchange.rules.sheets.table import SheetRefused
from nguon.food.trace.operations import capture_events
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Organisation, Person
from nguon.ground.people.rules import may


@transaction.atomic
def capture_sheet(sheet: SentSheet, *, by: Person, at: datetime) -> SheetCapture:
    """Let the rows of a sheet be events now, all or none.

    What was said before, by this sheet or by another, is left as it is: ids follow from what a
    row says. A sheet that has been captured keeps what came of it the first time.
    """
    organisation = Organisation.objects.get(pk=sheet.tenant_id)
    may(by, Act.CAPTURE_EVENTS, organisation=organisation, at=at).require()
    SentSheet.objects.select_for_update().get(pk=sheet.pk)
    done = SheetCapture.objects.filter(pk=sheet.pk).first()
    if done is not None:
        return done
    try:
        look = look_at_sheet(bytes(sheet.raw), organisation=organisation, now=at)
    except SheetRefused as refused:
        raise InputInvalid([FieldError("/", str(refused))]) from refused
    if not look.may_be_captured:
        faults = [FieldError(f"/{fault.row}", fault.text) for fault in look.reading.faults]
        raise InputInvalid(faults or [FieldError("/", _("The sheet has no rows to record."))])
    captured = capture_events(
        [one.event for one in look.new], tenant_id=organisation.pk, received_at=at
    )
    stored = sum(one.outcome == "stored" for one in captured)
    return SheetCapture.objects.create(
        sheet=sheet,
        person_id=by.pk,
        captured_at=at,
        stored_count=stored,
        duplicate_count=len(look.reading.events) - stored,
    )
