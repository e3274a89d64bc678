"""The manager reads the day and signs it as it stands."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nguon.base.errors import Missing
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.pages.day import DayPage, day_page
from nguon.food.kitchen.pages.desk import Desk, desk_at
from nguon.food.kitchen.pages.filling import Sheet, fill_in
from nguon.food.kitchen.pages.forms import CountersignForm
from nguon.food.kitchen.pages.links import day_link, record_url
from nguon.ground.journal.models import Record
from nguon.ground.journal.queries import records_of
from nguon.ground.people.choices import Act


@require_http_methods(["GET", "HEAD", "POST"])
def countersign(request: HttpRequest, place_id: UUID, day: date) -> HttpResponse:
    desk = desk_at(request, place_id, Act.COUNTERSIGN_DAY)
    if day > desk.today:
        raise Missing(_("This day has not come yet; there is nothing to sign."))
    page = day_page(desk, day)
    records = _records_under(desk, page, day)
    back = day_link(desk.place, day)
    late = [alarm for alarm in page.alarms if alarm.flag.code == "late_entry"]
    apart = ("late_entry", "corrected")
    sheet = Sheet(
        heading=_("Countersign %(day)s") % {"day": f"{day:%d/%m/%Y}"},
        submit=_("Sign this day"),
        back=back,
        done=lambda _submitted: (back.url, _("The day is countersigned.")),
        template="kitchen/countersign.html",
        more={
            "page": page,
            "on": day,
            "record_count": len(records),
            "corrections": [
                (one, record_url(desk.place, one.id)) for one in records if one.supersedes
            ],
            "late": late,
            "exceptions": [alarm for alarm in page.alarms if alarm.flag.code not in apart],
        },
    )
    return fill_in(
        request,
        lambda data: CountersignForm(
            desk, data=data, subject=day, initial={"day_hash": page.view.day_hash}
        ),
        sheet=sheet,
    )


def _records_under(desk: Desk, page: DayPage, day: date) -> list[Record]:
    """What came in on the day, and what came in later about it: a correction does."""
    standing = Record.objects.filter(pk__in={act.record_id for act in page.view.acts.all_acts()})
    came_in = records_of(desk.place.id, day).filter(kind__in=RecordKind.values)
    found = {one.pk: one for one in (*came_in, *standing)}
    return sorted(found.values(), key=lambda one: one.sequence)
