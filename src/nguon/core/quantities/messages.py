"""What a refused number, unit or amount says, in Vietnamese and in English."""

from typing import Final, Literal

Language = Literal["vi", "en"]

MESSAGES: Final[dict[str, dict[Language, str]]] = {
    "number_empty": {
        "vi": "Chưa có số: cần một số như «2,5», nhưng ô đang trống.",
        "en": "No number: expected one like «2,5», got nothing.",
    },
    "number_too_long": {
        "vi": "Số quá dài: tối đa {limit} ký tự, nhận được {length}.",
        "en": "Number too long: expected at most {limit} characters, got {length}.",
    },
    "number_english": {
        "vi": "«{text}» viết theo kiểu Anh (phẩy ngăn nghìn). Hãy viết kiểu Việt: «{instead}».",
        "en": "«{text}» is written the English way (comma for thousands). Write it the Vietnamese "
        "way: «{instead}».",
    },
    "number_two_commas": {
        "vi": "«{text}» có nhiều hơn một dấu phẩy: dấu phẩy chỉ đứng trước phần thập phân.",
        "en": "«{text}» has more than one comma: the comma only stands before the decimals.",
    },
    "number_groups": {
        "vi": "«{text}» ngăn nhóm sai: mỗi nhóm sau dấu ngăn phải có đúng 3 chữ số, như «1.234».",
        "en": "«{text}» is grouped wrongly: every group after a separator has exactly 3 digits, "
        "as in «1.234».",
    },
    "number_characters": {
        "vi": "«{text}» không phải là số: chỉ dùng chữ số 0–9, dấu phẩy thập phân, dấu chấm ngăn "
        "nghìn.",
        "en": "«{text}» is not a number: expected digits 0-9, a decimal comma, dots for thousands.",
    },
    "number_fraction": {
        "vi": "Phân số «{text}» không viết được thành số thập phân hữu hạn; hãy viết số thập phân.",
        "en": "The fraction «{text}» has no finite decimal form; write a decimal number.",
    },
    "number_not_finite": {
        "vi": "Không viết được «{text}»: cần một số hữu hạn.",
        "en": "Cannot write «{text}»: expected a finite number.",
    },
    "unit_missing": {
        "vi": "«{text}» chưa có đơn vị: hãy viết thêm, ví dụ «2,5 kg».",
        "en": "«{text}» has no unit: add one, for example «2,5 kg».",
    },
    "unit_unknown": {
        "vi": "Không biết đơn vị «{text}»: dùng kg, g, lạng, lít, ml, quả, hộp, gói… hoặc mã "
        "UN/ECE như KGM.",
        "en": "Unknown unit «{text}»: use kg, g, lạng, lít, ml, quả, hộp, gói… or a UN/ECE code "
        "such as KGM.",
    },
    "unit_ambiguous": {
        "vi": "«{text}» có thể là {choices}: hãy viết đủ dấu.",
        "en": "«{text}» may be {choices}: write it with its accents.",
    },
    "amount_missing": {
        "vi": "«{text}» chưa có số lượng: hãy viết thêm, ví dụ «2,5 kg».",
        "en": "«{text}» has no number: add one, for example «2,5 kg».",
    },
    "amount_trailing": {
        "vi": "«{text}»: không hiểu phần «{rest}» ở cuối; hãy viết «2,3 kg» hoặc «2 kg 300 g».",
        "en": "«{text}»: «{rest}» at the end is not understood; write «2,3 kg» or «2 kg 300 g».",
    },
    "amount_order": {
        "vi": "«{text}»: khi ghép đơn vị, đơn vị lớn đứng trước và cùng loại, như «2 kg 300 g».",
        "en": "«{text}»: in a joined amount the larger unit comes first and all measure the same, "
        "as in «2 kg 300 g».",
    },
    "dimension": {
        "vi": "Không đổi được {source} sang {target}: hai đơn vị đo hai thứ khác nhau.",
        "en": "Cannot convert {source} to {target}: they measure different things.",
    },
    "inexact": {
        "vi": "{value} {source} đổi sang {target} không ra số thập phân hữu hạn; hãy nêu số chữ "
        "số cần làm tròn.",
        "en": "{value} {source} in {target} has no finite decimal form; say how many places to "
        "round to.",
    },
}
