from nguon.ground.journal.queries.days import day_hash, records_of, records_under_seal
from nguon.ground.journal.queries.photos import photo_at, photos_missing
from nguon.ground.journal.queries.records import conflicts_of, record_chain, records_in_order

__all__ = [
    "conflicts_of",
    "day_hash",
    "photo_at",
    "photos_missing",
    "record_chain",
    "records_in_order",
    "records_of",
    "records_under_seal",
]
