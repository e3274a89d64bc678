"""The pages of an incident: what they show, what they do, and to whom they say nothing."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import Hold, HoldRelease, RetainedSample
from nguon.food.oversight.models import IncidentAct
from nguon.food.oversight.pages.incident_acts import DEEDS
from nguon.ground.people.models import Person
from tests.food.kitchen.incidents import lot_of, place_hold, send_back
from tests.food.oversight.suspected import act, lived, suspected

RECALLED = "Thu hồi: nghi nhiễm khuẩn"
SECRET = "Lò Thị Hoa nôn nhiều nhất"


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(incident: UUID) -> str:
    return reverse("oversight:incident", args=[incident])


def deed(incident: UUID, slug: str) -> str:
    return reverse("oversight:incident_act", args=[incident, slug])


@pytest.fixture
def day(cast: Cast) -> KitchenDay:
    return lived(cast, 1, dishes=3)


@pytest.fixture
def sister(cast: Cast) -> KitchenDay:
    return lived(cast, 1, dishes=3, kitchen=1)


@pytest.fixture
def incident(day: KitchenDay) -> UUID:
    return suspected(day, cause=SECRET)


@pytest.fixture
def manager(day: KitchenDay) -> Client:
    return browser(day.kitchen.people["manager"])


class TestTheRedButton:
    def test_two_presses_hold_everything(self, cast: Cast) -> None:
        """One on the page of the day, one on the form; the last meal is ticked already."""
        day = lived(cast, 1, dishes=2)
        cook = browser(day.kitchen.cooks[0])
        today = cook.get(reverse("kitchen:today", args=[day.kitchen.place.pk])).content.decode()
        url = reverse("kitchen:suspicion", args=[day.kitchen.place.pk])
        assert f'href="{url}"' in today
        form = cook.get(url).content.decode()
        ticked = re.findall(r'name="meal_ids" value="([^"]+)"[^>]*checked', form)
        assert ticked == [str(day.meal_id)]
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
        sent = hidden | {"meal_ids": ticked, "held_at_0": "now"}
        answer = cook.post(url, sent)
        hold = Hold.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, page(hold.root_id))
        assert (hold.kind, hold.cause) == ("suspicion", "Nghi ngộ độc")
        assert hold.meal_ids == [str(day.meal_id)]

    def test_who_only_looks_on_has_no_button(self, cast: Cast, day: KitchenDay) -> None:
        for who in ("province", "parent"):
            url = reverse("kitchen:suspicion", args=[day.kitchen.place.pk])
            client = browser(cast.people[who])
            assert client.get(url).status_code in (403, 404)
            shown = client.get(reverse("kitchen:today", args=[day.kitchen.place.pk])).content
            assert url.encode() not in shown

    def test_the_day_of_the_kitchen_leads_to_the_incident(
        self, day: KitchenDay, incident: UUID, manager: Client
    ) -> None:
        shown = manager.get(reverse("kitchen:today", args=[day.kitchen.place.pk]))
        assert page(incident) in shown.content.decode()


class TestThePage:
    def test_tells_what_is_known(
        self, cast: Cast, day: KitchenDay, incident: UUID, manager: Client
    ) -> None:
        shown = manager.get(page(incident)).content.decode()
        assert SECRET in shown
        for dish in day.menu:
            assert dish.name in shown
        assert "115" in shown
        assert cast.people["inspector"].full_name in shown
        assert day.kitchen.people["health_officer"].phone in shown
        boxes = RetainedSample.objects.filter(place=day.kitchen.place)
        assert [box.box_code for box in boxes if box.box_code not in shown] == []
        assert f"Còn {len(boxes)} trong {len(boxes)} mẫu lưu" in shown

    def test_counts_samples_of_the_sister_kitchen_without_naming_them(
        self, day: KitchenDay, sister: KitchenDay, incident: UUID, manager: Client, cast: Cast
    ) -> None:
        shown = manager.get(page(incident)).content.decode()
        assert "Còn 1 bếp khác giữ mẫu có cùng lô hàng." in shown
        theirs = RetainedSample.objects.filter(place=sister.kitchen.place)
        assert [box.box_code for box in theirs if box.box_code in shown] == []
        whole = browser(cast.people["province"]).get(page(incident)).content.decode()
        assert any(box.box_code in whole for box in theirs)

    def test_tells_who_sent_goods_back_before(
        self, day: KitchenDay, sister: KitchenDay, incident: UUID, manager: Client
    ) -> None:
        key = next(key for dish in day.menu for key in dish.grams)
        send_back(sister, key)
        shown = manager.get(page(incident)).content.decode()
        assert "Nhớt, có mùi lạ" in shown

    def test_what_was_sent_back_is_not_hidden_by_holds_placed_for_the_incident(
        self, cast: Cast, day: KitchenDay, sister: KitchenDay, incident: UUID
    ) -> None:
        key = next(key for dish in day.menu for key in dish.grams)
        send_back(sister, key)
        lots = [lot_of(day, key)]
        for number in range(9):
            place_hold(day, kind="authority", cause=RECALLED, key=f"r{number}", lot_uris=lots)
        shown = browser(cast.people["province"]).get(page(incident)).content.decode()
        assert (shown.count("Nhớt, có mùi lạ"), shown.count(RECALLED)) == (1, 0)

    def test_asks_as_little_for_three_samples_as_for_twelve(
        self, cast: Cast, day: KitchenDay, incident: UUID
    ) -> None:
        client = browser(cast.people["province"])
        client.get(page(incident))
        with CaptureQueriesContext(connection) as few:
            client.get(page(incident))
        for ago in (2, 3, 4):
            lived(cast, ago, dishes=3)
        with CaptureQueriesContext(connection) as many:
            client.get(page(incident))
        assert len(many) <= len(few) + 6

    def test_of_a_joined_report_leads_to_the_first(
        self, day: KitchenDay, incident: UUID, manager: Client
    ) -> None:
        again = suspected(day, key="again")
        answer = manager.get(page(again))
        assert (answer.status_code, answer["Location"]) == (302, page(incident))

    def test_an_open_incident_has_a_clock_and_a_closed_one_its_finding(
        self, incident: UUID, manager: Client
    ) -> None:
        assert "Đã mở" in manager.get(page(incident)).content.decode()
        sent = {"act_id": str(uuid4()), "finding": "not_food", "words": "Cúm mùa, mẫu âm tính"}
        manager.post(deed(incident, "dong"), sent)
        shown = manager.get(page(incident)).content.decode()
        assert "Cúm mùa, mẫu âm tính" in shown
        assert "Không do thực phẩm" in shown
        assert "Đã mở" not in shown


class TestDeeds:
    def test_a_call_stands_in_the_log(self, incident: UUID, manager: Client) -> None:
        asked = manager.get(deed(incident, "goi-dien") + "?den=hospital").content.decode()
        assert re.search(r'value="hospital"[^>]*checked', asked)
        sent = {"act_id": str(uuid4()), "called": "hospital", "outcome": "coming"}
        for _time in range(2):  # pressed twice
            assert manager.post(deed(incident, "goi-dien"), sent).status_code == 302
        assert IncidentAct.objects.get().body == {
            "called": "hospital",
            "outcome": "coming",
            "words": "",
        }
        assert "Bệnh viện, cấp cứu 115: Đang đến" in manager.get(page(incident)).content.decode()

    def test_a_page_gone_back_to_and_written_anew_is_never_called_done(
        self, incident: UUID, manager: Client
    ) -> None:
        """The browser still has the number of the page; what was written the second time counts
        only once it was really sent."""
        url = deed(incident, "ghi-chu")
        sent = {"act_id": str(uuid4()), "words": "Đã gọi trạm y tế"}
        assert manager.post(url, sent).status_code == 302
        anew = sent | {"words": "Trạm y tế đã đến"}
        answer = manager.post(url, anew)
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert "Biểu này đã gửi trước đó với nội dung khác." in shown
        assert "Trạm y tế đã đến" in shown
        (number,) = re.findall(r'name="act_id" value="([^"]+)"', shown)
        assert manager.post(url, anew | {"act_id": number}).status_code == 302
        words = IncidentAct.objects.order_by("sequence").values_list("body__words", flat=True)
        assert list(words) == ["Đã gọi trạm y tế", "Trạm y tế đã đến"]

    @pytest.mark.parametrize(
        ("said", "fault"),
        [
            ({"class_1": "4A", "sick_1": "2"}, "Lớp 4A ghi hai lần."),
            ({"first_onset_at": "2990-01-01T10:00"}, "Chưa đến giờ này."),
        ],
    )
    def test_a_class_counted_twice_or_an_onset_to_come_is_asked_back(
        self, day: KitchenDay, incident: UUID, manager: Client, said: dict[str, str], fault: str
    ) -> None:
        sent = {"act_id": str(uuid4()), "meal_id": str(day.meal_id), "class_0": "4a", "sick_0": "7"}
        answer = manager.post(deed(incident, "dem-nguoi-benh"), sent | said)
        assert (answer.status_code, fault in answer.content.decode()) == (422, True)
        assert not IncidentAct.objects.exists()

    def test_sick_are_counted_by_class(
        self, day: KitchenDay, incident: UUID, manager: Client
    ) -> None:
        sent = {
            "act_id": str(uuid4()),
            "meal_id": str(day.meal_id),
            "class_0": "4a",
            "sick_0": "7",
            "class_3": "MGL",
            "sick_3": "2",
        }
        assert manager.post(deed(incident, "dem-nguoi-benh"), sent).status_code == 302
        shown = manager.get(page(incident)).content.decode()
        assert "4A: <b>7</b> · MGL: <b>2</b>" in " ".join(shown.split())
        again = manager.get(deed(incident, "dem-nguoi-benh")).content.decode()
        assert re.search(r'name="class_0" value="4A"', again)

    @pytest.mark.parametrize(
        ("said", "fault"),
        [
            ({"class_0": "Lò Thị Hoa", "sick_0": "1"}, "Mã như 5A2, không bao giờ là tên."),
            ({"class_0": "5A"}, "Bao nhiêu?"),
            ({}, "Ghi ít nhất một lớp và số người bị của lớp đó."),
        ],
    )
    def test_a_name_or_half_a_line_is_asked_back(
        self, day: KitchenDay, incident: UUID, manager: Client, said: dict[str, str], fault: str
    ) -> None:
        sent = {"act_id": str(uuid4()), "meal_id": str(day.meal_id)} | said
        answer = manager.post(deed(incident, "dem-nguoi-benh"), sent)
        assert (answer.status_code, fault in answer.content.decode()) == (422, True)
        assert not IncidentAct.objects.exists()

    def test_a_cook_proposes_and_the_manager_closes(
        self, day: KitchenDay, incident: UUID, manager: Client
    ) -> None:
        cook = browser(day.kitchen.cooks[0])
        assert cook.get(deed(incident, "dong")).status_code == 403
        said = {"finding": "not_food", "words": "Cả lớp bị cúm"}
        cook.post(deed(incident, "de-nghi-dong"), said | {"act_id": str(uuid4())})
        assert "đề nghị đóng: Cả lớp bị cúm" in manager.get(page(incident)).content.decode()
        assert "Cả lớp bị cúm" in manager.get(deed(incident, "dong")).content.decode()
        manager.post(deed(incident, "dong"), said | {"act_id": str(uuid4())})
        assert HoldRelease.objects.get().finding == "Cả lớp bị cúm"
        assert manager.get(deed(incident, "dong")).status_code == 403
        manager.post(deed(incident, "mo-lai"), {"act_id": str(uuid4()), "words": "Thêm ba em"})
        assert Hold.objects.count() == 2

    def test_a_refusal_is_said_on_the_form(self, cast: Cast, incident: UUID) -> None:
        province = browser(cast.people["province"])
        sent = {"act_id": str(uuid4()), "finding": "food", "words": "x"}
        assert province.post(deed(incident, "dong"), sent).status_code == 422
        assert not HoldRelease.objects.exists()

    def test_reports_of_two_schools_are_joined_and_parted(
        self, cast: Cast, sister: KitchenDay, incident: UUID
    ) -> None:
        there = suspected(sister, key="there")
        inspector = browser(cast.people["inspector"])
        asked = inspector.get(deed(incident, "gop")).content.decode()
        assert str(there) in asked
        sent = {"act_id": str(uuid4()), "reports": [str(there)], "words": "Cùng một lô giò"}
        inspector.post(deed(incident, "gop"), sent)
        assert inspector.get(page(there))["Location"] == page(incident)
        sent = {"act_id": str(uuid4()), "reports": [str(there)], "words": "Lô khác"}
        inspector.post(deed(incident, "tach"), sent)
        assert inspector.get(page(there)).status_code == 200

    def test_a_deed_nobody_knows_is_no_page(self, incident: UUID, manager: Client) -> None:
        assert manager.get(deed(incident, "xoa")).status_code == 404


class TestWhoSeesNothing:
    @pytest.mark.parametrize("who", ["parent", "supplier", "outsider"])
    def test_strangers(self, cast: Cast, incident: UUID, who: str) -> None:
        client = browser(cast.people[who])
        assert client.get(page(incident)).status_code == 404
        assert client.get(reverse("oversight:incidents")).status_code == 403
        for one in DEEDS:
            answer = client.post(deed(incident, one.slug), {"act_id": str(uuid4()), "words": "x"})
            assert answer.status_code == 404
        assert not IncidentAct.objects.exists()

    def test_another_school(self, sister: KitchenDay, incident: UUID) -> None:
        client = browser(sister.kitchen.people["manager"])
        assert client.get(page(incident)).status_code == 404
        shown = client.get(reverse("oversight:incidents")).content.decode()
        assert str(incident) not in shown

    def test_nobody_signed_in(self, incident: UUID) -> None:
        for url in (page(incident), reverse("oversight:incidents"), deed(incident, "goi-dien")):
            assert Client().get(url).status_code == 302

    def test_no_page_of_another_school_says_a_word_of_it(
        self, day: KitchenDay, sister: KitchenDay, incident: UUID
    ) -> None:
        act_words = "Bố em Hoa đã đến đón"
        act(day, DEEDS[2].form.kind, incident, words=act_words, at=clock.now())
        client = browser(sister.kitchen.people["manager"])
        place = sister.kitchen.place.pk
        for url in (
            reverse("kitchen:today", args=[place]),
            reverse("kitchen:shelf", args=[place]),
            reverse("kitchen:hold", args=[place]),
            reverse("oversight:incidents"),
        ):
            shown = client.get(url).content.decode()
            assert [word for word in (SECRET, act_words) if word in shown] == []
        boxes = RetainedSample.objects.filter(place=sister.kitchen.place)
        urls = [reverse("kitchen:destruction", args=[place, box.record_id]) for box in boxes]
        told = "".join(client.get(url).content.decode() for url in urls)
        assert day.kitchen.place.name in told
        assert [word for word in (SECRET, act_words) if word in told] == []


class TestTheList:
    def test_open_ones_come_first_and_the_clock_runs_for_them_only(
        self, cast: Cast, day: KitchenDay, incident: UUID, manager: Client
    ) -> None:
        older = lived(cast, 3, dishes=1)
        over = suspected(older, key="older")
        sent = {"act_id": str(uuid4()), "finding": "not_established", "words": "Không rõ"}
        manager.post(deed(over, "dong"), sent)
        shown = manager.get(reverse("oversight:incidents")).content.decode()
        assert shown.index(page(incident)) < shown.index(page(over))
        assert shown.count("Đã mở") == 1
        assert "1 vụ đang mở" in shown

    def test_says_so_when_nothing_is_open(self, manager: Client) -> None:
        shown = manager.get(reverse("oversight:incidents")).content.decode()
        assert "Không có vụ nghi ngộ độc nào đang mở" in shown


def test_what_came_late_from_an_offline_phone_says_so(
    day: KitchenDay, incident: UUID, manager: Client
) -> None:
    Hold.objects.update(received_at=day.at(14, 0) + timedelta(hours=3))
    assert "Điện thoại mất mạng" in manager.get(page(incident)).content.decode()
