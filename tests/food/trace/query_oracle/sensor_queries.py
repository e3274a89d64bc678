"""Random parameters about sensors: reports, and the metadata that stand for them."""

from typing import Any

from tests.food.trace.query_oracle import brute_force as brute
from tests.food.trace.query_oracle import random_events as pools
from tests.food.trace.query_oracle.asking import PREFIXES, Asked, Maker, asked, asked_words
from tests.food.trace.query_oracle.brute_force import Told, canonical, full, instant


class SensorAsker(Maker):
    def sensor_time(self) -> Asked:
        operator, name = self.one(("GE", "LT")), self.one(("time", "startTime", "endTime"))
        text = self.one(pools.TIMES)
        return asked(
            f"{operator}_{name}",
            text,
            lambda told: any(
                brute.COMPARE[operator](instant(one), instant(text))
                for one in brute.observed(told, name)
            ),
        )

    def sensor_identifier(self) -> Asked:
        name, pool = self.one(
            (
                ("deviceID", pools.DEVICES),
                ("dataProcessingMethod", pools.DOCUMENTS),
                ("bizRules", pools.DOCUMENTS),
                ("microorganism", ("https://ex.example/m", "q:m", "urn:x:m:2")),
                ("chemicalSubstance", ("https://ex.example/s", "q:t")),
                ("uriValue", ("https://ex.example/u", *pools.EPCS[:4])),
            )
        )
        return self.listed(
            f"EQ_{name}",
            pool,
            lambda values: (
                lambda told: any(
                    told.same(one) in [canonical(full(value, PREFIXES)) for value in values]
                    for one in brute.observed(told, name)
                )
            ),
        )

    def sensor_type(self) -> Asked:
        return self.listed(
            "EQ_type",
            ("Temperature", "Mass", "https://gs1.org/voc/MeasurementType-Temperature", "q:Smell"),
            lambda values: (
                lambda told: any(
                    told.word(report["type"]) in asked_words(values)
                    for report in brute.reports(told)
                )
            ),
        )

    def sensor_text(self) -> Asked:
        name, pool = self.one(
            (("stringValue", ("good", "Good", "bad")), ("hexBinaryValue", ("0af1", "00", "FF")))
        )
        fold = str.lower if name == "hexBinaryValue" else str
        return self.listed(
            f"EQ_{name}",
            pool,
            lambda values: (
                lambda told: any(
                    fold(one) in map(fold, values) for one in brute.observed(told, name)
                )
            ),
        )

    def sensor_boolean(self) -> Asked:
        value = self.one((True, False))
        return asked(
            "EQ_booleanValue", value, lambda told: value in brute.observed(told, "booleanValue")
        )

    def measured(self) -> Asked:
        operator = self.one(brute.COMPARE)
        name = self.one(("value", "minValue", "maxValue", "meanValue", "sDev", "percValue"))
        unit = self.one((*pools.TEMPERATURES, "KGM", "GRM", "P1"))
        values = self.some((0, 4, 39.2, 277.15, 1.8, 1, 5, 10))
        difference = name == "sDev"

        def holds(told: Told) -> bool:
            return any(
                compared(report, value)
                for report in brute.reports(told)
                for value in (values if operator == "EQ" else values[:1])
                if name in report and "uom" in report
            )

        def compared(report: dict[str, Any], value: Any) -> bool:
            dimension, amount = brute.base(report[name], report["uom"], difference=difference)
            wanted_dimension, wanted = brute.base(value, unit, difference=difference)
            return dimension == wanted_dimension and brute.COMPARE[operator](amount, wanted)

        value = values if operator == "EQ" else values[0]
        return asked(f"{operator}_{name}_{unit}", value, holds)

    def rank(self) -> Asked:
        operator, value = self.one(("GT", "GE", "LT", "LE")), self.one((5, 50, 94))
        return asked(
            f"{operator}_percRank",
            value,
            lambda told: any(
                brute.COMPARE[operator](one, value) for one in brute.observed(told, "percRank")
            ),
        )
