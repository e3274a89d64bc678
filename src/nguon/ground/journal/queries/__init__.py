from nguon.ground.journal.queries.days import day_hash, records_of, records_under_seal
from nguon.ground.journal.queries.photos import photo_at, photos_missing, photos_since
from nguon.ground.journal.queries.records import (
    conflicts_of,
    conflicts_under,
    record_chain,
    records_in_order,
    strays_of,
)

__all__ = [
    "conflicts_of",
    "conflicts_under",
    "day_hash",
    "photo_at",
    "photos_missing",
    "photos_since",
    "record_chain",
    "records_in_order",
    "records_of",
    "records_under_seal",
    "strays_of",
]
