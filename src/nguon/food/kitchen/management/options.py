"""Options that several kitchen commands share."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime

from django.core.management.base import CommandError

from nguon.base.clock import today
from nguon.base.errors import Missing
from nguon.food.kitchen.queries.kitchens import kitchen_named
from nguon.food.kitchen.rules.reading import day_in
from nguon.ground.people.models import Place


def add_day_options(parser: ArgumentParser) -> None:
    parser.add_argument("kitchen", help="Part of the kitchen's name, or its id.")
    parser.add_argument(
        "date",
        nargs="?",
        type=a_day,
        default=None,
        help="dd/mm/yyyy or yyyy-mm-dd; today if left out.",
    )


def a_day(text: str) -> date:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 - a calendar day
            return day_in(day.isoformat())
        except ValueError:
            continue
    raise ArgumentTypeError(f"expected a day such as 20/11/2026, got {text!r}")


def chosen_day(day: date | None) -> date:
    return day or today()


def chosen_kitchen(text: str) -> Place:
    try:
        return kitchen_named(text)
    except Missing as missing:
        raise CommandError(str(missing)) from missing
