"""Random valid events as JSON, from pools so small that queries often find something.

Everything that has several spellings comes in several: Digital Link and URN, bare word and URI,
two prefixes of one namespace, one prefix of two namespaces, one instant in two zones.
"""

from random import Random
from typing import Any

GTIN = "https://id.gs1.org/01/00614141123452"
SERIALS = [f"{GTIN}/21/{serial}" for serial in ("A", "A1", "A10")]
EPCS = [
    *SERIALS,
    "urn:epc:id:sgtin:0614141.012345.A1",
    "https://dl.example.com/01/00614141123452/10/L1/21/A10",
    "https://id.gs1.org/01/10614141123459/21/7",
    "https://id.gs1.org/00/106141412345678908",
    "urn:epc:id:sscc:0614141.1234567890",
    "urn:epc:id:grai:0614141.12345.400",
    "https://ex.example/obj/box-1",
    "urn:example:obj:box_1",
]
CLASSES = [
    GTIN,
    f"{GTIN}/10/L1",
    "urn:epc:class:lgtin:0614141.012345.L1",
    "urn:epc:idpat:sgtin:0614141.012345.*",
    f"{GTIN}/10/L10",
    "https://ex.example/class/rice-1",
    "https://ex.example/class/rice-10",
]
PLACES = [
    "https://id.gs1.org/414/0614141073467",
    "urn:epc:id:sgln:0614141.07346.0",
    "https://id.gs1.org/414/0614141073467/254/12",
    "urn:epc:id:sgln:0614141.07346.12",
    "https://ex.example/loc/hall-1",
    "geo:21.38,103.02",
]
PARTIES = [
    "urn:epc:id:pgln:0614141.00001",
    "https://id.gs1.org/417/0614141000012",
    "https://ex.example/loc/party",
]
DOCUMENTS = ["urn:epcglobal:cbv:bt:0614141073467:1152", "https://ex.example/bt/7", "urn:x:bt:8"]
STEPS = [
    "shipping",
    "receiving",
    "cbv:BizStep-shipping",
    "https://ex.example/step/wash",
    "e:step/wash",
]
DISPOSITIONS = ["in_transit", "active", "cbv:Disp-active", "https://ex.example/disp/odd"]
DEVICES = ["urn:epc:id:giai:0614141.dev1", "https://id.gs1.org/8004/0614141dev1", "urn:x:dev:2"]
TIMES = [
    "2026-03-01T08:00:00Z",
    "2026-03-01T15:00:00+07:00",
    "2026-03-01T08:00:00.250Z",
    "2026-03-02T00:00:00+14:00",
    "2026-03-02T00:00:00-03:30",
    "2026-03-05T12:00:00.000Z",
]
CONTEXTS: list[dict[str, str]] = [
    {"e": "https://ex.example/", "same": "https://ex.example/", "u": "http://ns.example/v#"},
    {"e": "https://ex.example/", "x": "https://other.example/ns_1/"},
    {"e": "https://ex.example/", "same": "https://other.example/ns_1/"},
]
"""`same` means two things, and `e`, `same` of the first are one."""

LOCALS = ("a", "b", "c_d")
NUMBERS = (0, 1, 2.5, 2.50, 10, 9, -3, 1e2)
TEXTS = ("a", "b", "10", "9", "ä_%", "x" * 250, "x" * 249 + "y")
DATES = ("2026-03-01T08:00:00Z", "2026-03-01T15:00:00+07:00", "2026-03-01", "2026-04-01T00:00:00Z")
UNITS = ("KGM", "GRM", "TNE", "EA", "DZN", "XBX", None)
TEMPERATURES = ("CEL", "FAH", "KEL")


class EventMaker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.context: dict[str, str] = {}
        self.count = 0

    def start_document(self) -> dict[str, str]:
        self.context = self.random.choice(CONTEXTS)
        return self.context

    def event(self) -> dict[str, Any]:
        kind = self.random.choice(list(_MAKERS))
        self.count += 1
        members: dict[str, Any] = {
            "type": kind,
            "eventTime": self.one(TIMES),
            "eventTimeZoneOffset": "+07:00",
        }
        if self.often(0.8):
            members["eventID"] = f"urn:x:event:{self.count}"
        else:  # without an id the content is the id, and no two are to be one
            members["certificationInfo"] = f"urn:x:certificate:{self.count}"
        members |= _MAKERS[kind](self)
        if kind != "e:OwnEvent":
            members |= self.business()
        members |= self.extensions(0.5)
        if self.often(0.15):
            members["errorDeclaration"] = self.declaration()
        return members

    def one(self, pool: Any) -> Any:
        return self.random.choice(list(pool))

    def some(self, pool: Any, least: int = 1) -> list[Any]:
        return self.random.sample(list(pool), self.random.randint(least, min(3, len(pool))))

    def often(self, share: float) -> bool:
        return self.random.random() < share

    def action(self) -> dict[str, Any]:
        return {"action": self.one(("ADD", "OBSERVE", "DELETE"))}

    def observed(self) -> dict[str, Any]:
        members = {**self.action(), "epcList": self.some(EPCS)}
        if self.often(0.5):
            members["quantityList"] = self.quantities()
        if members["action"] == "ADD" and self.often(0.6):
            members["ilmd"] = self.extensions(1)
        return members

    def packed(self) -> dict[str, Any]:
        members = {**self.action(), "parentID": self.one(EPCS[6:]), "childEPCs": self.some(SERIALS)}
        return members | ({"childQuantityList": self.quantities()} if self.often(0.5) else {})

    def fixed(self) -> dict[str, Any]:
        return {**self.packed(), "parentID": self.one((*PLACES[:3], EPCS[6]))}

    def sold(self) -> dict[str, Any]:
        return {
            **self.action(),
            "epcList": self.some(EPCS),
            "bizTransactionList": self.transactions(),
        }

    def made(self) -> dict[str, Any]:
        members: dict[str, Any] = {
            "inputQuantityList": self.quantities(),
            "outputEPCList": self.some(EPCS),
        }
        if self.often(0.5):
            members["inputEPCList"] = self.some(EPCS)
            members["outputQuantityList"] = self.quantities()
        if self.often(0.4):
            members["transformationID"] = self.one(DOCUMENTS)
        if self.often(0.5):
            members["ilmd"] = self.extensions(1)
        return members

    def own(self) -> dict[str, Any]:
        return {}

    def quantities(self) -> list[dict[str, Any]]:
        found = []
        for epc_class in self.some(CLASSES):
            element = {"epcClass": epc_class}
            if self.often(0.9):
                unit = self.one(UNITS)
                pool = (1, 12, 24) if unit in (None, "EA") else (1, 1.0, 12, 1000, 0.001, 2.5)
                element["quantity"] = self.one(pool)
                if unit is not None:
                    element["uom"] = unit
            found.append(element)
        return found

    def transactions(self) -> list[dict[str, Any]]:
        kinds = ("po", "inv", "cbv:BTT-po", "https://ex.example/btt", "e:btt", None)
        return [
            {"bizTransaction": document} | ({} if kind is None else {"type": kind})
            for document in self.some(DOCUMENTS)
            for kind in [self.one(kinds)]
        ]

    def parties(self, member: str) -> list[dict[str, Any]]:
        kinds = ("owning_party", "location", "cbv:SDT-owning_party", "e:kind_of")
        return [{"type": self.one(kinds), member: one} for one in self.some(PARTIES + PLACES[:2])]

    def business(self) -> dict[str, Any]:
        members: dict[str, Any] = {}
        chances: dict[str, Any] = {
            "bizStep": lambda: self.one(STEPS),
            "disposition": lambda: self.one(DISPOSITIONS),
            "persistentDisposition": self.lasting,
            "readPoint": self.place,
            "bizLocation": self.place,
            "bizTransactionList": self.transactions,
            "sourceList": lambda: self.parties("source"),
            "destinationList": lambda: self.parties("destination"),
            "sensorElementList": lambda: [
                self.sensor_element() for _ in range(self.random.randint(1, 2))
            ],
        }
        for name, make in chances.items():
            if self.often(0.45):
                members[name] = make()
        return members

    def lasting(self) -> dict[str, Any]:
        return {self.one(("set", "unset")): self.some(DISPOSITIONS[:2])}

    def place(self) -> dict[str, Any]:
        return {"id": self.one(PLACES)} | self.extensions(0.3)

    def declaration(self) -> dict[str, Any]:
        members: dict[str, Any] = {"declarationTime": self.one(TIMES)}
        if self.often(0.6):
            members["reason"] = self.one(("incorrect_data", "cbv:ER-incorrect_data", "e:why"))
        if self.often(0.5):
            members["correctiveEventIDs"] = self.some(("urn:x:fix:1", "urn:x:fix:2", "ni:///x"))
        return members | self.extensions(0.5)

    def sensor_element(self) -> dict[str, Any]:
        members: dict[str, Any] = {
            "sensorReport": [self.report() for _ in range(self.random.randint(1, 2))]
        }
        if self.often(0.6):
            metadata: dict[str, Any] = {}
            for name in ("time", "startTime", "endTime"):
                if self.often(0.4):
                    metadata[name] = self.one(TIMES)
            if self.often(0.4):
                metadata["dataProcessingMethod"] = self.one(DOCUMENTS)
            if self.often(0.3):
                metadata["bizRules"] = self.one(DOCUMENTS)
            members["sensorMetadata"] = metadata | self.extensions(0.3)
        return members | self.extensions(0.3)

    def report(self) -> dict[str, Any]:
        kind = self.one(("Temperature", "Temperature", "gs1:Temperature", "Mass", "e:Smell"))
        members: dict[str, Any] = {"type": kind}
        numbers = ("value", "meanValue", "sDev", "percValue")
        for name in numbers:
            if self.often(0.4):
                members[name] = self.one((0, 4, 4.0, 39.2, 277.15, 1.8, 1000, 5))
        if self.often(0.3):
            members |= {"minValue": self.one((-2, 4)), "maxValue": self.one((4, 50, 122))}
        if self.often(0.2):
            members["percRank"] = self.one((5, 50, 95))
        unit = {"Mass": ("KGM", "GRM"), "e:Smell": ("C62", "P1")}.get(kind, TEMPERATURES)
        if self.often(0.85):
            members["uom"] = self.one(unit)
        chances: dict[str, Any] = {
            "deviceID": DEVICES,
            "time": TIMES,
            "microorganism": ("https://ex.example/m", "e:m", "urn:x:m:2"),
            "chemicalSubstance": ("https://ex.example/s", "e:s"),
            "stringValue": ("good", "Good", "g|d"),
            "booleanValue": (True, False),
            "hexBinaryValue": ("0aF1", "0AF1", "00"),
            "uriValue": ("https://ex.example/u", "e:u", *EPCS[:4]),
        }
        for name, pool in chances.items():
            if self.often(0.15):
                members[name] = self.one(pool)
        return members | self.extensions(0.2)

    def extensions(self, share: float) -> dict[str, Any]:
        if not self.often(share):
            return {}
        return {self.own_name(): self.own_value() for _ in range(self.random.randint(1, 3))}

    def own_name(self) -> str:
        return f"{self.one(self.context)}:{self.one(LOCALS)}"

    def own_value(self, depth: int = 0) -> Any:
        makers: list[Any] = [
            lambda: self.one(NUMBERS),
            lambda: self.one(TEXTS),
            lambda: self.one(DATES),
            lambda: self.one((True, False, "", [], {}, None)),
            lambda: {"@value": self.one(("10", "9.50")), "@type": "xsd:decimal"},
            lambda: {"@value": "2026-03-01", "@type": "xsd:date"},
            lambda: {"@id": self.one(("https://ex.example/thing", "e:thing"))},
        ]
        if depth < 3:
            makers += 2 * [lambda: [self.own_value(depth + 1) for _ in range(2)]]
            makers += 4 * [
                lambda: {
                    self.one((self.own_name(), "plain")): self.own_value(depth + 1)
                    for _ in range(2)
                }
            ]
        return self.one(makers)()


_MAKERS: dict[str, Any] = {
    "ObjectEvent": EventMaker.observed,
    "AggregationEvent": EventMaker.packed,
    "AssociationEvent": EventMaker.fixed,
    "TransactionEvent": EventMaker.sold,
    "TransformationEvent": EventMaker.made,
    "e:OwnEvent": EventMaker.own,
}
