import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.quantities import Quantity, find_quantities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("trả lại 30 kg giò", [("30", "30", "KGM")]),
        ("tủ ở 4,2 °C lúc 6 giờ", [("4.2", "4.2", "CEL"), ("6", "6", "HUR")]),
        ("giữ ở 2–8 °C", [("2", "8", "CEL")]),
        ("giữ ở 2-8°C", [("2", "8", "CEL")]),
        ("tủ đông -18…-10 °C", [("-18", "-10", "CEL")]),
        ("ở -18 °C", [("-18", "-18", "CEL")]),
        ("từ 0,5 đến 1,0 ha", [("0.5", "1.0", "HAR")]),
        ("trên 55% GRDP", [("55", "55", "P1")]),
        ("1.234,5 kg gạo", [("1234.5", "1234.5", "KGM")]),
        ("2 yến khoai", [("20", "20", "KGM")]),
        ("910 suất ăn", [("910", "910", "PTN")]),
        ("mẫu ≥100 g, canh ≥150 ml", [("100", "100", "GRM"), ("150", "150", "MLT")]),
        ("910 học sinh", []),
        ("lô A12kg", []),
        ("5 kgx", []),
        ("1,234.5 kg", []),
        ("", []),
    ],
)
def test_amounts_in_running_text_are_found(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(m.low, m.high) for m in find_quantities(text)] == [
        (Quantity.of(low, code), Quantity.of(high, code)) for low, high, code in found
    ]


def test_a_mention_says_where_it_stands() -> None:
    text = "trả lại 30 kg giò"
    (mention,) = find_quantities(text)
    assert text[mention.start : mention.end] == "30 kg"


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("0123456789.,-– kg°CđếnmlA%\u00a0")) | st.text())
def test_any_text_is_searched_without_a_crash(text: str) -> None:
    for mention in find_quantities(text):
        assert mention.start < mention.end
