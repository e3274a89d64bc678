"""A kitchen day for other programs."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nguon.food.kitchen.pages.desk import desk_at
from nguon.food.kitchen.queries.export import epcis_of_day
from nguon.ground.people.choices import Act


@require_safe
def epcis(request: HttpRequest, place_id: UUID, day: date) -> HttpResponse:
    """The day as an EPCIS 2.0 document, errors and their declarations included."""
    desk = desk_at(request, place_id, Act.EXPORT_EVENTS)
    document = epcis_of_day(desk.place, day, created_at=desk.at)
    response = HttpResponse(document.to_json(), content_type="application/ld+json")
    response["Content-Disposition"] = f'attachment; filename="epcis-{day:%Y-%m-%d}.jsonld"'
    response["Cache-Control"] = "private, no-store"
    return response
