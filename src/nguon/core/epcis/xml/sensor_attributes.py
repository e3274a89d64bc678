"""The attributes of sensorMetadata and sensorReport, and what they hold (EPCIS 2.0 §7.3.7)."""

from collections.abc import Mapping
from typing import TypeAlias

from nguon.core.epcis.cbv import Vocabulary

Attribute: TypeAlias = tuple[str, Vocabulary | None]

_COMMON: Mapping[str, Attribute] = {
    "time": ("time", None),
    "deviceID": ("uri", None),
    "deviceMetadata": ("uri", None),
    "rawData": ("uri", None),
    "dataProcessingMethod": ("uri", None),
    "bizRules": ("uri", None),
}
METADATA: Mapping[str, Attribute] = {
    **_COMMON,
    "startTime": ("time", None),
    "endTime": ("time", None),
}
REPORT: Mapping[str, Attribute] = {
    "type": ("uri", Vocabulary.MEASUREMENT_TYPE),
    "exception": ("uri", Vocabulary.SENSOR_ALERT_TYPE),
    "component": ("uri", Vocabulary.COMPONENT),
    **_COMMON,
    **dict.fromkeys(
        ["value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"],
        ("double", None),
    ),
    "stringValue": ("text", None),
    "uom": ("text", None),
    "booleanValue": ("boolean", None),
    "hexBinaryValue": ("uri", None),
    "uriValue": ("uri", None),
    "chemicalSubstance": ("uri", None),
    "microorganism": ("uri", None),
    "coordinateReferenceSystem": ("uri", None),
}
