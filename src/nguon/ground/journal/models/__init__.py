from nguon.ground.journal.models.photo import Photo
from nguon.ground.journal.models.photo_place import PhotoPlace
from nguon.ground.journal.models.record import Record
from nguon.ground.journal.models.record_conflict import RecordConflict

__all__ = ["Photo", "PhotoPlace", "Record", "RecordConflict"]
