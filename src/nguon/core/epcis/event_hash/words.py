"""The web URIs that stand for CBV's bare words in a pre-hash string (rules 14–16)."""

from collections.abc import Mapping

from nguon.core.epcis.cbv import REF, VOC, WORD_LISTS, Vocabulary

_BEGINNINGS = {
    Vocabulary.BIZ_STEP: f"{REF}BizStep-",
    Vocabulary.DISPOSITION: f"{REF}Disp-",
    Vocabulary.BIZ_TRANSACTION_TYPE: f"{REF}BTT-",
    Vocabulary.SOURCE_DESTINATION_TYPE: f"{REF}SDT-",
    Vocabulary.MEASUREMENT_TYPE: VOC,
    Vocabulary.SENSOR_ALERT_TYPE: VOC,
    Vocabulary.COMPONENT: f"{REF}Comp-",
}
WEB_WORDS: Mapping[Vocabulary, Mapping[str, str]] = {
    vocabulary: {word: beginning + word for word in WORD_LISTS[vocabulary].words}
    for vocabulary, beginning in _BEGINNINGS.items()
}
_URNS = (
    ("urn:epcglobal:cbv:bizstep:", f"{REF}BizStep-"),
    ("urn:epcglobal:cbv:disp:", f"{REF}Disp-"),
    ("urn:epcglobal:cbv:btt:", f"{REF}BTT-"),
    ("urn:epcglobal:cbv:sdt:", f"{REF}SDT-"),
    ("urn:epcglobal:cbv:er:", f"{REF}ER-"),
)
ABBREVIATIONS_IN_XML: Mapping[str, str] = {"gs1": VOC, "cbv": REF}


def without_urns(text: str) -> str:
    """CBV's URNs as web URIs, wherever in a value they stand."""
    if "urn:epcglobal:cbv:" in text:
        for urn, beginning in _URNS:
            text = text.replace(urn, beginning)
    return text
