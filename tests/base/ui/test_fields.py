"""What people write into the fields, and what becomes of it."""

from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from nguon.base.ui.fields import AmountField, PhotosField, VerdictField
from nguon.base.ui.widgets import DayInput, MomentInput, PeopleTiles, PhotoInput, Tiles

PASS_FAIL = [("pass", "Đạt"), ("fail", "Không đạt")]


class Form(forms.Form):
    senses = VerdictField(label="Cảm quan", choices=PASS_FAIL)
    amount = AmountField(label="Khối lượng", unit="kg", help_text="Cả bao bì")
    cooks = forms.MultipleChoiceField(
        label="Người nấu",
        choices=[("1", "Lò Thị Mai"), ("2", "Giàng A Sử")],
        widget=PeopleTiles(notes={"1": "Bếp trưởng"}),
        required=False,
    )
    clean_truck = forms.BooleanField(label="Xe sạch", required=False)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,5", Decimal("12.5")),
        ("12.5", Decimal("12.5")),
        (" 45 ", Decimal(45)),
        ("1.234,50", Decimal("1234.50")),
        ("0,1", Decimal("0.1")),
    ],
)
def test_an_amount_is_read_as_it_is_written_in_vietnam(text, number) -> None:
    assert AmountField().clean(text) == number


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("", "required", "Mục này chưa điền."),
        ("0", "too_small", "Cần số lớn hơn 0, đã ghi 0."),
        ("-3", "too_small", "Cần số lớn hơn 0, đã ghi -3."),
        ("1000,5", "too_large", "Cần không quá 1000, đã ghi 1000,5."),
        (
            "1.500",
            "number_two_readings",
            "«1.500» có thể là hai số: hãy viết 1500 hoặc 1,500.",
        ),
    ],
)
def test_an_amount_that_cannot_be_taken_says_why(text, code, sentence) -> None:
    with translation.override("vi"), pytest.raises(ValidationError) as refusal:
        AmountField(highest=Decimal(1000)).clean(text)
    assert (refusal.value.code, refusal.value.messages) == (code, [sentence])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_text_that_is_no_number_is_refused_in_the_readers_language(language) -> None:
    with translation.override(language), pytest.raises(ValidationError) as refusal:
        AmountField().clean("một ít")
    assert refusal.value.code == "number_characters"
    assert ("expected" in refusal.value.messages[0].lower()) is (language == "en")


def test_a_lowest_amount_replaces_more_than_zero() -> None:
    celsius = AmountField(lowest=Decimal(-30), highest=Decimal(120))
    assert celsius.clean("-18") == Decimal(-18)
    with translation.override("vi"), pytest.raises(ValidationError) as refusal:
        celsius.clean("-31")
    assert refusal.value.messages == ["Cần từ -30 trở lên, đã ghi -31."]


def test_an_amount_that_is_not_asked_for_may_be_left_empty() -> None:
    assert AmountField(required=False).clean("") is None


def test_a_known_amount_is_shown_with_a_comma() -> None:
    with translation.override("vi"):
        assert AmountField().prepare_value(Decimal("12.50")) == "12,50"
    assert AmountField().prepare_value("1.500") == "1.500"


def test_no_verdict_is_chosen_beforehand() -> None:
    assert "checked" not in str(Form()["senses"])


def test_not_even_the_initial_values_of_the_form_choose_a_verdict() -> None:
    assert "checked" not in str(Form(initial={"senses": "pass"})["senses"])


def test_a_verdict_with_an_initial_value_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="no initial value"):
        VerdictField(choices=PASS_FAIL, initial="pass")


def test_what_the_person_chose_stays_chosen_after_an_error() -> None:
    form = Form({"senses": "fail"})
    assert not form.is_valid()
    pass_tile, fail_tile = str(form["senses"]).split("</label>")[:2]
    assert ("checked" in pass_tile, "checked" in fail_tile) == (False, True)


def test_a_verdict_that_was_not_given_is_an_error() -> None:
    with translation.override("vi"):
        assert Form({"amount": "5"}).errors["senses"] == ["Mục này chưa điền."]


def test_pass_is_green_and_fail_is_red_with_a_sign_each() -> None:
    tiles = str(Form()["senses"])
    assert tiles.index("tile-ok") < tiles.index("#done") < tiles.index("Đạt")
    assert tiles.index("tile-bad") < tiles.index("#failed") < tiles.index("Không đạt")


def test_people_are_tiles_with_initials_name_and_role() -> None:
    tiles = str(Form()["cooks"])
    assert ">LM<" in tiles
    assert "Lò Thị Mai" in tiles
    assert "Bếp trưởng" in tiles
    assert tiles.count('type="checkbox"') == 2


def test_the_form_lists_what_must_be_put_right_and_links_to_it() -> None:
    with translation.override("vi"):
        page = Form({"amount": "x"}).render()
    assert page.count('role="alert"') == 1
    assert "Có 2 chỗ cần sửa" in page
    assert '<a href="#id_senses">Cảm quan</a>' in page
    assert '<a href="#id_amount">Khối lượng</a>' in page


def test_a_form_without_errors_has_no_summary() -> None:
    assert "errors" not in Form().render()


def test_a_field_is_tied_to_its_help_and_its_error() -> None:
    page = Form({"amount": "x"}).render()
    assert 'aria-describedby="id_amount_helptext id_amount_error"' in page
    assert 'id="id_amount_helptext"' in page
    assert 'id="id_amount_error"' in page
    assert 'aria-invalid="true"' in page


def test_labels_and_choices_are_escaped() -> None:
    class Nasty(forms.Form):
        one = forms.ChoiceField(
            label="<script>", choices=[("a", "<i>x")], widget=Tiles(notes={"a": "<u>"})
        )

    page = Nasty().render()
    assert "<script>" not in page
    assert "<i>" not in page
    assert "<u>" not in page


def test_an_optional_field_says_so() -> None:
    with translation.override("vi"):
        assert Form().render().count("(không bắt buộc)") == 1  # a tick box needs no such word


@pytest.mark.parametrize(
    ("widget", "parts"),
    [
        (MomentInput(), ['type="datetime-local"']),
        (DayInput(), ['type="date"']),
        (PhotoInput(), ['type="file"', 'accept="image/*"', 'capture="environment"']),
        (PhotoInput(multiple=True), ['type="file"', " multiple"]),
    ],
)
def test_a_phone_opens_the_right_input(widget, parts) -> None:
    html = widget.render("x", None, renderer=forms.Form().renderer)
    assert [part for part in parts if part not in html] == []


def test_several_photos_may_be_sent_and_none_need_be() -> None:
    class Papers(forms.Form):
        papers = PhotosField(required=False)

    sent = [SimpleUploadedFile(f"{n}.jpg", b"x", "image/jpeg") for n in (1, 2)]
    form = Papers({}, MultiValueDict({"papers": sent}))
    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["papers"]] == ["1.jpg", "2.jpg"]
    empty = Papers({}, MultiValueDict())
    assert empty.is_valid()
    assert empty.cleaned_data["papers"] == []


def test_a_photo_that_is_asked_for_must_come() -> None:
    class Papers(forms.Form):
        papers = PhotosField()

    with translation.override("vi"):
        assert Papers({}, MultiValueDict()).errors["papers"] == ["Mục này chưa điền."]


def test_the_photo_script_is_asked_for_once_and_deferred() -> None:
    class Two(forms.Form):
        a = PhotosField()
        b = PhotosField()

    assert Two().render().count('<script src="/static/base/photo.js" defer></script>') == 1
    assert "<script" not in Form().render()
