"""GS1 identifiers as the reference implementation of the event hash writes them."""

import pytest

from nguon.core.epcis.event_hash.reference_links import reference_link

HOST = "https://id.gs1.org"


@pytest.mark.parametrize(
    ("uri", "link"),
    [
        ("urn:epc:id:sgtin:4012345.011111.98%22", "/01/04012345111118/21/98%22"),
        ("urn:epc:id:sgtin:0614141.812345.6(7)!", "/01/80614141123458/21/6%287%29%21"),
        ("urn:epc:id:sgtin:0614141.812345.a:b", "/01/80614141123458/21/a%3Ab"),
        ("urn:epc:id:sscc:4012345.3111111111", "/00/340123451111111111"),
        ("urn:epc:id:sgln:4012345.00005.122", "/414/4012345000054/254/122"),
        ("urn:epc:id:sgln:4012345.00005.0", "/414/4012345000054"),
        ("urn:epc:id:grai:4012345.00022.334455", "/8003/04012345000221334455"),
        ("urn:epc:id:giai:4012345.ABC345", "/8004/4012345ABC345"),
        ("urn:epc:id:gsrn:4012345.0000006765", "/8018/401234500000067657"),
        ("urn:epc:id:gsrnp:4012345.0000000007", "/8017/401234500000000074"),
        ("urn:epc:id:gdti:4012345.00009.PO-4711", "/253/4012345000092PO-4711"),
        ("urn:epc:id:gdti:987659999999..9", "/253/98765999999929"),
        ("urn:epc:id:cpi:4012345.ABC.123", "/8010/4012345ABC/8011/123"),
        ("urn:epc:id:sgcn:4012345.99999.44", "/255/401234599999044"),
        ("urn:epc:id:ginc:0614141.xyz47%2F11", "/401/0614141xyz47%2F11"),
        ("urn:epc:id:gsin:4012345.222333444", "/402/40123452223334442"),
        ("urn:epc:id:itip:4012345.011111.01.02.987", "/8006/040123451111180102/21/987"),
        ("urn:epc:id:upui:4012345.012345.AB12", "/01/04012345123456/235/AB12"),
        ("urn:epc:id:pgln:999999999999.", "/417/9999999999994"),
        ("urn:epc:class:lgtin:4012345.012345.Lot987", "/01/04012345123456/10/Lot987"),
        ("urn:epc:idpat:sgtin:4054739.099914.*", "/01/04054739999148"),
        ("urn:epc:idpat:itip:4012345.012345.01.02.*", "/8006/040123451234560102"),
        ("https://shop.example/p/gtin/9780345418913/ser/765?x=1", "/01/09780345418913/21/765"),
        (f"{HOST}/01/09780345418913/lot/L/21/S", "/01/09780345418913/21/S"),
        (f"{HOST}/01/09780345418913/22/2A", "/01/09780345418913"),
        (f"{HOST}/01/09780345418913/22/2A/10/L", "/01/09780345418913/10/L"),
        ("http://example.com/8004/4012345ABC", "/8004/4012345ABC"),
    ],
)
def test_becomes_the_constrained_canonical_link(uri: str, link: str) -> None:
    assert reference_link(uri) == HOST + link


@pytest.mark.parametrize(
    "uri",
    [
        "urn:epc:id:sgtin:4012345.01111.9876",
        "urn:epc:id:grai:123456789012..334455",
        "urn:epc:id:gid:95100000.12345.400",
        "urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8",
        "https://example.com/about/us.html",
        f"{HOST}/01/09780345418913/21/7%2F5",
        f"{HOST}/01/123/21/7",
        "ni:///sha-256;00?ver=CBV2.0",
    ],
)
def test_other_text_stays_as_it_is(uri: str) -> None:
    assert reference_link(uri) == uri
