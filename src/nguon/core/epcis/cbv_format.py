"""How CBV values are written in XML: the header `GS1-CBV-XML-Format` (EPCIS 2.0 §12).

JSON has bare words only; XML has web URIs (since CBV 2.0) and URNs (as EPCIS 1.2 has).
"""

from collections.abc import Callable
from enum import StrEnum

from nguon.core.epcis import cbv
from nguon.core.epcis.cbv import Vocabulary


class CbvXmlFormat(StrEnum):
    """The values of GS1-CBV-XML-Format that ask for something.

    A document here holds the bare words of JSON, whatever was captured; so `Never_Translates`
    writes those as URNs, as XML always could, and leaves every URI as it stands.
    """

    ALWAYS_WEB_URI = "Always_Web_URI"
    ALWAYS_URN = "Always_URN"
    NEVER_TRANSLATES = "Never_Translates"


Spell = Callable[[Vocabulary, str], str]


def spelling_of(fmt: CbvXmlFormat) -> Spell:
    """How XML in that format spells a value of a CBV list."""
    return _SPELLINGS[fmt]


def _as_captured(vocabulary: Vocabulary, text: str) -> str:
    return text if ":" in text else cbv.urn(vocabulary, text)


_SPELLINGS: dict[CbvXmlFormat, Spell] = {
    CbvXmlFormat.ALWAYS_WEB_URI: cbv.web_uri,
    CbvXmlFormat.ALWAYS_URN: cbv.urn,
    CbvXmlFormat.NEVER_TRANSLATES: _as_captured,
}
