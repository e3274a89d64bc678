"""The answer on a page, as JSON and in a terminal."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from nguon.core.epcis import ObjectEvent, QuantityElement, TransformationEvent, cbv
from nguon.food.trace.choices import BIZ_STEPS, DISPOSITIONS
from nguon.food.trace.queries import trace
from nguon.food.trace.queries.trace_members import trace_members
from nguon.food.trace.queries.trace_value import Amount
from nguon.food.trace.queries.words import amount_text
from tests.food.trace.conftest import BOX, DISH, HARVESTED, PACKED, Actor, Cast, kilos


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.person, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(
    "code",
    [BOX, "M-001", PACKED, "CAI1123", PACKED.replace("https://", "HTTPS://"), "https:/" + BOX[8:]],
)
def test_a_code_finds_its_page(greens: Cast, code: str) -> None:
    answer = signed_in(greens.kitchen).get("/truy-vet/", {"code": code}, follow=True)
    assert answer.status_code == 200
    assert "HTX Thanh Xương" in answer.content.decode()
    assert answer.content.decode().count("<rect\n") > 2


def test_a_scanned_element_string_finds_the_lot(greens: Cast) -> None:
    gtin = PACKED.split("/")[4]
    answer = signed_in(greens.kitchen).get("/truy-vet/", {"code": f"(01){gtin}(10)CAI1123"})
    assert answer.status_code == 302


def test_a_bare_trade_item_offers_its_lots(greens: Cast) -> None:
    gtin = PACKED.split("/")[4]
    farm = greens.cooperative
    farm.capture(
        ObjectEvent(
            **farm.members(-2),
            action="ADD",
            biz_step="commissioning",
            quantity_list=(kilos(PACKED.replace("CAI1123", "CAI1125"), "1"),),
        )
    )
    page = signed_in(farm).get("/truy-vet/", {"code": gtin}).content.decode()
    assert "CAI1123" in page
    assert "CAI1125" in page


@pytest.mark.parametrize("path", ["/truy-vet/", "/truy-vet/M-001", "/api/trace?id=M-001"])
def test_nobody_traces_without_signing_in(greens: Cast, path: str) -> None:
    assert Client().get(path).status_code in (302, 401)


def test_who_may_not_trace_is_told_so(greens: Cast) -> None:
    answer = signed_in(greens.outsider).get("/truy-vet/M-001")
    assert answer.status_code == 404


def test_the_page_speaks_of_the_rest_in_plain_words(greens: Cast) -> None:
    page = signed_in(greens.kitchen).get("/truy-vet/M-001", follow=True).content.decode()
    assert "Còn 2\u00a0kg: chưa dùng, hoặc đã dùng mà chưa ghi." in page
    assert "18\u00a0kg vào Canh cải nấu thịt" in page


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("109.200", "109,2"),
        ("0.0", "0"),
        ("1E+3", "1.000"),
        ("50", "50"),
    ],
)
def test_amounts_are_said_without_padding(amount: str, said: str) -> None:
    assert amount_text(Amount(Decimal(amount), "KGM")) == f"{said}\u00a0kg"


def test_every_word_of_the_standard_has_words_of_people() -> None:
    assert set(cbv.DISPOSITIONS) == set(DISPOSITIONS)
    assert set(cbv.BIZ_STEPS) == set(BIZ_STEPS)


def test_programs_get_the_whole_answer(greens: Cast) -> None:
    client = Client(headers={"authorization": f"Bearer {greens.kitchen.key_secret}"})
    answer = client.get("/api/trace", {"id": "M-001"}).json()
    assert answer == trace_members(trace(BOX, principal=greens.kitchen.principal))
    assert client.get("/api/trace").status_code == 400
    assert client.get("/api/trace", {"id": "nichts"}).status_code == 404


def test_pages_stay_at_the_same_number_of_queries(
    greens: Cast, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(greens.kitchen)
    client.get("/truy-vet/M-001")
    with django_assert_max_num_queries(65):
        client.get("/truy-vet/M-001")
    kitchen = greens.kitchen
    for number in range(20):
        kitchen.capture(
            TransformationEvent(
                **kitchen.members(2),
                biz_step="creating_class_instance",
                input_quantity_list=(kilos(f"https://bep.example/class/gia-vi-{number}", "1"),),
                output_quantity_list=(QuantityElement(DISH),),
            )
        )
    with django_assert_max_num_queries(65):
        assert "gia-vi-19" in client.get("/truy-vet/M-001").content.decode()


def test_a_large_answer_is_drawn_in_groups(greens: Cast) -> None:
    kitchen = greens.kitchen
    kitchen.capture(
        TransformationEvent(
            **kitchen.members(3),
            biz_step="sampling",
            input_quantity_list=(QuantityElement(DISH),),
            output_epc_list=tuple(f"https://bep.example/obj/khay-{n}" for n in range(100)),
        )
    )
    page = signed_in(kitchen).get("/truy-vet/", {"code": DISH}, follow=True).content.decode()
    assert page.count("<rect") <= 2 * 60
    assert "101 × mục khác nhau" in page  # the retained sample is among them


def test_the_command_tells_it_in_a_terminal(
    greens: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("trace", "M-001")
    told = capsys.readouterr().out
    assert [line for line in told.splitlines() if HARVESTED in line]
    assert "HTX Thanh Xương" in told
    call_command("trace", BOX, "--json")
    assert json.loads(capsys.readouterr().out)["start"]["uri"] == BOX
    with pytest.raises(CommandError):
        call_command("trace", "never seen")


def test_the_graph_can_be_made_anew(greens: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    before = trace(BOX, principal=greens.kitchen.principal)
    call_command("rebuild_graph")
    assert "12" in capsys.readouterr().out
    assert trace(BOX, principal=greens.kitchen.principal) == before


def test_a_page_shows_an_event_of_the_last_hour_there_is(greens: Cast) -> None:
    """Some partners write it for «never»; on the clock of Vietnam it is in the year 10000."""
    never = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    farm = greens.cooperative
    farm.capture(
        ObjectEvent(
            **farm.members(0) | {"event_time": never},
            action="OBSERVE",
            biz_step="inspecting",
            quantity_list=(kilos(PACKED, "1"),),
        )
    )
    answer = signed_in(farm).get("/truy-vet/", {"code": PACKED}, follow=True)
    assert answer.status_code == 200
    assert "31/12/9999" in answer.content.decode()
