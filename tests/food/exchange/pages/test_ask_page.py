"""Trying a query on the page: what is asked, what a program would send, what comes back."""

import json
import re
import shlex
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nguon.core.epcis import ObjectEvent
from nguon.core.epcis.query import query_of_json, query_of_url
from nguon.food.exchange.pages.ask import A_PAGE
from nguon.food.exchange.rules.asked_query import (
    Asked,
    as_curl,
    as_named_query,
    as_url,
    read_more,
)
from tests.food.exchange.pages.farm import signed_in, text_of
from tests.food.trace.conftest import PACKED, PALLET, Actor, Cast, kilos

PAGE = "/trao-doi/hoi/"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ASKED = Asked(
    steps=["shipping", "receiving"],
    since=date(2026, 11, 20),
    until=date(2026, 11, 21),
    classes=["https://id.gs1.org/01/08930000000026/10/A|B"],
    more={"EQ_action": ["ADD|OBSERVE"]},
)


def page_of(actor: Actor, **asked: str) -> str:
    answer = signed_in(actor).get(PAGE, asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def snippets(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)]


def test_a_day_that_ends_the_question_belongs_to_it() -> None:
    parameters = ASKED.parameters(ZONE)
    assert parameters["GE_eventTime"] == ["2026-11-20T00:00:00+07:00"]
    assert parameters["LT_eventTime"] == ["2026-11-22T00:00:00+07:00"]


def test_what_a_program_sends_means_what_was_asked() -> None:
    parameters = ASKED.parameters(ZONE)
    meant = query_of_url(parameters)
    url = as_url(parameters, base="https://x.example")
    assert query_of_url(parse_qs(urlsplit(url).query)) == meant
    words = shlex.split(as_curl(parameters, base="https://x.example").replace("\\\n", " "))
    sent = [words[at + 1] for at, word in enumerate(words) if word == "--data-urlencode"]
    assert query_of_url(read_more("\n".join(sent))) == meant
    named = json.loads(as_named_query(meant, name="x"))
    assert query_of_json(named["query"]).conditions == meant.conditions


def test_nothing_typed_breaks_out_of_the_shell() -> None:
    asked = Asked(more={"EQ_action": ["'; rm -rf / #"]})
    words = shlex.split(as_curl(asked.parameters(ZONE), base="https://x").replace("\\\n", " "))
    assert "EQ_action='; rm -rf / #" in words


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", {}),
        (" EQ_action = ADD \n\n", {"EQ_action": ["ADD"]}),
        ("a=1\na=2\nb", {"a": ["1", "2"], "b": [""]}),
    ],
)
def test_parameters_are_typed_one_a_line(text: str, read: dict[str, list[str]]) -> None:
    assert read_more(text) == read


def test_a_question_is_answered_in_plain_words(greens: Cast) -> None:
    page = text_of(page_of(greens.cooperative, buoc="shipping"))
    assert "từ HTX Thanh Xương · đến Trường Him Lam" in page
    assert "CAI1123 20 kg" in page


def test_a_thing_is_asked_for_by_what_stands_on_its_label(greens: Cast) -> None:
    page = page_of(greens.cooperative, vat="CAI1123", buoc="shipping")
    assert f"MATCH_anyEPCClass={PACKED}".replace("/", "%2F").replace(":", "%3A") in page
    assert "/truy-vet/https%3A%2F%2Fid.gs1.org" in page


def test_a_thing_of_others_is_not_known(greens: Cast) -> None:
    page = text_of(page_of(greens.outsider, vat="CAI1123"))
    assert "Không có gì bạn được biết mang mã «CAI1123»" in page
    assert "HTX Thanh Xương" not in page.replace("Người HTX", "")


def test_nobody_is_shown_events_of_others(greens: Cast) -> None:
    page = text_of(page_of(greens.outsider, thu_tu="cu"))
    assert "Không có sự kiện nào bạn được xem khớp với câu hỏi" in page


def test_an_unknown_parameter_is_told_and_not_ignored(greens: Cast) -> None:
    page = text_of(page_of(greens.cooperative, them="EQ_colour=red"))
    assert "Không hỏi được như thế này" in page
    assert "EQ_colour" in page


def test_a_value_that_cannot_be_is_told(greens: Cast) -> None:
    page = text_of(page_of(greens.cooperative, them="GE_recordTime=hôm qua"))
    assert "GE_recordTime : cần" in page
    assert "hôm qua" in page


def test_more_events_than_wished_for_are_refused(greens: Cast) -> None:
    page = text_of(page_of(greens.cooperative, them="maxEventCount=1"))
    assert "Quá nhiều sự kiện" in page


@pytest.mark.parametrize("cursor", ["x", "[]", "[0,9,null,1]", '{"a":1}'])
def test_a_forged_next_page_is_told(greens: Cast, cursor: str) -> None:
    page = text_of(page_of(greens.cooperative, thu_tu="cu", sau=cursor))
    assert "Không hỏi được như thế này" in page


def test_further_events_stand_on_the_next_page(cast: Cast) -> None:
    farm = cast.cooperative
    farm.capture(
        *(
            ObjectEvent(
                **farm.members(-hours),
                action="ADD",
                biz_step="commissioning",
                quantity_list=(kilos(f"https://id.gs1.org/01/08930000000019/10/L{hours}", "1"),),
            )
            for hours in range(1, A_PAGE + 4)
        )
    )
    client = signed_in(farm)
    first = client.get(PAGE, {"buoc": "commissioning"}).content.decode()
    seen = [set(re.findall(r">(L[0-9]+)<", first))]
    found = re.search(r'href="(\?[^"]*sau=[^"#]*)', first)
    assert found is not None
    second = client.get(PAGE + unescape(found[1])).content.decode()
    seen.append(set(re.findall(r">(L[0-9]+)<", second)))
    assert [len(one) for one in seen] == [A_PAGE, 3]
    assert ['rel="next"' in page for page in (first, second)] == [True, False]


def test_the_answer_asks_as_much_for_three_events_as_for_one(cast: Cast) -> None:
    farm = cast.cooperative

    def asked() -> int:
        client = signed_in(farm)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE, {"buoc": "commissioning"}).status_code == 200
        return len(asked)

    def grow(number: int) -> None:
        lot = f"https://id.gs1.org/01/08930000000019/10/L{number}"
        event: Any = ObjectEvent(
            **farm.members(-number),
            action="ADD",
            biz_step="commissioning",
            quantity_list=(kilos(lot, "1"),),
        )
        farm.capture(event)

    grow(1)
    one = asked()
    grow(2)
    grow(3)
    assert asked() == one


def test_who_may_not_query_finds_no_door(cast: Cast) -> None:
    assert signed_in(cast.kitchen).get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302


def test_what_is_typed_is_shown_and_never_run(greens: Cast) -> None:
    answer = signed_in(greens.cooperative).get(PAGE, {"vat": "<script>alert(1)</script>"})
    assert "<script>alert" not in answer.content.decode()


def test_a_pallet_is_asked_for_as_a_single_thing(greens: Cast) -> None:
    urls = snippets(page_of(greens.cooperative, vat=PALLET))
    assert "MATCH_anyEPC=https%3A%2F%2Fid.gs1.org%2F00%2F" in urls[0]
