"""Second chapter: who is behind, where else, and who knew."""

from decimal import Decimal

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nguon.food.oversight.management.replay.schools import PARTS, RETURNED
from nguon.food.oversight.management.replay.story import LEFT_KG, LOTS, RETURNED_KG
from nguon.food.oversight.management.replay.walk import Walk
from nguon.food.oversight.queries.four_answers_value import FourAnswers
from nguon.food.oversight.queries.suspicion import SickStart, ThingsStart
from nguon.food.oversight.queries.who_knew import Warned, who_knew
from nguon.ground.people.queries import principal_of


def answered(walk: Walk) -> None:
    walk.teller.chapter(_("2. The four answers"))
    _who_is_behind(walk)
    _where_else(walk)
    _who_knew(walk)


def _who_is_behind(walk: Walk) -> None:
    at = walk.story.at(13, 59)
    start = SickStart(tuple(walk.seen(at).counts))
    found = walk.teller.step(
        at, _("Who is behind it: from the list of the sick"), lambda: walk.asked(start, at)
    )
    _say_ranking(walk, found)
    trader = walk.story.cast.suppliers["thuong_lai"]
    first, *others = found.suppliers
    walk.teller.check(
        _("first is the trader, under both legal names, in every sick meal"),
        (first.party.uri, set(first.names), first.standing.is_common),
        (trader.organisation.identifier, {one.legal_name for one in trader.names}, True),
    )
    walk.teller.check(
        _("nobody else is in every sick meal"),
        [one.standing.is_common for one in others],
        [False, False],
    )
    walk.teller.check(
        _("neither of the two lots of giò explains it alone"),
        {one.thing: one.standing.is_common for one in found.lots if one.thing in LOTS},
        dict.fromkeys(LOTS, False),
    )
    walk.teller.check(
        _("weighed by %(sick)s sick in %(meals)d meals")
        % {"sick": found.weight, "meals": found.cases},
        (found.weight, found.cases),
        (Decimal(walk.story.sick), 3),
    )


def _say_ranking(walk: Walk, found: FourAnswers) -> None:
    for number, link in enumerate(found.suppliers, start=1):
        words = {
            "number": number,
            "names": " = ".join(link.names),
            "share": round(100 * link.standing.share),
            "score": round(100 * link.standing.score),
        }
        line = _("%(number)d. %(names)s: reaches %(share)d %% of the sick, weight %(score)d")
        walk.teller.say(line % words)


def _where_else(walk: Walk) -> None:
    story, at = walk.story, walk.story.at(14, 0)
    found = walk.teller.step(
        at, _("Where else: both lots, everywhere"), lambda: walk.asked(ThingsStart(LOTS), at)
    )
    words = {"kitchens": found.kitchens, "meals": len(found.served), "portions": found.portions}
    walk.teller.check(
        _("served in %(kitchens)d kitchens: %(meals)d meals, %(portions)s portions") % words,
        (found.kitchens, len(found.served), found.portions),
        (len(PARTS), len(PARTS) + 1, Decimal(story.portions)),
    )
    raw = [one for one in found.on_hand if one.thing in LOTS]
    left = sum((one.rest or Decimal(0) for one in raw), Decimal(0))
    walk.teller.check(
        _("still there: %(left)s kg of giò in %(kitchens)d kitchens")
        % {"left": f"{left.normalize():f}", "kitchens": len(raw)},
        (left, len(raw)),
        (len(PARTS) * LEFT_KG, len(PARTS)),
    )


def _who_knew(walk: Walk) -> None:
    story, at = walk.story, walk.story.at(14, 1)
    trader = story.cast.suppliers["thuong_lai"].organisation
    principal = principal_of(walk.inspector, at=at)
    knew = walk.teller.step(
        at,
        _("Who knew: the trader's goods in the last 30 days"),
        lambda: who_knew(trader.pk, principal=principal, at=at),
    )
    returned = [one for one in knew.warned if one.kind == "returned"]
    for one in returned:
        walk.teller.say(_told(one))
    walk.teller.check(
        _("known three weeks ago"),
        [(one.place.uri, one.amount and one.amount.quantity) for one in returned],
        [(story.kitchens[RETURNED].place.identifier, RETURNED_KG)],
    )


def _told(one: Warned) -> str:
    words = {
        "on": f"{localtime(one.at):%d/%m/%Y}",
        "kitchen": one.place.name,
        "goods": one.goods,
        "reason": one.reason,
    }
    return _("%(on)s, %(kitchen)s sent back %(goods)s. %(reason)s") % words
