"""From the parameters of a shareable address to where the four answers start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid, Missing
from nguon.food.kitchen.models import Dish
from nguon.food.oversight.queries.suspicion import (
    MealStart,
    SickCount,
    SickStart,
    Start,
    SupplierStart,
    ThingStart,
)
from nguon.food.oversight.rules.class_codes import class_code
from nguon.food.trace.queries import starting_points
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.trace_value import TraceThing

WAYS: Final = ("code", "supplier", "dish", "meal", "sick")
MOST: Final = 200
"""Meals, or lines of sick counts, in one question."""
MOST_DAYS: Final = 366
_DAYS: Final = 30
Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Choices:
    """Several things go by the code that was given."""

    things: tuple[TraceThing, ...]


def start_in(given: Given, *, scope: Scope) -> Start | Choices | None:
    """None: nothing was asked. What may not be seen is `Missing`, like what does not exist."""
    asked = {way: texts for way in WAYS if (texts := _said(given, way))}
    if not asked:
        return None
    if len(asked) > 1:
        said = _("Ask in one way at a time.")
        raise InputInvalid([FieldError(way, said, expected=" | ".join(WAYS)) for way in asked])
    ((way, texts),) = asked.items()
    if way in ("code", "supplier", "dish") and len(texts) > 1:
        raise InputInvalid([FieldError(way, _("Only one at a time."), got=str(len(texts)))])
    if len(texts) > MOST:
        said = _("At most %(most)d at a time.") % {"most": MOST}
        raise InputInvalid([FieldError(way, said, expected=f"≤ {MOST}", got=str(len(texts)))])
    match way:
        case "code":
            return _by_code(texts[0], scope)
        case "supplier":
            return SupplierStart(_uuid("supplier", texts[0]), _days(given))
        case "dish":
            return _by_dish(_uuid("dish", texts[0]), scope)
        case "meal":
            return MealStart(tuple(dict.fromkeys(_uuid("meal", text) for text in texts)))
        case _:
            return SickStart(tuple(_sick(place, text) for place, text in enumerate(texts)))


def _said(given: Given, name: str) -> list[str]:
    return [text.strip() for text in given.get(name, ()) if text.strip()]


def _by_code(text: str, scope: Scope) -> Start | Choices:
    found = starting_points(text, scope=scope)
    exact = [one for one in found if one.uri == text] or found
    if not exact:
        raise Missing(
            _("Nothing to trace under “%(code)s”: no event that you may see names it.")
            % {"code": text}
        )
    return ThingStart(exact[0].uri) if len(exact) == 1 else Choices(tuple(exact))


def _by_dish(dish_id: UUID, scope: Scope) -> Start:
    dishes = Dish.objects.filter(pk=dish_id)
    if not scope.everything:
        dishes = dishes.filter(meal__place__identifier__in=scope.uris)
    dish = dishes.first()
    if dish is None:
        raise Missing(_("There is no such dish, or not in a kitchen that you may see."))
    return ThingStart(dish.lot_uri)


def _uuid(name: str, text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        said = _("This is no number of ours.")
        raise InputInvalid([FieldError(name, said, expected="UUID", got=text[:80])]) from None


def _days(given: Given) -> int:
    text = next(iter(_said(given, "days")), str(_DAYS))
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST_DAYS):
        said = _("How many days to look back must be a whole number.")
        raise InputInvalid([FieldError("days", said, expected=f"1…{MOST_DAYS}", got=text[:80])])
    return int(text)


def _sick(place: int, text: str) -> SickCount:
    """`MEAL,CLASS,COUNT`: codes and numbers, so that nobody's name gets into an address."""
    path = f"sick[{place}]"
    meal, _comma, rest = text.partition(",")
    said, _comma, count = rest.rpartition(",")
    code = class_code(said)
    if code is None:
        wrong = _("This is no code of a class. Names do not belong here.")
        raise InputInvalid([FieldError(path, wrong, expected="MEAL,CLASS,COUNT")])
    if not (count.isascii() and count.isdigit() and 1 <= len(count) <= 5):
        wrong = _("How many fell sick must be a whole number.")
        raise InputInvalid([FieldError(path, wrong, expected="1…99999", got=count[:20])])
    return SickCount(_uuid(path, meal), code, int(count))
