"""Fifth chapter: the giò is called back, eleven kitchens answer, one has to be called."""

from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.food.kitchen.management.demo.cast import demo_id
from nguon.food.oversight.management.replay.schools import PARTS, SILENT
from nguon.food.oversight.management.replay.story import LEFT_KG, LOTS
from nguon.food.oversight.management.replay.walk import Walk
from nguon.food.oversight.operations.recall_goods import Done, answer_recall, recall_goods
from nguon.food.oversight.operations.settle_recall import Settled, settle_recall
from nguon.food.oversight.queries.recall_scope import RecallStart, recall_scope
from nguon.food.oversight.queries.recall_value import RecallView
from nguon.food.oversight.queries.recalls import recall_of, recall_reach
from nguon.food.oversight.rules.recall_bodies import FoundLot, RecallStarted

WITHIN = timedelta(hours=1)


def recalled(walk: Walk) -> UUID:
    walk.teller.chapter(_("5. The recall"))
    _preview(walk)
    recall_id = _send(walk)
    _answers(walk, recall_id)
    _silence(walk, recall_id)
    _last_answer(walk, recall_id)
    return recall_id


def _preview(walk: Walk) -> None:
    at = walk.story.at(14, 9)
    scope = walk.teller.step(
        at, _("How far it would reach"), lambda: recall_scope(RecallStart(things=LOTS), at=at)
    )
    left = sum((total.left for total in scope.totals if total.uom == "KGM"), Decimal(0))
    words = {"kitchens": len(scope.kitchens), "left": f"{left.normalize():f}"}
    walk.teller.check(
        _("%(kitchens)d kitchens, %(left)s kg left; and the trader") % words,
        (len(scope.kitchens), left, [one.is_seller for one in scope.organisations]),
        (len(PARTS), len(PARTS) * LEFT_KG, [True]),
    )


def _send(walk: Walk) -> UUID:
    at = walk.story.at(14, 10)
    started = RecallStarted(
        title="Giò lợn Hương Quê, lô HQ-2809 và HQ-2909",
        reason="Nghi ngộ độc sau bữa trưa ở ba trường",
        instructions="Niêm phong, để riêng, không nấu, không trả lại người bán.",
        is_drill=False,
        start=RecallStart(things=LOTS),
        within=WITHIN,
        began_at=walk.story.at(14, 9),
        scope_ms=None,
        incident_id=walk.incident_id,
    )
    recall_id = demo_id("replay", "recall", walk.story.day)
    done: Done = walk.teller.step(
        at,
        _("The inspector sends the recall"),
        lambda: recall_goods(started, record_id=recall_id, by=walk.inspector, at=at),
    )
    recall = _seen(walk, recall_id, at)
    words = {"kitchens": len(recall.kitchens), "held": done.settled.held}
    walk.teller.check(
        _("%(kitchens)d kitchens and the trader are told; %(held)d holds are placed") % words,
        ({one.key for one in recall.kitchens}, len(recall.organisations), done.settled.refused),
        ({one.place.pk for one in walk.story.kitchens.values()}, 1, ()),
    )
    return recall_id


def _seen(walk: Walk, recall_id: UUID, at: datetime) -> RecallView:
    return recall_of(recall_id, recall_reach(walk.inspector, at=at))


def _answers(walk: Walk, recall_id: UUID) -> None:
    first = walk.story.at(14, 13)
    at = [
        (key, first + timedelta(minutes=2 * number))
        for number, key in enumerate(key for key in PARTS if key != SILENT)
    ]

    def answer() -> None:
        for key, moment in at:
            _answer(walk, recall_id, key, moment)

    title = _("Eleven kitchens answer, from 14:13 to 14:33")
    walk.teller.step(first, title, answer)
    recall = _seen(walk, recall_id, at[-1][1])
    for notice in recall.kitchens:
        if notice.answered_at is not None:
            minutes = (notice.answered_at - notice.told_at) // timedelta(minutes=1)
            words = {"kitchen": notice.name, "minutes": minutes}
            walk.teller.say(_("%(kitchen)s: after %(minutes)d min") % words)
    silent = [one.key for one in recall.kitchens if one.answered_at is None]
    walk.teller.check(_("one kitchen says nothing"), silent, [walk.story.kitchens[SILENT].place.pk])


def _answer(walk: Walk, recall_id: UUID, key: str, at: datetime) -> None:
    """Two kilograms found and set aside, as the book says."""
    kitchen = walk.story.kitchens[key]
    by = kitchen.people["manager"]
    lot = FoundLot(uri=LOTS[PARTS[key].paper], uom="KGM", found=LEFT_KG, set_aside=LEFT_KG)
    answer_recall(
        recall_of(recall_id, recall_reach(by, at=at)),
        kitchen.place.pk,
        record_id=demo_id("replay", "answer", key, walk.story.day),
        lots=[lot],
        words="",
        by=by,
        at=at,
    )


def _silence(walk: Walk, recall_id: UUID) -> None:
    """The trader does not answer either."""
    for at, title, demanded in (
        (walk.story.at(14, 41), _("Half of the hour is over"), (2, 0)),
        (walk.story.at(15, 11), _("The hour is over"), (2, 2)),
    ):
        settled: Settled = walk.teller.step(at, title, partial(settle_recall, recall_id, at=at))
        words = {"reminded": settled.reminded, "escalated": settled.escalated}
        walk.teller.check(
            _("%(reminded)d reminded, %(escalated)d passed on to whoever stands above") % words,
            (settled.reminded, settled.escalated),
            demanded,
        )


def _last_answer(walk: Walk, recall_id: UUID) -> None:
    at = walk.story.at(15, 19)
    walk.teller.step(
        at,
        _("After a call the last kitchen answers"),
        lambda: _answer(walk, recall_id, SILENT, at),
    )
    recall = _seen(walk, recall_id, at)
    answered = [one for one in recall.kitchens if one.answered_at is not None]
    found = [amount for one in answered for amount in one.found.values()]
    aside = sum((one.set_aside or Decimal(0) for one in found), Decimal(0))
    walk.teller.check(
        _("12 kitchens have answered: %(aside)s kg set aside")
        % {"aside": f"{aside.normalize():f}"},
        (len(answered), aside),
        (len(PARTS), len(PARTS) * LEFT_KG),
    )
