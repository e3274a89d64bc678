"""Which media type is answered with, by the weights of the client (RFC 9110 §12.5.1)."""

import pytest
from django.test import RequestFactory

from nguon.base.negotiation import preferred

OFFERED = ("application/json", "application/ld+json", "application/xml", "text/xml")


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("text/*", "text/xml"),
        ("application/xml", "application/xml"),
        ("APPLICATION/XML; charset=utf-8", "application/xml"),
        ("application/json;q=0.5, application/xml", "application/xml"),
        ("application/json;q=0.5, application/xml;q=0.4", "application/json"),
        ("application/xml;q=0.5, */*;q=0.1", "application/xml"),
        ("application/json;q=0, */*;q=0.1", "application/ld+json"),
        ("application/json;q=0, application/ld+json;q=0, */*", "application/xml"),
        ("application/xml;q=0", None),
        ("text/html", None),
        ("text/html, */*;q=0", None),
        ("application/json;q=NaN", "application/json"),
        ("application/json;q=much", "application/json"),
        (";;;,,", None),
    ],
)
def test_the_best_of_what_is_offered(accept: str | None, wanted: str | None) -> None:
    headers = {} if accept is None else {"accept": accept}
    assert preferred(RequestFactory().get("/", headers=headers), OFFERED) == wanted
