"""Few taps for what is done often; nothing is ticked for the cook; what is held is refused."""

import pytest
from playwright.sync_api import expect

from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.management.demo.cast import Cast, Kitchen
from tests.journeys.backstage import Backstage
from tests.phone.bodies import delivery
from tests.phone.book import entries_of
from tests.phone.conftest import CookOf
from tests.phone.fingers import Fingers
from tests.phone.kitchens import new_kitchen

pytestmark = pytest.mark.journey

COUNT = """
    document.body.dataset.taps = "";
    addEventListener("click", (tap) => {
        if (tap.isTrusted) document.body.dataset.taps += tap.target.closest(".pad") ? "w" : "t";
    }, true);
"""
"""A mark for each tap: w on the pad for the weight, t on anything else."""


FARMERS = "Hợp tác xã Rau an toàn Thanh Yên"
BUTCHERS = "Công ty TNHH Thịt sạch Mường Thanh"


def known_supplier(hand: Fingers, goods: str, name: str) -> int:
    """One that delivered these goods before; told by its number.

    Every kitchen knows them all, and a return warns of its supplier in every test after it.
    """
    name_id: int = hand.phone.do(
        "return nguon.kit.value.suppliers.find((one) => one.name === x).name_id", name
    )
    hand.phone.save("delivery_line", "earlier", delivery(goods, name_id=name_id))
    hand.phone.until("nguon.kit.value.lines.length === 1")
    return name_id


def test_a_known_line_of_goods_is_four_taps_and_its_weight(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    hand = Fingers(cook_of("quick", kitchen))
    name_id = known_supplier(hand, "Rau cải ngọt", FARMERS)  # nobody has warned of them so far
    hand.go("#/nhan-hang")
    hand.asked("Nhận hàng")
    hand.phone.do(COUNT)
    hand.tap("Rau cải ngọt")
    hand.asked("Rau cải ngọt: cân được bao nhiêu?")
    expect(hand.button("Tiếp")).to_have_count(0)  # nothing is answered for her
    hand.type_number("41")
    hand.tap_exactly("Tiếp")
    hand.answer("Nhìn, ngửi, sờ: có đạt không?", "Đạt")
    hand.answer("Xét nghiệm nhanh?", "Không làm")
    hand.answer("Nhận hay trả?", "Nhận")
    hand.asked("Nhận hàng")
    hand.reads("Nhận hàng: đã lưu trên máy")
    # The line, on from the weight, two checks, and the decision that saves.
    assert hand.phone.do("return document.body.dataset.taps") == "tww" + "t" + "ttt"
    hand.phone.drain()
    _earlier, line = backstage(entries_of, kitchen.place)
    assert {name: line.body[name] for name in ("amount", "source", "sensory", "decision")} == {
        "amount": "41",
        "source": {"name_id": name_id, "name": line.body["source"]["name"]},
        "sensory": "pass",
        "decision": "accepted",
    }


def test_a_return_reaches_the_neighbour_before_its_next_receiving(
    cook_of: CookOf, kitchen: Kitchen, cast: Cast, backstage: Backstage
) -> None:
    hand = Fingers(cook_of("here", kitchen))
    known_supplier(hand, "Giò lợn", FARMERS)
    hand.go("#/nhan-hang")
    hand.tap("Giò lợn")
    hand.type_number("30")
    hand.tap_exactly("Tiếp")
    hand.answer("Nhìn, ngửi, sờ: có đạt không?", "Không đạt")
    hand.answer("Xét nghiệm nhanh?", "Không làm")
    hand.answer("Nhận hay trả?", "Trả lại hết")
    hand.answer("Vì sao trả?", "Mùi lạ", "Không đủ lạnh", "Tiếp")
    hand.answer("Chụp ảnh chỗ hỏng", "Bỏ qua")
    hand.answer("Xem lại rồi lưu", "Lưu: Trả lại hết")
    hand.asked("Nhận hàng")
    hand.phone.drain()
    hand.phone.drained()
    returned = backstage(entries_of, kitchen.place)[-1].body
    assert (returned["rejection_reason"], returned["share"]) == ("Mùi lạ; Không đủ lạnh", True)

    next_door = backstage(new_kitchen, cast)
    other = Fingers(cook_of("there", next_door))
    known_supplier(other, "Giò lợn", FARMERS)
    other.go("#/nhan-hang")
    other.reads("Bếp bạn vừa trả hàng")
    other.tap("Giò lợn")
    other.asked("Bếp bạn vừa báo")
    other.reads("Mùi lạ; Không đủ lạnh", kitchen.place.name)
    other.tap("Đã xem, nhận hàng tiếp")
    other.asked("Giò lợn: cân được bao nhiêu?")


def test_a_held_lot_is_not_accepted_and_the_age_of_the_list_is_told(
    cook_of: CookOf, kitchen: Kitchen
) -> None:
    phone = cook_of("held", kitchen)
    hand = Fingers(phone)
    known_supplier(hand, "Giò lợn", BUTCHERS)
    lot = phone.do("const [line] = nguon.kit.value.lines; return [line.lot_uri, line.lot_code]")
    hold = {
        "held_at": "@now",
        "kind": "suspicion",
        "cause": "Ba em đau bụng",
        "lot_uris": [lot[0]],
    }
    phone.airplane(True)
    phone.save("hold", "hold", hold)
    hand.go("#/nhan-hang")
    hand.tap("Giò lợn")
    hand.type_number("12")
    hand.tap_exactly("Tiếp")
    hand.answer("Nhìn, ngửi, sờ: có đạt không?", "Đạt")
    hand.answer("Xét nghiệm nhanh?", "Không làm")
    hand.asked("Nhận hay trả?")
    hand.tap("Lô, tem, nơi sản xuất")
    hand.write("Mã lô trên hàng", lot[1])
    hand.tap_exactly("Tiếp")
    hand.reads("Lô này đang bị tạm giữ, không nhận", "Ba em đau bụng", "Danh sách cập nhật")
    accept = hand.page.get_by_role("button", name="Nhận", exact=True)
    expect(accept).to_be_disabled()
    expect(hand.button("Trả lại hết")).to_be_enabled()


def test_a_doubtful_temperature_asks_what_was_done_and_is_never_refused(
    cook_of: CookOf, kitchen: Kitchen, backstage: Backstage
) -> None:
    hand = Fingers(cook_of("warm", kitchen))
    hand.go(f"#/tu-lanh/{kitchen.fridges[FridgeKind.SAMPLE].pk}")
    hand.type_number("70")
    hand.tap_exactly("Tiếp")
    hand.answer("Ngoài mức. Đã làm gì?", "Bỏ qua")
    hand.answer("Xem lại rồi lưu", "Lưu nhiệt độ")
    hand.asked("Hôm nay,")
    hand.phone.drain()
    (entry,) = backstage(entries_of, kitchen.place)
    assert (entry.body["celsius"], "note" in entry.body) == ("70", False)


def test_a_wrong_pin_lets_nobody_in_and_a_name_without_one_says_so(
    cook_of: CookOf, kitchen: Kitchen
) -> None:
    hand = Fingers(cook_of("door", kitchen))
    hand.go("#/ai")
    hand.tap("Rời máy")
    hand.asked("Ai đang ghi?")
    hand.tap("Lò Thị Hặc")
    hand.reads("Người này chưa có mã PIN")
    hand.tap_exactly("Vào")
    hand.reads("Chào Lò Thị Hặc")
