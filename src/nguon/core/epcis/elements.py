"""The parts of an event: quantities, business transactions, parties, sensors, errors.

Fields are the members of EPCIS 2.0 §7.3 in snake_case. `extensions` holds what users added,
names and values as they stood.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

Extensions = Mapping[str, Any]


@dataclass(frozen=True)
class QuantityElement:
    """So much of a class of things (§7.3.3.3). Without `uom` the quantity counts pieces."""

    epc_class: str
    quantity: Decimal | None = None
    uom: str | None = None


@dataclass(frozen=True)
class BizTransaction:
    """A document that the event belongs to: an order, a despatch advice (§7.3.5.3)."""

    biz_transaction: str
    type: str | None = None


@dataclass(frozen=True)
class Source:
    """Whom or where the things come from (§7.3.5.4)."""

    type: str
    source: str


@dataclass(frozen=True)
class Destination:
    """Whom or where the things go to (§7.3.5.4)."""

    type: str
    destination: str


@dataclass(frozen=True)
class ReadPoint:
    """Where the event was observed (§7.3.4)."""

    id: str
    extensions: Extensions = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class BizLocation:
    """Where the things are presumed to be after it, until a later event says otherwise (§7.3.4)."""

    id: str
    extensions: Extensions = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class PersistentDisposition:
    """Conditions that outlast the next event's disposition (§7.3.5.2)."""

    set: tuple[str, ...] = ()
    unset: tuple[str, ...] = ()


@dataclass(frozen=True)
class ErrorDeclaration:
    """Says that an earlier event with the same eventID was wrong (§7.4.1.2)."""

    declaration_time: datetime
    reason: str | None = None
    corrective_event_ids: tuple[str, ...] = ()
    extensions: Extensions = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class SensorMetadata:
    """What holds for all reports of one sensor element (§7.3.7.1)."""

    time: datetime | None = None
    start_time: datetime | None = None
    end_time: datetime | None = None
    device_id: str | None = None
    device_metadata: str | None = None
    raw_data: str | None = None
    data_processing_method: str | None = None
    biz_rules: str | None = None
    extensions: Extensions = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class SensorReport:
    """One observation, or the statistics of many (§7.3.7.2)."""

    type: str
    exception: str | None = None
    device_id: str | None = None
    device_metadata: str | None = None
    raw_data: str | None = None
    data_processing_method: str | None = None
    biz_rules: str | None = None
    time: datetime | None = None
    microorganism: str | None = None
    chemical_substance: str | None = None
    coordinate_reference_system: str | None = None
    value: Decimal | None = None
    component: str | None = None
    string_value: str | None = None
    boolean_value: bool | None = None
    hex_binary_value: str | None = None
    uri_value: str | None = None
    min_value: Decimal | None = None
    max_value: Decimal | None = None
    mean_value: Decimal | None = None
    s_dev: Decimal | None = None
    perc_rank: Decimal | None = None
    perc_value: Decimal | None = None
    uom: str | None = None
    extensions: Extensions = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class SensorElement:
    """What sensors said of the things or the place of the event (§7.3.7)."""

    sensor_report: tuple[SensorReport, ...]
    sensor_metadata: SensorMetadata | None = None
    extensions: Extensions = field(default_factory=dict, hash=False)
