"""Acts on an incident: what must be true of them, and the row they become."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.base.decision import Decision
from nguon.base.errors import FieldError, InputInvalid
from nguon.food.kitchen.models import Meal
from nguon.food.kitchen.rules.reading import Reader
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.models import IncidentAct
from nguon.food.oversight.operations.act_fields import AHEAD, act_fields
from nguon.food.oversight.queries.incidents import IncidentView, incident_of
from nguon.food.oversight.rules.act_envelope import ActEnvelope
from nguon.food.oversight.rules.incident_bodies import (
    READERS,
    IncidentBody,
    Linked,
    SickCounted,
)
from nguon.food.oversight.rules.incident_rights import may_close, may_write
from nguon.ground.journal.models import Record
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.queries import principal_of

BEFORE = timedelta(days=30)
"""As long as goods are traced back: a call about them may be older than the first sick."""
_LINKING = (ActKind.INCIDENT_JOINED, ActKind.INCIDENT_PARTED, ActKind.INCIDENT_REOPENED)


class IncidentDeed:
    def read(self, r: Reader, kind: ActKind) -> IncidentBody:
        return READERS[kind].read(r)

    def require(
        self, envelope: ActEnvelope, body: IncidentBody, *, by: Person, at: datetime
    ) -> None:
        """Raises Missing for what the person may not see, so that nobody can try out ids."""
        principal = principal_of(by, act=Act.WORK_ON_INCIDENT, at=at)
        incident = incident_of(body.incident_id, principal, at)
        report = next(one for one in incident.reports if one.id == body.incident_id)
        if report.hold.place_id != envelope.place_id:
            _fault("kitchen", _("The incident is of another kitchen."), envelope.place_id)
        may_write(by, report.hold.place, at=at).require()
        _require_since(incident, body.happened_at)
        if isinstance(body, Linked):
            for linked in body.reports:
                incident_of(linked, principal, at)
        if envelope.kind in _LINKING and body.incident_id in getattr(body, "reports", ()):
            _fault("body.reports", _("A report cannot be joined to itself."), body.incident_id)
        if isinstance(body, SickCounted):
            _require_meals(incident, body)
            _require_sound(body, at=at)
        if envelope.kind == ActKind.INCIDENT_CLOSED:
            _require_closing(incident, by=by, at=at)

    def row(self, record: Record, envelope: ActEnvelope, body: IncidentBody) -> IncidentAct:
        said = {"words": body.words, **body.as_json()}
        return IncidentAct(
            **act_fields(record, said, happened_at=body.happened_at),
            incident_id=body.incident_id,
            place_id=record.place_id,
        )


def _require_since(incident: IncidentView, happened_at: datetime | None) -> None:
    """Whatever was noted down or telephoned before anybody fell sick belongs to no incident."""
    began = min(incident.opened_at, incident.first_onset_at or incident.opened_at)
    if happened_at is not None and happened_at < began - BEFORE:
        message = _("This is long before anybody fell sick.")
        earliest = (began - BEFORE).isoformat()
        got = happened_at.isoformat()
        raise InputInvalid(
            [FieldError("body.happened_at", message, expected=f"≥ {earliest}", got=got)]
        )


def _require_meals(incident: IncidentView, body: SickCounted) -> None:
    """Of one of the kitchens it was reported at; it need not be a meal that was suspected first."""
    wanted = {one.meal_id for one in body.counts}
    places = [place.pk for place in incident.places]
    known = set(Meal.objects.filter(id__in=wanted, place__in=places).values_list("id", flat=True))
    for meal in sorted(wanted - known, key=str):
        _fault("body.counts", _("This meal is not of a kitchen of the incident."), meal)


def _require_sound(body: SickCounted, *, at: datetime) -> None:
    """Of two counts of one class in one breath nobody could tell which one holds."""
    seen: set[tuple[UUID, str]] = set()
    for number, one in enumerate(body.counts):
        if (one.meal_id, one.class_code) in seen:
            message = _("Class %(code)s stands here twice.") % {"code": one.class_code}
            path = f"body.counts[{number}].class_code"
            raise InputInvalid([FieldError(path, message, got=one.class_code)])
        seen.add((one.meal_id, one.class_code))
    onset = body.first_onset_at
    if onset is not None and onset > at + AHEAD:
        message = _("This time has not come yet.")
        raise InputInvalid([FieldError("body.first_onset_at", message, got=onset.isoformat())])


def _require_closing(incident: IncidentView, *, by: Person, at: datetime) -> None:
    may_close(by, incident, at=at).require()
    if incident.is_open:
        reason = _("What the incident holds must be released first.")
        Decision(False, "still_held", reason).require()


def _fault(path: str, message: str, got: UUID) -> None:
    raise InputInvalid([FieldError(path, message, got=str(got))])
