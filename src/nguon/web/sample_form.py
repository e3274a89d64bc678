"""The form of the style page: one of each field."""

from django import forms

from nguon.base.ui.fields import AmountField, PhotosField, VerdictField
from nguon.base.ui.widgets import DayInput, MomentInput, PeopleTiles, PersonTiles, Tiles

PEOPLE = [
    ("1", "Lò Thị Mai"),
    ("2", "Quàng Văn Thắng"),
    ("3", "Nguyễn Thị Phương Thảo Nguyên"),
    ("4", "Giàng A Sử"),
]
NOTES = {"1": "Bếp trưởng", "2": "Cấp dưỡng", "3": "Nhân viên y tế trường học", "4": "Cấp dưỡng"}


class SampleForm(forms.Form):
    use_required_attribute = False

    item = forms.CharField(label="Tên thực phẩm", help_text="Như trên hóa đơn.")
    amount = AmountField(label="Khối lượng", unit="kg")
    senses = VerdictField(
        label="Cảm quan: màu, mùi, trạng thái, bảo quản",
        choices=[("pass", "Đạt"), ("fail", "Không đạt")],
    )
    quick_test = VerdictField(
        label="Xét nghiệm nhanh",
        choices=[("pass", "Đạt"), ("fail", "Không đạt"), ("not_done", "Không làm")],
    )
    storage = forms.ChoiceField(
        label="Điều kiện bảo quản",
        choices=[("ambient", "Thường"), ("cold", "Lạnh 2–8 °C"), ("frozen", "Đông lạnh −18 °C")],
        widget=Tiles(looks={"cold": ("", "fridge"), "frozen": ("", "temperature")}),
    )
    checker = forms.ChoiceField(
        label="Người kiểm tra", choices=PEOPLE, widget=PersonTiles(notes=NOTES, layout="list")
    )
    cooks = forms.MultipleChoiceField(
        label="Người tham gia chế biến",
        choices=PEOPLE,
        widget=PeopleTiles(notes=NOTES),
        required=False,
    )
    happened_at = forms.DateTimeField(label="Giờ nhập", widget=MomentInput())
    expires_on = forms.DateField(label="Hạn sử dụng", widget=DayInput(), required=False)
    unit = forms.ChoiceField(label="Đơn vị", choices=[("", "Chọn…"), ("KGM", "kg"), ("LTR", "lít")])
    papers = PhotosField(label="Ảnh chứng từ, hóa đơn", required=False)
    sealed = forms.BooleanField(label="Xe và thùng hàng sạch, có che đậy", required=False)
    note = forms.CharField(
        label="Biện pháp xử lý / Ghi chú", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
