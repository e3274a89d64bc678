"""How long a recall of one lot takes that five hundred kitchens received.

    python benchmarks/recall.py [--kitchens 500]

Each step as the pages ask for it, in one process, once: how far it reaches, the notices and holds
of all kitchens, what the page shows, a round without and with reminders due, and the release.
"""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from scratch import scratch_database

sys.path.insert(0, str(Path(__file__).parents[1]))

T = TypeVar("T")


def timed(name: str, deed: Callable[[], T]) -> T:
    before = time.perf_counter()
    done = deed()
    print(f"  {name:44} {(time.perf_counter() - before) * 1000:>9.0f} ms")
    return done


def run(kitchens: int) -> None:
    from nguon.food.kitchen.management.demo.cast import gather_cast  # noqa: PLC0415
    from nguon.food.oversight.operations.settle_recall import settle_recall  # noqa: PLC0415
    from nguon.food.oversight.queries.recall_scope import RecallStart, recall_scope  # noqa: PLC0415
    from tests.food.oversight.outbreak import LOT, outbreak  # noqa: PLC0415
    from tests.food.oversight.recalled import Desk, started  # noqa: PLC0415

    before = time.perf_counter()
    cast = gather_cast(at=datetime(2026, 10, 1, 1, 0, tzinfo=UTC))
    outbreak(cast, kitchens)
    print(f"{kitchens} kitchens cooked of one lot, made in {time.perf_counter() - before:.0f} s")
    desk, recall_id = Desk.now(cast), uuid4()
    timed("how far it reaches", lambda: recall_scope(RecallStart(things=(LOT,)), at=desk.at))
    sent = timed(
        "sent: notices, and holds with their events",
        lambda: desk.recall(started(LOT), id_=recall_id),
    )
    view = timed("what the page shows", lambda: desk.view(recall_id))
    timed("a round with nothing to do", lambda: settle_recall(recall_id, at=desk.at))
    overdue = desk.at + timedelta(hours=2)
    timed("a round that reminds and passes on", lambda: settle_recall(recall_id, at=overdue))
    timed("released as a whole", lambda: desk.later(180).release(recall_id))
    print(f"  {len(view.notices)} notices; {sent.settled}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kitchens", type=int, default=500)
    with scratch_database():
        run(arguments.parse_args().kitchens)


if __name__ == "__main__":
    main()
