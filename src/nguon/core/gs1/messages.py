"""Both texts of every complaint: `Not WHAT: expected EXPECTED, got GOT.` and what to do now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Wording(NamedTuple):
    """The parts of a sentence in one language; braces take the error's arguments."""

    expected: str
    got: str = "{got}"
    remedy: str = ""


_FRAMES = {
    "vi": "Không phải {what}: cần {expected}, nhận được {got}.",
    "en": "Not {what}: expected {expected}, got {got}.",
}

# Names of things: Vietnamese, English with its article. A name not listed here stands for itself.
_NAMES = {
    "AI": ("giá trị của AI ({ai}) {title}", "a value of AI ({ai}) {title}"),
    "CPID": ("CPID", "a CPID"),
    "CPID SERIAL": ("số sê-ri của CPID", "a CPID serial number"),
    "CPV": ("biến thể sản phẩm (CPV)", "a consumer product variant (CPV)"),
    "DIGITAL LINK": ("GS1 Digital Link", "a GS1 Digital Link"),
    "ELEMENT STRING": ("chuỗi phần tử GS1", "a GS1 element string"),
    "EPC URN": ("URN EPC", "an EPC URN"),
    "GCN": ("GCN", "a GCN"),
    "GDTI": ("GDTI", "a GDTI"),
    "GIAI": ("GIAI", "a GIAI"),
    "GINC": ("GINC", "a GINC"),
    "GLN": ("GLN", "a GLN"),
    "GLN EXTENSION": ("phần mở rộng của GLN", "a GLN extension"),
    "GMN": ("GMN", "a GMN"),
    "GRAI": ("GRAI", "a GRAI"),
    "GSIN": ("GSIN", "a GSIN"),
    "GSRN": ("GSRN", "a GSRN"),
    "GSRNP": ("GSRN của bên cung cấp", "a GSRN of a provider"),
    "GTIN": ("GTIN", "a GTIN"),
    "GTIN-8": ("GTIN-8", "a GTIN-8"),
    "GTIN-12": ("GTIN-12", "a GTIN-12"),
    "GTIN-13": ("GTIN-13", "a GTIN-13"),
    "ITIP": ("ITIP", "an ITIP"),
    "LGTIN": ("GTIN kèm số lô", "a GTIN with a lot"),
    "LOT": ("số lô", "a lot number"),
    "OWN ID": ("mã tự cấp", "an own identifier"),
    "PGLN": ("GLN của tổ chức", "a GLN of a party"),
    "RCN": ("mã lưu hành hạn chế", "a restricted circulation number"),
    "REF No.": ("số tham chiếu thanh toán", "a payment reference number"),
    "SERIAL": ("số sê-ri", "a serial number"),
    "SGLN": ("GLN kèm phần mở rộng", "a GLN with an extension"),
    "SGTIN": ("GTIN kèm số sê-ri", "a GTIN with a serial number"),
    "SRIN": ("SRIN", "an SRIN"),
    "SSCC": ("SSCC", "an SSCC"),
    "TPX": ("số sê-ri do bên thứ ba cấp", "a third-party serial number"),
    "UIC+EXT": ("UIC+EXT", "a UIC+EXT"),
    "UPUI": ("UPUI", "a UPUI"),
}

# What zint says most often when a value is wrong; the rest stays in its English.
_ZINT_IN_VIETNAMESE = (
    ("position", "vị trí"),
    ("Invalid month", "tháng không có thật"),
    ("Invalid day", "ngày không có thật"),
    ("Invalid hour of day", "giờ không có thật"),
    ("Invalid minutes in the hour", "phút không có thật"),
    ("Invalid seconds in the minute", "giây không có thật"),
    ("Unknown country code", "mã nước không có trong ISO 3166"),
    ("Unknown currency code", "mã tiền tệ không có trong ISO 4217"),
    ("Invalid package type", "loại bao gói không có trong danh mục"),
    ("Invalid data length", "sai độ dài"),
    ("Bad checksum", "sai số kiểm tra"),
    ("expected", "phải là"),
)

_LABEL_VI = "Hãy đối chiếu lại với nhãn."
_LABEL_EN = "Compare it with the label."
_QUOTED = "“{got}”"

_WORDINGS: dict[str, tuple[Wording, Wording]] = {
    "digits": (Wording("{length} chữ số ASCII"), Wording("{length} ASCII digits")),
    "not_digits": (
        Wording("{length} chữ số ASCII", _QUOTED),
        Wording("{length} ASCII digits", _QUOTED),
    ),
    "check_digit": (
        Wording("số kiểm tra {digit}", "{got}", _LABEL_VI),
        Wording("check digit {digit}", "{got}", _LABEL_EN),
    ),
    "check_pair": (
        Wording("cặp ký tự kiểm tra {pair}", "{got}", _LABEL_VI),
        Wording("check characters {pair}", "{got}", _LABEL_EN),
    ),
    "length": (
        Wording("{minimum} đến {maximum} ký tự", "{got}"),
        Wording("{minimum} to {maximum} characters", "{got}"),
    ),
    "characters": (
        Wording("chỉ các ký tự của bộ {charset}", _QUOTED),
        Wording("characters of {charset} only", _QUOTED),
    ),
    "company_prefix": (
        Wording("mở đầu bằng mã doanh nghiệp GS1 (ít nhất {minimum} chữ số)", _QUOTED),
        Wording("to begin with a GS1 company prefix (at least {minimum} digits)", _QUOTED),
    ),
    "leading_zero": (
        Wording("chữ số đầu là 0", _QUOTED),
        Wording("a leading 0", _QUOTED),
    ),
    "no_leading_zero": (
        Wording("số không bắt đầu bằng 0", _QUOTED),
        Wording("a number without a leading 0", _QUOTED),
    ),
    "piece_of_total": (
        Wording("phần thứ mấy từ 01 đến tổng số phần", "{got}"),
        Wording("a piece number from 01 up to the total", "{got}"),
    ),
    "restricted": (
        Wording(
            "mã toàn cầu",
            "mã lưu hành hạn chế {got} (tiền tố {prefix}), chỉ có nghĩa trong nội bộ nơi cấp",
            "Hãy dùng GTIN của nhà sản xuất hoặc mã tự cấp.",
        ),
        Wording(
            "a global number",
            "restricted circulation number {got} (prefix {prefix}), which has a meaning "
            "only inside the company or region that issued it",
            "Use the manufacturer's GTIN or an own identifier.",
        ),
    ),
    "not_restricted": (
        Wording("tiền tố 02, 04, 20–29, hoặc 0 và 2 với mã 8 chữ số"),
        Wording("prefix 02, 04, 20–29, or 0 and 2 with 8 digits"),
    ),
    "coupon": (
        Wording("mã sản phẩm", "mã phiếu giảm giá {got} (tiền tố {prefix})"),
        Wording("a product number", "coupon number {got} (prefix {prefix})"),
    ),
    "refund_receipt": (
        Wording("mã sản phẩm", "mã phiếu hoàn tiền {got} (tiền tố {prefix})"),
        Wording("a product number", "refund receipt number {got} (prefix {prefix})"),
    ),
    "reserved_prefix": (
        Wording("tiền tố đã được GS1 cấp", "{got} (tiền tố {prefix} còn để dành)"),
        Wording("a prefix that GS1 allocates", "{got} (prefix {prefix} is reserved)"),
    ),
    "gtin_format": (
        Wording("số dài không quá {length} chữ số khi bỏ số 0 ở đầu"),
        Wording("a number of at most {length} digits without leading zeros"),
    ),
    "form": (Wording("dạng {form}", _QUOTED), Wording("the form {form}", _QUOTED)),
    "unknown_ai": (
        Wording("một AI có trong danh mục của GS1", "({got})"),
        Wording("an AI of the GS1 list", "({got})"),
    ),
    "value_form": (Wording("dạng {form}", _QUOTED), Wording("the form {form}", _QUOTED)),
    "value_rule": (
        Wording("giá trị đúng quy định của GS1 cho AI này", "“{got}” ({detail})"),
        Wording("a value that GS1 allows for this AI", "“{got}” ({detail})"),
    ),
    "repeated_ai": (
        Wording("mỗi AI một giá trị", "({ai}) hai lần với giá trị khác nhau"),
        Wording("one value for each AI", "({ai}) twice with different values"),
    ),
    "twice": (
        Wording("mỗi AI một lần", "({ai}) hai lần"),
        Wording("each AI once", "({ai}) twice"),
    ),
    "required_ai": (
        Wording("({ai}) đi cùng {needed}", "{got}"),
        Wording("({ai}) together with {needed}", "{got}"),
    ),
    "excluded_ai": (
        Wording("({ai}) không đi cùng ({other})", "cả hai"),
        Wording("({ai}) without ({other})", "both"),
    ),
    "scheme": (
        Wording("http:// hoặc https://, viết thường hoặc viết hoa cả", _QUOTED),
        Wording("http:// or https://, all lower or all upper case", _QUOTED),
    ),
    "host": (Wording("một tên miền", _QUOTED), Wording("a host name", _QUOTED)),
    "uri_characters": (
        Wording("ký tự được phép trong URI, ký tự khác viết dạng %XX", _QUOTED),
        Wording("characters allowed in a URI, others as %XX", _QUOTED),
    ),
    "no_key": (
        Wording("một khóa chính GS1 trong đường dẫn, ví dụ /01/", _QUOTED),
        Wording("a GS1 primary key in the path, such as /01/", _QUOTED),
    ),
    "path_order": (
        Wording(
            "({ai}) rồi đến {sequence}, theo đúng thứ tự đó",
            "{got}",
            "Hãy viết lại: {suggestion}",
        ),
        Wording("({ai}) then {sequence}, in that order", "{got}", "Write it as {suggestion}"),
    ),
    "not_qualifier": (
        Wording("sau ({ai}) chỉ có {sequence}", "({got})"),
        Wording("only {sequence} after ({ai})", "({got})"),
    ),
    "not_attribute": (
        Wording("({ai}) nằm trong đường dẫn, không nằm sau dấu ?", "?{ai}="),
        Wording("({ai}) in the path, not after the question mark", "?{ai}="),
    ),
    "urn_scheme": (
        Wording("một loại EPC có trong TDS", _QUOTED),
        Wording("an EPC scheme of the TDS", _QUOTED),
    ),
    "urn_parts": (
        Wording("urn:epc:…:{form}", _QUOTED),
        Wording("urn:epc:…:{form}", _QUOTED),
    ),
    "urn_digits": (
        Wording("mã doanh nghiệp và mã tham chiếu cộng lại {length} chữ số", "{got}"),
        Wording("company prefix and reference of {length} digits together", "{got}"),
    ),
    "urn_escape": (
        Wording('" % & / < > ? viết dạng %XX', _QUOTED),
        Wording('" % & / < > ? written as %XX', _QUOTED),
    ),
    "prefix_length": (
        Wording(
            "độ dài mã doanh nghiệp GS1, mà bảng đang dùng không có",
            "{got}",
            "Hãy dùng GS1 Digital Link, dạng này không cần độ dài đó.",
        ),
        Wording(
            "the length of the GS1 company prefix, which the table in use does not know",
            "{got}",
            "Use the GS1 Digital Link instead, which does not need it.",
        ),
    ),
    "no_urn": (
        Wording("một khóa có dạng URN EPC", "{got}"),
        Wording("a key that has an EPC URN", "{got}"),
    ),
    "own_characters": (
        Wording("chữ số và chữ cái, trừ U", _QUOTED),
        Wording("digits and letters, without U", _QUOTED),
    ),
    "own_check": (
        Wording("ký tự kiểm tra {digit}", "{got}", _LABEL_VI),
        Wording("check character {digit}", "{got}", _LABEL_EN),
    ),
    "own_random": (
        Wording("ít nhất {length} byte ngẫu nhiên", "{got}"),
        Wording("at least {length} random bytes", "{got}"),
    ),
}


LONGEST_SHOWN = 400


def _wording(code: str, language: str) -> Wording:
    return _WORDINGS[code][language == "en"]


def _fill(text: str, arguments: Mapping[str, object]) -> str:
    """What came is shown short enough to be read: a refused text may be a megabyte."""
    return text.format_map({name: _shortened(value) for name, value in arguments.items()})


def _shortened(value: object) -> object:
    if not isinstance(value, str) or len(value) <= LONGEST_SHOWN:
        return value
    return f"{value[:LONGEST_SHOWN]}…"


def _name(what: str, language: str, arguments: Mapping[str, object]) -> str:
    name = _NAMES.get(what, (what, what))[language == "en"]
    return _fill(name, arguments) if "{" in name else name


def render_expected(code: str, language: str, arguments: Mapping[str, object]) -> str:
    return _fill(_wording(code, language).expected, arguments)


def render_got(code: str, language: str, arguments: Mapping[str, object]) -> str:
    if language == "vi" and "detail" in arguments:
        detail = str(arguments["detail"])
        for english, vietnamese in _ZINT_IN_VIETNAMESE:
            detail = detail.replace(english, vietnamese)
        arguments = {**arguments, "detail": detail}
    return _fill(_wording(code, language).got, arguments)


def render_message(code: str, language: str, what: str, arguments: Mapping[str, object]) -> str:
    sentence = _FRAMES[language].format(
        what=_name(what, language, arguments),
        expected=render_expected(code, language, arguments),
        got=render_got(code, language, arguments),
    )
    remedy = _fill(_wording(code, language).remedy, arguments)
    return f"{sentence} {remedy}" if remedy else sentence
