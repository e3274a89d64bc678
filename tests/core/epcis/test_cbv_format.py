"""GS1-CBV-XML-Format: a CBV value as web URI, as URN, or as it stands."""

import pytest

from nguon.core.epcis.cbv import Vocabulary
from nguon.core.epcis.cbv_format import CbvXmlFormat, spelling_of

WEB, URN, CAPTURED = (
    CbvXmlFormat.ALWAYS_WEB_URI,
    CbvXmlFormat.ALWAYS_URN,
    CbvXmlFormat.NEVER_TRANSLATES,
)
STEP, TYPE = Vocabulary.BIZ_STEP, Vocabulary.MEASUREMENT_TYPE
WEB_STEP, URN_STEP = "https://ref.gs1.org/cbv/BizStep-packing", "urn:epcglobal:cbv:bizstep:packing"
WEB_TYPE = "https://gs1.org/voc/Temperature"
OWN = "https://example.org/steps/soaking"


@pytest.mark.parametrize(
    ("vocabulary", "text", "expected"),
    [
        (STEP, "packing", {WEB: WEB_STEP, URN: URN_STEP, CAPTURED: URN_STEP}),
        (STEP, WEB_STEP, {WEB: WEB_STEP, URN: URN_STEP, CAPTURED: WEB_STEP}),
        (STEP, OWN, {WEB: OWN, URN: OWN, CAPTURED: OWN}),
    ],
)
def test_a_value_is_spelt_as_asked(
    vocabulary: Vocabulary, text: str, expected: dict[CbvXmlFormat, str]
) -> None:
    assert {fmt: spelling_of(fmt)(vocabulary, text) for fmt in CbvXmlFormat} == expected


def test_a_list_without_urns_is_spelt_as_web_uri() -> None:
    spelt = {spelling_of(fmt)(TYPE, "Temperature") for fmt in CbvXmlFormat}
    assert len(spelt) == 1
    assert next(iter(spelt)).startswith("https://gs1.org/voc/")
    assert next(iter(spelt)).endswith("Temperature")
    assert WEB_TYPE.rpartition("/")[0] in next(iter(spelt))
