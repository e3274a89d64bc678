"""Whether the copies in a data folder are what the operations would have made of them.

    python benchmarks/years/check.py DATA [--weeks 6]

Some weeks of some kitchens, drawn by chance: every row is taken away, the records are handed in
again through `submit_record`, the rows must be the same. Nothing is left changed.
"""

import argparse
from pathlib import Path
from random import Random

from load import use


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--weeks", type=int, default=6)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    use(chosen.data)
    from nguon.food.kitchen.models import Meal  # noqa: PLC0415
    from nguon.ground.people.models import Place  # noqa: PLC0415
    from years.checks import check_week, mondays_of  # noqa: PLC0415 Django is set up by now

    random = Random(chosen.seed)
    cooking = Meal.objects.values("place").distinct()
    copied = list(Place.objects.filter(pk__in=cooking).order_by("name"))
    for place in random.sample(copied, min(chosen.weeks, len(copied))):
        monday = random.choice(mondays_of(place))
        print(f"  {place.name}, {monday}: {check_week(place, monday):,} rows are the same")


if __name__ == "__main__":
    main()
