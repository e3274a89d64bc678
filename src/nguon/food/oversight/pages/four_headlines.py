"""The four answers in a few large words, and what they leave out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nguon.base.ui.parts import Flag
from nguon.food.oversight.queries.four_answers_value import FourAnswers, SupplierLink
from nguon.food.oversight.queries.words import WEIGHED_BY, limit_text, percent_text
from nguon.food.trace.queries.trace_value import Amount
from nguon.food.trace.queries.words import amount_text, moment_text

_FIRST: Final = 3
_LOOKED_AT: Final = 200
"""Rows of a list in which the first few different names are looked for."""


@dataclass(frozen=True, slots=True)
class Headline:
    """`key` is the list below that tells more."""

    key: str
    title: str
    icon: str
    words: str
    lines: Sequence[str] = ()
    tone: str = "neutral"


def headlines_of(answers: FourAnswers) -> list[Headline]:
    return [_served(answers), _stoppable(answers), _on_hand(answers), _behind(answers)]


def flags_of(answers: FourAnswers) -> Iterator[Flag]:
    for code in answers.limits:
        since = answers.followed_since if code == "earlier" else None
        said = f"{moment_text(since)}: {limit_text(code)}" if since else limit_text(code)
        yield Flag(_("This is not all of it"), said)
    if answers.unmade:
        said = _("No event tells that this was cooked:")
        yield Flag(_("Part of the meal is not known"), f"{said} {', '.join(answers.unmade)}")
    if answers.by_name_only:
        count = len(answers.by_name_only)
        text = ngettext(
            "%(count)s lot is counted in because an unregistered seller gave one of the"
            " supplier's names.",
            "%(count)s lots are counted in because an unregistered seller gave one of the"
            " supplier's names.",
            count,
        )
        yield Flag(_("By name only"), text % {"count": number_format(count)})


def _names(names: Iterable[str], count: int) -> list[str]:
    """The first few, and how many there are besides; `count` is of all."""
    first = list(dict.fromkeys(names))[:_FIRST]
    more = [_("and %(count)s more") % {"count": number_format(count - len(first))}]
    return [*first, *(more if first and count > len(first) else ())]


def _served(answers: FourAnswers) -> Headline:
    totals = answers.totals
    lines = []
    if totals.meals:
        eaten = (meal.place.name for meal in answers.served[:_LOOKED_AT] if meal.is_suspected)
        lines.append(", ".join(_names(eaten, answers.kitchens)))
    if answers.portions:
        lines.append(_portions(answers))
    if answers.weighed_by == "sick":
        lines.append(
            _("%(count)s sick, as reported") % {"count": amount_text(Amount(answers.weight, None))}
        )
    if totals.meals_beside:
        more = ngettext(
            "%(count)s more meal shares a lot with it",
            "%(count)s more meals share a lot with it",
            totals.meals_beside,
        )
        lines.append(more % {"count": number_format(totals.meals_beside)})
    words = _("Nothing of it was handed out, as far as was told")
    if totals.meals:
        words = f"{_meals(totals.meals)}, {_kitchens(answers.kitchens)}"
    title = _("What was served to whom")
    return Headline("served", title, "serving", words, lines, "bad" if totals.meals else "ok")


def _stoppable(answers: FourAnswers) -> Headline:
    totals = answers.totals
    count = totals.dishes + totals.goods
    title = _("What can still be stopped")
    if not count:
        return Headline("stoppable", title, "held", _("Nothing is left, as far as was told"))
    parts = []
    if totals.dishes:
        dishes = ngettext("%(count)s dish", "%(count)s dishes", totals.dishes)
        parts.append(dishes % {"count": number_format(totals.dishes)})
    if totals.goods:
        goods = ngettext("%(count)s lot of goods", "%(count)s lots of goods", totals.goods)
        parts.append(goods % {"count": number_format(totals.goods)})
    free = _("%(count)s not held yet") % {"count": number_format(totals.not_held)}
    names = _names((one.name for one in answers.stoppable[:_LOOKED_AT]), count)
    lines = [", ".join(names), free if totals.not_held else _("all of it is held")]
    tone = "warn" if totals.not_held else "hold"
    return Headline("stoppable", title, "held", ", ".join(parts), lines, tone)


def _on_hand(answers: FourAnswers) -> Headline:
    totals = answers.totals
    lines = []
    if totals.holders:
        holders = (one.holder.name for one in answers.on_hand[:_LOOKED_AT])
        lines.append(", ".join(_names(holders, totals.holders)))
    if totals.on_the_way:
        lines.append(_("%(count)s on the way") % {"count": number_format(totals.on_the_way)})
    if totals.untold:
        untold = _("of %(count)s nobody can tell how much is left")
        lines.append(untold % {"count": number_format(totals.untold)})
    if totals.samples:
        kept = ngettext("%(count)s sample is kept", "%(count)s samples are kept", totals.samples)
        lines.append(kept % {"count": number_format(totals.samples)})
    words = _("Nothing is left, as far as was told")
    if totals.holders:
        places = ngettext("At %(count)s place", "At %(count)s places", totals.holders)
        words = places % {"count": number_format(totals.holders)}
    return Headline("on_hand", _("What is on hand and where"), "warehouse", words, lines)


def _behind(answers: FourAnswers) -> Headline:
    title = _("Who is behind it")
    first = answers.suppliers[:_FIRST]
    if not first:
        return Headline("suppliers", title, "shop", _("No supplier is known"))
    lines = [_standing(one, answers) for one in first]
    more = len(answers.suppliers) - len(first)
    if more:
        lines.append(_("and %(count)s more") % {"count": number_format(more)})
    return Headline("suppliers", title, "shop", first[0].party.name, lines)


def _standing(one: SupplierLink, answers: FourAnswers) -> str:
    if not answers.cases:
        return one.called
    said = {
        "name": one.called,
        "share": percent_text(one.standing.share),
        "of": WEIGHED_BY[answers.weighed_by],
        "score": percent_text(one.standing.score),
    }
    return _("%(name)s: %(share)s %(of)s, score %(score)s") % said


def _meals(count: int) -> str:
    return ngettext("%(count)s meal", "%(count)s meals", count) % {"count": number_format(count)}


def _kitchens(count: int) -> str:
    said = ngettext("%(count)s kitchen", "%(count)s kitchens", count)
    return said % {"count": number_format(count)}


def _portions(answers: FourAnswers) -> str:
    return _("%(count)s portions") % {"count": amount_text(Amount(answers.portions, None))}
