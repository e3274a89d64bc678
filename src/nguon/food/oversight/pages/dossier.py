"""The dossier of an incident as files to take along."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nguon.base import clock
from nguon.food.oversight.operations.make_dossier import ZIP, make_dossier
from nguon.food.oversight.rules.dossier.parts import EPCIS, PDF, XLSX
from nguon.ground.people.queries import person_of

_FILES = {
    "pdf": (PDF, "application/pdf"),
    "xlsx": (XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "jsonld": (EPCIS, "application/ld+json"),
    "zip": (ZIP, "application/zip"),
}


@login_required
@require_safe
def dossier(request: HttpRequest, incident_id: UUID, ending: str) -> HttpResponse:
    """`/su-co/<uuid>/ho-so.pdf`, `.xlsx`, `.jsonld`, and all of it as `.zip`."""
    file, content_type = _FILES[ending]
    taken = make_dossier(incident_id, file=file, by=person_of(request), at=clock.now())
    response = HttpResponse(taken.content, content_type=content_type)
    name = f"ho-so-{taken.dossier.code}.{ending}"
    where = "inline" if ending == "pdf" else "attachment"
    response["Content-Disposition"] = f'{where}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
