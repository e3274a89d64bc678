"""How fast the dossier of an incident is made, by how many kitchens it reaches.

    python benchmarks/dossier.py [--kitchens 40] [--times 5]

Every kitchen received the same lot, cooked it, kept a sample and served it; every kitchen reported
sick, and all reports are one incident. Measured is the whole of `make_dossier`: gathering what the
inspector of the province may see, paper, sheets, events, zip, and the note that it was made.
"""

import argparse
import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from scratch import scratch_database

sys.path.insert(0, str(Path(__file__).parent.parent))
REGISTERED = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)


def measure(kitchens: int, times: int) -> None:
    """The Django apps can be imported once `scratch_database` has set them up."""
    from django.db import connection  # noqa: PLC0415

    from nguon.base import clock  # noqa: PLC0415
    from nguon.food.kitchen.management.demo.cast import gather_cast  # noqa: PLC0415
    from nguon.food.oversight.choices import ActKind  # noqa: PLC0415
    from nguon.food.oversight.operations.make_dossier import make_dossier  # noqa: PLC0415
    from tests.food.oversight.dossiers import lunch  # noqa: PLC0415
    from tests.food.oversight.outbreak import suspicion  # noqa: PLC0415
    from tests.food.oversight.suspected import act  # noqa: PLC0415

    cast = gather_cast(at=REGISTERED)
    noon = lunch(cast, kitchens)
    inspector = cast.people["inspector"]
    reports = [str(suspicion(day)) for day in noon.days[1:]]
    if reports:
        act(noon.day, ActKind.INCIDENT_JOINED, noon.incident, by=inspector, reports=reports)
    with connection.cursor() as cursor:
        cursor.execute("analyze")  # as any database does by itself after a while
    spans = []
    for _ in range(times):
        began = time.perf_counter()
        taken = make_dossier(noon.incident, file="dossier.zip", by=inspector, at=clock.now())
        spans.append(time.perf_counter() - began)
    sizes = {name: len(content) // 1024 for name, content in taken.dossier.parts.items()}
    print(
        f"{kitchens:3} kitchens: median {statistics.median(spans):.2f} s, "
        f"slowest {max(spans):.2f} s, zip {len(taken.content) // 1024} KiB, KiB: {sizes}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kitchens", type=int, default=40)
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    with scratch_database():
        measure(asked.kitchens, asked.times)


if __name__ == "__main__":
    main()
