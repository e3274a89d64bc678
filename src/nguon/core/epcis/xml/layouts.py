"""What stands where in EPCIS XML: the sequences of the XSDs of EPCIS 2.0 and 1.2.

A slot is one element of a sequence. Its kind says how it is read and written (`parts_read`,
`parts_write`); its place in the sequence is fixed, and XML in another order is not EPCIS.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from nguon.core.epcis.xml.names import EPCIS_1, EPCIS_2


@dataclass(frozen=True)
class Slot:
    """One element of a sequence, and the JSON member that it is."""

    name: str
    kind: str
    required: bool = False
    inner: "Layout | None" = None
    member: str = ""

    @property
    def key(self) -> str:
        return self.member or self.name

    @property
    def is_wrapper(self) -> bool:
        """Whether its members belong to what is around it."""
        return self.kind in ("wrapper", "own-wrapper", "local-wrapper")


@dataclass(frozen=True)
class Layout:
    """The elements of a sequence; behind them those of users, from any namespace but `home`.

    `mixed_order` allows what stands here in any order, `own` elements of users, `local` such
    without namespace too, `attributes` those of users; `least` and `most` count the elements.
    """

    slots: tuple[Slot, ...]
    home: str = EPCIS_2
    own: bool = True
    local: bool = False
    attributes: bool = True
    mixed_order: bool = False
    least: int = 0
    most: int | None = None

    @cached_property
    def places(self) -> Mapping[str, tuple[int, Slot]]:
        return {slot.name: (number, slot) for number, slot in enumerate(self.slots)}

    @cached_property
    def required(self) -> tuple[str, ...]:
        return tuple(slot.name for slot in self.slots if slot.required)

    def expected_after(self, place: int) -> str:
        """What may stand behind the element with that number, for people."""
        names: list[str] = []
        for slot in self.slots[place + 1 :]:
            names.append(slot.name)
            if slot.required:
                return ", ".join(names)
        return ", ".join([*names, "*:*"] if self.own else names) or "–"


def _slots(text: str, **inner: Layout) -> tuple[Slot, ...]:
    """`name:kind` each; `!` behind a name says that it must be there."""
    slots = []
    for word in text.split():
        name, _, kind = word.partition(":")
        needed = name.endswith("!")
        name = name.removesuffix("!")
        slots.append(Slot(name, kind or "text", needed, inner.get(name)))
    return tuple(slots)


_OWN_2 = "extension:own-wrapper"
_OWN_LOCAL = "extension:local-wrapper"

_ERROR_2 = Layout(
    _slots(
        "declarationTime:time reason:error-reason correctiveEventIDs:corrective-ids " + _OWN_LOCAL
    ),
    mixed_order=True,
)
_BASE_2 = _slots(
    """
    eventTime!:time recordTime:time eventTimeZoneOffset!:zone-offset eventID
    errorDeclaration:layout certificationInfo baseExtension:own-wrapper
    """,
    errorDeclaration=_ERROR_2,
)
_WHY_2 = "bizStep:biz-step disposition:disposition readPoint:place bizLocation:place"
_PARTIES = "sourceList:sources destinationList:destinations"
_SENSED = "sensorElementList:sensors persistentDisposition:persistent-disposition"
_TRANSACTIONS = "bizTransactionList:biz-transactions"


def _event_2(text: str) -> Layout:
    return Layout((*_BASE_2, *_slots(text)))


EVENTS_2: Mapping[str, Layout] = {
    "ObjectEvent": _event_2(
        f"epcList:epcs action!:action {_WHY_2} {_TRANSACTIONS} quantityList:quantities"
        f" {_PARTIES} {_SENSED} ilmd:ilmd {_OWN_2}"
    ),
    "AggregationEvent": _event_2(
        f"parentID childEPCs:epcs action!:action {_WHY_2} {_TRANSACTIONS}"
        f" childQuantityList:quantities {_PARTIES} {_SENSED} {_OWN_2}"
    ),
    "TransactionEvent": _event_2(
        f"bizTransactionList!:biz-transactions parentID epcList:epcs action!:action {_WHY_2}"
        f" quantityList:quantities {_PARTIES} {_SENSED} {_OWN_2}"
    ),
    "TransformationEvent": _event_2(
        "inputEPCList:epcs inputQuantityList:quantities outputEPCList:epcs"
        f" outputQuantityList:quantities transformationID {_WHY_2} {_TRANSACTIONS}"
        f" {_PARTIES} {_SENSED} ilmd:ilmd {_OWN_2}"
    ),
    "AssociationEvent": _event_2(
        f"parentID! childEPCs:epcs childQuantityList:quantities action!:action {_WHY_2}"
        f" {_TRANSACTIONS} {_PARTIES} {_SENSED} {_OWN_2}"
    ),
}
OWN_EVENT_2 = Layout(_BASE_2[:-1], local=True, mixed_order=True)
"""An event of a user's own type: what every event has, and anything else."""

_LATER = Layout(
    _slots(_SENSED + " certificationInfo"), EPCIS_1, own=False, mixed_order=True, least=1
)
"""Where EPCIS 1.2 left room for what came with 2.0; OpenEPCIS puts it there."""

_ERROR_1 = Layout(
    _slots(
        "declarationTime!:time reason:error-reason correctiveEventIDs:corrective-ids " + _OWN_LOCAL
    ),
    EPCIS_1,
)
_BASE_EXTENSION_1 = Layout(
    _slots(
        "eventID errorDeclaration:layout extension:wrapper",
        errorDeclaration=_ERROR_1,
        extension=_LATER,
    ),
    EPCIS_1,
    own=False,
)
_BASE_1 = _slots(
    """
    eventTime!:time recordTime:time eventTimeZoneOffset!:zone-offset
    baseExtension:wrapper
    """,
    baseExtension=_BASE_EXTENSION_1,
)


def _event_1(text: str, extended: str) -> Layout:
    """`extended` are the elements that EPCIS 1.1 and 1.2 put into an `extension`."""
    inner = Layout(_slots(f"{extended} extension:wrapper", extension=_LATER), EPCIS_1, own=False)
    return Layout((*_BASE_1, *_slots(f"{text} extension:wrapper", extension=inner)), EPCIS_1)


EVENTS_1: Mapping[str, Layout] = {
    "ObjectEvent": _event_1(
        f"epcList!:epcs action!:action {_WHY_2} {_TRANSACTIONS}",
        f"quantityList:quantities {_PARTIES} ilmd:ilmd",
    ),
    "AggregationEvent": _event_1(
        f"parentID childEPCs!:epcs action!:action {_WHY_2} {_TRANSACTIONS}",
        f"childQuantityList:quantities {_PARTIES}",
    ),
    "TransactionEvent": _event_1(
        f"bizTransactionList!:biz-transactions parentID epcList!:epcs action!:action {_WHY_2}",
        f"quantityList:quantities {_PARTIES}",
    ),
    "TransformationEvent": Layout(
        (
            *_BASE_1,
            *_slots(
                "inputEPCList:epcs inputQuantityList:quantities outputEPCList:epcs"
                f" outputQuantityList:quantities transformationID {_WHY_2} {_TRANSACTIONS}"
                f" {_PARTIES} ilmd:ilmd extension:wrapper",
                extension=_LATER,
            ),
        ),
        EPCIS_1,
    ),
    "QuantityEvent": Layout(
        (
            *_BASE_1,
            *_slots(
                f"epcClass! quantity!:decimal {_WHY_2} {_TRANSACTIONS} extension:wrapper",
                extension=_LATER,
            ),
        ),
        EPCIS_1,
    ),
    "AssociationEvent": Layout(
        (
            *_BASE_1,
            *_slots(
                f"parentID! childEPCs:epcs childQuantityList:quantities action!:action {_WHY_2}"
                f" {_TRANSACTIONS} {_PARTIES} {_SENSED} extension:own-wrapper"
            ),
        ),
        EPCIS_1,
    ),
}
"""AssociationEvent is of 2.0; in 1.2 it stands where the schema left room, in either base."""

PLACE = Layout(
    (Slot("id", "text", required=True), Slot("extension", "local-wrapper")), attributes=False
)
ILMD = Layout((Slot("extension", "local-wrapper"),))
