"""The words of the rules about XML: sound and harmless text, and the form of EPCIS XML."""

from nguon.core.epcis.rule import EPCIS, Rule

_XML = "XML 1.0"
_BINDING = f"{EPCIS} §9.5"

XML_RULES: dict[str, Rule] = {
    "xml-syntax": Rule(
        f"{_XML} §2.1",
        False,
        "Không phải XML: {got}.",
        "Not XML: {got}.",
        "Hãy sửa văn bản ở dòng và cột đã nêu rồi gửi lại.",
        "Correct the text at that line and column and send it again.",
    ),
    "xml-encoding": Rule(
        f"{_XML} §4.3.3",
        False,
        "Không đọc được bảng mã: cần UTF-8, UTF-16 hoặc ISO-8859-1, nhận được {got}.",
        "Unreadable encoding: expected UTF-8, UTF-16 or ISO-8859-1, got {got}.",
        "Hãy lưu tệp với bảng mã UTF-8 rồi gửi lại.",
        "Save the file as UTF-8 and send it again.",
    ),
    "xml-too-long": Rule(
        f"{_XML} §2.1",
        False,
        "Văn bản quá dài: tối đa {expected} byte, nhận được {got}.",
        "Text too long: at most {expected} bytes, got {got}.",
        "Hãy chia thành nhiều tài liệu nhỏ hơn.",
        "Split it into smaller documents.",
    ),
    "xml-too-deep": Rule(
        f"{_XML} §2.1",
        False,
        "Lồng quá sâu: tối đa {expected} tầng.",
        "Nested too deeply: at most {expected} levels.",
        "Hãy bỏ bớt các tầng lồng nhau.",
        "Take away some of the nesting.",
    ),
    "xml-too-large": Rule(
        f"{_XML} §2.1",
        False,
        "Có một tên, một thuộc tính hoặc một đoạn chữ quá lớn: {got}.",
        "A name, an attribute or a text is too large: {got}.",
        "Mỗi đoạn chữ hoặc thuộc tính không được quá mười triệu ký tự, mỗi tên không quá năm mươi"
        " nghìn ký tự.",
        "Keep each text and attribute below ten million characters, each name below fifty"
        " thousand.",
    ),
    "xml-too-many-namespaces": Rule(
        "Namespaces in XML §3",
        False,
        "Quá nhiều không gian tên: tối đa {expected}.",
        "Too many namespaces: at most {expected}.",
        "Hãy khai báo mỗi không gian tên một lần, ở phần tử gốc.",
        "Declare each namespace once, at the root element.",
    ),
    "xml-too-many-attributes": Rule(
        f"{_XML} §3.1",
        False,
        "Phần tử này có quá nhiều thuộc tính: tối đa {expected}.",
        "This element has too many attributes: at most {expected}.",
        "Hãy ghi dữ liệu riêng thành phần tử con.",
        "Write data of your own as elements.",
    ),
    "xml-dtd": Rule(
        f"{_XML} §2.8",
        False,
        "Không nhận khai báo DTD, thực thể hay tệp bên ngoài.",
        "DTD declarations, entities and external files are not taken.",
        "Hãy bỏ phần khai báo trong <!DOCTYPE …>; EPCIS không dùng đến nó.",
        "Take the declarations out of <!DOCTYPE …>; EPCIS has no use for them.",
    ),
    "xml-root": Rule(
        _BINDING,
        False,
        "Không phải tài liệu EPCIS: cần {expected}, nhận được {got}.",
        "Not an EPCIS document: expected {expected}, got {got}.",
        "Hãy gửi EPCISDocument hoặc EPCISQueryDocument của EPCIS 2.0, hoặc EPCISDocument của"
        " EPCIS 1.2.",
        "Send an EPCISDocument or EPCISQueryDocument of EPCIS 2.0, or an EPCISDocument of"
        " EPCIS 1.2.",
    ),
    "xml-element-unknown": Rule(
        _BINDING,
        False,
        "Không có phần tử «{got}» ở đây.",
        "There is no element “{got}” here.",
        "Ở đây có thể là: {expected}. Phần tử riêng phải thuộc không gian tên của mình.",
        "Here may stand: {expected}. An element of your own needs a namespace of its own.",
    ),
    "xml-element-order": Rule(
        _BINDING,
        False,
        "Phần tử «{got}» đứng sai chỗ hoặc xuất hiện lần nữa.",
        "The element “{got}” stands in the wrong place, or again.",
        "XML của EPCIS có thứ tự cố định; ở đây có thể là: {expected}.",
        "The order of EPCIS XML is fixed; here may stand: {expected}.",
    ),
    "xml-element-missing": Rule(
        _BINDING,
        False,
        "Thiếu phần tử {expected}.",
        "The element {expected} is missing.",
        "Hãy bổ sung {expected} vào đúng chỗ.",
        "Add {expected} in its place.",
    ),
    "xml-attribute-missing": Rule(
        _BINDING,
        False,
        "Thiếu thuộc tính {expected}.",
        "The attribute {expected} is missing.",
        "Hãy bổ sung {expected}.",
        "Add {expected}.",
    ),
    "xml-attribute-unknown": Rule(
        _BINDING,
        False,
        "Phần tử này không có thuộc tính «{got}».",
        "This element has no attribute “{got}”.",
        "Hãy bỏ thuộc tính đó.",
        "Take the attribute out.",
    ),
    "xml-text": Rule(
        _BINDING,
        False,
        "Ở đây chỉ có phần tử, không có chữ: «{got}».",
        "Only elements stand here, no text: “{got}”.",
        "Hãy bỏ đoạn chữ đó hoặc đặt nó vào phần tử của nó.",
        "Take the text out, or put it into its element.",
    ),
    "xml-value": Rule(
        "XML Schema Part 2",
        False,
        "Không phải {expected}: «{got}».",
        "Not {expected}: “{got}”.",
        "Hãy ghi lại giá trị này.",
        "Write the value again.",
    ),
    "xml-cannot-say": Rule(
        _BINDING,
        False,
        "XML không ghi được nội dung này: «{got}».",
        "XML has no way to say this: “{got}”.",
        "Hãy yêu cầu tài liệu này ở dạng JSON.",
        "Ask for this document as JSON.",
    ),
}
