"""The retained samples: where each is, sealed or not, held or not, destroyed or not."""

from django.utils.translation import gettext as _

from nguon.food.kitchen.models import RetainedSample, SampleDestruction
from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.queries.four_answers_value import KeptSample
from nguon.food.oversight.rules.dossier.blocks import Block, Column, Row, Section, Table, more_rows
from nguon.food.oversight.rules.dossier.words import NONE, joined, moment

MOST_ROWS = 200


def samples_section(facts: DossierFacts) -> Section:
    samples = facts.answers.samples if facts.answers else []
    columns = [
        Column(_("Kitchen"), 3),
        Column(_("Dish"), 3),
        Column(_("Box"), 1.5),
        Column(_("Taken"), 1.6),
        Column(_("Seal"), 1.4),
        Column(_("Fridge"), 1.8),
        Column(_("Now"), 3),
    ]
    taken = _by_box(facts)
    destroyed = _destroyed_by(facts)
    rows = [_row(one, taken.get(one.uri), destroyed) for one in samples[:MOST_ROWS]]
    blocks: list[Block] = [Table(columns, rows, _("No event tells of a retained sample."))]
    blocks += more_rows(len(samples) - MOST_ROWS)
    return Section(_("Retained samples"), blocks)


def seal_text(sample: KeptSample) -> str:
    if sample.is_sealed is None:
        return _("not said")
    return _("sealed") if sample.is_sealed else _("NOT SEALED")


def state_text(sample: KeptSample) -> str:
    if sample.destroyed_at is not None:
        return _("destroyed %(at)s") % {"at": moment(sample.destroyed_at)}
    return _("kept, held") if sample.is_held else _("kept, NOT HELD")


def _row(
    sample: KeptSample, taken: RetainedSample | None, destroyed: dict[object, SampleDestruction]
) -> Row:
    gone = destroyed.get(taken.root_id) if taken else None
    by = gone.actor.full_name if gone else ""
    return Row(
        [
            sample.place.name,
            sample.name,
            sample.label or NONE,
            moment(sample.taken_at),
            joined([seal_text(sample), taken.seal if taken else ""], " "),
            taken.fridge.name if taken and taken.fridge else NONE,
            joined([state_text(sample), by, gone.condition if gone else ""]),
        ],
        "late" if sample.destroyed_at or sample.is_sealed is False else "",
    )


def _by_box(facts: DossierFacts) -> dict[str, RetainedSample]:
    acts = (told.act for told in facts.acts if told.stands)
    return {act.box_uri: act for act in acts if isinstance(act, RetainedSample)}


def _destroyed_by(facts: DossierFacts) -> dict[object, SampleDestruction]:
    acts = (told.act for told in facts.acts if told.stands)
    return {act.sample_root_id: act for act in acts if isinstance(act, SampleDestruction)}
