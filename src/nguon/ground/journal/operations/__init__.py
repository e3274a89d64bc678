from nguon.ground.journal.operations.append_record import (
    Appended,
    Outcome,
    RecordEnvelope,
    append_record,
)
from nguon.ground.journal.operations.store_photo import store_photo
from nguon.ground.journal.operations.wait_for_place import wait_for_place

__all__ = [
    "Appended",
    "Outcome",
    "RecordEnvelope",
    "append_record",
    "store_photo",
    "wait_for_place",
]
