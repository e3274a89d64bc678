"""What a person reads: both languages, the place, what to do."""

import re

import pytest

from nguon.core.epcis import Problem, parse_document, validate
from nguon.core.epcis.messages import RULES
from nguon.core.epcis.rule import Rule

FIELDS = ("message_vi", "message_en", "remedy_vi", "remedy_en")
VIETNAMESE = re.compile(
    r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I
)


def test_every_rule_has_its_words_in_both_languages() -> None:
    texts = {
        f"{code} {field}": getattr(rule, field) for code, rule in RULES.items() for field in FIELDS
    }
    ends = (".", "…", "}")
    assert [name for name, text in texts.items() if text.strip() != text] == []
    assert [name for name, text in texts.items() if not text.endswith(ends)] == []
    vietnamese = {name for name, text in texts.items() if VIETNAMESE.search(text)}
    assert vietnamese == {name for name in texts if name.endswith("_vi")}
    assert [code for code, rule in RULES.items() if not rule.clause] == []


def test_both_languages_say_the_same_things() -> None:
    vietnamese = {code: words_of(rule, "vi") for code, rule in RULES.items()}
    assert vietnamese == {code: words_of(rule, "en") for code, rule in RULES.items()}


def words_of(rule: Rule, language: str) -> set[str]:
    text = getattr(rule, f"message_{language}") + getattr(rule, f"remedy_{language}")
    return {word.removesuffix(f"_{language}") for word in re.findall(r"\{(\w+)\}", text)}


def test_a_problem_tells_where_what_and_what_to_do() -> None:
    data = (
        b'{"@context": [], "type": "ObjectEvent", "action": "ADD", "epcList": [5], '
        b'"eventTime": "2026-11-21T06:45:00", "eventTimeZoneOffset": "+07:00"}'
    )
    number, time = validate(parse_document(data))
    assert (number.path, number.rule) == ("/epcList/0", "wrong-type (EPCIS 2.0 §9.4)")
    assert number.message() == "Sai kiểu dữ liệu: cần chữ, nhận được số."
    assert number.message("en") == "Wrong type: expected text, got number."
    assert time.message("vi") == "Thời điểm «2026-11-21T06:45:00» không có múi giờ."
    assert time.remedy("vi") == "Hãy thêm múi giờ, ví dụ 2026-11-21T06:45:00+07:00."
    assert str(time) == (
        "/eventTime: The time “2026-11-21T06:45:00” has no offset."
        " Add the offset, for example 2026-11-21T06:45:00+07:00."
    )


def test_a_wrong_key_says_what_gs1_says_of_it() -> None:
    data = (
        b'{"@context": [], "type": "ObjectEvent", "action": "ADD", '
        b'"epcList": ["https://id.gs1.org/01/08931234567890/21/1"], '
        b'"eventTime": "2026-11-21T06:45:00Z", "eventTimeZoneOffset": "+07:00"}'
    )
    (problem,) = validate(parse_document(data))
    assert "7" in problem.message_vi
    assert problem.message_vi.startswith("Mã GS1 sai: ")
    assert problem.message_en.startswith("Wrong GS1 identifier: Not a GTIN: expected check digit 7")


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("urn:epcglobal:cbv:bizstep:shipping", "Hãy ghi «shipping»."),
        (
            "urn:epcglobal:cbv:bizstep:steaming",
            "Hãy ghi «https://ref.gs1.org/cbv/BizStep-steaming».",
        ),
        (
            "urn:epcglobal:cbv:disp:active",
            "Hãy dùng từ trong danh mục CBV, hoặc URI đầy đủ của riêng mình.",
        ),
    ],
)
def test_a_word_spelt_out_comes_with_what_to_write(text: str, remedy: str) -> None:
    data = (
        b'{"@context": [], "type": "ObjectEvent", "action": "ADD", "epcList": ["urn:x:y"], '
        b'"bizStep": "%s", "eventTime": "2026-11-21T06:45:00Z", "eventTimeZoneOffset": "+07:00"}'
    )
    (problem,) = validate(parse_document(data % text.encode()))
    assert problem.remedy_vi == remedy


def test_a_long_text_is_shown_shortened() -> None:
    problem = Problem("/x", "uri-form", got="x" * 10_000)
    assert problem.message_en == f"Not a URI: “{'x' * 200}…”."


def test_what_was_sent_is_never_read_as_a_template() -> None:
    problem = Problem("/x", "word", expected="bizStep", got="{expected}{remedy}")
    assert (
        problem.message_en == "“{expected}{remedy}” is not one of the standard values of bizStep."
    )


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("", None),
        ("/schemaVersion", None),
        ("/epcisBody/eventList", None),
        ("/epcisBody/eventList/12/bizStep", 12),
        ("/epcisBody/queryResults/resultsBody/eventList/0", 0),
        ("/ex:own/eventList/²", None),
    ],
)
def test_a_problem_knows_its_event(path: str, number: int | None) -> None:
    assert Problem(path, "word").event_number == number


def test_a_mistyped_identifier_of_our_own_is_refused_when_we_say_which_hosts_are_ours() -> None:
    data = (
        b'{"@context": [], "type": "ObjectEvent", "action": "ADD", '
        b'"epcList": ["https://nguon.example/obj/00000000A"], '
        b'"eventTime": "2026-11-21T06:45:00Z", "eventTimeZoneOffset": "+07:00"}'
    )
    document = parse_document(data)
    assert validate(document) == []
    (problem,) = validate(document, own_hosts=frozenset(["nguon.example"]))
    assert (problem.path, problem.code) == ("/epcList/0", "identifier")
