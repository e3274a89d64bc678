"""The canonical property order of CBV 2.0 §8.9.2, as the reference has it and as it is printed.

They differ: the reference puts parentID before epcList, hashes certificationInfo, and holds a
tuple where a name is due, so that business transactions, sources and destinations fall to the
tail among the users' own members. What it does not know (a sensorReport's bizRules) follows there
too; the printed order leaves such members out.
"""

from collections.abc import Callable, Mapping
from typing import Any

from nguon.core.epcis.cbv import Vocabulary
from nguon.core.epcis.event_hash.profile import HashProfile
from nguon.core.epcis.event_hash.reading import LEFT_OUT, Reading, is_object, joined
from nguon.core.epcis.event_hash.words import WEB_WORDS

Write = Callable[[str, Any, Reading, list[str]], str]
"""Name, value, reading, and where to put what belongs to the tail; answers with what does not."""


def _text(name: str, value: Any, reading: Reading, tail: list[str]) -> str:
    if value.__class__ is not str:
        if isinstance(value, list):
            return joined([_text(name, part, reading, tail) for part in value])
        if is_object(value):
            tail += reading.own(name, value)
            return ""
    text = reading.value(value)
    return f"{name}={text}" if text else ""


def _time(name: str, value: Any, reading: Reading, tail: list[str]) -> str:
    if not isinstance(value, str):
        return _text(name, value, reading, tail)
    text = reading.values.time(value)
    return f"{name}={text}" if text else ""


def _word(vocabulary: Vocabulary) -> Write:
    words = WEB_WORDS[vocabulary]

    def write(name: str, value: Any, reading: Reading, tail: list[str]) -> str:
        if isinstance(value, str) and (uri := words.get(value)):
            return f"{name}={uri}"
        if isinstance(value, list):
            return joined([write(name, part, reading, tail) for part in value])
        return _text(name, value, reading, tail)

    return write


def _texts(item: str) -> Write:
    """A list of plain values under one name."""

    def write(name: str, value: Any, reading: Reading, tail: list[str]) -> str:
        inner = _text(item, value if isinstance(value, list) else [value], reading, tail)
        return name + inner if inner else ""

    return write


def _objects(item: str, layout: "Layout") -> Write:
    """A list of objects under one name (rule 12)."""

    def write(name: str, value: Any, reading: Reading, tail: list[str]) -> str:
        left: list[str] = []
        parts = value if isinstance(value, list) else [value]
        inner = joined([layout.write(item, part, reading, left) for part in parts])
        if left:
            tail.append(name + joined(left))
        return name + inner if inner else ""

    return write


def _repeated(layout: "Layout") -> Write:
    """Objects that each carry the name themselves, as sensorReport does."""

    def write(name: str, value: Any, reading: Reading, tail: list[str]) -> str:
        parts = value if isinstance(value, list) else [value]
        return joined([layout.write(name, part, reading, tail) for part in parts])

    return write


def _typed(item: str, vocabulary: Vocabulary) -> Write:
    """Identifiers with a type: the type goes before the identifier, by rule 13 after it."""
    word = _word(vocabulary)

    def write(name: str, value: Any, reading: Reading, tail: list[str]) -> str:
        pairs = []
        for entry in value if isinstance(value, list) else [value]:
            if is_object(entry):
                kind = word("type", entry["type"], reading, []) if "type" in entry else ""
                one = _text(item, entry.get(item, ""), reading, [])
                pairs.append(kind + one if reading.is_reference else one + kind)
        inner = name + joined(pairs) if pairs else ""
        if reading.is_reference:
            tail += [inner] if inner else []
            return ""
        return inner

    return write


class Layout:
    """The members of one kind of object in their order, then those that users added."""

    def __init__(self, *members: tuple[str, Write]) -> None:
        self.members = members
        self.names = LEFT_OUT | {name for name, _ in members}

    def write(self, name: str, value: Any, reading: Reading, tail: list[str]) -> str:
        if not is_object(value):
            return _text(name, value, reading, tail)
        left: list[str] = []
        inner = self.ordered(value, reading, left)
        if not self.names.issuperset(value):
            inner += self._others(value, reading, left)
        if left:
            tail.append(name + joined(left))
        return name + inner if inner else ""

    def ordered(self, members: Mapping[str, Any], reading: Reading, left: list[str]) -> str:
        """The known members in their order; what belongs to the tail goes to `left`."""
        return "".join(
            [
                write(name, members[name], reading, left)
                for name, write in self.members
                if name in members
            ]
        )

    def _others(self, members: Mapping[str, Any], reading: Reading, left: list[str]) -> str:
        """Users' members at the end of what encloses them (rule 21).

        In the reference only where something else stands beside them, and their namespace ends
        with a slash, and no name has «action» in it; else they fall to the tail.
        """
        others = [name for name in members if name not in self.names]
        if not reading.is_reference:
            own = [name for name in others if ":" in name]
            return joined([part for name in own for part in reading.own(name, members[name])])
        full = {name: reading.name(name) for name in members if name not in LEFT_OUT}
        stay = _count(members) > 1 and not any(
            "eventTime" in name or "action" in name for name in full.values()
        )
        gathered: list[str] = []
        for name in others:
            here = stay and "{" in full[name] and "/}" in full[name]
            (gathered if here else left).extend(reading.own(name, members[name]))
        return joined(gathered)


def _count(members: Mapping[str, Any]) -> int:
    return sum(
        len(value) if isinstance(value, list) and not name.endswith("List") else 1
        for name, value in members.items()
        if name not in LEFT_OUT
    )


_quantity = Layout(("epcClass", _text), ("quantity", _text), ("uom", _text))
_place = Layout(("id", _text))
_disposition = Layout(
    ("set", _word(Vocabulary.DISPOSITION)), ("unset", _word(Vocabulary.DISPOSITION))
)
_device = (
    ("deviceID", _text),
    ("deviceMetadata", _text),
    ("rawData", _text),
    ("dataProcessingMethod", _text),
)
_metadata = Layout(
    ("time", _time), ("startTime", _time), ("endTime", _time), *_device, ("bizRules", _text)
)
_report = Layout(
    ("type", _word(Vocabulary.MEASUREMENT_TYPE)),
    ("exception", _word(Vocabulary.SENSOR_ALERT_TYPE)),
    *_device,
    ("time", _time),
    ("microorganism", _text),
    ("chemicalSubstance", _text),
    ("value", _text),
    ("component", _word(Vocabulary.COMPONENT)),
    ("stringValue", _text),
    ("booleanValue", _text),
    ("hexBinaryValue", _text),
    ("uriValue", _text),
    ("minValue", _text),
    ("maxValue", _text),
    ("meanValue", _text),
    ("sDev", _text),
    ("percRank", _text),
    ("percValue", _text),
    ("uom", _text),
    ("coordinateReferenceSystem", _text),
)
_element = Layout(("sensorMetadata", _metadata.write), ("sensorReport", _repeated(_report)))
_epcs = _texts("epc")
_quantities = _objects("quantityElement", _quantity)

_WHEN = (("eventTime", _time), ("eventTimeZoneOffset", _text))
_WHAT = (
    ("inputEPCList", _epcs),
    ("childEPCs", _epcs),
    ("quantityList", _quantities),
    ("childQuantityList", _quantities),
    ("inputQuantityList", _quantities),
    ("outputEPCList", _epcs),
    ("outputQuantityList", _quantities),
    ("action", _text),
    ("transformationID", _text),
    ("bizStep", _word(Vocabulary.BIZ_STEP)),
    ("disposition", _word(Vocabulary.DISPOSITION)),
    ("persistentDisposition", _disposition.write),
    ("readPoint", _place.write),
    ("bizLocation", _place.write),
    ("bizTransactionList", _typed("bizTransaction", Vocabulary.BIZ_TRANSACTION_TYPE)),
    ("sourceList", _typed("source", Vocabulary.SOURCE_DESTINATION_TYPE)),
    ("destinationList", _typed("destination", Vocabulary.SOURCE_DESTINATION_TYPE)),
    ("sensorElementList", _objects("sensorElement", _element)),
)
_ILMD = Layout()

EVENT_LAYOUTS = {
    HashProfile.REFERENCE: Layout(
        *_WHEN, ("certificationInfo", _text), ("parentID", _text), ("epcList", _epcs), *_WHAT
    ),
    HashProfile.PRINTED: Layout(
        *_WHEN, ("epcList", _epcs), ("parentID", _text), *_WHAT, ("ilmd", _ILMD.write)
    ),
}
