"""The names under which a store keeps what no column of its own has.

An area says where in an event a field stands: an extension at top level, in the ilmd, in a
sensor report; `inner` ones are nested below such a field (EPCIS 2.0 §8.2.7.1, EQ_INNER_…). The
key is a digest, since names are users' own: as long as they like, and the same thousand over and
over.
"""

from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID


class Area(StrEnum):
    """Where users may put fields of their own, by the word that queries have for it."""

    EVENT = ""
    ILMD = "ILMD"
    ERROR = "ERROR_DECLARATION"
    SENSOR_ELEMENT = "SENSORELEMENT"
    SENSOR_METADATA = "SENSORMETADATA"
    SENSOR_REPORT = "SENSORREPORT"
    READ_POINT = "readPoint"
    BIZ_LOCATION = "bizLocation"
    STANDARD = "standard"
    """Not users': members of the standard that are lists or deep in the event."""


class FieldKey(NamedTuple):
    """`name` is an expanded IRI, or in the area STANDARD a word of the standard."""

    area: Area
    name: str
    inner: bool = False

    @property
    def digest(self) -> str:
        """As the text of a UUID, which takes a quarter of the room of its letters."""
        return _digest(self.area, self.name, self.inner)


@lru_cache(maxsize=4096)
def _digest(area: str, name: str, inner: bool) -> str:  # noqa: FBT001 a cache wants plain arguments
    text = f"{area}\0{int(inner)}\0{name}"
    return str(UUID(bytes=blake2b(text.encode(), digest_size=16).digest()))


def standard(name: str) -> FieldKey:
    return FieldKey(Area.STANDARD, name)


SENSOR_ELEMENTS = standard("sensorElementList")
SET_DISPOSITION = standard("persistentDisposition set")
UNSET_DISPOSITION = standard("persistentDisposition unset")
ERROR_REASON = standard("errorReason")
CORRECTIVE_EVENT_ID = standard("correctiveEventID")


def of_sensors(member: str) -> FieldKey:
    """A member of a sensor report or of the metadata that stand for it."""
    return standard(f"sensor {member}")


def measured(member: str, dimension: str) -> FieldKey:
    """A number of a sensor report, in the base unit of its dimension."""
    return standard(f"sensor {member} in {dimension}")
