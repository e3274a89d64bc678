from typing import Any

import pytest

from nguon.core.epcis import cbv
from nguon.core.epcis.cbv import Vocabulary, canonical_word, spellings, urn, web_uri

SCHEMA_NAMES = {
    Vocabulary.BIZ_STEP: "bizStep",
    Vocabulary.DISPOSITION: "disposition",
    Vocabulary.BIZ_TRANSACTION_TYPE: "bizTransaction-type",
    Vocabulary.SOURCE_DESTINATION_TYPE: "source-dest-type",
    Vocabulary.ERROR_REASON: "error-reason",
    Vocabulary.MEASUREMENT_TYPE: "measurementType",
    Vocabulary.SENSOR_ALERT_TYPE: "sensorAlertType",
    Vocabulary.COMPONENT: "component",
}


@pytest.mark.parametrize("vocabulary", Vocabulary)
def test_the_words_are_those_of_the_ratified_schema(
    vocabulary: Vocabulary, ratified: dict[str, Any]
) -> None:
    options = ratified["definitions"][SCHEMA_NAMES[vocabulary]]["anyOf"]
    (words,) = [option["enum"] for option in options if "enum" in option]
    assert cbv.WORD_LISTS[vocabulary].words == set(words)


@pytest.mark.parametrize("vocabulary", Vocabulary)
def test_every_spelling_of_every_word_is_that_word(vocabulary: Vocabulary) -> None:
    known = cbv.WORD_LISTS[vocabulary]
    back = {
        word: {canonical_word(vocabulary, text) for text in spellings(vocabulary, word)}
        for word in known.words
    }
    assert back == {word: {word} for word in known.words}


@pytest.mark.parametrize(
    ("vocabulary", "text", "word"),
    [
        (Vocabulary.BIZ_STEP, "urn:epcglobal:cbv:bizstep:shipping", "shipping"),
        (Vocabulary.BIZ_STEP, "https://ref.gs1.org/cbv/BizStep-shipping", "shipping"),
        (Vocabulary.BIZ_STEP, "https://ns.gs1.org/cbv/BizStep-shipping", "shipping"),
        (Vocabulary.BIZ_STEP, "cbv:BizStep-shipping", "shipping"),
        (Vocabulary.BIZ_STEP, "cbv:Disp-shipping", "cbv:Disp-shipping"),
        (Vocabulary.BIZ_STEP, "shiping", "shiping"),
        (Vocabulary.BIZ_STEP, "cbv:BizStep-steaming", "https://ref.gs1.org/cbv/BizStep-steaming"),
        (
            Vocabulary.BIZ_STEP,
            "urn:epcglobal:cbv:bizstep:steaming",
            "https://ref.gs1.org/cbv/BizStep-steaming",
        ),
        (Vocabulary.BIZ_STEP, "https://example.org/steaming", "https://example.org/steaming"),
        (Vocabulary.DISPOSITION, "urn:epcglobal:cbv:disp:in_transit", "in_transit"),
        (Vocabulary.BIZ_TRANSACTION_TYPE, "urn:epcglobal:cbv:btt:po", "po"),
        (Vocabulary.SOURCE_DESTINATION_TYPE, "cbv:SDT-owning_party", "owning_party"),
        (Vocabulary.ERROR_REASON, "urn:epcglobal:cbv:er:incorrect_data", "incorrect_data"),
        (Vocabulary.MEASUREMENT_TYPE, "gs1:Temperature", "Temperature"),
        (Vocabulary.MEASUREMENT_TYPE, "gs1:MeasurementType-Temperature", "Temperature"),
        (Vocabulary.MEASUREMENT_TYPE, "https://gs1.org/voc/Temperature", "Temperature"),
        (Vocabulary.MEASUREMENT_TYPE, "gs1:MT-Humidity", "gs1:MT-Humidity"),
        (Vocabulary.SENSOR_ALERT_TYPE, "gs1:ALARM_CONDITION", "ALARM_CONDITION"),
        (Vocabulary.COMPONENT, "cbv:Comp-latitude", "latitude"),
    ],
)
def test_a_spelling_and_its_word(vocabulary: Vocabulary, text: str, word: str) -> None:
    assert canonical_word(vocabulary, text) == word


def test_a_word_is_written_as_xml_wants_it() -> None:
    step = Vocabulary.BIZ_STEP
    assert web_uri(step, "shipping") == "https://ref.gs1.org/cbv/BizStep-shipping"
    assert urn(step, "cbv:BizStep-shipping") == "urn:epcglobal:cbv:bizstep:shipping"
    assert urn(Vocabulary.COMPONENT, "x") == "https://ref.gs1.org/cbv/Comp-x"
    assert urn(step, "https://example.org/steaming") == "https://example.org/steaming"
    assert spellings(step, "https://example.org/steaming") == ("https://example.org/steaming",)
