"""Who recorded what: cooks, officers and managers by name and role, never a pupil."""

from django.utils.translation import gettext as _

from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.rules.dossier.blocks import Block, Column, Row, Section, Table, more_rows
from nguon.food.oversight.rules.dossier.words import KINDS, NONE, joined, moment
from nguon.ground.people.choices import Role

MOST_ROWS = 60


def people_section(facts: DossierFacts) -> Section:
    columns = [
        Column(_("Person"), 2.5),
        Column(_("Role on that day"), 2),
        Column(_("Kitchen"), 3),
        Column(_("Acts"), 4),
        Column(_("From – to"), 2),
    ]
    rows = [
        Row(
            [
                doer.person.full_name,
                joined((str(Role(role).label) for role in doer.roles), ", ") or NONE,
                joined(doer.places),
                joined(f"{KINDS[kind]}: {count}" for kind, count in doer.acts.items()),
                f"{moment(doer.first_at)} – {moment(doer.last_at)}",
            ]
        )
        for doer in facts.doers[:MOST_ROWS]
    ]
    blocks: list[Block] = [Table(columns, rows, _("Nobody recorded anything that you may see."))]
    blocks += more_rows(len(facts.doers) - MOST_ROWS)
    return Section(_("People and what they recorded"), blocks)
