from nguon.ground.journal.operations.append_record import (
    Appended,
    Outcome,
    append_record,
    appended_before,
)
from nguon.ground.journal.operations.append_records import append_records, record_numbers
from nguon.ground.journal.operations.record_envelope import RecordEnvelope, require_sound
from nguon.ground.journal.operations.store_phone_photo import store_phone_photo
from nguon.ground.journal.operations.store_photo import store_photo
from nguon.ground.journal.operations.wait_for_place import wait_for_place, wait_for_places

__all__ = [
    "Appended",
    "Outcome",
    "RecordEnvelope",
    "append_record",
    "append_records",
    "appended_before",
    "record_numbers",
    "require_sound",
    "store_phone_photo",
    "store_photo",
    "wait_for_place",
    "wait_for_places",
]
