import uuid
from collections.abc import Callable
from datetime import datetime

from nguon.food.exchange.operations.attempt_delivery import attempt_delivery
from nguon.food.exchange.operations.prepare_delivery import prepare_delivery

_BATCHES_A_TURN = 20


def deliver(subscription_id: uuid.UUID, *, now: Callable[[], datetime]) -> int:
    """Send what is due to one subscriber, batch after batch in commit order; how many attempts.

    One at a time, so that nothing overtakes. After some batches others have their turn.
    """
    for attempt in range(_BATCHES_A_TURN):
        delivery_id = prepare_delivery(subscription_id, at=now())
        if delivery_id is None:
            return attempt
        if not attempt_delivery(delivery_id, now=now):
            return attempt + 1
    return _BATCHES_A_TURN
