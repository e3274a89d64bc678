"""A province of several years in a data folder, for the benchmarks that ask for one.

    python benchmarks/years/load.py DATA [--kitchens 500] [--weeks 99]

Four kitchens live two weeks and a morning through operations; then their rows are taken away, and
all others are copies of them: other kitchens, days, suppliers, people and ids, the same rows in
the journal, in the kitchens' tables, as events and in the graph, with the hashes that belong to
them. 99 school weeks are three years of 33. Twenty traders, five meat plants and twelve growers
sell to the kitchens; the first trader to six of ten. Plants and growers print lot numbers, so many
kitchens receive one lot.

What a copy is not: days are not countersigned (a seal names the records it saw), phones sent
nothing, and all events of a week enter the store when it is over, one kitchen after the other.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT), str(ROOT / "benchmarks")]


def use(data: Path) -> None:
    """The database server of this folder; the first connection starts it."""
    os.environ["NGUON_DATA_DIR"] = str(data.resolve())
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nguon.config.settings")
    import django  # noqa: PLC0415 the settings are named above

    django.setup()


def load(kitchens: int, weeks: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection, transaction  # noqa: PLC0415

    from nguon.base import clock  # noqa: PLC0415
    from nguon.food.kitchen.management.demo.cast import gather_cast  # noqa: PLC0415
    from years.checks import forget  # noqa: PLC0415
    from years.copies import Copier, make_kitchens, make_suppliers  # noqa: PLC0415
    from years.living import (  # noqa: PLC0415
        live_today,
        live_weeks,
        monday_of_last_whole_week,
        school_mondays,
    )
    from years.loading import copy_in, settle, without_indexes  # noqa: PLC0415
    from years.weeks import ready  # noqa: PLC0415

    began = time.perf_counter()
    call_command("migrate", verbosity=0)
    now, last = clock.now(), monday_of_last_whole_week(clock.today())
    before = last - timedelta(days=7)
    mondays = list(school_mondays(last, weeks))
    since = now - timedelta(weeks=4 * 52)
    cast = gather_cast(at=since)
    suppliers = make_suppliers(cast, at=since)
    lived = {"before": live_weeks(cast, before, now=now), "last": live_weeks(cast, last, now=now)}
    lived["today"] = live_today(cast, clock.today())
    grown = grown_lots(cast)
    with connection.cursor() as cursor:
        cursor.execute("set timezone = 'Asia/Ho_Chi_Minh'")  # days as the kitchens count them
    templates = {
        when: [
            ready(one, kept=kept(cast, one.kitchen), grown=grown, names=names(cast, one.kitchen))
            for one in those
        ]
        for when, those in lived.items()
    }
    with transaction.atomic():  # numbers of events and their times must grow together
        forget([one for those in lived.values() for week in those for one in week.records])
    places = make_kitchens(cast, suppliers, kitchens, at=since)
    copier = Copier(grown, constant(cast))
    told(began, "lived, and kitchens made")
    with without_indexes():
        for monday in mondays:
            when, origin = ("last", last) if monday == last else ("before", before)
            some = ((templates[when][one.number % 4], one) for one in places)
            over = datetime.combine(monday + timedelta(days=9), clock_time(0), tzinfo=UTC)
            copier.recorded_at = min(over, now - timedelta(hours=1))
            copy_week(copier, some, monday - origin, copy_in)
        copier.recorded_at = now
        mornings = ((templates["today"][_state(one.number)], one) for one in places)
        copy_week(copier, mornings, timedelta(0), copy_in)
        told(began, "copied")
    told(began, "indexes made")
    settle(copier.next)
    told(began, "vacuumed")
    count()


def copy_week(copier: Any, some: Iterable[tuple[Any, Any]], shift: timedelta, copy_in: Any) -> None:
    lines: dict[str, list[str]] = {}
    for template, kitchen in some:
        for table, more in copier.copy(template, kitchen, shift).items():
            lines.setdefault(table, []).extend(more)
    copy_in(lines)


def _state(kitchen: int) -> int:
    """Most mornings go well; of forty kitchens one has a suspicion."""
    return 3 if kitchen % 40 == 39 else (0, 0, 1, 0, 0, 0, 2)[kitchen % 7]


def names(cast: Any, kitchen: int) -> set[str]:
    one = cast.kitchens[kitchen]
    found = {one.place.name, *(person.full_name for person in one.people.values())}
    return found | {n.legal_name for s in cast.suppliers.values() for n in s.names}


def constant(cast: Any) -> set[str]:
    return {str(product.pk) for product in cast.products.values()}


def kept(cast: Any, kitchen: int) -> set[str]:
    from nguon.food.kitchen.choices import FridgeKind  # noqa: PLC0415
    from nguon.food.kitchen.rules.lots import own_place  # noqa: PLC0415
    from years.copies import source_texts  # noqa: PLC0415

    one = cast.kitchens[kitchen]
    school, fridge = one.place.organisation, one.fridges[FridgeKind.SAMPLE].pk
    found = names(cast, kitchen) | constant(cast)
    found |= {str(one.place.pk), one.place.identifier, str(school.pk), school.identifier}
    found |= {str(fridge), own_place(fridge, "fridge").uri}
    found |= {str(person.pk) for person in one.people.values()}
    for supplier in cast.suppliers.values():
        found |= {str(supplier.organisation.pk), supplier.organisation.identifier}
        for name in supplier.names:
            found |= {str(name.pk), *source_texts(name)}
    return found


def grown_lots(cast: Any) -> dict[str, tuple[str, Any]]:
    """What growers printed on the crates of the template weeks, in both spellings."""
    from nguon.food.kitchen.models import ReceivedLine  # noqa: PLC0415

    grower = cast.suppliers["htx"].organisation
    goods = {product.pk: key for key, product in cast.products.items()}
    found = {}
    for line in ReceivedLine.objects.filter(supplier=grower):
        from nguon.base.clock import local_day  # noqa: PLC0415

        told_as = goods[line.product_id], local_day(line.happened_at)
        found |= {line.lot_uri: told_as, line.lot_code: told_as}
    return found


def told(began: float, what: str) -> None:
    print(f"{time.perf_counter() - began:>7.0f} s  {what}", flush=True)


def count() -> None:
    from django.db import connection  # noqa: PLC0415

    from years.loading import TABLES  # noqa: PLC0415

    found: Counter[str] = Counter()
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select count(*), pg_total_relation_size('{table}') from {table}")
            rows, size = cursor.fetchone()
            found["bytes"] += size
            print(f"  {table:28} {rows:>12,} rows {size / 2**20:>9,.0f} MB")
    print(f"  {'all of it':28} {'':>17} {found['bytes'] / 2**30:>9.1f} GB")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--kitchens", type=int, default=500)
    arguments.add_argument("--weeks", type=int, default=99)
    chosen = arguments.parse_args()
    use(chosen.data)
    load(chosen.kitchens, chosen.weeks)


if __name__ == "__main__":
    main()
