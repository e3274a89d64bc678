"""The columns that several templates have."""

from django.utils.translation import gettext_lazy as _

from nguon.food.exchange.rules.column import Column, Kind

DAY = Column(
    key="day",
    kind=Kind.DAY,
    title=_("Day"),
    help=_("Day, month, year. A sheet without it is not taken: nobody else knows the day."),
    example="21/11/2026",
    other_titles=("Date", "Ngày tháng", "Ngày nhập", "Ngày giao", "Ngày nhận", "Ngày thu hoạch"),
    width=13,
)
HOUR = Column(
    key="hour",
    kind=Kind.HOUR,
    title=_("Time"),
    help=_("Hours and minutes, about when it was: it tells what came before what."),
    example="06:45",
    other_titles=("Hour", "Thời gian", "Giờ giao", "Giờ nhận"),
    width=9,
)
PLACE = Column(
    key="place",
    kind=Kind.PLACE,
    title=_("Our place"),
    help=_("Where it happened: one of your registered places, by name or identifier."),
    other_titles=("Place", "Địa điểm", "Nơi"),
    width=26,
)
GOODS = Column(
    key="goods",
    kind=Kind.GOODS,
    title=_("Product"),
    help=_("As it stands on the list of products, or its GTIN."),
    example="Cải ngọt",
    other_titles=("Goods", "Mặt hàng", "Sản phẩm", "Tên sản phẩm", "Tên thực phẩm"),
    width=26,
)
AMOUNT = Column(
    key="amount",
    kind=Kind.AMOUNT,
    title=_("How much"),
    help=_("A number with decimal comma: 12,5."),
    example="12,5",
    other_titles=("Amount", "Quantity", "Khối lượng", "Số lượng"),
    width=12,
)
UNIT = Column(
    key="unit",
    kind=Kind.UNIT,
    title=_("Unit"),
    help=_("kg, g, litre, bottle, box, bag … or the UN/ECE code."),
    example="kg",
    other_titles=("UoM", "ĐVT", "Đơn vị tính"),
    width=10,
)
EXPIRY = Column(
    key="expiry",
    kind=Kind.DAY,
    title=_("Use by"),
    help=_("Only if it stands on the package."),
    required=False,
    example="28/11/2026",
    other_titles=("Expiry", "HSD", "Ngày hết hạn"),
    width=13,
)
DELIVERY_NOTE = Column(
    key="delivery_note",
    kind=Kind.TEXT,
    title=_("Delivery note no."),
    help=_("The number of the paper that travels with the goods, if there is one."),
    required=False,
    example="PG-0123",
    other_titles=("Số phiếu", "Số chứng từ", "Số phiếu giao"),
    width=18,
)
NOTE = Column(
    key="note",
    kind=Kind.TEXT,
    title=_("Note"),
    help=_("Whatever else is worth knowing. It goes with the event to whoever may read it."),
    required=False,
    other_titles=("Remarks",),
    width=28,
)
