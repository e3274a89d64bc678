"""The short way to an identity answers as the long way does."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nguon.core.epcis.identity import Identity, identity_of
from nguon.core.gs1 import Gs1Error, identify

DIGITS = "0123456789"
PREFIX = st.text(DIGITS, min_size=5, max_size=12)
NUMBER = st.text("AZaz09-_./%", max_size=22)
URNS = st.builds(
    lambda scheme, prefix, rest, number: (
        f"urn:epc:{scheme}:{prefix}.{rest[: 13 - len(prefix)]}.{number}"
    ),
    st.sampled_from(["id:sgtin", "class:lgtin"]),
    PREFIX,
    st.text(DIGITS, min_size=8, max_size=8),
    NUMBER,
)
LINKS = st.builds(
    lambda gtin, qualifier, number: f"https://id.gs1.org/01/{gtin}/{qualifier}/{number}",
    st.text(DIGITS, min_size=13, max_size=14) | st.sampled_from(["04012345123456"]),
    st.sampled_from(["10", "21"]),
    NUMBER,
)


def by_the_long_way(uri: str) -> Identity | None:
    try:
        found = identify(uri)
    except Gs1Error:
        return None
    lot, gtin = found.keys.get("10", ""), found.keys.get("01", "")
    is_gs1 = found.scheme == "gs1"
    return Identity(found.canonical, found.kind, gtin, lot=lot, is_gs1=is_gs1)


@settings(max_examples=300, deadline=None)
@given(URNS | LINKS)
@example("urn:epc:class:lgtin:0200000.012345.L1")
@example("urn:epc:class:lgtin:8931234.012345.L-1")
@example("urn:epc:id:sgtin:8931234.012345.1")
@example("https://id.gs1.org/01/04012345123456/10/L1")
@example("https://id.gs1.org/01/04012345123457/10/L1")
def test_identity_is_what_gs1_identifies(uri: str) -> None:
    found, wanted = identity_of(uri), by_the_long_way(uri)
    if wanted is None or found.fault is not None:
        assert (found.fault is not None) == (wanted is None or found.fault.code == "uri-form")
    else:
        assert found == wanted
        assert identity_of(found.canonical) == by_the_long_way(found.canonical)
