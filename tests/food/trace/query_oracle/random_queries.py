"""Random parameters, each with its own brute-force reading of an event."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.food.trace.query_oracle import brute_force as brute
from tests.food.trace.query_oracle import random_events as pools
from tests.food.trace.query_oracle.asking import PREFIXES, Asked, asked, asked_words, url_text
from tests.food.trace.query_oracle.brute_force import (
    Predicate,
    Told,
    canonical,
    full,
    instant,
    word,
)
from tests.food.trace.query_oracle.sensor_queries import SensorAsker

AREAS = (
    "",
    "ILMD",
    "ERROR_DECLARATION",
    "SENSORELEMENT",
    "SENSORMETADATA",
    "SENSORREPORT",
    "readPoint",
    "bizLocation",
)
EPC_ROLES = {
    "MATCH_epc": ("epcList", "childEPCs"),
    "MATCH_parentID": ("parentID",),
    "MATCH_inputEPC": ("inputEPCList",),
    "MATCH_outputEPC": ("outputEPCList",),
    "MATCH_anyEPC": ("parentID", "epcList", "childEPCs", "inputEPCList", "outputEPCList"),
}
CLASS_ROLES = {
    "MATCH_epcClass": ("quantityList", "childQuantityList"),
    "MATCH_inputEPCClass": ("inputQuantityList",),
    "MATCH_outputEPCClass": ("outputQuantityList",),
    "MATCH_anyEPCClass": brute.QUANTITIES,
}
# A pattern, and the canonical identifiers of the pools that it stands for.
GTINS = (pools.GTIN, "https://id.gs1.org/01/10614141123459")
PATTERNS: dict[str, Any] = {
    "urn:epc:idpat:sgtin:0614141.012345.*": lambda i: (
        i == pools.GTIN or i.startswith(f"{pools.GTIN}/21/")
    ),
    "urn:epc:idpat:sgtin:0614141.*.*": lambda i: i.startswith(GTINS) and "/10/" not in i,
    "urn:epc:idpat:sgtin:*.*.*": lambda i: i.startswith(GTINS) and "/10/" not in i,
    "urn:epc:idpat:sgtin:061414.*.*": lambda i: i.startswith(GTINS) and "/10/" not in i,
    "urn:epc:idpat:sgtin:061415.*.*": lambda _: False,
    "urn:epc:idpat:sscc:0614141.*": lambda i: i.startswith("https://id.gs1.org/00/"),
    "urn:epc:idpat:sscc:0614142.*": lambda _: False,
    "urn:epc:idpat:grai:0614141.12345.*": lambda i: i.startswith("https://id.gs1.org/8003/"),
    "urn:epc:idpat:grai:*.*.*": lambda i: i.startswith("https://id.gs1.org/8003/"),
    "urn:epc:idpat:sgln:0614141.07346.*": lambda i: i.startswith("https://id.gs1.org/414/"),
    "urn:epc:class:lgtin:0614141.012345.*": lambda i: i.startswith(f"{pools.GTIN}/10/"),
    f"{pools.GTIN}/21/*": lambda i: i.startswith(f"{pools.GTIN}/21/"),
    f"{pools.GTIN}/10/*": lambda i: i.startswith(f"{pools.GTIN}/10/"),
    "https://dl.example.com/01/00614141123452/21/*": lambda i: i.startswith(f"{pools.GTIN}/21/"),
    "https://ex.example/class/*": lambda i: i.startswith("https://ex.example/class/"),
    "https://ex.example/*": lambda _: False,
    "q:class/*": lambda i: i.startswith("https://ex.example/class/"),
    "urn:example:*": lambda i: i.startswith("urn:example:"),
}


class Asker(SensorAsker):
    def parameter(self) -> Asked:
        made: Asked = self.one(_KINDS)(self)
        return made

    def event_type(self) -> Asked:
        pool = (*brute.STANDARD, "q:OwnEvent", "https://ex.example/OwnEvent")
        return self.listed(
            "eventType",
            pool,
            lambda values: (
                lambda told: told.full(told["type"]) in [full(value, PREFIXES) for value in values]
            ),
        )

    def time(self) -> Asked:
        operator = self.one(("GE", "LT"))
        text = self.one(pools.TIMES)
        kind = self.one(("eventTime", "errorDeclarationTime", "errorDeclaration_Time"))

        def holds(told: Told) -> bool:
            said = told["eventTime"]
            if kind != "eventTime":
                said = (told["errorDeclaration"] or {}).get("declarationTime")
            return said is not None and brute.COMPARE[operator](instant(said), instant(text))

        return asked(f"{operator}_{kind}", text, holds)

    def record_time(self) -> Asked:
        operator = self.one(("GE", "LT"))
        moment = datetime(2026, 11, 1, 0, 0, 0, self.random.randint(0, 200), tzinfo=UTC)
        return asked(
            f"{operator}_recordTime",
            moment.isoformat(),
            lambda told: brute.COMPARE[operator](told.record_time, moment),
        )

    def action(self) -> Asked:
        return self.listed(
            "EQ_action",
            ("ADD", "OBSERVE", "DELETE"),
            lambda values: lambda told: told["type"] in brute.STANDARD and told["action"] in values,
        )

    def words(self) -> Asked:
        name, pool = self.one((("bizStep", pools.STEPS), ("disposition", pools.DISPOSITIONS)))
        spelt = [
            "urn:epcglobal:cbv:bizstep:shipping",
            "q:step/wash",
            "urn:epcglobal:cbv:disp:active",
        ]
        return self.listed(
            f"EQ_{name}",
            [text for text in (*pool, *spelt) if not text.startswith("e:")],
            lambda values: (
                lambda told: told[name] is not None and told.word(told[name]) in asked_words(values)
            ),
        )

    def lasting(self) -> Asked:
        way = self.one(("set", "unset"))
        return self.listed(
            f"EQ_persistentDisposition_{way}",
            ("in_transit", "active", "https://ref.gs1.org/cbv/Disp-active"),
            lambda values: (
                lambda told: any(
                    told.word(one) in asked_words(values)
                    for one in (told["persistentDisposition"] or {}).get(way, ())
                )
            ),
        )

    def place(self) -> Asked:
        name = self.one(("readPoint", "bizLocation"))
        return self.listed(
            f"{self.one(('EQ', 'WD'))}_{name}",
            pools.PLACES,
            lambda values: (
                lambda told: (
                    told["type"] in brute.STANDARD
                    and told.same((told[name] or {}).get("id", "")) in map(canonical, values)
                )
            ),
        )

    def transformation(self) -> Asked:
        return self.listed(
            "EQ_transformationID",
            pools.DOCUMENTS,
            lambda values: (
                lambda told: (
                    told["transformationID"] is not None
                    and told.same(told["transformationID"]) in map(canonical, values)
                )
            ),
        )

    def entry(self) -> Asked:
        name, member, kinds, pool = self.one(
            (
                ("bizTransaction", "bizTransaction", ("po", "inv", "q:btt"), pools.DOCUMENTS),
                ("source", "source", ("owning_party", "location", "q:kind_of"), pools.PARTIES),
                ("destination", "destination", ("owning_party", "q:kind_of"), pools.PARTIES),
            )
        )
        kind = self.one(kinds)
        meant = word(full(kind, PREFIXES))
        spelt = {"po": ("po", "urn:epcglobal:cbv:btt:po", "cbv:BTT-po")}.get(kind, (kind,))

        def holds(values: list[str]) -> Predicate:
            return lambda told: any(
                one.get("type") is not None
                and told.word(one["type"]) == meant
                and told.same(one[member]) in map(canonical, values)
                for one in brute.elements_of(told, f"{name}List")
            )

        return self.listed(f"EQ_{name}_{self.one(spelt)}", pool, holds)

    def match(self) -> Asked:
        roles = self.one((EPC_ROLES, CLASS_ROLES))
        name = self.one(roles)
        pool = pools.EPCS if roles is EPC_ROLES else pools.CLASSES

        def fits(value: str, identifier: str) -> bool:
            pattern = PATTERNS.get(value)
            return pattern(identifier) if pattern else canonical(value) == identifier

        return self.listed(
            name,
            (*pool, *self.some(PATTERNS)),
            lambda values: (
                lambda told: any(
                    fits(value, one)
                    for value in values
                    for one in brute.identifiers(told, roles[name])
                )
            ),
        )

    def quantity(self) -> Asked:
        operator = self.one(brute.COMPARE)
        unit = self.one((None, "KGM", "GRM", "EA", "DZN", "XBX"))
        values = self.some((1, 1.0, 12, 1000, 0.001, 2.5, 24, 2))

        def holds(told: Told) -> bool:
            return any(
                compared(element, value)
                for element in brute.elements_of(told, *brute.QUANTITIES)
                for value in (values if operator == "EQ" else values[:1])
            )

        def compared(element: dict[str, Any], value: Any) -> bool:
            if "quantity" not in element:
                return False
            if unit is None:
                said, wanted = Fraction(str(element["quantity"])), Fraction(str(value))
                return brute.COMPARE[operator](said, wanted)
            dimension, amount = brute.base(element["quantity"], element.get("uom", "C62"))
            asked_dimension, wanted = brute.base(value, unit)
            return dimension == asked_dimension and brute.COMPARE[operator](amount, wanted)

        name = f"{operator}_quantity" + (f"_{unit}" if unit else "")
        return asked(name, values if operator == "EQ" else values[0], holds)

    def event_id(self) -> Asked:
        return self.listed(
            "EQ_eventID",
            [f"urn:x:event:{number}" for number in range(1, 60)],
            lambda values: lambda told: told.event_id in values,
        )

    def flag(self) -> Asked:
        name, member = self.one(
            (
                ("EXISTS_errorDeclaration", "errorDeclaration"),
                ("EXISTS_sensorElementList", "sensorElementList"),
                ("EXISTS_sensorElement", "sensorElementList"),
            )
        )
        value = self.one((True, False))
        return asked(name, value, lambda told: not value or bool(told[member]))

    def reason(self) -> Asked:
        return self.listed(
            "EQ_errorReason",
            ("incorrect_data", "did_not_occur", "urn:epcglobal:cbv:er:incorrect_data", "q:why"),
            lambda values: (
                lambda told: (
                    told.word((told["errorDeclaration"] or {}).get("reason", ""))
                    in asked_words(values)
                )
            ),
        )

    def corrective(self) -> Asked:
        return self.listed(
            "EQ_correctiveEventID",
            ("urn:x:fix:1", "urn:x:fix:2", "urn:x:fix:3"),
            lambda values: (
                lambda told: bool(
                    set(values)
                    & set((told["errorDeclaration"] or {}).get("correctiveEventIDs", ()))
                )
            ),
        )

    def own_field(self) -> Asked:
        area, inner = self.one(AREAS), self.one((False, True))
        name = f"{self.one(PREFIXES)}:{self.one(pools.LOCALS)}"
        meant = full(name, PREFIXES)
        spelt = self.one((name, name, meant))
        operator = self.one(("EQ", "EQ", "EQ", "GT", "GE", "LT", "LE", "EXISTS"))
        head = f"{operator}_{'INNER_' if inner else ''}{area and area + '_'}{spelt}"
        if operator == "EXISTS":
            value = self.one((True, True, False))
            return asked(
                head,
                value,
                lambda told: not value or bool(brute.field_values(told, area, inner, meant)),
            )
        if operator == "EQ":
            numbers = [Decimal(str(one)) for one in (1, 2.5, 10, 9)]
            texts = (*pools.TEXTS, *pools.DATES, "true", "https://ex.example/thing")
            values = self.one((self.some(texts), self.one(numbers), self.some((*texts, *numbers))))
        else:
            values = self.one((*pools.DATES, *(Decimal(str(one)) for one in (1, 2.5, 9, 10))))
        compare = brute.COMPARE[operator]

        def holds(told: Told, options: list[Any]) -> bool:
            return any(
                brute.comparable(one, option) and compare(one, option)
                for one in brute.field_values(told, area, inner, meant)
                for option in options
            )

        wanted = values if isinstance(values, list) else [values]
        plain = [brute.typed(one) if isinstance(one, str) else one for one in wanted]
        # In a URL a number may be meant as text, and a text that looks like one as a number.
        either = list(plain)
        if operator == "EQ":
            either += [str(one) for one in plain if isinstance(one, Decimal)]
            either += [
                Decimal(one)
                for one in plain
                if isinstance(one, str) and one.strip("0123456789.") == ""
            ]
        return Asked(
            head,
            values,
            url_text(values),
            lambda told: holds(told, plain),
            lambda told: holds(told, either),
        )


_KINDS: list[Any] = [
    Asker.event_type,
    Asker.time,
    Asker.record_time,
    Asker.action,
    Asker.words,
    Asker.lasting,
    Asker.place,
    Asker.transformation,
    *2 * [Asker.entry],
    *4 * [Asker.match],
    *2 * [Asker.quantity],
    Asker.event_id,
    Asker.flag,
    Asker.reason,
    Asker.corrective,
    Asker.sensor_time,
    Asker.sensor_identifier,
    Asker.sensor_type,
    Asker.sensor_text,
    Asker.sensor_boolean,
    *3 * [Asker.measured],
    Asker.rank,
    *8 * [Asker.own_field],
]
