"""What was called back because of it: to whom, when, who answered and when."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.queries.recall_value import Notice, RecallView
from nguon.food.oversight.rules.dossier.blocks import (
    Block,
    Column,
    Facts,
    Row,
    Section,
    Table,
    Text,
    more_rows,
)
from nguon.food.oversight.rules.dossier.sheet import Sheet, Value
from nguon.food.oversight.rules.dossier.words import NONE, amount, joined, moment

MOST_ROWS = 60


def recalls_section(facts: DossierFacts) -> Section:
    title = _("Recalls")
    if not facts.recalls:
        return Section(title, [Text(_("Nothing was recalled because of it that you may see."))])
    blocks = [block for recall in facts.recalls for block in _recall(recall)]
    return Section(title, blocks)


def recalls_sheet(facts: DossierFacts) -> Sheet:
    columns = [
        (_("Recall"), 50),
        (_("Told to"), 44),
        (_("Told"), 17),
        (_("Answered"), 17),
        (_("Lots"), 60),
        (_("Found"), 30),
    ]
    rows: list[list[Value]] = [
        [
            recall.title,
            notice.name,
            notice.told_at,
            notice.answered_at,
            _lots(notice),
            _found(notice),
        ]
        for recall in facts.recalls
        for notice in recall.notices
    ]
    return Sheet(_("Recalls"), columns, rows)


def _recall(recall: RecallView) -> Iterator[Block]:
    answered = sum(notice.answered_at is not None for notice in recall.notices)
    yield Text(recall.title, "head")
    yield Facts(
        [
            (_("Sent"), joined([moment(recall.sent_at), recall.by.full_name], ", ")),
            (_("Reason"), recall.reason),
            (_("What to do"), recall.instructions or NONE),
            (
                _("Answered"),
                _("%(answered)d of %(all)d") % {"answered": answered, "all": len(recall.notices)},
            ),
            (_("Released"), moment(recall.released_at)),
        ]
    )
    columns = [
        Column(_("Told to"), 4),
        Column(_("Told"), 1.6),
        Column(_("Answered"), 1.6),
        Column(_("Lots"), 4),
        Column(_("Found"), 2),
    ]
    rows = [
        Row(
            [
                notice.name,
                moment(notice.told_at),
                moment(notice.answered_at),
                _lots(notice),
                _found(notice) or NONE,
            ],
            "late" if notice.answered_at is None else "",
        )
        for notice in recall.notices[:MOST_ROWS]
    ]
    yield Table(columns, rows, _("Nobody was told that you may see."))
    yield from more_rows(len(recall.notices) - MOST_ROWS)


def _lots(notice: Notice) -> str:
    return joined(joined([lot.name, lot.label], " ") for lot in notice.lots)


def _found(notice: Notice) -> str:
    said = (amount(one.found, one.uom) for one in notice.found.values() if one.found is not None)
    return joined(said)
