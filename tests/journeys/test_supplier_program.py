"""A cooperative's program tells where the greens grew; the kitchen receives that very lot."""

import json
from datetime import timedelta

import httpx
import pytest

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.rules.lots import own_class
from tests.journeys.conftest import PhoneOf

pytestmark = pytest.mark.journey

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"


def document(cast: Cast, lot: str) -> bytes:
    """Harvested the day before yesterday, shipped to the kitchen an hour ago."""
    coop, kitchen = cast.suppliers["htx"], cast.kitchens[3].place
    field, packing = coop.places["field"].identifier, coop.places["packing"].identifier
    now = clock.now()
    common = {"type": "ObjectEvent", "eventTimeZoneOffset": "+07:00"}
    amount = [{"epcClass": lot, "quantity": 40, "uom": "KGM"}]
    events = [
        {
            **common,
            "eventTime": (now - timedelta(days=2)).isoformat(),
            "action": "ADD",
            "bizStep": "commissioning",
            "readPoint": {"id": field},
            "bizLocation": {"id": field},
            "quantityList": amount,
            "nguon:name": "Rau ngót ruộng Đội 4",
        },
        {
            **common,
            "eventTime": (now - timedelta(hours=1)).isoformat(),
            "action": "OBSERVE",
            "bizStep": "shipping",
            "readPoint": {"id": packing},
            "quantityList": amount,
            "sourceList": [{"type": "possessing_party", "source": coop.organisation.identifier}],
            "destinationList": [{"type": "location", "destination": kitchen.identifier}],
        },
    ]
    return json.dumps(
        {
            "@context": [CONTEXT, {"nguon": "https://id.nguon.example/voc/"}],
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": now.isoformat(),
            "epcisBody": {"eventList": events},
        }
    ).encode()


def test_a_captured_lot_is_traced_from_the_kitchen_to_the_field(
    phone_of: PhoneOf, cast: Cast, address: str
) -> None:
    kitchen, lot = cast.kitchens[3], own_class("5d1f0f56-0a55-4b3f-9a3e-6b1f43b0c001", "lot").uri
    sent = {
        "content": document(cast, lot),
        "headers": {"content-type": "application/ld+json"},
        "url": f"{address}/capture",
    }
    assert httpx.post(**sent).status_code == 401
    sent["headers"] |= {"authorization": f"Bearer {cast.suppliers['htx'].api_key}"}
    taken = httpx.post(**sent)
    assert taken.status_code == 202
    officer = phone_of("officer")
    officer.sign_in(kitchen.people["health_officer"])
    officer.open(f"/bep/{kitchen.place.pk}/nhan-hang/")
    officer.page.get_by_role("searchbox").fill("thanh yên")
    officer.press("Tìm")
    officer.follow("Hợp tác xã Rau an toàn Thanh Yên")
    officer.write("Tên thực phẩm", "Rau ngót")
    officer.choose("Loại thực phẩm", "Thực phẩm tươi sống, đông lạnh")
    officer.write("Khối lượng nhận", "40")
    officer.choose("Đơn vị", "kg")
    officer.choose("Cảm quan", "Đạt")
    officer.choose("Xét nghiệm nhanh", "Đạt")
    officer.choose("Quyết định", "Nhận")
    officer.choose("Giờ hàng đến", "Vừa xong")
    officer.write("Mã lô trên hàng", lot)
    officer.press("Lưu mặt hàng này")
    officer.reads("Đã ghi Rau ngót.")
    officer.open(f"/truy-vet/?code={lot}")
    officer.reads("Rau ngót ruộng Đội 4", "Hợp tác xã Rau an toàn Thanh Yên")
    officer.unfold("Nơi đã nhận")
    officer.reads(kitchen.place.name, "40 kg")
    officer.unfold("Diễn biến theo thời gian")
    officer.reads("Ruộng rau Đội 4, Thanh Yên")
    officer.look("trace")
