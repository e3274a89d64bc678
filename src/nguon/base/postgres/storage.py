"""Telling a full disk, in its several forms, from other troubles."""

import shutil
from pathlib import Path

from nguon.base.postgres.errors import StorageFull

_FULL = (
    "No space left on device",
    "Disk quota exceeded",
    "File too large",
    "File size limit exceeded",
)


def is_full(text: str) -> bool:
    return any(sign in text for sign in _FULL)


def storage_full(what: str, folder: Path, got: str) -> StorageFull:
    free = shutil.disk_usage(folder).free // 1_000_000
    return StorageFull(
        what,
        expected=f"room to write in {folder}",
        got=f"{got.strip()} ({free} MB free)",
        do="Free some space there, or set NGUON_DATA_DIR to a folder on a larger disk. "
        "Nothing that was committed is lost.",
    )
