"""What one kitchen sends back, its sister knows before the same lorry comes to her door."""

from datetime import timedelta

import pytest

from nguon.food.kitchen.management.demo.cast import Cast
from tests.journeys.backstage import Backstage
from tests.phone import bodies
from tests.phone.conftest import CookOf
from tests.phone.fingers import Fingers
from tests.phone.kitchens import new_kitchen

pytestmark = pytest.mark.journey

MINUTE = timedelta(seconds=61)


def test_a_rejection_under_one_name_warns_who_buys_under_another(
    cook_of: CookOf, cast: Cast, backstage: Backstage
) -> None:
    """Both phones sleep until their next minute; no push, no reload."""
    household, company = cast.suppliers["thuong_lai"].names
    here, there = backstage(new_kitchen, cast), backstage(new_kitchen, cast)
    refuses, receives = cook_of("here", here), cook_of("there", there)
    hand = Fingers(receives)
    bought = bodies.delivery("Giò lụa", name_id=company.pk)
    receives.save("delivery_line", "giò", bought)
    receives.drain()
    receives.drained()
    receives.do("await nguon.loadKit()")
    of_them = "nguon.kit.value.warnings.filter((one) => one.organisation === x)"
    trader = str(company.organisation_id)
    assert receives.do(f"return {of_them}", trader) == []
    hand.go("#/nhan-hang")
    hand.reads_not(f"Giò lụa của {household.legal_name}")

    reason, own = "Mùi lạ", "ông Páo không nhận lỗi"
    words = f"{reason}; {own}"
    refuses.save(
        "delivery_line", "giò", bodies.rejected("Giò lụa", name_id=household.pk, reason=words)
    )
    refuses.drain()
    refuses.drained()

    receives.pass_time(MINUTE)
    receives.until("nguon.kit.value.warnings.some((one) => one.goods === 'Giò lụa')")
    assert len(receives.do(f"return {of_them}", trader)) == 1
    hand.reads("Bếp bạn vừa trả hàng")
    hand.go(f"#/nhan-hang/{company.pk}")
    hand.reads(f"Bếp bạn đã trả hàng: Giò lụa của {household.legal_name}", reason)
    hand.go(f"#/nhan-hang/{company.pk}/Gi%C3%B2%20l%E1%BB%A5a")
    hand.asked("Bếp bạn vừa báo")
    hand.reads(reason, here.place.name)
    hand.reads_not(own)
    hand.tap_exactly("Đã xem, nhận hàng tiếp")
    hand.asked("cân được bao nhiêu?")
