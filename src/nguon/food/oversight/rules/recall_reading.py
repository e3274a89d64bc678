"""From what was said about a recall to the values that its rules judge."""

from collections.abc import Sequence

from nguon.food.oversight.queries.recall_value import Notice, RecallView
from nguon.food.oversight.rules.recall import Asked, DrillScore, Found, drill_score


def asked_of(notice: Notice, recall: RecallView) -> Asked:
    return Asked(
        told_at=notice.told_at,
        within=recall.within,
        answered_at=notice.answered_at,
        reminders=frozenset(notice.reminders),
        escalations=frozenset(notice.escalations),
        released_at=recall.released_at,
    )


def found_of(notice: Notice) -> list[Found]:
    """An amount in another unit than the notice's is as good as none."""
    found = []
    for lot in notice.lots:
        amount = notice.found.get(lot.uri)
        same = amount is not None and amount.uom == lot.uom
        found.append(Found(expected=lot.left, found=amount.found if amount and same else None))
    return found


def score_of_drill(recall: RecallView, notices: Sequence[Notice]) -> DrillScore:
    return drill_score([(asked_of(notice, recall), found_of(notice)) for notice in notices])
