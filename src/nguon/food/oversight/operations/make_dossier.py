"""Make the dossier of an incident, and note that it was made."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.operations.append_act import append_act
from nguon.food.oversight.queries.dossier import dossier_facts
from nguon.food.oversight.queries.incident_value import IncidentView
from nguon.food.oversight.queries.incidents import incident_of
from nguon.food.oversight.queries.recalls import recall_reach
from nguon.food.oversight.rules.act_envelope import ActEnvelope, written_act
from nguon.food.oversight.rules.dossier.parts import Dossier, dossier_of, sha256_of
from nguon.food.oversight.rules.dossier_rights import may_take_dossier
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.queries import principal_of

ZIP = "dossier.zip"


@dataclass(frozen=True)
class Taken:
    """The file asked for, and the dossier that it is of."""

    name: str
    content: bytes
    dossier: Dossier


def make_dossier(incident_id: UUID, *, file: str, by: Person, at: datetime) -> Taken:
    """`file` is a part of the dossier, or `ZIP` for all. What `by` may not see is not in it.

    Its log gets an act with the file's hash, so that a paper can be told from a forgery. Raises
    `Missing` for an incident that the person may not see and for a file that no dossier has.
    """
    principal = principal_of(by, act=Act.PRINT_FORMS, at=at)
    incident = incident_of(incident_id, principal, at)
    may_take_dossier(by, incident, file=file, at=at).require()
    reach = recall_reach(by, at=at)
    facts = dossier_facts(incident, principal=principal, reach=reach, at=at)
    dossier = dossier_of(facts, made_for=by.full_name, made_at=at)
    content = dossier.zipped() if file == ZIP else dossier.part(file)
    _note(incident, file=file, content=content, seal=facts.seal, by=by, at=at)
    return Taken(file, content, dossier)


def _note(
    incident: IncidentView, *, file: str, content: bytes, seal: str, by: Person, at: datetime
) -> None:
    report = incident.reports[0]
    envelope = ActEnvelope(
        id=uuid4(),
        kind=ActKind.INCIDENT_DOSSIER_MADE,
        schema_version=1,
        place_id=report.hold.place_id,
        actor_id=by.pk,
        claimed_at=at,
        body={
            "incident": str(report.id),
            "file": file,
            "sha256": sha256_of(content),
            "seal": seal,
        },
    )
    append_act(written_act(envelope), by=by, received_at=at)
