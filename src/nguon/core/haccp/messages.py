"""What each reason says, in Vietnamese and in English."""

from typing import Final, Literal

Language = Literal["vi", "en"]

MESSAGES: Final[dict[str, dict[Language, str]]] = {
    "no_limit": {
        "vi": "Không có quy định «{name}» nào có hiệu lực vào {on}.",
        "en": "No rule in force on {on} gives «{name}».",
    },
    "no_clock": {
        "vi": "Thiếu thời điểm: cần giờ điện thoại hoặc giờ máy chủ.",
        "en": "No time told: expected the phone's clock, the server's, or both.",
    },
    "negative_portions": {
        "vi": "Số suất không thể âm: nhận được {portions}.",
        "en": "Portions cannot be negative: got {portions}.",
    },
    "negative_amount": {
        "vi": "Lượng mẫu không thể âm: nhận được {amount}.",
        "en": "A sample cannot be negative: got {amount}.",
    },
    "sample_owed": {
        "vi": "Bữa {portions} suất (từ {threshold} suất) phải lưu mẫu món này.",
        "en": "A meal of {portions} portions (from {threshold}) owes a sample of this dish.",
    },
    "sample_owed_portions_unknown": {
        "vi": "Chưa biết số suất nên vẫn phải lưu mẫu (quy định từ {threshold} suất).",
        "en": "Portions are not known, so a sample is owed (the rule starts at {threshold}).",
    },
    "below_sample_portions": {
        "vi": "Bữa {portions} suất, dưới {threshold}: không bắt buộc lưu mẫu.",
        "en": "A meal of {portions} portions, below {threshold}: no sample is owed.",
    },
    "dish_stopped": {
        "vi": "Món đã bị dừng, không phục vụ.",
        "en": "The dish was stopped and is not served.",
    },
    "amount_not_measured": {
        "vi": "Mẫu chưa được cân, đong.",
        "en": "The sample was not weighed or measured.",
    },
    "amount_wrong_unit": {
        "vi": "Mẫu phải đo bằng {expected}, không phải {got}.",
        "en": "The sample is to be measured in {expected}, not {got}.",
    },
    "amount_enough": {
        "vi": "Đủ: {amount} {unit} (tối thiểu {minimum} {unit}).",
        "en": "Enough: {amount} {unit} (at least {minimum} {unit}).",
    },
    "amount_short": {
        "vi": "Thiếu {shortfall} {unit}: mẫu {amount} {unit}, tối thiểu {minimum} {unit}.",
        "en": "{shortfall} {unit} short: {amount} {unit}, at least {minimum} {unit}.",
    },
    "sampled_after_eating_started": {
        "vi": "Lấy mẫu sau khi đã bắt đầu ăn {late}.",
        "en": "Sampled {late} after eating had started.",
    },
    "sampled_after_transport": {
        "vi": "Lấy mẫu sau khi thức ăn đã chuyển đi {late}.",
        "en": "Sampled {late} after the food had left the kitchen.",
    },
    "held_suspicion": {
        "vi": "Không được hủy: mẫu bị giữ vì nghi ngộ độc từ {since}.",
        "en": "Must not be destroyed: held on suspicion of poisoning since {since}.",
    },
    "held_authority": {
        "vi": "Không được hủy: cơ quan chức năng yêu cầu giữ mẫu từ {since}.",
        "en": "Must not be destroyed: held at the request of an authority since {since}.",
    },
    "held_other": {
        "vi": "Không được hủy: mẫu đang bị giữ từ {since}.",
        "en": "Must not be destroyed: on hold since {since}.",
    },
    "before_legal_period": {
        "vi": "Quy định lưu ít nhất {period}, bếp lưu {keep}; sớm nhất {earliest}.",
        "en": "The law asks for at least {period}, this kitchen keeps samples {keep}; "
        "earliest {earliest}.",
    },
    "before_kitchen_period": {
        "vi": "Đã đủ thời gian theo luật nhưng bếp lưu {period}; sớm nhất {earliest}.",
        "en": "The legal period has passed, but this kitchen keeps samples {period}; "
        "earliest {earliest}.",
    },
    "may_be_destroyed": {
        "vi": "Được hủy từ {since}.",
        "en": "May be destroyed since {since}.",
    },
    "destroyed_under_hold": {
        "vi": "Mẫu bị hủy lúc {destroyed} khi đang có lệnh giữ từ {since}.",
        "en": "Destroyed at {destroyed} under a hold open since {since}.",
    },
    "destroyed_too_soon": {
        "vi": "Mẫu bị hủy sau {kept}, chưa đủ {period}.",
        "en": "Destroyed after {kept}, before the legal {period}.",
    },
    "recorded_on_time": {"vi": "Ghi đúng lúc.", "en": "Recorded on time."},
    "recorded_within_hours": {
        "vi": "Ghi muộn {late} dù có mạng.",
        "en": "Recorded {late} late although online.",
    },
    "recorded_within_hours_offline": {
        "vi": "Gửi muộn {late} vì mất mạng.",
        "en": "Received {late} late because the phone was offline.",
    },
    "recorded_same_day": {
        "vi": "Ghi muộn {late} trong ngày dù có mạng.",
        "en": "Recorded {late} late, the same day, although online.",
    },
    "recorded_same_day_offline": {
        "vi": "Gửi muộn {late} trong ngày vì mất mạng.",
        "en": "Received {late} late, the same day, because the phone was offline.",
    },
    "recorded_later": {
        "vi": "Ghi bù sau {late}, không phải trong ngày, dù có mạng.",
        "en": "Entered {late} later, not on the day, although online.",
    },
    "recorded_later_offline": {
        "vi": "Gửi sau {late}, không phải trong ngày, vì mất mạng.",
        "en": "Received {late} later, not on the day, because the phone was offline.",
    },
    "claims_future": {
        "vi": "Giờ khai sau giờ máy chủ nhận {ahead}: việc chưa thể xảy ra.",
        "en": "Claims a time {ahead} after its receipt.",
    },
    "clock_fast": {
        "vi": "Đồng hồ điện thoại nhanh {offset}.",
        "en": "The phone's clock is {offset} fast.",
    },
    "clock_slow": {
        "vi": "Đồng hồ điện thoại chậm {offset}.",
        "en": "The phone's clock is {offset} slow.",
    },
    "clock_future": {
        "vi": "Giờ khai ở tương lai {ahead}.",
        "en": "The claimed time lies {ahead} in the future.",
    },
    "clock_backwards": {
        "vi": "Đồng hồ điện thoại chạy lùi {back} so với lần ghi trước.",
        "en": "The phone's clock went back {back} since the record before.",
    },
    "core_not_measured": {
        "vi": "Chưa đo nhiệt độ tâm (cần từ {limit} °C).",
        "en": "Core temperature not measured ({limit} °C or more proves cooking).",
    },
    "core_proves_cooking": {
        "vi": "Nhiệt độ tâm {celsius} °C, đạt (từ {limit} °C).",
        "en": "Core {celsius} °C proves cooking ({limit} °C or more).",
    },
    "core_too_low": {
        "vi": "Nhiệt độ tâm {celsius} °C, chưa đạt {limit} °C.",
        "en": "Core {celsius} °C is below {limit} °C.",
    },
    "storage_not_measured": {"vi": "Chưa đo nhiệt độ.", "en": "Temperature not measured."},
    "storage_within": {
        "vi": "{celsius} °C, trong khoảng {lowest} đến {highest} °C.",
        "en": "{celsius} °C, within {lowest} to {highest} °C.",
    },
    "storage_too_warm": {
        "vi": "{celsius} °C, nóng hơn {highest} °C.",
        "en": "{celsius} °C, warmer than {highest} °C.",
    },
    "storage_too_cold": {
        "vi": "{celsius} °C, lạnh hơn {lowest} °C.",
        "en": "{celsius} °C, colder than {lowest} °C.",
    },
    "storage_hotter_but_safe": {
        "vi": "{celsius} °C, nóng hơn {highest} °C nhưng an toàn.",
        "en": "{celsius} °C, hotter than {highest} °C but safe.",
    },
    "storage_colder_but_safe": {
        "vi": "{celsius} °C, lạnh hơn {lowest} °C nhưng an toàn.",
        "en": "{celsius} °C, colder than {lowest} °C but safe.",
    },
    "holding_unknown": {
        "vi": "Chưa biết thời gian từ nấu xong đến khi ăn.",
        "en": "The time from cooked to eaten is not known yet.",
    },
    "holding_within": {
        "vi": "Nấu xong đến khi ăn {took}, trong {limit}.",
        "en": "Cooked to eaten {took}, within {limit}.",
    },
    "holding_too_long": {
        "vi": "Nấu xong đến khi ăn {took}, quá {limit} là {over}.",
        "en": "Cooked to eaten {took}: {over} over {limit}.",
    },
    "holding_backwards": {
        "vi": "Giờ ăn sớm hơn giờ nấu xong {by}.",
        "en": "Eaten {by} before it was cooked.",
    },
    "transport_too_long": {
        "vi": "Vận chuyển đến khi ăn {took}, quá {limit} là {over}.",
        "en": "Transport to eaten {took}: {over} over {limit}.",
    },
    "transport_backwards": {
        "vi": "Giờ ăn sớm hơn giờ chuyển đi {by}.",
        "en": "Eaten {by} before it left the kitchen.",
    },
    "check_failed": {"vi": "Kiểm tra không đạt.", "en": "The check failed."},
    "rejected_lot_used": {
        "vi": "Món dùng lô hàng đã kiểm tra không đạt.",
        "en": "The dish uses a lot that failed inspection.",
    },
    "lots_without_inspection": {
        "vi": "{count} lô trong món chưa được kiểm tra bước 1.",
        "en": "{count} lots in the dish have no step 1 inspection.",
    },
    "never_recorded": {
        "vi": "Không có bản ghi; hạn là {due}.",
        "en": "Never recorded; it was due at {due}.",
    },
    "not_yet_done": {"vi": "Quá hạn {late}.", "en": "Overdue by {late}."},
    "done_after_due": {"vi": "Làm sau hạn {late}.", "en": "Done {late} after it was due."},
}
