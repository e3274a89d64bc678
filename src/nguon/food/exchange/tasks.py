"""What the worker does for those who send documents, and for subscribers."""

import uuid

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from nguon.base import clock
from nguon.food.exchange.operations.deliver import deliver
from nguon.food.exchange.queries.due_subscriptions import due_subscriptions
from nguon.food.trace.operations import run_capture_job


@app.task(name="exchange.deliver", queue="deliveries")
def deliver_to(subscription_id: str) -> None:
    deliver(uuid.UUID(subscription_id), now=clock.now)


@app.task(name="exchange.capture", queue="captures")
def capture_in_background(job_id: str) -> None:
    run_capture_job(uuid.UUID(job_id), now=clock.now)


def look_out() -> int:
    """Ask for a delivery to every subscriber for whom something is due; how many were asked for.

    Called by the worker once a second. What it misses it sees the next time.
    """
    asked = 0
    for number in due_subscriptions(at=clock.now()):
        job = deliver_to.configure(queueing_lock=f"deliver:{number}")
        try:
            job.defer(subscription_id=str(number))
        except AlreadyEnqueued:  # another worker looked at the same moment
            continue
        asked += 1
    return asked
